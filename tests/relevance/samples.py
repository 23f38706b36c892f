"""All sample reports as their gold has them, for judged queries over more than one report.

Judgements name a document by its number: those of the Cambridgeshire report are 1 to 261, and the
invented reports follow, those that were judged in the order in which they were, without what is
optional. A report that is added comes last, so no number moves.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer.reports.finding import Finding, Span
from indexer.reports.report import Area, Definition, Report

DATA = Path(__file__).parents[1] / "data"
CAMBRIDGESHIRE = "cambridgeshire-2007"
#: The folders whose findings queries were judged on, in the order that gave them their numbers.
JUDGED = (
    *("f1-html", "f1-pdf", "f1-text", "f2-pdf", "f2-text", "f3-2015-pdf", "f3-2016-html"),
    *("f3-2022-html", "f3-markdown", "f3-word", "f4-pdf-plain", "f4-text", "f4-word"),
    "minutes-text",
)


@dataclass(frozen=True)
class Sample:
    """One report: its facts, and its documents."""

    id: str
    facts: dict[str, Any]
    documents: list[dict[str, Any]]

    def report(self, first: int) -> Report:
        """The report; the ids of its findings end with their number, from ``first`` on."""
        findings = (self._finding(first + i, d) for i, d in enumerate(self.documents))
        return Report(
            id=self.id,
            title=self.facts.get("title") or "",
            force=self.facts.get("force") or "",
            published=self.facts.get("published") or "",
            family=self.facts.get("family") or "",
            file=f"{self.id}.txt",
            format="text",
            sha256="0" * 64,
            areas=tuple(self._areas()),
            definitions=tuple(self._definitions()),
            findings=tuple(findings),
        )

    def _areas(self) -> Iterator[Area]:
        for name, grade in (self.facts.get("grades") or {}).items():
            yield Area(name, grade)

    def _definitions(self) -> Iterator[Definition]:
        for entry in self.facts.get("glossary") or ():
            yield Definition(entry["acronym"], entry["expansion"], "glossary", 1)

    def _finding(self, number: int, document: dict[str, Any]) -> Finding:
        return Finding(
            id=f"{self.id}-{number}",
            report=self.id,
            title=self.facts.get("title") or "",
            force=self.facts.get("force") or "",
            published=self.facts.get("published") or "",
            family=self.facts.get("family") or "",
            area=document["area"],
            category=document["category"],
            grade=document["grade"],
            section=document["section"] or "",
            path=tuple(document.get("path") or ()),
            label=None,
            text=document["text"],
            source=Span(number, number),
        )


def reports() -> Iterator[Report]:
    """All of them, their findings numbered through."""
    first = 1
    for sample in _samples():
        yield sample.report(first)
        first += len(sample.documents)


def number(finding: Finding) -> int:
    """The number that judgements name a finding by."""
    return finding.source.first


def _samples() -> Iterator[Sample]:
    gold = DATA / "gold"
    facts = json.loads((gold / f"{CAMBRIDGESHIRE}.report.json").read_text(encoding="utf-8"))
    facts["grades"] = {name: one["grade"] for name, one in facts["force_grades"].items()}
    yield Sample(CAMBRIDGESHIRE, facts, _documents(gold / f"{CAMBRIDGESHIRE}.findings.jsonl"))
    for folder in _folders():
        facts = json.loads((folder / "report.json").read_text(encoding="utf-8"))
        yield Sample(folder.name, facts, _documents(folder / "gold.jsonl"))


def _folders() -> list[Path]:
    there = {path.name: path for path in (DATA / "reports").iterdir() if path.is_dir()}
    return [there[name] for name in (*JUDGED, *sorted(there.keys() - set(JUDGED)))]


def _documents(path: Path) -> list[dict[str, Any]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    documents = [json.loads(line) for line in lines if line.strip()]
    return [document for document in documents if not document.get("optional")]
