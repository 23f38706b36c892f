"""The facts of a report that a person may set: the fields of their form, and what would change.

``uploads`` asks for those of a file that was read, ``reports`` for those of a report that is here;
a field for each fact comes out, with what was typed, set before, or read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from indexer import Amendment, AmendmentKind, InspectionError, NotFound, ReportRecord, set_before
from webui.archive import get_archive
from webui.presenters.dates import month

#: Fact → its label, and what to write there.
LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("Title", "As the report prints it."),
    "force": ("Force or service", "The whole name; several with a semicolon between them."),
    "place": ("Place", "The place inspected, where that is not the force’s."),
    "series": ("Series", "Such as ‘PEEL 2018/19’ or ‘Joint targeted area inspection’."),
    "published": ("Date of publication", "Such as 3 July 2009, 2009-07 or 2009."),
    "source": ("Source", "Where it was published: an address, or words."),
    "licence": ("Licence", "Only what its publisher states."),
}


@dataclass(frozen=True, slots=True)
class FactField:
    """One field: the name of its fact, what it is called, a hint, and what stands in it."""

    name: str
    label: str
    hint: str
    value: str


def fields(facts: Mapping[str, str], typed: Mapping[str, str]) -> tuple[FactField, ...]:
    """A field for each of the facts as they stand, in their order, with what was typed in it."""
    return tuple(
        FactField(name, *LABELS[name], value=typed.get(name, value))
        for name, value in facts.items()
    )


def by_hand(corpus: Path, report: str) -> dict[str, str]:
    """The facts that are set by hand of a report; none of '', or where that cannot be told."""
    try:
        return set_before(corpus, report) if report else {}
    except InspectionError:
        return {}


def as_they_are(corpus: Path, report: ReportRecord) -> dict[str, str]:
    """The facts of a published report: as they were set by hand, else as they were read."""
    read = {n: str(report.facts.get(n) or getattr(report, n, "")) for n in LABELS}
    return {**read, **by_hand(corpus, report.id)}


def name_of(report: str) -> str:
    """The title of a published report with its date, else its slug."""
    try:
        found = get_archive().record(report)
    except NotFound:
        return report
    return ", ".join(filter(None, (found.title, month(found.published))))


def comparison(amendment: Amendment, corpus: Path) -> tuple[tuple[str, str, str], ...]:
    """What a change of facts does: the label of each, how it stands, and how it is to be.

    Nothing for another change, or where the report is not published.
    """
    if amendment.kind is not AmendmentKind.SET:
        return ()
    try:
        now = as_they_are(corpus, get_archive().record(amendment.report))
    except NotFound:
        return ()
    return tuple((LABELS[n][0], now[n], value) for n, value in amendment.facts.items())
