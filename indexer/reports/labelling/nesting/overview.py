"""What a whole report shows of how its headings stand to each other: asked once, by all rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, takewhile

from indexer.reports import wording
from indexer.reports.labelling.family import Family
from indexer.reports.labelling.grades import grade_below
from indexer.reports.labelling.nesting.roles import BOXED, CATEGORIES, INTRODUCING, SUBJECTS
from indexer.reports.labelling.roles import CONCERN, Named
from indexer.reports.labelling.vocabulary import Role, is_single, words
from indexer.reports.structure.lists import is_numbered
from indexer.reports.structure.tree import Entry, List, Part

#: So many entries of the contents list that are categories show that it lists them all.
LISTS_ALL = 3
#: Entries of the contents list are inset alike within a column.
NEAR = 1
#: So many subjects without a category show that what follows the last one is about all of them.
SEVERAL = 2


class Overview:
    """``roles``: the parts of a report in order, with what each opens. Sets of parts hold their
    ``id``."""

    def __init__(self, roles: Sequence[Named], contents: Sequence[Entry], family: Family) -> None:
        self.by_part: Mapping[int, Named] = {id(one.part): one for one in roles}
        self.listed = frozenset(entry.key for entry in contents)
        graded = any(one.grade or grade_below(one.part, family) for one in roles)
        #: How far the contents list insets what it names; nothing where grades show the subjects.
        self.insets = {} if graded else {entry.key: entry.indent for entry in contents}
        self.chapters = _chapters(contents, family)
        #: Areas that part the items of a category by subject.
        self.again = _again(roles, family)
        #: The last heading of each name.
        self.last = {wording.key(o.part.heading.text): o.part for o in roles if o.part.heading}
        #: The subjects under which a chapter of findings lists them, and nothing else, each with
        #: that chapter.
        self.listing = _listing(roles)
        #: The introductions of a report that has no areas and no chapter of findings: its unknown
        #: headings, where they have no levels, are what it inspected.
        self.introducing = _introducing(roles)
        #: The recommendations at a report's end, which are about all of it.
        self.closing = _closing(roles) | _set_like_areas(roles)
        #: The deepest level of a heading that gives a category, and of an area's; 0 for none.
        self.deepest_category = _deepest(roles, CATEGORIES)
        self.deepest_area = _deepest(roles, (Role.AREA,))
        #: The levels of headings in boxes; text goes on behind one without a heading.
        self.boxes = frozenset(
            box.part.level for box, behind in pairwise(roles)
            if box.role in BOXED and box.part.container and behind.part.heading is None
        )  # fmt: skip
        #: The parts right above and right below.
        self.above = {id(below.part): above.part for above, below in pairwise(roles)}
        self.below = {id(above.part): below.part for above, below in pairwise(roles)}

    def role(self, part: Part) -> Role:
        """What the heading of a part opens."""
        return self.by_part[id(part)].role

    def inset(self, part: Part) -> float | None:
        """How far the contents list insets a heading, or None where it does not name it."""
        return self.insets.get(wording.key(part.heading.text)) if part.heading else None

    def is_outermost(self, part: Part) -> bool:
        """True for a heading that the contents list insets no further than any other."""
        inset = self.inset(part)
        return inset is not None and inset <= min(self.insets.values()) + NEAR

    def is_listed(self, part: Part) -> bool:
        """True for a heading that the contents list names."""
        return part.heading is not None and wording.key(part.heading.text) in self.listed

    def is_chapter(self, part: Part) -> bool:
        """True for a category that the contents list names among the chapters."""
        return part.heading is not None and words(part.heading.text) in self.chapters

    def is_last_of_its_name(self, part: Part) -> bool:
        """True for the last heading of these words."""
        return part.heading is not None and self.last.get(wording.key(part.heading.text)) is part

    def is_below_areas(self, part: Part) -> bool:
        """True for a heading that is set smaller than those of all areas: it stands in one."""
        return 0 < self.deepest_area < part.level and not self.is_listed(part)

    def is_first_in(self, part: Part, area: Part) -> bool:
        """True for a heading right below that of an area, which has to hold something. The contents
        list shows where it is a chapter."""
        above = self.above.get(id(part))
        while above is not None and above is not area and not above.nodes:
            above = self.above.get(id(above)) if self.role(above) is Role.GRADE else None
        return above is area and not self.is_listed(part)

    def heads_grade(self, part: Part) -> bool:
        """True for a heading without text right above a grade."""
        below = self.below.get(id(part))
        return below is not None and not part.nodes and self.role(below) is Role.GRADE

    def heads_box(self, part: Part) -> bool:
        """True for a heading that is a box's own: its statement, or its title."""
        above = self.above.get(id(part))
        return above is not None and not above.nodes and self.role(above) is Role.BOX


def is_single_item(part: Part) -> bool:
    """True for a heading that stands over one item: 'Recommendation'."""
    return part.heading is not None and is_single(part.heading.text)


def _deepest(roles: Iterable[Named], of: Sequence[Role]) -> int:
    return max((one.part.level for one in roles if one.role in of), default=0)


def _chapters(contents: Sequence[Entry], family: Family) -> frozenset[str]:
    """The categories that the contents list names among the chapters: they are in no area."""
    found = []
    for entry in contents:
        known = family.known_by_words(words(entry.key))
        if known is not None and (known.role in CATEGORIES or known.name == CONCERN):
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


def _listing(roles: Sequence[Named]) -> Mapping[int, Part]:
    """The subjects below a chapter of findings without text of its own, where each of several holds
    one list: 'Key findings' / 'Leadership' / '• …'."""
    found: dict[int, Part] = {}
    for place, one in enumerate(roles):
        if one.role is not Role.UMBRELLA or one.part.nodes:
            continue
        below = [o.part for o in takewhile(lambda o: o.role in SUBJECTS, roles[place + 1 :])]
        lists = list(takewhile(_is_one_list, below))
        if len(lists) == len(below) >= SEVERAL:
            found |= {id(part): one.part for part in lists}
    return found


def _is_one_list(part: Part) -> bool:
    first = part.nodes[0] if len(part.nodes) == 1 else None
    return isinstance(first, List) and not is_numbered(first.items[0].block)


def _introducing(roles: Sequence[Named]) -> frozenset[int]:
    """The chapters before the first unknown heading, where nothing else in the report holds what is
    judged."""
    if any(one.role in (Role.AREA, Role.UMBRELLA) for one in roles):
        return frozenset()
    front = takewhile(lambda one: one.role is not Role.SECTION or not one.part.heading, roles)
    return frozenset(id(one.part) for one in front if one.role in INTRODUCING)


def _closing(roles: Sequence[Named]) -> frozenset[int]:
    """The recommendations behind the last of several subjects, where no subject has any of its own
    but in a cause of concern: they are about the whole report."""
    every = [one for one in roles if one.part.heading is not None]
    subjects = [i for i, one in enumerate(every) if one.role in SUBJECTS]
    asking = [
        i for i, one in enumerate(every)
        if one.role in (Role.REMEDY, Role.NUMBERED) and not (i and every[i - 1].name == CONCERN)
    ]  # fmt: skip
    if not asking:
        return frozenset()
    subject = [i for i in subjects if every[i].role is Role.AREA or every[i].part.nodes]
    told = [i for i in subject if i < asking[0]]
    topics = (every[i].part.nodes[:1] for i in subjects if i > asking[0])
    if len(told) < SEVERAL or not all(isinstance(n, List) for nodes in topics for n in nodes):
        return frozenset()
    first, *others = (every[place] for place in asking)
    closes = first.role is Role.REMEDY and not is_single_item(first.part)
    alone = all(one.role is Role.NUMBERED for one in others)
    return frozenset([id(first.part)] if closes and alone else ())


def _set_like_areas(roles: Sequence[Named]) -> frozenset[int]:
    """The recommendations behind the last area, where their heading alone, of all that give a
    category, is set like those of several areas: they stand beside them."""
    areas = [place for place, one in enumerate(roles) if one.role is Role.AREA]
    level = roles[areas[-1]].part.level if areas else 0
    if not level or sum(roles[place].part.level == level for place in areas) < SEVERAL:
        return frozenset()
    alike = [one for one in roles if one.role in CATEGORIES and one.part.level == level]
    behind = len(alike) == 1 and alike[0].role is Role.REMEDY and alike[0] in roles[areas[-1] :]
    return frozenset([id(alike[0].part)] if behind and not is_single_item(alike[0].part) else ())
