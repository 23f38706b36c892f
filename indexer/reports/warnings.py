"""Warnings: what a maintainer should look at before believing a report as read.

Each names the place. Called by ``pipeline`` at the end; shown by ``audit``, ``reports``, the
upload's check page and the report's page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.reports import wording
from indexer.reports.finding import CONTEXT, Finding
from indexer.reports.findings.repeats import REPEAT
from indexer.reports.findings.units import LEAD_IN, TABLE_HEAD
from indexer.reports.labelling.family import UNSTRUCTURED, Family, Recognised
from indexer.reports.labelling.framing import LETTERHEAD, SAID_TWICE, TITLE_PAGE
from indexer.reports.labelling.small_print import IMPRINT, SIGNATURES
from indexer.reports.labelling.stretches import (
    GLOSSARY,
    GRADE,
    HEADING,
    SPREAD,
    TABLE,
    Labelled,
)
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.report import Fate, Report
from indexer.reports.structure.contents_list import CONTENTS
from indexer.reports.structure.furniture import PAGE_CHROME, PAGE_NUMBER, RUNNING_HEAD
from indexer.reports.structure.notes import FOOTNOTE
from indexer.reports.structure.tree import Block

#: A finding with more characters is likely to be several.
LONGEST_FINDING = 4000
#: A report that leaves out a greater share of its words is likely to have lost some.
MOST_LEFT_OUT = 0.1
#: A report whose findings are context for the greater part, in characters, may have had its text
#: read as an introduction: of 30 real reports none has more than 0.15, Cambridgeshire's has 0.30.
MOST_CONTEXT, FEWEST_CHARACTERS = 0.6, 4000
#: Reasons that leave out what is around a report's text, or is kept elsewhere, however long.
_FRAME = (
    CONTENTS, FOOTNOTE, GLOSSARY, GRADE, HEADING, IMPRINT, LEAD_IN, LETTERHEAD, PAGE_CHROME,
    PAGE_NUMBER, REPEAT, RUNNING_HEAD, SIGNATURES, SPREAD, TABLE_HEAD, TITLE_PAGE,
)  # fmt: skip
#: Those that leave out headings and grades as such, or print them again.
_PRINTS_THEM = (
    CONTENTS, GLOSSARY, GRADE, HEADING, PAGE_CHROME, REPEAT, RUNNING_HEAD, SAID_TWICE, SPREAD,
    TABLE, TABLE_HEAD, TITLE_PAGE,
)  # fmt: skip
#: What a heading opens that findings of one category stand below.
_JUDGING = (Role.CATEGORY, Role.BOX, Role.NUMBERED, Role.REMEDY)


def of(report: Report, known: Recognised, meaning: Labelled) -> tuple[str, ...]:
    """All warnings of a report, one plain sentence each."""
    return (
        *_of_family(known),
        *_of_grades(report, known.family),
        *_of_findings(report.findings),
        *_of_context(report.findings),
        *_of_empty(meaning.empty),
        *_of_several(meaning.several),
        *_of_titles(meaning.titles),
        *_of_ledger(report.ledger),
        *_of_lost_headings(report, known.family),
        *_of_areas(report),
    )


def _of_family(known: Recognised) -> Iterator[str]:
    if known.family.name == UNSTRUCTURED:
        yield (
            "The layout of this report is not known: it was cut by its own headings and "
            "paragraphs, and only headings that all inspectorates print gave it categories."
        )
    elif known.weak:
        yield (
            f"This report was read as '{known.family.description}' on weak marks. Check that "
            "its areas, categories and grades are right."
        )


def _of_grades(report: Report, family: Family) -> Iterator[str]:
    if family.always_graded and report.areas and not any(area.grade for area in report.areas):
        yield f"No grade was found, though reports of the family '{family.description}' have them."


def _of_findings(findings: Sequence[Finding]) -> Iterator[str]:
    if not findings:
        yield "No finding was found in this report."
    for finding in findings:
        if len(finding.text) > LONGEST_FINDING:
            yield (
                f"The finding at {_place(finding)} has {len(finding.text):,} characters: it may "
                f"be several. It begins '{finding.text[:60]}'."
            )


def _of_context(findings: Sequence[Finding]) -> Iterator[str]:
    total = sum(len(finding.text) for finding in findings)
    context = sum(len(finding.text) for finding in findings if finding.category == CONTEXT)
    if total >= FEWEST_CHARACTERS and context > MOST_CONTEXT * total:
        yield (
            f"{context * 100 // total}% of this report was read as context, which judges nothing: "
            "check that its findings are not below the heading of an introduction."
        )


def _of_empty(empty: Sequence[Block]) -> Iterator[str]:
    for heading in empty:
        yield (
            f"The heading '{wording.spaced(heading.text)}' at {_where(heading)} has no findings "
            "below it."
        )


def _of_several(several: Sequence[Block]) -> Iterator[str]:
    for heading in dict.fromkeys(several):
        yield (
            f"The heading '{wording.spaced(heading.text)}' at {_where(heading)} names more than "
            "one category: what stands below it has none."
        )


def _of_titles(titles: Sequence[Block]) -> Iterator[str]:
    for title in titles:
        yield (
            f"A second title, '{wording.spaced(title.text)}', is printed at {_where(title)}: this "
            "may be two reports in one file. Its findings carry the facts of the first."
        )


def _of_ledger(ledger: Sequence[Fate]) -> Iterator[str]:
    total = sum(len(fate.text.split()) for fate in ledger) or 1
    lost = [fate for fate in ledger if not fate.finding and not _is_frame(fate.reason)]
    left_out = sum(len(fate.text.split()) for fate in lost)
    if left_out > MOST_LEFT_OUT * total:
        share = left_out * 100 // total
        yield f"{share}% of this report's words are in no finding: see its ledger."


def _is_frame(reason: str) -> bool:
    """True for what stands around the text of any report."""
    return any(each in _FRAME for each in reason.split("; "))


def _of_lost_headings(report: Report, family: Family) -> Iterator[str]:
    """Of headings that judge, and grades, in what was left out for another reason. One whose
    findings follow it in its category, as below a heading that a lead-in says again, lost none."""
    categories = {finding.id: finding.category for finding in report.findings}
    for number, fate in enumerate(report.ledger):
        prints = any(each in _PRINTS_THEM for each in fate.reason.split("; "))
        if fate.finding or prints or not _judges(fate.text, family):
            continue
        known = family.known(wording.spaced(fate.text))
        below = next((each.finding for each in report.ledger[number:] if each.finding), None)
        if known is not None and below is not None and categories.get(below) == known.name:
            continue
        place = f"page {fate.page}" if fate.page else f"line {fate.line}"
        yield (
            f"'{wording.spaced(fate.text)}' at {place} was left out as '{fate.reason}': findings "
            "or a grade may be lost there."
        )


def _judges(text: str, family: Family) -> bool:
    """True for a heading that findings of one category stand below, and for a grade alone."""
    known = family.known(wording.spaced(text))
    return (known is not None and known.role in _JUDGING) or bool(family.grade(text))


def _of_areas(report: Report) -> Iterator[str]:
    for one, other in pairwise(report.areas):
        if wording.key(one.name).startswith(wording.key(other.name)) and one.name != other.name:
            yield f"Two neighbouring areas have much the same name: '{one.name}', '{other.name}'."


def _place(finding: Finding) -> str:
    page = finding.source.first_page
    return f"page {page}" if page else f"line {finding.source.first}"


def _where(block: Block) -> str:
    return f"page {block.page}" if block.page else f"line {block.lines[0]}"
