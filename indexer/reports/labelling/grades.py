"""Grades and their national spread, read at the heading that they are printed at.

In the heading itself ('…: requires improvement to be good'), below it with or without a label, in
its first sentence, or in a table of judgements by the area's name. Called by ``labelling.roles``
and ``labelling.sections``; in: words and blocks, out: grades of a family, or None.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from indexer.reports import wording
from indexer.reports.labelling.family import Family
from indexer.reports.labelling.vocabulary import (
    Role,
    direction,
    is_grade,
    without_direction,
    words,
)
from indexer.reports.structure.tree import Block, List, Part, Table

#: So many grades explained one below the other are a scale.
SCALE = 3
#: What heads a column of grades that were given now, and not in an earlier year.
_OURS = re.compile(r"(?:this|current|latest|new)\b", re.I)
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
#: What stands beside a grade in its row, as 'Last inspected' or a year, is no longer.
BESIDE = 24

_LABEL = re.compile(
    r"^(?:overall |inspection |summary of |our )*"
    r"(?:grade|graded|grading|judge?ment|assessment|rating)s?(?: awarded)?\s*(?:[:–-]|is|as)?\s+",
    re.I,
)
#: 'Grade 4 (inadequate)', 'Grade 2: good'.
_COUNTED = re.compile(r"^grade\s+\d\s*[:(–-]\s*(.+?)\)?$", re.I)
#: 'The impact of leaders: good', 'Custody – Requires improvement'.
_PARTED = re.compile(r"^(.{3,}?)\s*(?::|\s[–—-])\s+([^:–—]{3,40})$")
#: 'The graded judgement for adoption performance is that it is good'.
_JUDGED = re.compile(
    r"^(?:the |our )?(?:graded |overall )*judge?ment (?:for|about|on|of) (.{3,}?)"
    r" (?:is|are)(?: that (?:it|they) (?:is|are))? ([a-z ]{3,40})$",
    re.I,
)
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
#: Subjects that are several: what is said of them is no grade of an area.
_SEVERAL = r"(?:all|most|many|some|few|several|both|other|these|those|\w+ (?:of|forces|services))"
#: Whom an inspection judges: 'the force', 'Dales Police'; not 'morale', nor 'the control room'.
_INSPECTED = (
    r"(?:the |this |our )?(?:(?-i:[A-Z][\w’'.-]*|and|of|the|for|&|city|county)[ ,]+)*"
    r"(?:police(?: service)?|constabulary|force|service|council|partnership|authority|board"
    r"|brigade|department|agency|organisation|heddlu|FRS|YOS|YJS|YOT|prison|(?-i:Police \w+))"
)
#: The grades that sentences state: 'X is good at …', 'X requires improvement in …'.
_STATABLE = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
#: What stands between an area's heading and its grade is no longer than this.
GRADE_CHARACTERS = 80
#: The grade is one of the first blocks below the heading: 'Last updated …' may stand before it.
GRADE_BLOCKS = 3
#: Sentences that state grades of several subjects stand within so many blocks.
STATED_BLOCKS = 8


def printed_grade(text: str, family: Family) -> str | None:
    """The grade that the text prints and nothing else, with or without a label in front.

    'GRADE\\tGOOD', 'Grade: Good', 'Grade 2 (good)', 'Good' → 'Good'; 'Ungraded' → ''; prose → None.
    """
    for part in _parts(text, family):
        grade = family.grade(part)
        if grade is not None:
            return grade
    return None


def labelled_grade(text: str, family: Family) -> str | None:
    """The grade that the text prints behind a label, or None: 'GRADE GOOD'; 'Good' → None."""
    plain = wording.spaced(text)
    return printed_grade(text, family) if family.grade(plain) is None else None


def graded_heading(
    text: str, family: Family, judged: Container[str] = ()
) -> tuple[str, str] | None:
    """The name and the grade of a heading that prints both, or None.

    'The impact of leaders: requires improvement to be good' → ('The impact of leaders', …); 'The
    impact of leaders is good' too, where ``judged`` (keys of a table of judgements) names it.
    """
    plain = wording.spaced(text)
    if said := _JUDGED.match(plain):
        stated = family.grade(said.group(2))
        return (said.group(1)[0].upper() + said.group(1)[1:], stated) if stated else None
    found = _PARTED.match(plain)
    grade = family.grade(found.group(2)) if found else None
    if found and grade and ";" not in plain:
        return found.group(1), grade
    for grade in family.grades:
        said = re.match(rf"^(.{{3,}}?)\s+(?:(?:is|are)\s+)?{re.escape(grade)}$", plain, re.I)
        if said is None:
            continue
        # Behind a question mark a grade is no part of the question: 'How safe is the force? Good'.
        parted = said.group(1).endswith("?") or grade.endswith("to be good")
        if parted or wording.key(said.group(1)) in judged:
            return said.group(1), grade
    return None


def subject_grade(text: str, subject: str, family: Family) -> str | None:
    """The grade of a line that says no more than it of its ``subject``, or None.

    'The Local Safeguarding Children Board requires improvement' below its name → the grade.
    """
    plain, name = wording.spaced(text), _IN_BRACKETS.sub("", wording.spaced(subject))
    rest = plain[len(name) :] if plain.casefold().startswith(name.casefold()) else ""
    said = re.match(r"^\s+(?:is |are |was )?(?:judged |graded |rated )?(.+?)\.?$", rest)
    return family.grade(said.group(1)) or None if name and said else None


def stated_grade(text: str, family: Family) -> str | None:
    """The grade that a sentence of judgement states, or None for any other text.

    'Dales Police is good at investigating crime.' → 'Good'; 'The extent to which the force is
    effective at reducing crime is inadequate.' → 'Inadequate'.
    """
    plain = wording.spaced(text)
    for pattern in _stated(family.grades):
        if found := pattern.match(plain):
            return family.grade(found.group("grade") or found.group("verb") or "")
    return None


@cache
def _stated(grades: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    known = [re.escape(g.casefold()) for g in grades if g.casefold() in _STATABLE]
    verbs = [g for g in known if g.startswith("requires")]
    plain = [g for g in known if not g.startswith("requires")]
    if not plain:
        return ()
    said = (
        rf"(?:(?:is|was|are|were)\s+(?:rated |graded |judged )?(?P<grade>{'|'.join(plain)})"
        rf"|(?P<verb>{'|'.join(verbs) or '(?!)'}))"
    )
    return (
        re.compile(rf"^(?!{_SEVERAL}\b){_INSPECTED}\s+{said}\s+(?:at|in)\b.{{3,160}}$", re.I),
        re.compile(rf"^the extent to which .{{3,200}}\b{said}\.$", re.I),
    )


@dataclass(frozen=True, slots=True)
class PrintedGrade:
    """A grade that is printed at a heading."""

    grade: str
    #: The block that prints it and nothing else; None where it stands in the heading or in text.
    block: Block | None = None


def grade_below(part: Part, family: Family) -> PrintedGrade | None:
    """The grade printed directly below a heading, or stated in its first sentence; None where
    none is. Behind longer text, as the standard that an area is held to, only a grade with a label
    is the area's."""
    short = True
    for node in part.nodes[:GRADE_BLOCKS]:
        if isinstance(node, List):
            return None
        if isinstance(node, Table) and (judged := own_judgement(node, family)):
            return PrintedGrade(judged.grade)
        if isinstance(node, Table) and (grade := grade_of_standard(node, family)):
            return PrintedGrade(grade)
        block = node if isinstance(node, Block) else node.rows[0]
        grade = (printed_grade if short else labelled_grade)(block.text, family)
        if grade is None and short and part.heading is not None:
            grade = subject_grade(block.text, part.heading.text, family)
        if grade is not None:
            return PrintedGrade(grade, block)
        short = short and len(block.text) <= GRADE_CHARACTERS
    return _stated_below(part, family)


def grade_of_standard(table: Table, family: Family) -> str | None:
    """The grade of a table of one row that prints the standard which an area is held to, a
    sentence, beside it; None for any other table. Labels may stand above: 'Standard | Rating'."""
    *heads, cells = ([cell for cell in row.cells if cell] for row in table.rows)
    labelled = all(head and _is_label(head[-1], family) for head in heads)
    graded = [grade for cell in cells if (grade := family.grade(cell))]
    standard = [cell for cell in cells if family.grade(cell) is None]
    alone = len(heads) <= 1 and labelled and len(graded) == len(standard) == 1
    return graded[0] if alone and wording.ends_sentence(standard[0]) else None


def _stated_below(part: Part, family: Family) -> PrintedGrade | None:
    """The grade that a sentence states; None where several state different ones: they are about
    other subjects."""
    texts = [node.text for node in part.nodes if isinstance(node, Block)]
    stated = [stated_grade(text, family) for text in texts[:STATED_BLOCKS]]
    first = next(filter(None, stated[:GRADE_BLOCKS]), None)
    return PrintedGrade(first) if first and len({*filter(None, stated)}) == 1 else None


def _parts(text: str, family: Family) -> list[str]:
    found = wording.cells(text)
    if len(found) == 2 and _is_label(found[0], family):
        return [found[1]]
    if len(found) > 1:
        return []
    plain = wording.spaced(text)
    counted = _COUNTED.match(plain)
    return [counted.group(1) if counted else plain, _LABEL.sub("", plain)]


def _is_label(text: str, family: Family) -> bool:
    known = family.known_by_words(words(text))
    named = bool(_LABEL.fullmatch(f"{wording.spaced(text)} "))
    return named or (known is not None and known.role is Role.GRADE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a row of a table of judgements says of an area."""

    #: '' where a row prints several, and nothing tells which was given now.
    grade: str
    #: As printed: 'Improved'; '' where the table has no column for it.
    direction: str = ""


def graded_rows(table: Table, family: Family) -> Mapping[str, Judgement]:
    """What a table of judgements says, by the key of an area; {} for any other table. Of areas of
    one name that it grades differently ('2.1 Assessment', '3.1 Assessment') it says nothing."""
    if below := _below_grades(table, family):
        return below
    found: dict[str, Judgement] = {}
    graded: dict[str, set[str]] = {}
    rows = [row.cells for row in table.rows if len(row.cells) > 1]
    newest = _newest(rows, family)
    for cells in rows:
        # Its direction of travel may stand behind a grade, or the year of the inspection.
        said = [cell for cell in cells[1:] if without_direction(cell)]
        said = [cells[newest]] if 0 < newest < len(cells) and cells[newest] else said
        if said and (grade := _graded_cell(said, family)):
            # Of two grades, none is known to be this inspection's where no head tells.
            one = len(set(filter(None, map(family.grade, said)))) == 1
            found[wording.key(cells[0])] = Judgement(grade if one else "", direction(cells[-1]))
            graded.setdefault(wording.key(cells[0]), set()).add(grade)
    if 2 * len(found) < len(rows):
        return {}
    return {name: said for name, said in found.items() if len(graded[name]) == 1}


def _newest(rows: Sequence[Sequence[str]], family: Family) -> int:
    """The place of the column of grades whose head says that they are of this inspection, or has
    the latest year of several; 0 where the head of a table does not tell."""
    head = rows[0] if rows else ()
    graded = [at for at in range(1, len(head)) if any(map(family.grade, _column(rows[1:], at)))]
    ours = [at for at in graded if _OURS.match(head[at])]
    years = {at: found[0] for at in graded if (found := _A_YEAR.search(head[at]))}
    if len(graded) < 2 or len(ours) + len(years) < 2:
        return 0
    return ours[0] if ours else max(years, key=years.__getitem__)


def _column(rows: Sequence[Sequence[str]], at: int) -> Iterator[str]:
    return (cells[at] for cells in rows if at < len(cells))


def _graded_cell(cells: Sequence[str], family: Family) -> str | None:
    """The grade that the last cell of a row prints, or the only one of several beside short words
    and years; None where there is none."""
    grades = [grade for cell in cells if (grade := family.grade(cell))]
    short = all(len(cell) <= BESIDE and not wording.ends_sentence(cell) for cell in cells)
    return family.grade(cells[-1]) or (grades[0] if len(grades) == 1 and short else None)


def _below_grades(table: Table, family: Family) -> Mapping[str, Judgement]:
    """What a table says whose columns are grades: 'Good' over the names of areas, or over the mark
    in an area's row. {} where a name stands twice, and where the print has lost empty cells."""
    rows = [row for row in table.rows if not wording.is_rule(row.text)]
    grades = [family.grade(cell) for cell in rows[0].cells] if rows else []
    if len(grades) < SCALE or not all(grades[1:]):
        return {}
    named = [found for row in rows[1:] for found in _named_below(row, grades)]
    names = [wording.key(name) for name, _ in named]
    known = all(_keeps_columns(row, len(grades)) for row in rows)
    if not known or len(set(names)) < len(names) or not all(map(_is_name, names)):
        return {}
    return {name: Judgement(grade) for name, (_, grade) in zip(names, named, strict=True)}


def _named_below(row: Block, grades: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    """The names in the cells of a row, each with the grade of its column; where the first column
    has none, the name there with the grade under which the row has its only other cell."""
    said = [(cell, grade) for cell, grade in zip(row.cells, grades, strict=False) if cell and grade]
    if grades[0]:
        yield from said
    elif len(said) == 1 and row.cells[0] and not _is_name(said[0][0]):
        yield row.cells[0], said[0][1]


def _is_name(text: str) -> bool:
    """True for words that are no sentence: not for a mark, a figure or what a grade means."""
    return bool(re.search(r"[^\W\d_]{3}", text)) and wording.could_be_heading(text.capitalize())


def _keeps_columns(row: Block, count: int) -> bool:
    """True for a row whose empty cells are kept, by the format or since none is empty."""
    kept = bool(row.table) or (row.tagged and not row.laid_out)
    return kept or len(row.cells) == count


def counts_grades(table: Table) -> bool:
    """True for a table that says how often each grade was given, of whatever family: 'Good',
    'Requires improvement' and 'Inadequate' over figures."""
    head, *rows = (row.cells for row in table.rows)
    grades = [cell for cell in head if is_grade(cell)]
    said = [cell for cells in rows for cell in cells[1:]]
    return len(grades) >= max(SCALE, len(head) - 1) and bool(said) and all(map(_is_count, said))


def _is_count(cell: str) -> bool:
    return not re.search(r"[^\W\d_]", cell)


def own_judgement(table: Table, family: Family) -> Judgement | None:
    """What a table of one judgement says of the area that it stands in: labels, 'Grade' and
    'Direction of Travel', above the words. None for any other table."""
    if [len(row.cells) for row in table.rows] != [len(table.rows[0].cells)] * 2:
        return None
    labels, said = (row.cells for row in table.rows)
    if not all(_is_label(label, family) for label in labels):
        return None
    grade = next(filter(None, map(family.grade, said)), None)
    return Judgement(grade, direction(said[-1])) if grade else None


def is_scale(table: Table, family: Family) -> bool:
    """True for a table that says what the grades mean: 'Good (Grade 2) | A service that …'."""
    first = [row.cells[0] for row in table.rows if len(row.cells) > 1]
    return sum(bool(family.grade(cell)) for cell in first) >= max(SCALE, len(first) - 1)


def is_spread(text: str, family: Family) -> bool:
    """True for a row of the spread table: grade words, or nothing but counts."""
    return bool(_grade_words(text, family)) or bool(re.fullmatch(r"[\d\s|\t]+", text))


def spread(rows: Iterable[Block], family: Family) -> tuple[tuple[str, int], ...]:
    """National counts by grade from the rows of a spread table; () where they do not fit.

    The table prints the grades in one row and the counts below, or each pair on a row of its own.
    """
    text = "\t".join(row.text for row in rows)
    grades = _grade_words(text, family)
    counts = [int(n) for n in re.findall(r"(?<![\w/])\d{1,3}(?![\w/])", text)]
    if not grades or len(grades) != len(counts):
        return ()
    return tuple(zip(grades, counts, strict=True))


def _grade_words(text: str, family: Family) -> list[str]:
    """The grades printed in a row, in order, when it holds nothing else but numbers."""
    rest, found = text, []
    pattern = "|".join(re.escape(g) for g in sorted(family.grades, key=len, reverse=True))
    if not pattern:
        return []
    by_word = {g.casefold(): g for g in family.grades}
    for match in re.finditer(rf"\b(?:{pattern})\b", text, re.I):
        found.append(by_word[match.group().casefold()])
        rest = rest.replace(match.group(), "", 1)
    return found if not re.search(r"[A-Za-z]{2}", rest) else []
