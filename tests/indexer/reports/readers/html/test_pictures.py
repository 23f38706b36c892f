"""Pictures: a grade is read, and what others show is told as left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Role

ReadMain = Callable[[str], list[Line]]


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=g.png alt='Requires improvement'>",
        "<svg aria-label='Requires improvement'><path/></svg>",
        "<svg><title>Requires improvement</title></svg>",
        "<span role=img aria-label='Requires improvement'></span>",
    ],
)
def test_a_grade_set_as_a_picture_is_read(read_main: ReadMain, picture: str) -> None:
    lines = read_main(f"<h2>Custody</h2><p>{picture}</p>")
    assert [(line.role, line.text) for line in lines] == [
        (Role.HEADING, "Custody"),
        (Role.PARAGRAPH, "Requires improvement"),
    ]


def test_what_other_pictures_show_is_told(read_main: ReadMain) -> None:
    lines = read_main("<figure><img alt='A van'><figcaption>Figure 2: Vans</figcaption></figure>")
    assert [(line.text, line.chrome) for line in lines] == [
        ("A van", "the description of a picture"),
        ("Figure 2: Vans", ""),
    ]


def test_an_ornament_says_nothing(read_main: ReadMain) -> None:
    assert read_main("<p><img src=line.png alt=''><img src=dot.png></p>") == []
