"""Whether two reports are one."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from indexer.reports.corpus.sameness import KEPT, Likeness, shared, sketch, why_same

WORDS = [f"finding number {n} says what team {n * 7} did for {n * 3} people" for n in range(60)]


def report(**facts: str) -> Likeness:
    said = {"force": "kent police", "place": "", "series": "PEEL 2016", "published": "2017-03"}
    return Likeness(**{**said, "isbn": "", **facts}, sketch=sketch(WORDS))


OTHER_WORDS = sketch(f"item {n} tells of station {n * 11} and its {n} cells" for n in range(60))


def test_a_sketch_is_small_and_the_same_each_time() -> None:
    assert len(sketch(WORDS)) == KEPT
    assert sketch(WORDS) == sketch(list(reversed(WORDS)))
    assert sketch([]) == ()


def test_what_two_reports_share() -> None:
    whole = report()
    assert shared(whole, whole) == 1.0
    assert shared(whole, replace(whole, sketch=OTHER_WORDS)) == 0.0
    half = replace(whole, sketch=sketch(WORDS[:30]))
    assert 0.35 < shared(whole, half) < 0.65


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({}, "same force, series and month"),
        ({"published": "2017-04"}, "share 100%"),
        ({"force": "", "published": ""}, "share 100%"),
        ({"force": "essex police"}, ""),
    ],
)
def test_why(other: dict[str, str], why: str) -> None:
    found = why_same(report(), report(**other))
    assert (why in found) if why else (found == "")


def test_one_series_and_month_of_two_places_are_two_reports() -> None:
    first = replace(report(), place="wexmoor", sketch=())
    assert why_same(first, replace(first, place="ashford")) == ""
    assert "series and month" in why_same(first, replace(first, place="wexmoor"))


def test_one_isbn_is_one_report() -> None:
    first = replace(report(isbn="9781847264466"), sketch=())
    assert why_same(first, replace(first, published="2001-01")) == "it has the same ISBN"


def test_what_says_nothing_of_itself_is_like_nothing() -> None:
    nothing = Likeness("", "", "", "", "", ())
    assert why_same(nothing, nothing) == ""


def test_it_is_kept_as_json() -> None:
    kept = json.loads(json.dumps(report().to_json()))
    assert Likeness.from_json(kept) == report()
