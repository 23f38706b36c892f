"""The words of a report as HTML: paragraphs, lists, marks and joins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from indexer import Finding, Fragment
from indexer.reports.finding import Span
from webui.presenters.quotation import acronyms, marked, passage


@pytest.fixture(autouse=True)
def served(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


FINDING = Finding(
    "id", "report", "Title", "Force", "2007-10", "family", "Area", "Strengths", "Good",
    "Strengths", ("Area", "Strengths"), None, "Staff <know> it. One. Two.", Span(1, 2),
)  # fmt: skip


def plainly(html: str) -> str:
    return re.sub(r"\s*\n\s*", "", html)


def test_what_was_found_is_marked_and_nothing_is_trusted() -> None:
    segments = (Fragment("a <b> ", False), Fragment("c&d", True))
    assert marked(segments) == "a &lt;b&gt; <mark>c&amp;d</mark>"


def test_a_finding_is_one_paragraph() -> None:
    assert plainly(passage(FINDING)) == "<p>Staff &lt;know&gt; it. One. Two.</p>"


def test_nested_bullets_are_a_list_after_their_paragraph() -> None:
    nested = replace(FINDING, nested_at=((17, 21), (22, 26)))
    assert plainly(passage(nested)) == (
        '<p>Staff &lt;know&gt; it. </p><ul class="nested"><li>One.</li><li>Two.</li></ul>'
    )


def test_marks_and_joins_stand_where_they_belong() -> None:
    joined = replace(FINDING, joins=(17,))
    before, _, after = FINDING.text.partition("One.")
    marks = (Fragment(before, False), Fragment("One.", True), Fragment(after, False))
    html = plainly(passage(joined, marks))
    assert re.sub("<span[^>]*>⁞</span>", "|", html) == (
        "<p>Staff &lt;know&gt; it. |<mark>One.</mark> Two.</p>"
    )


def test_acronyms_are_listed_with_what_they_mean() -> None:
    html = plainly(acronyms((("NPT", "neighbourhood policing team"),)))
    assert "<dt>NPT</dt> <dd>neighbourhood policing team</dd>" in html
    assert acronyms(()) == ""
