"""Signatures and imprints are in no finding, wherever the print has put them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.labelling.small_print import without_imprint, without_signatures
from indexer.reports.report import Report
from indexer.reports.structure.tree import Block, Item, Kind, List, Part, Sign, Table, blocks

Read = Callable[..., Report]


def block(text: str, kind: Kind = Kind.PARAGRAPH, page: int | None = None) -> Block:
    return Block(kind, text, (1,), page, sign=Sign.SHAPE if kind is Kind.HEADING else None)


def texts(parts: list[Part]) -> list[str]:
    return [one.text for part in parts for one in blocks(part.nodes)]


def taken(lines: list[str]) -> list[str]:
    left_out: list[Block] = []
    nodes = tuple(block(line) for line in lines)
    without_signatures([Part(None, nodes)], lambda one, _: left_out.append(one))
    return [one.text for one in left_out]


@pytest.mark.parametrize(
    "signature",
    [
        ["Jo Otherby", "HM Inspector of Constabulary"],
        ["Sir Thomas O’Neill QPM", "Her Majesty's Chief Inspector of Constabulary", "May 2019"],
        ["Dr A. N. Otherby", "Independent Chair"],
        ["Mr Sam Else", "Staff Officer, HMIC Wales and Western Region"],
        ["Jo Otherby, Deputy Director of Inspection"],
        ["Jo Otherby HMCIC", "Sam Else HM Chief Inspector of Prisons", "March 2015"],
        ["Jo Otherby", "HM Inspector of Constabulary", "Sam Else CBE", "HM Inspector of Prisons"],
        # Two sign side by side, in columns that a page has lost.
        ["Jo P Otherby Sam Else", "HM Inspector of Constabulary HM Chief Inspector of Prisons"],
    ],
)
def test_a_name_and_an_office_behind_text_are_a_signature(signature: list[str]) -> None:
    assert taken(["The force is well led.", *signature, "It has a plan."]) == signature


@pytest.mark.parametrize(
    "lines",
    [
        ["The force is well led.", "Jo Otherby spoke to us", "HM Inspector of Constabulary"],
        ["The force is well led.", "Leadership And Direction", "The plan is late."],
        ["The force is well led", "Jo Otherby", "HM Inspector of Constabulary"],
        ["Letters are read.", "Jo Otherby", "The chief inspector reads each letter."],
        ["Letters are read.", "Jo Otherby Sam Else", "Each letter is read by them"],
    ],
)
def test_other_short_lines_are_none(lines: list[str]) -> None:
    assert taken(lines) == []


def test_an_imprint_may_be_printed_between_rules() -> None:
    cells = ("April 2024", "© HMICFRS 2024", "www.example.org")
    row = Block(Kind.ROW, "\t".join(cells), (2,), cells=cells)
    site = Block(Kind.ROW, "Website\twww.example.org", (3,), cells=("Website", "www.example.org"))
    parts = [Part(None, (block("The force has a plan."), Table((row, site))))]
    assert texts(without_imprint(parts, lambda *_: None, False)) == [
        "The force has a plan.", "Website\twww.example.org",
    ]  # fmt: skip


def test_what_stands_below_an_office_that_looks_like_a_heading_goes_on_with_the_text() -> None:
    parts = [
        Part(block("Foreword", Kind.HEADING), (block("All is well."), block("Jo Otherby"))),
        Part(block("HM Inspector of Prisons", Kind.HEADING), (block("We came in May."),)),
    ]
    kept = without_signatures(parts, lambda *_: None)
    assert [part.heading.text for part in kept if part.heading] == ["Foreword"]
    assert texts(kept) == ["All is well.", "We came in May."]


def test_an_imprint_that_was_taken_for_the_end_of_an_item_is_left_out() -> None:
    item = Item(block("The force should act.", Kind.ITEM), (block("© Crown copyright 2019"),))
    parts = [
        Part(block("Introduction", Kind.HEADING), (block("We came in May."),)),
        Part(block("Recommendations", Kind.HEADING), (List((item,)), block("www.example.org"))),
    ]
    left_out: list[str] = []
    kept = without_imprint(parts, lambda one, _: left_out.append(one.text), False)
    assert texts(kept) == ["We came in May.", "The force should act."]
    assert left_out == ["© Crown copyright 2019", "www.example.org"]


def test_an_address_with_a_telephone_is_an_imprint() -> None:
    address = "HM Inspectorate, 2 Quay Street, Braemouth BM1 4ZZ. Tel: 01999 496 000."
    told = "People in Braemouth BM1 4ZZ telephone the station at night and are heard."
    parts = [
        Part(block("Visits", Kind.HEADING), (block("Officers visit each home."),)),
        Part(block("Method", Kind.HEADING), (block(told), block(address))),
    ]
    kept = without_imprint(parts, lambda *_: None, False)
    assert texts(kept) == ["Officers visit each home.", told]


def test_the_page_of_the_imprint_is_small_print_but_in_a_letter() -> None:
    printed = ("We write as clearly as we can.", "Printed and published by: HMIC, 4 May 2019")
    parts = [
        Part(None, tuple(block(text, page=2) for text in printed)),
        Part(block("Introduction", Kind.HEADING, page=3), (block("We came in May.", page=3),)),
    ]
    assert texts(without_imprint(parts, lambda *_: None, False)) == ["We came in May."]
    letter = without_imprint(parts, lambda *_: None, True)
    assert texts(letter) == ["We write as clearly as we can.", "We came in May."]


def test_a_signature_is_accounted_for(peel_page: Read) -> None:
    report = peel_page(
        "<h2>HM Inspector’s summary</h2><p>I am pleased with the force.</p><p>Jo Otherby</p>"
        "<p>HM Inspector of Constabulary</p><h2>Vetting</h2><p>Good</p><p>Most wait a week.</p>"
    )
    assert not any("Otherby" in finding.text for finding in report.findings)
    fate = next(fate for fate in report.ledger if fate.text == "Jo Otherby")
    assert fate.reason == "signatures"
