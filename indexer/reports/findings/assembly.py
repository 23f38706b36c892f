"""From drafts to findings: text, offsets, id and the report's facts. Called by ``pipeline``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.reports import wording
from indexer.reports.finding import Finding, Span
from indexer.reports.findings.demands import demand
from indexer.reports.findings.drafts import Draft
from indexer.reports.findings.identity import FindingIds
from indexer.reports.report import Report
from indexer.reports.structure.tree import Block


@dataclass(slots=True)
class Assembled:
    """The findings of a report in order, and for each line number in one the finding's id."""

    findings: list[Finding] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)


def assembled(
    report: Report, drafts: Iterable[Draft], pages: Mapping[int, int | None], day: str
) -> Assembled:
    """The findings that the drafts of ``report`` make.

    ``pages`` holds the page of each line; ``day`` is the day of publication or as much of it as is
    known ('YYYY-MM-DD', 'YYYY-MM'), from which deadlines are reckoned.
    """
    ids = FindingIds(report.id)
    found = Assembled()
    for draft in drafts:
        numbers = [number for block in draft.blocks for number in block.lines]
        if not numbers:
            continue
        first, last = min(numbers), max(numbers)
        span = Span(first, last, pages[first], pages[last])
        finding = _finding(report, draft, ids, span, day)
        found.findings.append(finding)
        found.places.update((number, finding.id) for number in numbers)
    return found


def _finding(report: Report, draft: Draft, ids: FindingIds, span: Span, day: str) -> Finding:
    text, joins, nested = _text(draft)
    asked = demand(
        draft.category,
        draft.label,
        text,
        draft.path,
        owner=draft.addressee or "",
        by_when=draft.by_when or "",
        lead=draft.lead,
        published=day,
    )
    area = draft.area.name if draft.area else None
    return Finding(
        id=ids.next(area, draft.category, text),
        report=report.id,
        title=report.title,
        force=report.force,
        published=report.published,
        family=report.family,
        area=area,
        category=draft.category,
        grade=draft.area.grade if draft.area else None,
        section=draft.section,
        path=draft.path,
        label=draft.label,
        text=text,
        source=span,
        nested_at=nested,
        joins=joins,
        series=report.series,
        place=report.place,
        reference=asked.reference,
        addressee=asked.addressee,
        deadline=asked.deadline,
        due=asked.due,
    )


def _text(draft: Draft) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The text of all blocks with single spaces, the offsets of joins over a page break, and the
    first and last offset of each nested item."""
    text, joins, nested = "", [], []
    for number, block in enumerate(draft.blocks):
        printed = words = block_words(block)
        if block.label_in_text and draft.blocks[0] is not block:
            printed = f"{block.label} {words}"
        start = len(text) + 1 if text else 0
        label = len(printed) - len(words)
        joins += [start + label + place for place in block.joins]
        text = f"{text} {printed}" if text else printed
        if number in draft.nested:
            nested.append((len(text) - len(words), len(text)))
    return text, tuple(joins), tuple(nested)


def block_words(block: Block) -> str:
    """The words of a block with single spaces, the bars between cells apart."""
    return wording.spaced(block.text.replace("|", " "))
