from __future__ import annotations

from indexer import Archive, Fate
from webui.presenters.report import report_outline


def test_the_outline_holds_each_finding_once_in_order(archive: Archive) -> None:
    for listed in archive.reports():
        report = archive.report(listed.id)
        found = [
            finding
            for chapter in report_outline.chapters(report)
            for section in chapter.sections
            for finding in section.findings
        ]
        assert found == list(report.findings)


def test_the_chapters_of_the_cambridgeshire_report(archive: Archive) -> None:
    chapters = report_outline.chapters(archive.report("cambridgeshire-2007"))
    counts = {chapter.name: dict(chapter.counts) for chapter in chapters}
    assert counts["Neighbourhood Policing"] == {
        "Context": 2,
        "Strengths": 39,
        "Work in progress": 21,
        "Areas for improvement": 12,
        "Developing practice": 2,
    }
    assert counts["Protecting Vulnerable People – Missing Persons"]["Areas for improvement"] == 5
    anchors = [chapter.anchor for chapter in chapters]
    assert len(set(anchors)) == len(anchors)


def test_reasons_are_counted_most_first() -> None:
    ledger = (
        Fate(1, "a", reason="page number"),
        Fate(2, "b", finding="x"),
        Fate(3, "c", reason="running head"),
        Fate(4, "d", reason="running head"),
    )
    assert report_outline.reasons(ledger) == (
        ("running head", (ledger[2], ledger[3])),
        ("page number", (ledger[0],)),
    )
