"""Files that were kept as mail carries them."""

from __future__ import annotations

import quopri
from collections.abc import Callable

import pytest

from indexer.reports.lines import Source
from indexer.reports.readers.transfer import WARNING

Read = Callable[..., Source]

TEXT = (
    "Strengths\n\n" + "• The force’s plan is known to each of its officers, and to residents.\n" * 4
)
PAGE = f"<!doctype html><html><body><h1 class='a'>Report</h1><p>{TEXT}</p></body></html>"


@pytest.mark.parametrize(("content", "name"), [(TEXT, "r.txt"), (PAGE, "r.html"), (PAGE, "r")])
def test_it_is_read_as_what_it_stands_for(read: Read, content: str, name: str) -> None:
    carried = read(quopri.encodestring(content.encode()), name)
    assert carried.lines == read(content, name).lines
    assert carried.warnings == (WARNING,)


def test_equals_signs_of_a_report_stay(read: Read) -> None:
    text = "a = b\n" + "1+1=2\n=3D=3D\n" * 5 + "so =\n" * 5
    source = read(text)
    assert [line.text for line in source.lines] == text.split("\n")[:-1]
    assert source.warnings == ()
