"""Which unknown headings are areas: subjects that are judged.

An area shows itself by the grade printed at it, by what stands directly below it, by the contents
list, or by being set like other areas. Called by ``labelling.roles`` with parts whose known
headings have their roles; out: the places of the areas.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence

from indexer.reports import wording
from indexer.reports.labelling import numbering
from indexer.reports.labelling.family import Family, grade_headings
from indexer.reports.labelling.grades import (
    grade_below,
    graded_heading,
)
from indexer.reports.labelling.vocabulary import Known, Role, words
from indexer.reports.structure.lists import is_of_paragraphs
from indexer.reports.structure.tree import Entry, Part, Sign

#: So many graded questions show that those without a grade are sub-headings, and so many numbered
#: chapters that they are the subjects.
GRADED = CHAPTERS = 2

_BOXES = (Role.BOX, Role.STORY, Role.NUMBERED)
#: Chapters that end the part of a report that holds its areas.
_AFTER_AREAS = (
    Role.CHAPTER, Role.SUMMARY, Role.GLOSSARY, Role.APPENDIX, Role.CONTENTS, Role.CATEGORY,
    Role.REMEDY, Role.CONTEXT, Role.ABOUT, Role.TABLE,
)  # fmt: skip


class Areas:
    """Finds the areas of one report."""

    def __init__(
        self,
        parts: Sequence[Part],
        known: Sequence[Known | None],
        family: Family,
        contents: Sequence[Entry],
        titles: frozenset[str],
        judged: Container[str] = (),
    ) -> None:
        self.judged = judged
        self.parts = parts
        self.known = known
        self.family = family
        self.titles = titles
        self.graded = [self._is_graded(place) for place in range(len(parts))]
        graded = frozenset(
            words(part.heading.text) for part, is_graded in zip(parts, self.graded, strict=True)
            if is_graded and part.heading is not None
        )  # fmt: skip
        self.listed, self.has_chapter = _listed(contents, family, graded)
        self.graded_level = min(
            (p.level for p, g in zip(parts, self.graded, strict=True) if g and p.level), default=0
        )
        self.asked = frozenset(
            words(part.heading.text) for part, graded in zip(parts, self.graded, strict=True)
            if graded and part.heading is not None and part.heading.text.rstrip().endswith("?")
        )  # fmt: skip
        said = Counter(words(part.heading.text) for part in parts if part.heading is not None)
        #: True where graded questions of an overview are the chapters that follow it.
        self.asked_again = sum(said[asked] > 1 for asked in self.asked) >= GRADED
        self.numbered = self._numbered()
        self.shown = [self._shows(place) for place in range(len(parts))]
        self.level = self._level()
        self.listed_level = min(
            (p.level for p in parts if p.level and self._is_listed(p)), default=0
        )

    def places(self) -> frozenset[int]:
        """The places of the headings that are areas."""
        return frozenset(
            place for place in range(len(self.parts)) if self.known[place] is None
            and self.parts[place].heading is not None and self._is_area(place)
        )  # fmt: skip

    def _is_area(self, place: int) -> bool:
        part = self.parts[place]
        assert part.heading is not None
        said = words(part.heading.text)
        if (self.titles and said in self.titles) or said in grade_headings():
            return False
        if self._is_listed(part) and part.level <= (self.listed_level or part.level):
            return True
        if self.listed and self.has_chapter and not part.level:
            return False
        if self.numbered and not part.level:
            return place in self.numbered
        if self.shown[place]:
            return not (self._is_sub_question(place) or self._is_in_graded(place))
        if self.level and part.level:
            return part.level == self.level
        return self._is_first(place) or self._is_over_numbers(place)

    def _numbered(self) -> frozenset[int]:
        """The unknown chapters that are numbered, in a report without grades and contents list that
        has several: 'Section 2. In the custody suite' holds 'Respect'."""
        if any(self.graded) or self.listed:
            return frozenset()
        found = frozenset(
            place for place, part in enumerate(self.parts)
            if part.heading is not None and self.known[place] is None
            and numbering.names_chapter(part.heading.text)
        )  # fmt: skip
        return found if len(found) >= CHAPTERS else frozenset()

    def _is_listed(self, part: Part) -> bool:
        return part.heading is not None and words(part.heading.text) in self.listed

    def _is_sub_question(self, place: int) -> bool:
        """True for a question without a grade that is one level lower than graded ones or, where
        there are no levels or an overview asks them all before, is not one of them said again."""
        part = self.parts[place]
        if self.graded[place] or part.heading is None:
            return False
        if self.asked_again or not (self.level and part.level):
            asked = words(part.heading.text)
            alike = self.asked_again or not part.level
            return alike and len(self.asked) >= GRADED and asked not in self.asked
        return part.level > self.level

    def _is_in_graded(self, place: int) -> bool:
        """True for a heading without a grade that the levels put inside a graded one: 'The force
        has a new way with evidence' over a box."""
        part = self.parts[place]
        if self.graded[place] or not part.level:
            return False
        for above in range(place - 1, -1, -1):
            level = self.parts[above].level
            if 0 < level < part.level and self.graded[above]:
                return True
            if 0 < level <= self.graded_level:
                return False
        return False

    def _is_graded(self, place: int) -> bool:
        """True when a grade is printed at the heading, or 'ungraded' in its place, or where a table
        of judgements names it."""
        part = self.parts[place]
        if part.heading is None:
            return False
        if self.known[place] is None and wording.key(part.heading.text) in self.judged:
            return True
        return (
            graded_heading(part.heading.text, self.family, self.judged) is not None
            or grade_below(part, self.family) is not None
            or self._below(place) is Role.GRADE
        )

    def _below(self, place: int) -> Role | None:
        """The role of the heading that stands directly below, without text between."""
        if place + 1 >= len(self.parts) or self.parts[place].nodes:
            return None
        below = self.parts[place + 1]
        known = self.known[place + 1]
        return known.role if known and below.heading else None

    def _shows(self, place: int) -> bool:
        """True when an area's heading shows itself as one."""
        part = self.parts[place]
        if part.heading is None or self.known[place] is not None:
            return False
        if self.graded[place]:
            return True
        if self.family.questions and part.heading.text.rstrip().endswith("?"):
            return True
        return self._below(place) in self.family.area_signs and self._may_be_area(place)

    def _may_be_area(self, place: int) -> bool:
        """False for lines that only their shape makes headings and that are all there is below a
        heading that judges: there they are items without a mark."""
        while self._is_bare_shape(place):
            place -= 1
        known = self.known[place]
        judges = known is not None and known.role in (Role.CATEGORY, Role.BOX, Role.REMEDY)
        return not (judges and not self.parts[place].nodes)

    def _is_bare_shape(self, place: int) -> bool:
        part = self.parts[place]
        if place == 0 or part.heading is None or self.known[place] is not None:
            return False
        return part.heading.sign is Sign.SHAPE and not part.nodes

    def _level(self) -> int:
        """The level of the areas: that of the first heading in the chapter that holds them, else
        the commonest of those that show themselves; 0 where headings have no levels."""
        chapter: Part | None = None
        shown: list[int] = []
        others: list[int] = []
        for place, part in enumerate(self.parts):
            known = self.known[place]
            if self._holds_areas(place):
                chapter = part if not shown else None
                continue
            if chapter is not None and not _is_inside(part, chapter):
                chapter = None
            if part.heading is not None and (known is None or known.role is Role.AREA):
                if chapter is not None and part.level and _is_inside(part, chapter):
                    return part.level
                (shown if self._shows_level(place) else others).append(part.level)
        commonest = max(set(shown), key=shown.count, default=0)
        # Where sub-headings are set like areas, the level tells nothing.
        return commonest if shown.count(commonest) > others.count(commonest) else 0

    def _shows_level(self, place: int) -> bool:
        """True for an area whose level is that of all: a graded one, where any is graded."""
        return self.graded[place] if any(self.graded) else self.shown[place]

    def _is_first(self, place: int) -> bool:
        """True for the first heading in the chapter that holds the areas; where nothing shows an
        area of the family, for all in it that no box stands over."""
        chapter = self._chapter(place) if not self.family.area_signs else place - 1
        if chapter < 0 or not self._holds_areas(chapter):
            return False
        first = next((i for i, shown in enumerate(self.shown) if shown), len(self.parts))
        return place < first and _is_inside(self.parts[place], self.parts[chapter])

    def _is_over_numbers(self, place: int) -> bool:
        """True for a heading over numbered paragraphs of an inspection where nothing shows an area
        and headings have no levels: each of them is a subject, and none holds the next. Below
        'Recommendations' they are times or addressees."""
        shown = (
            any(self.shown) or self.listed or not (self.family.area_signs and self.family.grades)
        )
        if shown or self.parts[place].level or self._is_in_demands(place):
            return False
        nodes = self.parts[place].nodes
        return bool(nodes) and is_of_paragraphs(nodes[0])

    def _is_in_demands(self, place: int) -> bool:
        """True where the known heading above gives a category and has nothing of its own."""
        above = max((i for i, known in enumerate(self.known[:place]) if known), default=None)
        known = None if above is None else self.known[above]
        if above is None or known is None:
            return False
        return known.role in (Role.CATEGORY, Role.REMEDY) and not self.parts[above].nodes

    def _holds_areas(self, place: int) -> bool:
        """True for 'Findings', and not for those of one subject: 'Custody: Review findings'."""
        part, known = self.parts[place], self.known[place]
        if known is None or known.role is not Role.UMBRELLA or part.heading is None:
            return False
        return known.pattern.fullmatch(words(part.heading.text)) is not None

    def _chapter(self, place: int) -> int:
        """The place of the known heading above that is no box; -1 where there is none."""
        known = enumerate(self.known[:place])
        return max((i for i, one in known if one and one.role not in _BOXES), default=-1)


def _is_inside(part: Part, chapter: Part) -> bool:
    """True unless the print shows that a heading does not stand in the chapter above it: it is set
    like the chapter's, and the chapter has text of its own."""
    if not (part.level and chapter.level):
        return True
    return part.level > chapter.level or (part.level == chapter.level and not chapter.nodes)


def _listed(
    contents: Sequence[Entry], family: Family, graded: Container[str]
) -> tuple[frozenset[str], bool]:
    """The unknown entries between that of the areas' chapter and the next known chapter; where
    the list names no such chapter, all unknown entries. And whether it names one. Of entries that
    are inset differently only the outermost, or those next to them of which several have grades,
    where no outermost one has: '1 Citizen Focus' / '1A Fairness'."""
    roles = [family.known_by_words(words(entry.key)) for entry in contents]
    chapter = any(known is not None and known.role is Role.UMBRELLA for known in roles)
    found = list(_between(contents, roles, always=not chapter))
    depth = min((entry.indent for entry in found), default=0.0)
    insets = [entry.indent for entry in found if words(entry.key) in graded]
    if len(insets) >= GRADED and min(insets) > depth + 1:
        depth = min(insets)
    return frozenset(words(e.key) for e in found if depth <= e.indent <= depth + 1), chapter


def _between(
    contents: Sequence[Entry], roles: Sequence[Known | None], always: bool
) -> Iterator[Entry]:
    inside = always
    for entry, known in zip(contents, roles, strict=True):
        if known is not None and known.role is Role.UMBRELLA:
            inside = True
        elif known is not None and known.role in _AFTER_AREAS:
            inside = always
        elif inside and (known is None or known.role is Role.AREA):
            yield entry
