"""From a file to a Report: the whole way in one place, each step in a module of its own.

A file is read as typed lines (``readers``), of which the facts are read (``front_matter``), built
as a tree (``structure``), given its meaning (``labelling``) and cut (``findings``). Called by
``corpus``, ``entries``, ``build``, ``upload_job`` and the command line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from indexer.reports import warnings, wording
from indexer.reports.corrections import FILE, NO_CORRECTIONS, Corrections, read_corrections
from indexer.reports.findings import acronyms
from indexer.reports.findings.assembly import assembled, block_words
from indexer.reports.findings.drafts import Cuts
from indexer.reports.findings.identity import report_slug
from indexer.reports.findings.ledger import ledger, reasons
from indexer.reports.findings.progress import progress
from indexer.reports.findings.repeats import without_repeats
from indexer.reports.findings.units import units
from indexer.reports.front_matter.matter import FrontMatter, front_matter
from indexer.reports.labelling.family import Recognised, recognise
from indexer.reports.labelling.sections import labelled
from indexer.reports.labelling.stretches import Labelled
from indexer.reports.labelling.vocabulary import is_heading_text, judgement
from indexer.reports.lines import Source
from indexer.reports.readers.formats import read_source
from indexer.reports.report import Area, Definition, Report
from indexer.reports.structure.document import document


def read_report(path: Path, slug: str | None = None, corrected: bool = True) -> Report:
    """Read the file at ``path`` and cut it into findings, corrected by the file beside it
    unless ``corrected`` is False.

    ``slug`` names the report (the name of its folder in the corpus); without it the name is made
    from force and date. Raises ReportError when the file cannot be read as a report, CorpusError
    when a correction does not fit it.
    """
    source = read_source(path)
    corrections = read_corrections(path.with_name(FILE)) if corrected else NO_CORRECTIONS
    return understand(source, slug, corrections)


def understand(
    source: Source, slug: str | None = None, corrections: Corrections = NO_CORRECTIONS
) -> Report:
    """Cut a source into findings, with the fate of every line.

    ``corrections`` are by line number. Raises CorpusError when one does not fit the source.
    """
    said = front_matter(source)
    built = document(source, is_heading_text, corrections, judgement)
    known = recognise(line.text for line in source.lines)
    meaning = labelled(built, known.family, _title_keys(said, source))
    cuts = without_repeats(units(meaning.stretches))
    meaning.empty += cuts.empty
    report = _front(source, said, known, slug, meaning)
    pages = {line.number: line.page for line in source.lines}
    found = assembled(report, cuts.drafts, pages, said.printed_day)
    why = reasons(built.left_out, (*meaning.left_out, *cuts.left_out))
    report = replace(
        report,
        findings=tuple(found.findings),
        definitions=_definitions(meaning, cuts),
        ledger=ledger(source.lines, found.places, why, corrections),
        progress=progress(found.findings),
    )
    found_wrong = warnings.of(report, known, meaning)
    return replace(report, warnings=(*source.warnings, *said.warnings, *found_wrong))


def _title_keys(said: FrontMatter, source: Source) -> frozenset[str]:
    printed = [said.title, said.force, source.hints.get("title", "")]
    return frozenset(wording.key(text) for text in printed if text)


def _front(
    source: Source, said: FrontMatter, known: Recognised, slug: str | None, meaning: Labelled
) -> Report:
    """The report with its facts and areas, before it has findings."""
    return Report(
        id=slug or report_slug(said.force, said.published, source.name),
        title=said.title,
        force=said.force,
        published=said.published,
        family=known.family.name,
        file=source.name,
        format=source.format,
        sha256=source.sha256,
        areas=tuple(
            Area(a.name, a.grade, a.spread, a.direction) for a in meaning.areas if a.inspected
        ),
        facts=said.further,
        series=said.series,
        place=said.place,
        inspectorates=said.inspectorates,
        read_at=said.read_at,
    )


def _definitions(meaning: Labelled, cuts: Cuts) -> tuple[Definition, ...]:
    return acronyms.distinct((*acronyms.in_glossary(meaning.glossary), *_defined(cuts)))


def _defined(cuts: Cuts) -> Iterator[Definition]:
    for draft in cuts.drafts:
        # A heading is printed above the first line below it: 'Walsall Safeguarding Partnership
        # (WSP)' explains what the whole section says.
        for heading in draft.path if draft.blocks else ():
            yield from acronyms.in_text(heading, draft.blocks[0].lines[0])
        for block in draft.blocks:
            yield from acronyms.in_text(block_words(block), block.lines[0])
