"""What each heading of a report opens: its role, by its words, its grade and its place.

Called by ``labelling.sections`` with the parts of a report's text; out: each part with its role.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from indexer.reports import wording
from indexer.reports.categories import Stance, category
from indexer.reports.corrections import Correction, Is
from indexer.reports.labelling import numbering
from indexer.reports.labelling.areas import Areas
from indexer.reports.labelling.family import Family
from indexer.reports.labelling.grades import graded_heading, printed_grade, subject_grade
from indexer.reports.labelling.vocabulary import Known, Role, without_continued, words
from indexer.reports.structure.tree import (
    Block,
    Entry,
    List,
    Part,
    Sign,
    as_paragraph,
    first,
    introduced,
)

#: The box whose recommendations are inside it.
CONCERN = "Causes of concern"
_JUDGING = (Role.CATEGORY, Role.BOX, Role.STORY, Role.NUMBERED, Role.REMEDY)
_NO_PATTERN = re.compile("")
_CHAPTER_DASH = re.compile(r"\s[–—-]\s")
#: What a heading may open behind the name of its subject.
_OF_SUBJECTS = (Role.CATEGORY, Role.REMEDY, Role.UMBRELLA)


@dataclass(frozen=True, slots=True)
class Named:
    """A part with what its heading opens."""

    part: Part
    role: Role
    #: The category it gives ('Strengths'), or the words of its heading without grade or number.
    name: str = ""
    #: The grade that stands in the heading itself, or None.
    grade: str | None = None
    #: The area that the heading names before what it opens: 'Child abuse: Re-inspection findings'.
    subject: str = ""


def named(
    parts: Sequence[Part],
    family: Family,
    contents: Sequence[Entry],
    titles: frozenset[str],
    judged: Container[str] = (),
) -> list[Named]:
    """The parts with their roles; ``judged`` holds the keys of what a table of judgements names.
    A line that only its shape made a heading, and that is an item without a mark, goes back to
    the part above."""
    known = [
        _known(part, place, parts, family) or _of_subject(part, family)
        for place, part in enumerate(parts)
    ]
    areas = Areas(parts, known, family, contents, titles, judged).places()
    found: list[Named] = []
    for place, part in enumerate(parts):
        one = _named(part, known[place], place in areas, graded(part, family, judged))
        one = replace(one, name=_without_chapter(one, family))
        if found and _is_item(found[-1], one):
            found[-1] = _with_item(found[-1], one.part)
        else:
            found.append(one)
    return list(_run_in_apart(found))


def _run_in_apart(roles: Sequence[Named]) -> Iterator[Named]:
    """The parts, of those that judge and whose heading is run in to a paragraph only that paragraph
    with what it introduces; what stands behind it belongs to what is around. A cause of concern
    goes on to its recommendation."""
    for one, below in zip_longest(roles, roles[1:]):
        part = one.part
        goes_on = one.name == CONCERN and below is not None and below.role is Role.REMEDY
        if one.role not in _JUDGING or not part.run_in or isinstance(part.nodes[0], List):
            yield one
            continue
        end = len(part.nodes) if goes_on else introduced(part.nodes)
        yield replace(one, part=replace(part, nodes=part.nodes[:end], ended=True))
        if part.nodes[end:]:
            yield Named(Part(None, part.nodes[end:]), Role.SECTION)


def _known(part: Part, place: int, parts: Sequence[Part], family: Family) -> Known | None:
    """What the words of a heading, or a person, say that it opens; None for an unknown one."""
    heading = part.heading
    if heading is None:
        return None
    if heading.correction is not None:
        return _said(heading.correction)
    if printed_grade(heading.text, family) is not None:
        return Known(Role.GRADE, "", _NO_PATTERN)
    if place and _grades_above(heading, parts[place - 1], family):
        return Known(Role.GRADE, "", _NO_PATTERN)
    below = first(part.nodes) or (parts[place + 1].heading if place + 1 < len(parts) else None)
    known = family.known(heading.text, below.text if below else "")
    return None if known is not None and known.role is Role.SECTION else known


def _grades_above(heading: Block, above: Part, family: Family) -> bool:
    """True for a heading that says no more than the grade of the one right above."""
    if above.heading is None or above.nodes:
        return False
    return subject_grade(heading.text, above.heading.text, family) is not None


def _of_subject(part: Part, family: Family) -> Known | None:
    """What a heading opens behind the name of its subject, or None."""
    tail = _parted(part.heading)[1]
    known = family.known(tail) if tail else None
    return known if known is not None and known.role in _OF_SUBJECTS else None


def _parted(heading: Block | None) -> tuple[str, str]:
    """The words before and behind a heading's last colon; '' for both where it has none."""
    subject, _, tail = wording.spaced(heading.text).rpartition(": ") if heading else ("", "", "")
    return (subject, tail) if subject and tail else ("", "")


def _said(correction: Correction) -> Known | None:
    role = {Is.AREA: Role.AREA, Is.CATEGORY: Role.CATEGORY}.get(correction.kind)
    return Known(role, correction.name, _NO_PATTERN) if role else None


def graded(part: Part, family: Family, judged: Container[str]) -> tuple[str, str] | None:
    """The name and the grade that the heading of a part prints, or None."""
    return graded_heading(part.heading.text, family, judged) if part.heading else None


def _named(part: Part, known: Known | None, is_area: bool, graded: tuple[str, str] | None) -> Named:
    heading = part.heading
    if heading is None:
        return Named(part, Role.SECTION)
    text, grade = graded or (heading.text, None)
    if known is None:
        return Named(part, Role.AREA if is_area else Role.SECTION, heading_name(text), grade)
    if known.role is Role.AREA:
        return Named(part, known.role, known.name or heading_name(text), grade)
    if _sums_up(part, known):
        return Named(part, Role.SUMMARY)
    said = known.role in _OF_SUBJECTS and known.pattern.fullmatch(words(text)) is None
    subject = heading_name(_parted(heading)[0]) if said and heading.correction is None else ""
    return Named(part, known.role, known.name, grade, subject)


def _without_chapter(one: Named, family: Family) -> str:
    """The name of an area without the chapter before it: 'Overview – How effective is …?'"""
    head, *rest = _CHAPTER_DASH.split(one.name, maxsplit=1)
    tail = "".join(rest)
    known = family.known(head) if tail and one.role is Role.AREA else None
    is_chapter = known is not None and known.role in (Role.CHAPTER, Role.SUMMARY, Role.UMBRELLA)
    return tail if is_chapter else one.name


def _sums_up(part: Part, known: Known) -> bool:
    """True for a chapter of its own that names several categories and has no text but theirs:
    'Section 7. Recommendations, housekeeping points and good practice'."""
    heading = part.heading
    if known.role is not Role.CATEGORY or known.name or heading is None or part.nodes:
        return False
    return heading.sign is Sign.LISTED or numbering.counts_chapters(heading.text)


def heading_name(text: str) -> str:
    """The words of a heading as an area carries them: without number and '(continued)'."""
    return wording.without_number(wording.spaced(without_continued(text)))


def _is_item(last: Named, one: Named) -> bool:
    """True for an unknown line that only its shape makes a heading, with no text below it, under
    a heading that judges and that has no other text but such lines."""
    heading = one.part.heading
    if heading is None or one.role is not Role.SECTION or heading.sign is not Sign.SHAPE:
        return False
    found = category(last.name)
    if last.role not in (Role.CATEGORY, Role.REMEDY) or found is None or last.part.run_in:
        return False
    if found.stance is Stance.SETS_THE_SCENE or one.part.nodes:
        return False
    return all(isinstance(n, Block) and not n.tagged and len(n.lines) < 3 for n in last.part.nodes)


def _with_item(above: Named, item: Part) -> Named:
    assert item.heading is not None
    nodes = (*above.part.nodes, as_paragraph(item.heading), *item.nodes)
    return replace(above, part=replace(above.part, nodes=nodes))
