"""Which section holds which: by what the print shows, and where it shows nothing, by role.

An area holds its context and categories, a category its boxes and topics, a cause of concern its
recommendations. Called by ``labelling.sections``; in: parts with their roles, out: a tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from indexer.reports import wording
from indexer.reports.categories import Stance, category
from indexer.reports.labelling import framing, numbering, statements
from indexer.reports.labelling.family import Family
from indexer.reports.labelling.grades import grade_below
from indexer.reports.labelling.roles import CONCERN, Named
from indexer.reports.labelling.vocabulary import Role, is_single, words
from indexer.reports.structure.lists import is_numbered
from indexer.reports.structure.tree import Block, Entry, List, Part, Section, Sign, groups, nested

#: Outermost first; where levels say nothing, a heading ends those of its own rank and below.
RANK = {
    Role.TITLE: 0, Role.CHAPTER: 1, Role.SUMMARY: 1, Role.APPENDIX: 1, Role.GLOSSARY: 1,
    Role.CONTENTS: 1, Role.CHROME: 1, Role.AREA: 2, Role.UMBRELLA: 3, Role.SECTION: 3,
    Role.CONTEXT: 4, Role.ABOUT: 4, Role.CATEGORY: 4, Role.REMEDY: 4, Role.GRADE: 4,
    Role.SPREAD: 4, Role.TABLE: 4, Role.BOX: 5, Role.STORY: 5, Role.NUMBERED: 5,
}  # fmt: skip
#: Roles whose sections a container ends. An area is not ended by the box around its heading.
_BOXED = (Role.CATEGORY, Role.BOX, Role.STORY, Role.NUMBERED, Role.REMEDY)
_CATEGORIES = (Role.CATEGORY, Role.REMEDY)
#: What stands beside a category and never in it, however small its heading is set.
_NOT_IN_CATEGORIES = (Role.CATEGORY, Role.CONTEXT, Role.ABOUT, Role.UMBRELLA)
_BOXES = (Role.BOX, Role.STORY, Role.NUMBERED)
_CHAPTERS = (
    Role.CHAPTER, Role.SUMMARY, Role.APPENDIX, Role.GLOSSARY, Role.CONTENTS,
)  # fmt: skip
#: Sections that a heading on their own level ends, whatever it opens.
_SIDE_BY_SIDE = (Role.UMBRELLA, Role.SECTION)
#: What stands before the first numbered chapter and not around it.
_INTRODUCING = (Role.CHAPTER, Role.SUMMARY)
#: What reports number: their chapters and sections, whatever they open.
_NUMBERED_BY = (
    Role.CHAPTER, Role.SUMMARY, Role.APPENDIX, Role.GLOSSARY, Role.AREA, Role.UMBRELLA,
    Role.SECTION, Role.CONTEXT, Role.ABOUT, Role.CATEGORY, Role.REMEDY,
)  # fmt: skip
#: So many entries of the contents list that are categories show that it lists them all.
LISTS_ALL = 3
#: What the print names a subject of the report by.
_SUBJECTS = (Role.AREA, Role.SECTION)
#: Entries of the contents list are inset alike within a column.
NEAR = 1
#: So many subjects without a category show that what follows the last one is about all of them.
SUBJECTS = 2


def nested_by_role(
    roles: Sequence[Named], contents: Sequence[Entry], family: Family
) -> tuple[Section, Mapping[int, Named]]:
    """The tree of a report, and what each of its parts is, by the part's ``id``."""
    kept = [one if one.role in _BOXED else _unboxed(one) for one in roles]
    by_part = {id(one.part): one for one in kept}
    graded = any(one.grade or grade_below(one.part, family) for one in kept)
    nesting = _Nesting(by_part, _chapters(contents, family), _again(kept, family), contents, graded)
    return nested([one.part for one in kept], nesting.closes, nesting.ends), by_part


def _unboxed(one: Named) -> Named:
    return replace(one, part=replace(one.part, container=()))


def _chapters(contents: Sequence[Entry], family: Family) -> frozenset[str]:
    """The categories that the contents list names among the chapters: they are in no area."""
    found = []
    for entry in contents:
        known = family.known_by_words(words(entry.key))
        if known is not None and (known.role in _CATEGORIES or known.name == CONCERN):
            found.append(words(entry.key))
    return frozenset(found) if len(found) < LISTS_ALL else frozenset()


def _again(roles: Sequence[Named], family: Family) -> frozenset[int]:
    """The areas that the report has opened before and that show no grade at this place: a summary
    lists what it asks for by area."""
    seen: set[str] = set()
    found: set[int] = set()
    for one in roles:
        if one.role is Role.AREA:
            again = words(one.name) in seen and one.grade is None
            if again and grade_below(one.part, family) is None:
                found.add(id(one.part))
            seen.add(words(one.name))
    return frozenset(found)


class _Nesting:
    def __init__(
        self,
        by_part: Mapping[int, Named],
        chapters: frozenset[str],
        again: frozenset[int],
        contents: Sequence[Entry],
        graded: bool,
    ) -> None:
        self.listed = frozenset(entry.key for entry in contents)
        #: How far the contents list insets what it names; nothing where grades show the subjects.
        self.insets = {} if graded else {entry.key: entry.indent for entry in contents}
        self.by_part = by_part
        self.chapters = chapters
        #: Areas that part the items of a category by subject, by the part's ``id``.
        self.again = again
        every = list(by_part.values())
        #: The last heading of each name.
        self.last = {wording.key(p.heading.text): p for p in (o.part for o in every) if p.heading}
        #: The subjects under which a chapter of findings lists them, and nothing else, by the
        #: part's ``id``, each with that chapter.
        self.listing = _listing(every)
        #: The introductions of a report that has no areas and no chapter of findings: its unknown
        #: headings, where they have no levels, are what it inspected.
        self.introducing = _introducing(by_part.values())
        #: The recommendations at a report's end, which are about all of it.
        self.closing = _closing(every) | _set_like_areas(every)
        #: The deepest level of a heading that gives a category; 0 where none has a level.
        self.deepest = max((one.part.level for one in every if one.role in _CATEGORIES), default=0)
        #: The deepest level of an area's heading; 0 where none has a level.
        self.smallest_area = max(
            (one.part.level for one in every if one.role is Role.AREA), default=0
        )
        #: The levels of headings in boxes; text goes on behind one without a heading.
        self.boxes = frozenset(
            box.part.level for box, behind in pairwise(every)
            if box.role in _BOXED and box.part.container and behind.part.heading is None
        )  # fmt: skip
        #: The part right above, by the ``id`` of a part.
        self.above = {id(below): above for above, below in pairwise(one.part for one in every)}
        #: The part right below, by the ``id`` of a part.
        self.below = {id(above): below for above, below in pairwise(one.part for one in every)}

    def ends(self, new: Part, above: Part) -> bool:
        """True when the heading of ``new`` ends the section ``above`` with all that stands in it: a
        category is in no other, nor in a subject by which another is parted, and no numbered
        chapter in another."""
        one, other = self.by_part[id(new)], self.by_part[id(above)]
        if one.role in _NUMBERED_BY and other.role in _NUMBERED_BY:
            introduces = other.role in _INTRODUCING and one.role not in _CATEGORIES
            if _is_next(new, above, introduces):
                return True
        if {one.role, other.role} <= {*_SUBJECTS} and self._are_listed_apart(new, above):
            return True
        if other.role in _CATEGORIES and _says_what_follows(above):
            return True
        beside = one.role is Role.REMEDY and new.level == above.level
        return other.role in _CATEGORIES and (one.role in _NOT_IN_CATEGORIES or beside)

    def _are_listed_apart(self, new: Part, above: Part) -> bool:
        """True where the contents list shows, and the print shows no levels, that a subject does
        not stand in another: it names both beside each other, or the new one alone, which is a
        chapter wherever its name stands last. One without a number may stand in a numbered one."""
        if new.heading is None or above.heading is None or _levels_tell(new, above):
            return False
        inset = self.insets.get(wording.key(new.heading.text))
        if inset is None or inset > self.insets.get(wording.key(above.heading.text), inset) + NEAR:
            return False
        if not self._is_listed(above):
            return self.last.get(wording.key(new.heading.text)) is new
        unnumbered = numbering.number(new.heading.text) is None
        return not (unnumbered and numbering.number(above.heading.text) is not None)

    def closes(self, new: Part, above: Part) -> bool:
        """True when the heading of ``new`` ends the section ``above``."""
        one, other = self.by_part[id(new)], self.by_part[id(above)]
        remedy = one.role is Role.REMEDY and other.name == CONCERN
        if other.role is Role.CHROME or (above.ended and not remedy):
            return True
        if one.role is Role.ABOUT and other.role not in (*_CHAPTERS, Role.TITLE):
            return True
        if remedy and (_is_in_one_box(new, above) or self._is_below_areas(new)):
            return False
        apart = _is_bold_below(one, new, other) or self._is_box_among(one, other, new, above)
        if _levels_tell(new, above) and not apart:
            return new.level < above.level
        if self.listing.get(id(new)) is above:
            return False
        said = self._said(one, other, new, above)
        return RANK[one.role] <= RANK[other.role] if said is None else said

    def _said(self, one: Named, other: Named, new: Part, above: Part) -> bool | None:
        """What is said of two roles beyond their rank, where levels tell nothing; or None."""
        if one.role is Role.UMBRELLA:
            return other.role is not Role.AREA or bool(new.level and above.level)
        in_table = one.role is Role.GRADE and other.role is Role.TABLE
        if in_table or (one.role is Role.REMEDY and other.name == CONCERN):
            return False
        if one.role is Role.SECTION and other.role in _BOXES and self._is_statement_of(new, above):
            return False
        if one.role in _BOXED and other.role is Role.SECTION and self._heads_box(above):
            return True
        if one.role is Role.AREA and _is_heading_alone(other, above, new):
            return False
        if one.role in _INTRODUCING and other.role is Role.AREA and self._is_in_area(new, above):
            return False
        if new.level and new.level == above.level and _is_beside(one, other, above):
            return True
        return self._said_of_sections(one, other, new, above)

    def _is_box_among(self, one: Named, other: Named, new: Part, above: Part) -> bool:
        """True for a box in the text of an area: the level of its heading is of the box alone.
        Where a section of the page is in a container, too, nothing goes on behind that."""
        is_box = one.role in _BOXED and new.container and new.level in self.boxes
        around = groups(above)
        inside = new.container[: len(around)] == around != new.container
        return bool(is_box) and other.role is Role.AREA and inside

    def _said_of_sections(self, one: Named, other: Named, new: Part, above: Part) -> bool | None:
        if one.role is other.role is Role.SECTION and _states_below(new, above):
            return False
        if one.role is Role.SECTION and other.role in _CATEGORIES and self._is_in(new, above):
            return False
        if one.role is Role.SECTION and other.role in _CATEGORIES:
            is_topic = self._is_topic(new, above) and not _is_single(above)
            return not is_topic or self._are_chapters(new, above)
        if id(new) in self.again and other.role in _CATEGORIES and not above.nodes:
            return False
        if self._begins_chapter(one, other, new, above):
            return True
        if other.role in _CHAPTERS and one.role in (Role.SECTION, Role.CONTEXT, Role.ABOUT):
            return bool(new.level and new.level == above.level)
        return None

    def _begins_chapter(self, one: Named, other: Named, new: Part, above: Part) -> bool:
        """True where the contents list, or what the whole report holds, shows that a heading begins
        what the one above it cannot hold."""
        if other.role in _INTRODUCING and one.role is Role.AREA:
            return True
        if other.role in _INTRODUCING:
            listed = self._is_listed(new) and not self._is_listed(above)
            return listed or (one.role is Role.SECTION and id(above) in self.introducing)
        if other.role in (Role.AREA, Role.UMBRELLA) and self._is_chapter(new):
            return True
        if other.role is Role.SECTION and self._is_chapter(new) and self._is_outermost(new):
            return True
        if other.role is Role.AREA and self._is_set_like_areas(one, new, above):
            return True
        return id(new) in self.closing and other.role in (Role.AREA, Role.SECTION)

    def _is_outermost(self, part: Part) -> bool:
        """True for a heading that the contents list insets no further than any other."""
        inset = self.insets.get(wording.key(part.heading.text)) if part.heading else None
        return inset is not None and inset <= min(self.insets.values()) + NEAR

    def _is_set_like_areas(self, one: Named, new: Part, area: Part) -> bool:
        """True for a category that is set like an area, where others are set deeper: it stands
        beside the areas."""
        return one.role in _CATEGORIES and 0 < new.level == area.level < self.deepest

    def _is_below_areas(self, new: Part) -> bool:
        """True for a heading that is set smaller than those of all areas: it stands in one."""
        return 0 < self.smallest_area < new.level and not self._is_listed(new)

    def _is_listed(self, part: Part) -> bool:
        """True for a heading that the contents list names."""
        return part.heading is not None and wording.key(part.heading.text) in self.listed

    def _is_in_area(self, new: Part, area: Part) -> bool:
        """True for a summary that stands in an area: right below its heading, or, where nothing
        shows levels, above the area's grade: 'Summary of findings' / 'Good'."""
        below = self.below.get(id(new))
        graded = below is not None and not new.nodes and self._is_grade(below)
        return self._is_first_in(new, area) or (graded and not (new.level and area.level))

    def _is_first_in(self, new: Part, area: Part) -> bool:
        """True for a heading right below that of an area, which has to hold something. The contents
        list shows where it is a chapter."""
        above = self.above.get(id(new))
        while above is not None and above is not area and not above.nodes:
            above = self.above.get(id(above)) if self._is_grade(above) else None
        return above is area and not self._is_listed(new)

    def _is_grade(self, part: Part) -> bool:
        return self.by_part[id(part)].role is Role.GRADE

    def _is_statement_of(self, new: Part, box: Part) -> bool:
        """True for the first heading in a box that has no text yet, but for the field that names
        its area; where nothing shows levels, the next one stands behind the box."""
        first = self.above.get(id(new)) is box or bool(new.level and box.level)
        return first and _is_open(box)

    def _heads_box(self, part: Part) -> bool:
        """True for a heading that is a box's own: its statement, or its title."""
        above = self.above.get(id(part))
        return above is not None and not above.nodes and self.by_part[id(above)].role is Role.BOX

    def _is_topic(self, part: Part, above: Part) -> bool:
        """True for a sub-heading that parts the items of one category by topic. Where it is set
        like the category's own, or where the items are boxes of their own ('Recommendation 3'),
        numbered paragraphs below it are no items; nor is anything below it where nothing shows a
        level and the category has had items that are in no topic."""
        first = part.nodes[0] if part.nodes else None
        if not isinstance(first, List):
            return False
        if not (part.level and above.level) and _has_items(above, first):
            return False
        before = self.by_part.get(id(self.above.get(id(part))))
        if (
            before is not None
            and before.role is Role.NUMBERED
            and is_numbered(first.items[0].block)
        ):
            return False
        return not (part.level and part.level == above.level and is_numbered(first.items[0].block))

    def _is_in(self, new: Part, above: Part) -> bool:
        """True where a sub-heading is the first thing below a heading that judges, which has to
        have something below it, for one that asks for something in what asks, and for one that
        says by when."""
        if new.heading is not None and framing.is_time(new.heading.text):
            return True
        if new.heading is None or (new.level and above.level) or new.heading.sign is Sign.LISTED:
            return False
        judged = category(self.by_part[id(above)].name)
        asking = judged is not None and judged.stance is Stance.ASKS
        first = not above.nodes and self.above.get(id(new)) is above
        return (first and bool(new.nodes)) or (asking and statements.asks(new.heading.text))

    def _are_chapters(self, new: Part, above: Part) -> bool:
        """True where the contents list names both a category and what follows it."""
        listed = new.heading is not None and new.heading.sign is Sign.LISTED
        return listed and self._is_chapter(above)

    def _is_chapter(self, part: Part) -> bool:
        return part.heading is not None and words(part.heading.text) in self.chapters


def _listing(roles: Sequence[Named]) -> Mapping[int, Part]:
    """The subjects below a chapter of findings without text of its own, by the part's ``id``, where
    each of several holds one list: 'Key findings' / 'Leadership' / '• …'."""
    found: dict[int, Part] = {}
    for place, one in enumerate(roles):
        if one.role is not Role.UMBRELLA or one.part.nodes:
            continue
        below = [o.part for o in takewhile(lambda o: o.role in _SUBJECTS, roles[place + 1 :])]
        lists = list(takewhile(_is_one_list, below))
        if len(lists) == len(below) >= SUBJECTS:
            found |= {id(part): one.part for part in lists}
    return found


def _is_one_list(part: Part) -> bool:
    first = part.nodes[0] if len(part.nodes) == 1 else None
    return isinstance(first, List) and not is_numbered(first.items[0].block)


def _introducing(roles: Iterable[Named]) -> frozenset[int]:
    """The chapters before the first unknown heading, by the part's ``id``, where nothing else in
    the report holds what is judged."""
    every = list(roles)
    if any(one.role in (Role.AREA, Role.UMBRELLA) for one in every):
        return frozenset()
    front = takewhile(lambda one: one.role is not Role.SECTION or not one.part.heading, every)
    return frozenset(id(one.part) for one in front if one.role in _INTRODUCING)


def _closing(roles: Iterable[Named]) -> frozenset[int]:
    """The recommendations behind the last of several subjects, by the part's ``id``, where no
    subject has any of its own but in a cause of concern: they are about the whole report."""
    every = [one for one in roles if one.part.heading is not None]
    subjects = [i for i, one in enumerate(every) if one.role in (Role.AREA, Role.SECTION)]
    asking = [
        i for i, one in enumerate(every)
        if one.role in (Role.REMEDY, Role.NUMBERED) and not (i and every[i - 1].name == CONCERN)
    ]  # fmt: skip
    if not asking:
        return frozenset()
    subject = [i for i in subjects if every[i].role is Role.AREA or every[i].part.nodes]
    told = [i for i in subject if i < asking[0]]
    topics = (every[i].part.nodes[:1] for i in subjects if i > asking[0])
    if len(told) < SUBJECTS or not all(isinstance(n, List) for nodes in topics for n in nodes):
        return frozenset()
    first, *others = (every[place] for place in asking)
    closes = first.role is Role.REMEDY and not _is_single(first.part)
    alone = all(one.role is Role.NUMBERED for one in others)
    return frozenset([id(first.part)] if closes and alone else ())


def _set_like_areas(roles: Iterable[Named]) -> frozenset[int]:
    """The recommendations behind the last area, by the part's ``id``, where their heading alone, of
    all that give a category, is set like those of several areas: they stand beside them."""
    every = list(roles)
    areas = [place for place, one in enumerate(every) if one.role is Role.AREA]
    level = every[areas[-1]].part.level if areas else 0
    if not level or sum(every[place].part.level == level for place in areas) < SUBJECTS:
        return frozenset()
    alike = [one for one in every if one.role in _CATEGORIES and one.part.level == level]
    behind = len(alike) == 1 and alike[0].role is Role.REMEDY and alike[0] in every[areas[-1] :]
    return frozenset([id(alike[0].part)] if behind and not _is_single(alike[0].part) else ())


def _is_next(new: Part, above: Part, introduces: bool) -> bool:
    """True where their numbers show that the new chapter or section follows the other. Where the
    other, an introduction or a summary, has none, the first number of a chapter shows it."""
    if new.heading is None or above.heading is None or _levels_tell(new, above):
        return False
    if numbering.number(above.heading.text) is None:
        return introduces and numbering.counts_chapters(new.heading.text)
    return numbering.is_beside(new.heading.text, above.heading.text)


def _says_what_follows(above: Part) -> bool:
    """True for a category whose text ends with words about what is set out below it: 'We set out
    our detailed findings below.'"""
    last = above.nodes[-1] if above.nodes else None
    return isinstance(last, Block) and framing.is_announcement(last.text)


def _levels_tell(new: Part, above: Part) -> bool:
    """True where both have a level, and not the same."""
    return bool(new.level and above.level) and new.level != above.level


def _is_bold_below(one: Named, new: Part, other: Named) -> bool:
    """True for an unknown line in bold below a heading that judges: it may part the items, or
    begin what stands behind them."""
    bold = new.heading is not None and new.heading.sign is Sign.BOLD
    return bold and one.role is Role.SECTION and other.role in (*_CATEGORIES, *_BOXES)


def _is_heading_alone(other: Named, above: Part, new: Part) -> bool:
    """True for 'Main findings' with no text of its own right above a heading of its level."""
    level = bool(new.level) and new.level == above.level
    return other.role is Role.UMBRELLA and level and not above.nodes


def _states_below(new: Part, above: Part) -> bool:
    """True where nothing shows levels for a heading that is a sentence below one that names a
    subject and has no text of its own: 'Rural crime' / 'Officers take too long to arrive'."""
    if new.heading is None or above.heading is None or above.nodes or (new.level and above.level):
        return False
    says, name = wording.without_number(new.heading.text), above.heading.text
    return statements.is_statement(says) and not statements.is_statement(name)


def _is_beside(one: Named, other: Named, above: Part) -> bool:
    """True for two headings of one level of which the second cannot stand in the first: an
    unknown one set like an area's is not the area's. A box stands in the findings that it is
    printed among, and what is below 'Main findings' where that has no text of its own, in them."""
    if other.role is Role.UMBRELLA and (one.role in (Role.BOX, Role.STORY) or not above.nodes):
        return False
    return other.role in _SIDE_BY_SIDE or (one.role is Role.SECTION and other.role is Role.AREA)


def _has_items(above: Part, first: List) -> bool:
    """True for a category with items of its own above the list under a sub-heading; one numbered
    paragraph above marked items leads in to them."""
    own = [item for node in above.nodes if isinstance(node, List) for item in node.items]
    leads = len(own) == 1 and is_numbered(own[0].block) > is_numbered(first.items[0].block)
    return bool(own) and not leads


def _is_single(part: Part) -> bool:
    return part.heading is not None and is_single(part.heading.text)


def _is_open(box: Part) -> bool:
    """True for a box that has no text yet, but for the field that names its area."""
    return all(isinstance(node, Block) and wording.is_field(node.text) for node in box.nodes[:1])


def contains_first(section: Section, by_part: Mapping[int, Named], roles: Sequence[Role]) -> bool:
    """True when a section directly inside this one has one of these roles."""
    return any(
        isinstance(child, Section)
        and (by_part[id(child.part)].role in roles or contains_first(child, by_part, roles))
        for child in section.children
    )


def _is_in_one_box(new: Part, above: Part) -> bool:
    """True where a box holds both, whatever the levels of their headings."""
    return bool(new.container) and new.container == above.container
