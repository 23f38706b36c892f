"""Findings come out of the store as they were put in, and damage is told."""

from __future__ import annotations

import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index.segments.finding_store import FindingStore, FindingWriter
from indexer.reports.finding import Finding, Span
from indexer.reports.report import Report

PRINTED = st.text(max_size=300)
OPTIONAL = st.none() | PRINTED
PLACES = st.tuples(st.integers(0, 300), st.integers(0, 300))

FINDINGS = st.builds(
    Finding,
    **dict.fromkeys(("id", "report", "title", "force", "published", "family", "section"), PRINTED),
    **dict.fromkeys(("area", "category", "grade", "label", "reference", "due"), OPTIONAL),
    text=PRINTED,
    path=st.lists(PRINTED, max_size=3).map(tuple),
    source=st.builds(Span, st.integers(), st.integers(), st.none() | st.integers()),
    nested_at=st.lists(PLACES, max_size=3).map(tuple),
    joins=st.lists(st.integers(0, 300), max_size=3).map(tuple),
)


def stored(folder: Path, findings: list[Finding]) -> FindingStore:
    writer = FindingWriter()
    for finding in findings:
        writer.add(finding)
    writer.write(folder, "one")
    return FindingStore(folder, "one")


@given(findings=st.lists(FINDINGS, max_size=8))
def test_what_goes_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, findings: list[Finding]
) -> None:
    store = stored(tmp_path_factory.mktemp("store"), findings)
    assert [store.read(number) for number in range(len(store))] == findings


def test_a_finding_is_had_by_its_id(tmp_path: Path, gold_report: Report) -> None:
    store = stored(tmp_path, list(gold_report.findings))
    places = [store.find(finding.id) for finding in gold_report.findings]
    assert places == list(range(len(store)))
    assert store.find("nobody") is None


def test_ids_with_one_hash_are_told_apart(tmp_path: Path, gold_report: Report) -> None:
    one, other = (
        replace(finding, id=name)
        for finding, name in zip(gold_report.findings, ("plumless", "buckeroo"), strict=False)
    )
    store = stored(tmp_path, [one, other])
    assert zlib.crc32(b"plumless") == zlib.crc32(b"buckeroo")
    assert (store.find("plumless"), store.find("buckeroo")) == (0, 1)


def test_what_findings_repeat_takes_little_room(tmp_path: Path, gold_report: Report) -> None:
    stored(tmp_path, list(gold_report.findings))
    printed = sum(len(finding.text.encode()) for finding in gold_report.findings)
    assert (tmp_path / "one.findings").stat().st_size < printed


def test_a_store_is_read_on_when_its_file_is_gone(tmp_path: Path, gold_report: Report) -> None:
    store = stored(tmp_path, list(gold_report.findings))
    (tmp_path / "one.findings").unlink()
    assert store.read(7) == gold_report.findings[7]


@pytest.mark.parametrize("kept", [0, 5, 600, -1])
def test_a_file_that_was_cut_is_refused(tmp_path: Path, gold_report: Report, kept: int) -> None:
    stored(tmp_path, list(gold_report.findings))
    path = tmp_path / "one.findings"
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(ValueError, match=r".+"):
        FindingStore(tmp_path, "one")


def test_a_damaged_finding_is_refused(tmp_path: Path, gold_report: Report) -> None:
    stored(tmp_path, list(gold_report.findings))
    path = tmp_path / "one.findings"
    path.write_bytes(path.read_bytes()[:-40] + b"\xff" * 40)
    store = FindingStore(tmp_path, "one")
    with pytest.raises(ValueError, match="damaged"):
        store.read(len(store) - 1)
