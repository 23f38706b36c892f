"""What the tests of reading, indexing and searching share: reports made without our reader."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import InspectionError
from indexer.index.publication import publish
from indexer.reports.finding import Finding, Span
from indexer.reports.report import Area, Definition, Report
from indexer.search.archive import Archive

GOLD = Path(__file__).parents[1] / "data" / "gold"
SLUG = "cambridgeshire-2007"


def read(name: str) -> Any:
    """The JSON or the JSON Lines of a file of the gold standard."""
    text = (GOLD / name).read_text(encoding="utf-8")
    if name.endswith(".jsonl"):
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    return json.loads(text)


def cambridgeshire() -> Report:
    """The report with its findings (optional tables left out), areas and definitions."""
    facts = read(f"{SLUG}.report.json")
    areas = tuple(
        Area(name, grade["grade"], _spread(facts["national_summary"].get(name)))
        for name, grade in facts["force_grades"].items()
    )
    documents = [d for d in read(f"{SLUG}.findings.jsonl") if not d.get("optional")]
    return Report(
        id=SLUG,
        title=facts["title"],
        force=facts["force"],
        published=facts["published"],
        family="2007",
        file=f"{SLUG}.txt",
        format="text",
        sha256="0" * 64,
        areas=areas,
        definitions=tuple(_definitions()),
        findings=tuple(_finding(document, facts) for document in documents),
        facts={"isbn": facts["isbn"]},
    )


def _spread(counts: dict[str, int] | None) -> tuple[tuple[str, int], ...]:
    grades = ("excellent", "good", "fair", "poor")
    return tuple((grade.capitalize(), counts[grade]) for grade in grades) if counts else ()


def _definitions() -> Iterator[Definition]:
    for entry in read(f"{SLUG}.report.json")["glossary"]:
        yield Definition(entry["acronym"], entry["expansion"], "glossary", entry["line"])
    for entry in read(f"{SLUG}.acronyms.json")["acronyms"]:
        for inline in entry.get("inline_all", ()):
            yield Definition(entry["acronym"], inline["long_form"], "text", inline["line"])


def _finding(document: dict[str, Any], facts: dict[str, Any]) -> Finding:
    lines = [int(n) for n in re.findall(r"\d+", json.dumps(document["lines"]))]
    return Finding(
        id=f"{SLUG}-{document['n']:03}",
        report=SLUG,
        title=facts["title"],
        force=facts["force"],
        published=facts["published"],
        family="2007",
        area=document["area"],
        category=document["category"],
        grade=document["grade"],
        section=document["section"],
        path=(document["area"],),
        label=None,
        text=document["text"],
        source=Span(min(lines), max(lines)),
        nested_at=tuple(_stretches(document["text"], document.get("nested", ()))),
    )


def _stretches(text: str, nested: Iterable[str]) -> Iterator[tuple[int, int]]:
    """First and last offset of each nested bullet, one after the other."""
    end = 0
    for bullet in nested:
        start = text.index(bullet, end)
        end = start + len(bullet)
        yield start, end


@pytest.fixture(scope="session")
def gold_report() -> Report:
    """The Cambridgeshire report as the gold standard has it."""
    return cambridgeshire()


@pytest.fixture(scope="session")
def gold_index(gold_report: Report, made_once: Callable[..., Path]) -> Path:
    """An index of the gold report."""
    return made_once("gold-index", lambda folder: publish([gold_report], folder))


@pytest.fixture(scope="session")
def archive(gold_index: Path) -> Archive:
    """The gold report, opened."""
    return Archive(gold_index)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """A folder for an index of one's own."""
    return tmp_path / "index"


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """Makes a report of given texts; see ``make_report``."""
    return make_report


class Inline:
    """Stands in for ``Workers`` and does the work at once, in this process.

    Where a test is not about processes, starting them costs more than all else.
    """

    def __init__(self, work: Callable[[Any], Any], *_: object, **__: object) -> None:
        self._work = work

    def __enter__(self) -> Inline:
        return self

    def __exit__(self, *_: object) -> None: ...

    def map(self, items: Iterable[Any]) -> Iterator[Any]:
        """The outcome of each item, in order."""
        yield from map(self._outcome, items)

    def proceed(self, seconds: float) -> None:
        """Nothing is under way."""

    def _outcome(self, item: Any) -> Any:
        try:
            return self._work(item)
        except InspectionError as error:
            return error


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are read in this process."""
    monkeypatch.setattr("indexer.build.Workers", Inline)


def make_report(
    *texts: str,
    id: str = "north-2020",
    force: str = "Northshire Police",
    published: str = "2020-05",
    area: str = "Custody",
    category: str = "Strengths",
    grade: str | None = "Good",
    definitions: tuple[tuple[str, str], ...] = (),
) -> Report:
    """A report with one finding a text, all under the same headings."""
    findings = tuple(
        Finding(
            id=f"{id}-{number}",
            report=id,
            title=f"Inspection of {force}",
            force=force,
            published=published,
            family="test",
            area=area,
            category=category,
            grade=grade,
            section=category,
            path=(area,),
            label=None,
            text=text,
            source=Span(number, number),
        )
        for number, text in enumerate(texts, start=1)
    )
    return Report(
        id=id,
        title=f"Inspection of {force}",
        force=force,
        published=published,
        family="test",
        file=f"{id}.txt",
        format="text",
        sha256=hashlib.sha256("\n".join(texts).encode()).hexdigest(),
        areas=(Area(area, grade),),
        definitions=tuple(
            Definition(short, long, "text", line)
            for line, (short, long) in enumerate(definitions, start=1)
        ),
        findings=findings,
    )


@pytest.fixture
def found(index: Path) -> Callable[..., Archive]:
    """Publishes reports and opens the archive of them."""

    def open_with(*reports: Report) -> Archive:
        publish(reports, index)
        return Archive(index)

    return open_with
