"""The Cambridgeshire report of October 2007, against all that was read in it by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexer.reports.corpus.folder import Corpus
from indexer.reports.report import Report

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "data" / "gold"


def gold(name: str) -> Any:
    return json.loads((GOLD / f"cambridgeshire-2007.{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    return gold("report")


@pytest.fixture(scope="module")
def report() -> Report:
    entries = Corpus(ROOT / "corpus").entries()
    return next(entry.read() for entry in entries if entry.report == "cambridgeshire-2007")


@pytest.fixture(scope="module")
def result(
    report: Report,
    facts: dict[str, Any],
    score: Callable[..., Any],
    tell_score: Callable[..., None],
) -> dict[str, Any]:
    found = score(report, GOLD / "cambridgeshire-2007.findings.jsonl", facts)
    tell_score("cambridgeshire-2007", found)
    return found


def words(text: str) -> list[str]:
    """A long form as it is compared: case and plurals levelled."""
    return [word.rstrip("s") for word in re.findall(r"\w+", text.casefold())]


def test_every_finding_is_cut_where_the_report_cuts_it(result: dict[str, Any]) -> None:
    assert result["boundary"]["findings"]["f1"] == 1.0


def test_every_section_of_context_is_one_document(result: dict[str, Any]) -> None:
    assert result["boundary"]["context"]["f1"] == 1.0


@pytest.mark.parametrize("part", ["findings", "context"])
@pytest.mark.parametrize("tag", ["area", "category", "grade", "all_three"])
def test_every_tag_is_right(result: dict[str, Any], part: str, tag: str) -> None:
    assert result["tags"][part][tag]["accuracy"] == 1.0


@pytest.mark.parametrize("part", ["findings", "all"])
def test_no_word_is_lost(result: dict[str, Any], part: str) -> None:
    assert result["conservation"][part] == {"tokens": 1.0, "five_grams": 1.0}


def test_findings_stand_in_the_order_of_the_report(report: Report) -> None:
    firsts = [finding.source.first for finding in report.findings]
    assert firsts == sorted(firsts)


def test_no_furniture_is_in_a_finding(report: Report, facts: dict[str, Any]) -> None:
    fates = {fate.line: fate for fate in report.ledger}
    lines = [entry["line"] for entry in facts["page_furniture_lines"]]
    assert len(lines) == 36
    assert [n for n in lines if fates[n].finding or not fates[n].reason] == []


def test_october_2007_in_a_sentence_is_content(report: Report, facts: dict[str, Any]) -> None:
    (content,) = facts["furniture_text_that_is_content"]
    kept = next(fate for fate in report.ledger if fate.line == content["line"])
    finding = next(f for f in report.findings if f.id == kept.finding)
    assert "joint strategic assessment in October 2007, and work is ongoing" in finding.text


def test_every_line_outside_the_documents_is_left_out_for_a_reason(
    report: Report, facts: dict[str, Any]
) -> None:
    fates = {fate.line: fate for fate in report.ledger}
    outside = {
        number
        for entry in facts["lines_in_no_document"]
        for number in range(entry["lines"][0], entry["lines"][1] + 1)
    }
    printed = outside & fates.keys()
    assert len(printed) == 156
    assert [n for n in sorted(printed) if not fates[n].reason] == []


def test_every_line_is_in_exactly_one_finding_or_has_a_reason(report: Report) -> None:
    path = ROOT / "corpus" / "cambridgeshire-2007" / "report.txt"
    text = path.read_text(encoding="utf-8")
    printed = [n for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
    assert [fate.line for fate in report.ledger] == printed
    assert report.unaccounted == ()
    known = {finding.id for finding in report.findings}
    assert {fate.finding for fate in report.ledger if fate.finding} == known


def test_the_title_page_is_read(report: Report, facts: dict[str, Any]) -> None:
    assert report.title == facts["title"]
    assert report.force == facts["force"]
    assert report.published == facts["published"]
    assert report.facts["isbn"] == facts["isbn"]
    assert report.family == "F1"


def test_the_grades_are_those_of_the_summary_table(report: Report, facts: dict[str, Any]) -> None:
    printed = {area: entry["grade"] for area, entry in facts["force_grades"].items()}
    assert {area.name: area.grade for area in report.areas} == printed


def test_the_national_counts_are_those_printed(report: Report, facts: dict[str, Any]) -> None:
    grades = ("Excellent", "Good", "Fair", "Poor")
    printed = {
        area: tuple((grade, counts[grade.casefold()]) for grade in grades)
        for area, counts in facts["national_summary"].items()
    }
    assert {area.name: area.spread for area in report.areas if area.spread} == printed
    assert all(sum(n for _, n in area.spread) == 43 for area in report.areas if area.spread)


def test_the_glossary_is_whole(report: Report, facts: dict[str, Any]) -> None:
    printed = {(entry["acronym"], entry["expansion"]) for entry in facts["glossary"]}
    found = [(d.short, d.long) for d in report.definitions if d.where == "glossary"]
    assert len(found) == facts["glossary_distinct"] == 38
    assert set(found) == printed


def test_glossary_entries_keep_their_lines(report: Report, facts: dict[str, Any]) -> None:
    lines = {(entry["acronym"], entry["line"]) for entry in facts["glossary"]}
    assert {(d.short, d.line) for d in report.definitions if d.where == "glossary"} <= lines


def test_every_acronym_explained_in_the_text_is_learned(report: Report) -> None:
    explained = [
        (entry["acronym"], words(inline["long_form"]))
        for entry in gold("acronyms")["acronyms"]
        for inline in entry.get("inline_all", ())
    ]
    learned = [(d.short, words(d.long)) for d in report.definitions]
    assert len(explained) == 46
    assert [one for one in explained if one not in learned] == []


def test_nothing_is_learned_that_the_text_does_not_explain(report: Report) -> None:
    explained = [
        (entry["acronym"], words(inline["long_form"]))
        for entry in gold("acronyms")["acronyms"]
        for inline in entry.get("inline_all", ())
    ]
    learned = [(d.short, words(d.long)) for d in report.definitions if d.where == "text"]
    assert [one for one in learned if one not in explained] == []


def test_both_meanings_of_cdaiu_are_kept(report: Report) -> None:
    meanings = {d.where: d.long for d in report.definitions if d.short == "CDAIU"}
    assert meanings == {
        "glossary": "Child Abuse and Domestic Abuse Unit",
        "text": "child and domestic abuse investigation unit",
    }


def test_the_two_findings_that_say_the_same_are_both_kept(report: Report) -> None:
    by_text: dict[str, list[str]] = {}
    for finding in report.findings:
        by_text.setdefault(finding.text, []).append(finding.id)
    twins = [ids for ids in by_text.values() if len(ids) > 1]
    assert len(twins) == 1
    assert len(set(twins[0])) == 2
