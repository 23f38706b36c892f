"""The tags of a section: area, category and cut, given those of the section around it.

Tags flow down and end with their section: nothing goes from one section to the next. Called by
``sections`` for each section of a tree; in: its role and the tags around it, out: its tags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from indexer.reports import wording
from indexer.reports.categories import Stance, category
from indexer.reports.finding import CONTEXT
from indexer.reports.labelling import framing, statements
from indexer.reports.labelling.family import Family, grade_headings
from indexer.reports.labelling.grades import Judgement, grade_below, printed_grade, subject_grade
from indexer.reports.labelling.nesting import contains_first
from indexer.reports.labelling.roles import CONCERN, Named
from indexer.reports.labelling.stretches import (
    CHROME,
    CONTENTS,
    FINDINGS,
    GLOSSARY,
    SPREAD,
    TABLE,
    AreaDraft,
    Cut,
)
from indexer.reports.labelling.vocabulary import Role, is_single, words
from indexer.reports.structure.tree import Block, List, Section, blocks

_LEFT_OUT = {
    Role.GLOSSARY: GLOSSARY, Role.CONTENTS: CONTENTS, Role.TABLE: TABLE, Role.SPREAD: SPREAD,
    Role.CHROME: CHROME,
}  # fmt: skip
#: Chapters of context.
_CHAPTERS = (Role.CHAPTER, Role.SUMMARY, Role.APPENDIX)
#: What shows that a section around it is about a subject that is judged.
_JUDGE = (Role.CATEGORY, Role.BOX, Role.NUMBERED, Role.REMEDY)


@dataclass(frozen=True, slots=True)
class Tags:
    """What flows down the tree."""

    area: AreaDraft | None = None
    category: str | None = None
    cut: Cut = Cut.NARRATIVE
    path: tuple[str, ...] = ()
    #: The role of the section that gave the category.
    given_by: Role = Role.SECTION
    #: Why all below is left out; '' where it is not.
    reason: str = ""
    summary: bool = False
    in_context: bool = False
    #: True where the area is only a topic by which the items of a category are parted.
    topic: bool = False
    #: True below a heading in the singular, which owns one item.
    single: bool = False
    #: The heading that gave the category, where that must have findings below it.
    judging: Block | None = None


class Tagger:
    """Gives the sections of one report their tags, and keeps its areas."""

    def __init__(
        self,
        areas: list[AreaDraft],
        family: Family,
        by_part: Mapping[int, Named],
        judgements: Mapping[str, Judgement],
    ) -> None:
        self.areas = areas
        self.family = family
        self.by_part = by_part
        self.judgements = judgements
        self.narrative = family.narrative or None
        #: Areas that only a sub-heading names.
        self.by_heading: list[AreaDraft] = []
        #: What a summary and the body of a report both say of, as headings are compared.
        self.twice = _twice(by_part.values())

    def tags(self, one: Named, section: Section, above: Tags) -> Tags:
        """The tags of what stands in a section, given those around it."""
        heading = section.part.heading
        assert heading is not None
        tags = replace(above, path=(*above.path, wording.spaced(heading.text)))
        if one.subject:
            tags = replace(tags, area=self.area_named(one.subject))
        if one.role in _LEFT_OUT:
            return replace(tags, reason=_LEFT_OUT[one.role])
        if one.role in (Role.UMBRELLA, Role.GRADE):
            is_grade = one.role is Role.GRADE
            tags = self._of_narrative(replace(tags, path=above.path) if is_grade else tags)
            return replace(tags, cut=Cut.ITEMS) if self._lists_only(section) else tags
        if one.role in (Role.AREA, Role.SECTION):
            of = self._of_area if one.role is Role.AREA else self._of_section
            found = of(one, section, tags)
            of_items = above.given_by is Role.UMBRELLA and above.cut is Cut.ITEMS
            return replace(found, cut=Cut.ITEMS) if of_items else found
        return self._of_others(one, section, tags)

    def _of_others(self, one: Named, section: Section, tags: Tags) -> Tags:
        """The tags of what sets the scene, and of what judges."""
        if one.role in _CHAPTERS:
            return self._of_chapter(one, section, tags)
        if one.role in (Role.CONTEXT, Role.ABOUT):
            judged = tags.area is not None and tags.area.inspected
            return self._of_narrative(tags) if one.name and judged else _of_context(one, tags)
        return self._of_judging(one, section, tags)

    def _lists_only(self, section: Section) -> bool:
        """True for 'Key findings' and the like that hold one list that no paragraph introduces, or
        one under each of their sub-headings: each of its items is a finding."""
        own = [child for child in section.children if not isinstance(child, Section)]
        if own:
            return len(own) == 1 and isinstance(own[0], List)
        inside = [child for child in section.children if isinstance(child, Section)]
        named = [c for c in inside if self.by_part[id(c.part)].role in (Role.AREA, Role.SECTION)]
        return bool(named) and all(map(self._lists_only, named))

    def area_named(self, name: str, grade: str | None = None) -> AreaDraft:
        """The area of that name, new unless the report has opened it before; one that is printed
        again with another grade is another."""
        for area in reversed(self.areas):
            again = area.inspected and wording.key(area.name) == wording.key(name)
            if again and not (grade and area.grade and grade != area.grade):
                return area
        area = AreaDraft(name)
        self.areas.append(area)
        return area

    def _of_area(self, one: Named, section: Section, tags: Tags) -> Tags:
        grade = one.grade or self._grade_at(section)
        area = self.area_named(one.name, grade)
        if said := self.judgements.get(wording.key(one.name)):
            area.grade = area.grade or grade or said.grade or None
            area.direction = area.direction or said.direction
        area.grade = area.grade or grade
        if tags.given_by in (Role.CATEGORY, Role.REMEDY):
            return replace(tags, area=area)
        return Tags(area, self.narrative, path=tags.path, given_by=one.role)

    def _grade_at(self, section: Section) -> str | None:
        """The grade printed below an area's heading, as text or as a heading of its own."""
        if printed := grade_below(section.part, self.family):
            return printed.grade or None
        inside = [child for child in section.children if isinstance(child, Section)]
        labels = takewhile(lambda child: self.by_part[id(child.part)].role is Role.GRADE, inside)
        subject = section.part.heading.text if section.part.heading else ""
        grades = (self._grade_of(label, subject) for label in labels)
        return next(filter(None, grades), None)

    def _grade_of(self, label: Section, subject: str) -> str | None:
        heading = label.part.heading
        if heading and (grade := subject_grade(heading.text, subject, self.family)):
            return grade
        below = next(blocks(label.part.nodes), None)
        printed = [printed_grade(each.text, self.family) for each in (heading, below) if each]
        return next(filter(None, printed), None)

    def _of_chapter(self, one: Named, section: Section, tags: Tags) -> Tags:
        of_report = one.name == CONTEXT
        if tags.area is not None and tags.area.inspected and not of_report:
            return self._of_narrative(tags)
        told = [text.text for text in self._told_in(section, one.role is Role.SUMMARY)]
        judges = any(map(framing.judges, told)) or (
            bool(one.name) and (any(map(framing.speaks, told)) or _concludes(section, told))
        )
        judges = judges or (one.role is Role.SUMMARY and self._sums_up(section, told))
        if one.role is Role.SUMMARY and judges and self.narrative == FINDINGS:
            return replace(self._of_narrative(tags), area=None, summary=True)
        if one.name and judges and not of_report:
            # What an overview or a conclusion says is about all: its sub-headings are no areas.
            about_all = replace(self._of_narrative(tags), area=None, category=one.name)
            return replace(about_all, given_by=one.role)
        area = None
        if self.family.names_chapters:
            area = AreaDraft(tags.path[-1], inspected=False)
        summary = one.role is Role.SUMMARY
        return Tags(
            area, CONTEXT, path=tags.path, given_by=one.role, summary=summary, in_context=True
        )

    def _sums_up(self, section: Section, told: Sequence[str]) -> bool:
        """True for a summary that is set under sentences, and for one that says more than who
        inspected what, in a report of graded questions: it says how they were answered."""
        tells = (t for t in told if not (framing.introduces(t) or framing.is_announcement(t)))
        return _is_of_statements(section) or (self.family.questions and any(tells))

    def _told_in(self, section: Section, all_of_it: bool) -> Iterator[Block]:
        """The text of a chapter: its own and, where it has none or ``all_of_it`` counts, that under
        its sub-headings."""
        own = list(_own_text(section))
        inside = (child for child in section.children if isinstance(child, Section))
        told = (each for each in inside if self.by_part[id(each.part)].role is Role.SECTION)
        below = (text for each in told for text in _own_text(each))
        return chain(own, below) if all_of_it or not own else iter(own)

    def _of_narrative(self, tags: Tags) -> Tags:
        """Narrative of what is around it; 'findings' judge in a report of any family."""
        return replace(
            tags,
            category=self.narrative or FINDINGS,
            cut=Cut.NARRATIVE,
            given_by=Role.UMBRELLA,
            judging=None,
        )

    def _of_section(self, one: Named, section: Section, tags: Tags) -> Tags:
        """A sub-heading parts what is around it; where nothing is judged yet, it names what is. In
        a summary a subject that has its own section stands over what was found there."""
        in_category = tags.given_by in (Role.CATEGORY, Role.REMEDY)
        of_summary = tags.summary and words(one.name) in self.twice and not in_category
        if of_summary and not self.family.whole_context:
            return replace(self._of_narrative(tags), area=self.area_named(one.name))
        judges = tags.given_by in (Role.CATEGORY, Role.REMEDY, Role.UMBRELLA, Role.SECTION)
        names = tags.area is None and not tags.in_context and judges
        if not (names and _is_name(one.name, tags) and self._is_subject(section, tags)):
            return tags
        area = self.area_named(one.name)
        self.by_heading.append(area)
        if tags.given_by is Role.SECTION:
            tags = replace(tags, category=self.narrative, cut=Cut.NARRATIVE)
        return replace(tags, area=area, topic=tags.given_by in (Role.CATEGORY, Role.REMEDY))

    def _is_subject(self, section: Section, tags: Tags) -> bool:
        """True for a sub-heading outside any area below which something is judged."""
        if tags.given_by in (Role.CATEGORY, Role.REMEDY):
            return True
        return self.family.narrative == FINDINGS or contains_first(section, self.by_part, _JUDGE)

    def _of_judging(self, one: Named, section: Section, tags: Tags) -> Tags:
        heading = section.part.heading
        area = tags.area if tags.area is not None and tags.area.inspected else None
        if tags.topic and one.role in (Role.BOX, Role.STORY):
            area = None
        single = heading is not None and is_single(heading.text)
        must = heading if one.role in (Role.CATEGORY, Role.BOX, Role.REMEDY) else None
        tags = replace(tags, area=area, in_context=False, single=single, judging=must)
        if one.role is Role.CATEGORY or (one.role is Role.REMEDY and tags.category != CONCERN):
            return replace(tags, category=one.name or None, cut=Cut.ITEMS, given_by=one.role)
        name = self._of_story(tags) if one.role is Role.STORY else one.name
        lists = isinstance(_first(section), List) and one.role is Role.BOX
        cut = Cut.ITEMS if lists else Cut.WHOLE
        return replace(tags, category=name or None, cut=cut, given_by=Role.BOX)

    def _of_story(self, tags: Tags) -> str | None:
        """The category of a box that only tells: that of the section which it illustrates."""
        judged = category(tags.category)
        asks_or_praises = judged is not None and judged.stance in (Stance.ASKS, Stance.PRAISES)
        return tags.category if asks_or_praises and tags.category else self.narrative


def _is_name(said: str, tags: Tags) -> bool:
    """True for a sub-heading that may name a subject: no grade, no time, no sentence of a
    summary."""
    if words(said) in grade_headings() or framing.is_time(said):
        return False
    return not (tags.summary and statements.is_statement(said))


def _concludes(section: Section, told: Sequence[str]) -> bool:
    """True for a conclusion that does more than say again who inspected what: by its heading it
    judges, in whatever words."""
    heading = section.part.heading
    says = heading is not None and framing.concludes(heading.text)
    return says and not all(map(framing.introduces, told))


def _is_of_statements(section: Section) -> bool:
    """True for a summary that is set under sentences: 'Victims don’t always get a service'."""
    inside = [child.part.heading for child in section.children if isinstance(child, Section)]
    said = [heading for heading in inside if heading and statements.is_statement(heading.text)]
    return len(inside) == len(section.children) and len(said) > len(inside) / 2


def _twice(roles: Iterable[Named]) -> frozenset[str]:
    """The subjects that two headings of a report name."""
    said = Counter(words(one.name) for one in roles if one.role in (Role.AREA, Role.SECTION))
    return frozenset(name for name, times in said.items() if name and times > 1)


def _of_context(one: Named, tags: Tags) -> Tags:
    """Context of an area, or of the whole report, which is in no area."""
    about_all = one.role is Role.ABOUT and tags.area is not None and tags.area.inspected
    return replace(
        tags,
        area=None if about_all else tags.area,
        category=CONTEXT,
        cut=Cut.NARRATIVE,
        given_by=Role.CONTEXT,
        in_context=True,
        judging=None,
    )


def _own_text(section: Section) -> Iterator[Block]:
    """The paragraphs and items directly below a section's heading."""
    return blocks(child for child in section.children if not isinstance(child, Section))


def _first(section: Section) -> object:
    return section.children[0] if section.children else None
