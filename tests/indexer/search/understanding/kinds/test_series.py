"""Series by name, by letters and by year."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[..., tuple[str, dict[str, tuple[str, ...]]]]


@pytest.mark.parametrize(
    ("q", "series"),
    [
        ("PEEL 2018 custody", ("PEEL 2018/19",)),
        ("peel 2019 custody", ("PEEL 2018/19",)),
        ("PEEL 2018/19 custody", ("PEEL 2018/19",)),
        ("PEEL 2018-2019 custody", ("PEEL 2018/19",)),
        ("PEEL custody", ("PEEL 2016", "PEEL 2018/19")),
        ("JTAI custody", ("Joint targeted area inspection",)),
        ("joint targeted area inspections custody", ("Joint targeted area inspection",)),
    ],
)
def test_a_series_is_read(said: Said, q: str, series: tuple[str, ...]) -> None:
    assert said(q) == ("custody", {"series": series})


def test_a_year_that_is_not_of_the_series_is_a_year(said: Said) -> None:
    assert said("JTAI 2018 custody") == (
        "custody",
        {"series": ("Joint targeted area inspection",), "year": ("2018",)},
    )
