"""From a file to a Report: the whole way in one place, each step in a module of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from indexer.reports import acronyms, wording
from indexer.reports.blocks import Block, blocks
from indexer.reports.contents import CONTENTS, Contents, contents
from indexer.reports.corrections import (
    FILE,
    LEFT_OUT,
    NO_CORRECTIONS,
    Corrections,
    Is,
    placed,
    read_corrections,
)
from indexer.reports.families import UNSTRUCTURED, Family, Opens, recognise
from indexer.reports.finding import Finding, Span
from indexer.reports.front_matter import FrontMatter, front_matter
from indexer.reports.furniture import furniture, signature
from indexer.reports.glue import unglued
from indexer.reports.grades import printed_grade
from indexer.reports.identity import FindingIds, report_slug
from indexer.reports.lines import Line, Source
from indexer.reports.outline import Outline
from indexer.reports.readers import read_source
from indexer.reports.report import Area, Definition, Fate, Report
from indexer.reports.splitter import RANK, Cut, Draft, split

#: Headings that stand under area after area, at the top of a page as anywhere.
RECURRING = frozenset(opens for opens, rank in RANK.items() if rank > RANK[Opens.SECTION])

#: Why a line of nothing but asterisks is in no finding.
MARKS = "marks of emphasis without text"


def read_report(path: Path, slug: str | None = None) -> Report:
    """Read the file at ``path`` and cut it into findings, corrected by the file beside it.

    ``slug`` names the report (the name of its folder in the corpus); without it the name is made
    from force and date. Raises ReportError when the file cannot be read as a report, CorpusError
    when a correction does not fit it.
    """
    source = read_source(path)
    return understand(source, slug, read_corrections(path.with_name(FILE)))


def understand(
    source: Source, slug: str | None = None, corrections: Corrections = NO_CORRECTIONS
) -> Report:
    """Cut a source into findings, with the fate of every line.

    ``corrections`` are by line number. Raises CorpusError when one does not fit the source.
    """
    said = front_matter(source)
    family = recognise(line.text for line in source.lines)
    pieces, printed_on = unglued(source.lines, family)
    corrected = placed(corrections, pieces, printed_on)
    left_out, listed = _left_out(pieces, family, corrected)
    made = blocks(pieces, left_out, family, corrected)
    cut = split(Outline(made, family, listed, _title_keys(said, source)))
    cut.reasons.update(left_out)
    name = slug or report_slug(said.force, said.published, source.name)
    report = Report(
        id=name,
        title=said.title,
        force=said.force,
        published=said.published,
        family=family.name,
        file=source.name,
        format=source.format,
        sha256=source.sha256,
        areas=tuple(Area(a.name, a.grade, a.spread) for a in cut.areas if a.inspected),
        warnings=(*source.warnings, *said.warnings, *_warnings(family, cut)),
        facts=said.further,
        series=said.series,
        place=said.place,
        inspectorates=said.inspectorates,
        read_at=said.read_at,
    )
    pages = {line.number: line.page for line in source.lines}
    findings, places = _findings(report, cut, printed_on, pages)
    return replace(
        report,
        findings=tuple(findings),
        definitions=_definitions(cut, printed_on),
        ledger=_ledger(source.lines, places, _reasons(cut, printed_on, source.lines), corrections),
    )


def _left_out(
    lines: tuple[Line, ...], family: Family, corrections: Corrections = NO_CORRECTIONS
) -> tuple[dict[int, str], Contents]:
    """Furniture and contents list: line number → reason, and what the list names.

    Each helps to find the other: what the list names is hardly furniture, and a running head
    inside the list is no entry. So the list is read twice.
    """
    named = contents(lines, {}, family).entries
    recurring, entries = set(), set()
    for line in lines:
        known = family.known(line.text)
        if printed_grade(line.text, family) is not None or (known and known.opens in RECURRING):
            recurring.add(signature(line.text))
        elif known or wording.key(line.text) in named:
            entries.add(signature(line.text))
    found = furniture(lines, frozenset(recurring), frozenset(entries))
    listed = contents(lines, found, family)
    found |= dict.fromkeys(listed.lines, CONTENTS)
    for number, correction in corrections.items():
        found.pop(number, None)
        if correction.kind is Is.FURNITURE:
            found[number] = LEFT_OUT
    return found, listed


def _title_keys(said: FrontMatter, source: Source) -> frozenset[str]:
    printed = [said.title, said.force, source.hints.get("title", "")]
    return frozenset(wording.key(text) for text in printed if text)


def _warnings(family: Family, cut: Cut) -> list[str]:
    found = []
    if family.name == UNSTRUCTURED:
        found.append(
            "The layout of this report is not known: it was cut by its own headings and "
            "paragraphs, without area, category or grade."
        )
    if not cut.drafts:
        found.append("No finding was found in this report.")
    return found


def _findings(
    report: Report, cut: Cut, printed_on: Mapping[int, int], pages: Mapping[int, int | None]
) -> tuple[list[Finding], dict[int, str]]:
    """The findings in order, and for each line number in one the finding's id."""
    ids = FindingIds(report.id)
    found: list[Finding] = []
    places: dict[int, str] = {}
    for draft in cut.drafts:
        if not draft.blocks:
            continue
        numbers = [printed_on[n] for block in draft.blocks for n in block.lines]
        first, last = min(numbers), max(numbers)
        finding = _finding(report, draft, ids, Span(first, last, pages[first], pages[last]))
        found.append(finding)
        places.update((number, finding.id) for number in numbers)
    return found, places


def _finding(report: Report, draft: Draft, ids: FindingIds, span: Span) -> Finding:
    text, joins, nested = _text(draft)
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
    )


def _text(draft: Draft) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The text of all blocks with single spaces, the offsets of joins over a page break, and the
    first and last offset of each nested bullet."""
    text, joins, nested = "", [], []
    for number, block in enumerate(draft.blocks):
        printed = words = _words(block)
        if block.label_in_text and draft.blocks[0] is not block:
            printed = f"{block.label} {words}"
        start = len(text) + 1 if text else 0
        joins += [start + place for place in block.joins]
        text = f"{text} {printed}" if text else printed
        if number in draft.nested:
            nested.append((len(text) - len(words), len(text)))
    return text, tuple(joins), tuple(nested)


def _words(block: Block) -> str:
    return wording.spaced(block.text.replace("|", " "))


def _definitions(cut: Cut, printed_on: Mapping[int, int]) -> tuple[Definition, ...]:
    found = [
        replace(entry, line=printed_on[entry.line]) for entry in acronyms.in_glossary(cut.glossary)
    ]
    for block in (block for draft in cut.drafts for block in draft.blocks):
        found += acronyms.in_text(_words(block), printed_on[block.lines[0]])
    return acronyms.distinct(found)


def _reasons(cut: Cut, printed_on: Mapping[int, int], lines: tuple[Line, ...]) -> dict[int, str]:
    """Line number → why the line, or the pieces of it, are left out."""
    found = dict.fromkeys({line.number for line in lines} - set(printed_on.values()), MARKS)
    for piece, reason in sorted(cut.reasons.items()):
        line = printed_on[piece]
        if reason not in found.get(line, "").split("; "):
            found[line] = f"{found[line]}; {reason}" if line in found else reason
    return found


def _ledger(
    lines: tuple[Line, ...],
    places: Mapping[int, str],
    reasons: Mapping[int, str],
    corrections: Corrections,
) -> tuple[Fate, ...]:
    """What became of every line. A line with neither finding nor reason is lost: a fault of ours,
    which ``Report.unaccounted`` and the audit show."""
    return tuple(
        Fate(
            line.number,
            line.text,
            line.page,
            places.get(line.number),
            reasons.get(line.number, ""),
            corrections[line.number].note if line.number in corrections else "",
        )
        for line in lines
    )
