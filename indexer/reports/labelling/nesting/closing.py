"""Whether a new heading ends the innermost open section or stands in it.

The rules are asked in their order and the first that knows says it: True for 'ends it', False for
'stands in it', None for 'that is not for me to say'. First come what no level can change, then the
levels that the print shows, then what two roles are to each other, and last their ranks. A new form
of print is a rule at its place here; whether it is needed shows when it is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indexer.reports import wording
from indexer.reports.categories import Stance, category
from indexer.reports.labelling import framing, statements
from indexer.reports.labelling.nesting.overview import is_single_item
from indexer.reports.labelling.nesting.pair import Pair
from indexer.reports.labelling.nesting.roles import (
    BOXED,
    BOXES,
    CATEGORIES,
    CHAPTERS,
    INTRODUCING,
    RANK,
    SIDE_BY_SIDE,
)
from indexer.reports.labelling.vocabulary import Role
from indexer.reports.structure.lists import is_numbered
from indexer.reports.structure.tree import Block, List, Part, Sign, groups


def closes(pair: Pair) -> bool:
    """True when the new heading ends the innermost open section."""
    said = (rule(pair) for rule in CLOSING)
    return next((answer for answer in said if answer is not None), _by_rank(pair))


# What no level can change.


def _is_over(pair: Pair) -> bool | None:
    """What frames a page holds nothing, nor does a section that has ended; but a cause of concern
    still holds its recommendations."""
    over = pair.other.role is Role.CHROME or (pair.above.ended and not pair.is_remedy)
    return True if over else None


def _is_about(pair: Pair) -> bool | None:
    """What a report says of itself stands in a chapter or beside it."""
    about = pair.one.role is Role.ABOUT and pair.other.role not in (*CHAPTERS, Role.TITLE)
    return True if about else None


def _is_remedy_in_its_place(pair: Pair) -> bool | None:
    """One box holds a concern and its recommendations, whatever their levels, and so does an area
    in which they are set smaller than every area's heading."""
    in_one_box = bool(pair.new.container) and pair.new.container == pair.above.container
    placed = in_one_box or pair.overview.is_below_areas(pair.new)
    return False if pair.is_remedy and placed else None


# What the levels of the print show.


def _by_level(pair: Pair) -> bool | None:
    if not pair.levels_differ or _is_bold_below(pair) or _is_box_among(pair):
        return None
    return pair.new.level < pair.above.level


def _is_bold_below(pair: Pair) -> bool:
    """True for an unknown line in bold below a heading that judges: it may part the items, or
    begin what stands behind them."""
    bold = pair.new.heading is not None and pair.new.heading.sign is Sign.BOLD
    judges = pair.other.role in (*CATEGORIES, *BOXES)
    return bold and pair.one.role is Role.SECTION and judges


def _is_box_among(pair: Pair) -> bool:
    """True for a box in the text of an area: the level of its heading is of the box alone. Where a
    section of the page is in a container, too, nothing goes on behind that."""
    new = pair.new
    is_box = pair.one.role in BOXED and new.container and new.level in pair.overview.boxes
    around = groups(pair.above)
    inside = new.container[: len(around)] == around != new.container
    return bool(is_box) and pair.other.role is Role.AREA and inside


# What two roles are to each other.


def _is_subject_of_list(pair: Pair) -> bool | None:
    """'Key findings' / 'Leadership' / '• …': a chapter holds the subjects by which it lists."""
    return False if pair.overview.listing.get(id(pair.new)) is pair.above else None


def _is_chapter_of_findings(pair: Pair) -> bool | None:
    """'Main findings' stands in an area where no level says otherwise."""
    if pair.one.role is not Role.UMBRELLA:
        return None
    return pair.other.role is not Role.AREA or pair.levels


def _is_grade_or_remedy(pair: Pair) -> bool | None:
    """A table holds its grades, a cause of concern its recommendations."""
    in_table = pair.one.role is Role.GRADE and pair.other.role is Role.TABLE
    return False if in_table or pair.is_remedy else None


def _states_the_box(pair: Pair) -> bool | None:
    """The first heading in a box that has no text yet, but for the field that names its area, is
    its statement; where nothing shows levels, the next one stands behind the box."""
    if pair.one.role is not Role.SECTION or pair.other.role not in BOXES:
        return None
    first = pair.overview.above.get(id(pair.new)) is pair.above or pair.levels
    field = (isinstance(n, Block) and wording.is_field(n.text) for n in pair.above.nodes)
    # 'TITLE: …', 'PROBLEM: …' are the text of a box, and not the field that names its area.
    return False if first and len(pair.above.nodes) <= 1 and all(field) else None


def _follows_title_of_box(pair: Pair) -> bool | None:
    """A box's own title holds no other box."""
    in_section = pair.one.role in BOXED and pair.other.role is Role.SECTION
    return True if in_section and pair.overview.heads_box(pair.above) else None


def _is_area_of_findings(pair: Pair) -> bool | None:
    """'Main findings' with no text of its own right above an area of its level holds it."""
    alone = pair.other.role is Role.UMBRELLA and pair.one_level and not pair.above.nodes
    return False if pair.one.role is Role.AREA and alone else None


def _is_summary_of_area(pair: Pair) -> bool | None:
    """A summary stands in an area right below its heading, or, where nothing shows levels, above
    the area's grade: 'Summary of findings' / 'Good'."""
    if pair.one.role not in INTRODUCING or pair.other.role is not Role.AREA:
        return None
    graded = pair.overview.heads_grade(pair.new) and not pair.levels
    return False if pair.overview.is_first_in(pair.new, pair.above) or graded else None


def _is_beside(pair: Pair) -> bool | None:
    """Of two headings of one level the second cannot stand in the first: an unknown one set like an
    area's is not the area's. A box stands in the findings that it is printed among, and what is
    below 'Main findings' where that has no text of its own, in them."""
    if not pair.one_level:
        return None
    in_findings = pair.one.role in (Role.BOX, Role.STORY) or not pair.above.nodes
    if pair.other.role is Role.UMBRELLA and in_findings:
        return None
    unknown = pair.one.role is Role.SECTION and pair.other.role is Role.AREA
    return True if pair.other.role in SIDE_BY_SIDE or unknown else None


def _states_below(pair: Pair) -> bool | None:
    """Where nothing shows levels, a sentence stands in the subject right above it that has no text
    of its own: 'Rural crime' / 'Officers take too long to arrive'."""
    if not pair.one.role is pair.other.role is Role.SECTION or pair.levels or pair.above.nodes:
        return None
    if pair.new.heading is None or pair.above.heading is None:
        return None
    says, name = wording.without_number(pair.new.heading.text), pair.above.heading.text
    stated = statements.is_statement(says) and not statements.is_statement(name)
    return False if stated else None


def _is_in_category(pair: Pair) -> bool | None:
    """A sub-heading stands in a category that has to have something below it, in one that asks if
    it asks as well, in any if it says by when; and in one whose items it parts by topic."""
    if pair.one.role is not Role.SECTION or pair.other.role not in CATEGORIES:
        return None
    if _belongs_to_category(pair):
        return False
    is_topic = _is_topic(pair) and not is_single_item(pair.above)
    return not is_topic or _are_chapters(pair)


def _belongs_to_category(pair: Pair) -> bool:
    heading = pair.new.heading
    if heading is not None and framing.is_time(heading.text):
        return True
    if heading is None or pair.levels or heading.sign is Sign.LISTED:
        return False
    judged = category(pair.other.name)
    asking = judged is not None and judged.stance is Stance.ASKS
    first = pair.right_below and bool(pair.new.nodes)
    return first or (asking and statements.asks(heading.text))


def _is_topic(pair: Pair) -> bool:
    """True for a sub-heading that parts the items of one category by topic. Where it is set like
    the category's own, or where the items are boxes of their own ('Recommendation 3'), numbered
    paragraphs below it are no items; nor is anything below it where nothing shows a level and the
    category has had items that are in no topic."""
    first = pair.new.nodes[0] if pair.new.nodes else None
    if not isinstance(first, List):
        return False
    if not pair.levels and _has_items(pair.above, first):
        return False
    before = pair.overview.above.get(id(pair.new))
    in_boxes = before is not None and pair.overview.role(before) is Role.NUMBERED
    return not (is_numbered(first.items[0].block) and (in_boxes or pair.one_level))


def _has_items(above: Part, first: List) -> bool:
    """True for a category with items of its own above the list under a sub-heading; one numbered
    paragraph above marked items leads in to them."""
    own = [item for node in above.nodes if isinstance(node, List) for item in node.items]
    leads = len(own) == 1 and is_numbered(own[0].block) > is_numbered(first.items[0].block)
    return bool(own) and not leads


def _are_chapters(pair: Pair) -> bool:
    """True where the contents list names both a category and what follows it."""
    listed = pair.new.heading is not None and pair.new.heading.sign is Sign.LISTED
    return listed and pair.overview.is_chapter(pair.above)


def _parts_by_area(pair: Pair) -> bool | None:
    """An area that was opened before parts the items of a category that has no text yet."""
    again = id(pair.new) in pair.overview.again and pair.other.role in CATEGORIES
    return False if again and not pair.above.nodes else None


def _begins_chapter(pair: Pair) -> bool | None:
    """The contents list, or what the whole report holds, shows that a heading begins what the one
    above it cannot hold."""
    one, other, overview = pair.one.role, pair.other.role, pair.overview
    if other in INTRODUCING:
        listed = overview.is_listed(pair.new) and not overview.is_listed(pair.above)
        inspected = one is Role.SECTION and id(pair.above) in overview.introducing
        return True if one is Role.AREA or listed or inspected else None
    chapter = overview.is_chapter(pair.new) and (
        other in (Role.AREA, Role.UMBRELLA)
        or (other is Role.SECTION and overview.is_outermost(pair.new))
    )
    closing = id(pair.new) in overview.closing and other in (Role.AREA, Role.SECTION)
    return True if chapter or closing or _is_set_like_areas(pair) else None


def _is_set_like_areas(pair: Pair) -> bool:
    """True for a category that is set like an area, where others are set deeper: it stands beside
    the areas."""
    alike = 0 < pair.new.level == pair.above.level < pair.overview.deepest_category
    return pair.other.role is Role.AREA and pair.one.role in CATEGORIES and alike


def _is_in_chapter(pair: Pair) -> bool | None:
    """Sections and context stand in a chapter, unless they are set like it."""
    inner = pair.one.role in (Role.SECTION, Role.CONTEXT, Role.ABOUT)
    return pair.one_level if inner and pair.other.role in CHAPTERS else None


def _by_rank(pair: Pair) -> bool:
    return RANK[pair.one.role] <= RANK[pair.other.role]


CLOSING: Sequence[Callable[[Pair], bool | None]] = (
    _is_over,
    _is_about,
    _is_remedy_in_its_place,
    _by_level,
    _is_subject_of_list,
    _is_chapter_of_findings,
    _is_grade_or_remedy,
    _states_the_box,
    _follows_title_of_box,
    _is_area_of_findings,
    _is_summary_of_area,
    _is_beside,
    _states_below,
    _is_in_category,
    _parts_by_area,
    _begins_chapter,
    _is_in_chapter,
)
