"""The headings that inspectorates print: one vocabulary for all families, as data.

``vocabulary.toml`` says what each heading opens; a family's file adds words of its own. Called by
``labelling.family`` (what a heading opens) and by ``pipeline`` (``is_heading_text``, the one
question that ``structure`` asks of words).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from indexer.data_files import toml
from indexer.reports.categories import Stance, names
from indexer.reports.wording import could_be_heading, ends_open, key


class Role(StrEnum):
    """What a heading opens."""

    #: The report's own title, printed again above its text.
    TITLE = "title"
    #: A chapter of context: each titled section in it is one document.
    CHAPTER = "chapter"
    #: A chapter of context that says again what the report says elsewhere.
    SUMMARY = "summary"
    #: A chapter outside the areas whose boxes still count.
    APPENDIX = "appendix"
    GLOSSARY = "glossary"
    CONTENTS = "contents"
    #: What a web page prints round a report.
    CHROME = "chrome"
    #: A subject that is judged.
    AREA = "area"
    #: Judging narrative: a chapter that holds the areas, or an area's detailed findings.
    UMBRELLA = "umbrella"
    #: A sub-heading without a meaning of its own.
    SECTION = "section"
    #: One section of context.
    CONTEXT = "context"
    #: Context of the whole report, which ends the area before it: what happens next.
    ABOUT = "about"
    #: Findings of one category: each item, paragraph or row below is one.
    CATEGORY = "category"
    #: The label in front of a grade.
    GRADE = "grade"
    #: A table of how forces were graded, and any other table that is kept as facts.
    SPREAD = "spread"
    TABLE = "table"
    #: One finding of one category, with everything in it.
    BOX = "box"
    #: A box that only tells what happened.
    STORY = "story"
    #: A box under a printed number ('Recommendation 3'), ended also by the next paragraph number.
    NUMBERED = "numbered"
    #: The recommendations of a cause of concern: one finding with their lead-in; elsewhere a
    #: category.
    REMEDY = "remedy"


@dataclass(frozen=True, slots=True)
class Known:
    """A heading that is known by its words."""

    role: Role
    #: The category it gives to findings below it; '' where it gives none.
    name: str
    pattern: re.Pattern[str]
    #: What must stand directly below for it to count; None where nothing need.
    follows: re.Pattern[str] | None = None


#: What stands between the categories that one heading names: 'Strengths and weaknesses'.
_BETWEEN = re.compile(r",? and (?:the )?|, | ?/ ?")
#: What gives a category to the findings below it.
_GIVES = (Role.CATEGORY, Role.REMEDY, Role.BOX)
#: 'GRADE GOOD': no family prints other words behind the label.
_GRADED = re.compile(r"(?:overall )?(?:grade|judge?ment)(?: awarded)? (?:[a-z]+ ?){1,4}", re.I)
_CONTINUED = re.compile(r"\s*[\[(]?\s*\b(?:continued|cont'?d\.?|cont\.?)\s*[\])]?$")


def words(text: str) -> str:
    """A heading as it is looked up: ``wording.key`` without '(continued)'."""
    return _CONTINUED.sub("", key(text)).strip(" :.?-")


def without_continued(text: str) -> str:
    """A heading as printed, without '(continued)'."""
    found = re.search(r"\s*[\[(]\s*(?:continued|cont[’']?d\.?|cont\.?)\s*[\])]$", text, re.I)
    return text[: found.start()] if found else text


@lru_cache(maxsize=8192)
def is_heading_text(text: str) -> bool:
    """True when any family prints these words as a heading, or as the label of a grade."""
    if not could_be_heading(text):
        return False
    said = words(text)
    known = any(each.pattern.fullmatch(said) for each in _all()) or _of_several(_all(), said)
    return bool(known) or bool(_GRADED.fullmatch(said)) or _is_graded(said)


def _is_graded(said: str) -> bool:
    """True for a subject with its grade: 'the impact of leaders: requires improvement'."""
    subject, colon, grade = said.rpartition(": ")
    named = len(subject.split()) > 1 and ";" not in subject and bool(colon)
    return named and (grade in _grades() or bool(_ungraded().fullmatch(grade)))


def is_grade(text: str) -> bool:
    """True for the words of a grade of any family, and nothing else."""
    return " ".join(text.split()).casefold() in _grades()


def judgement(text: str) -> tuple[str, ...]:
    """A row of a table of judgements as its cells: subject, grade and, where they are printed, that
    of another inspection and the direction of travel; the heads of its columns as one cell; () for
    any other text.

    '1A Fairness Good Improved' → ('1A Fairness', 'Good', 'Improved')."""
    said = " ".join(text.split())
    if _judgement_heads().match(said):
        return (said,)
    found = _judgement().match(said)
    if not found or not could_be_heading(found["subject"]) or found["grade"][:1].islower():
        return ()
    if ends_open(found["subject"]) or _ends_in_grade(found["subject"]):
        return ()
    return tuple(filter(None, found.group("subject", "grade", "other", "direction")))


def _ends_in_grade(subject: str) -> bool:
    """True for the words of a scale ('Excellent Good Fair'), and for the label of a grade."""
    return bool(_judgement().match(f"Its {subject}")) or is_heading_text(subject)


@cache
def _judgement() -> re.Pattern[str]:
    grades = "|".join(map(re.escape, sorted(_grades(), key=len, reverse=True)))
    return re.compile(
        rf"^(?P<subject>.{{3,120}}?) (?P<grade>{grades})(?: (?P<other>{grades}))?"
        rf"(?: (?P<direction>{_directions()}))?$",
        re.I,
    )


@cache
def _judgement_heads() -> re.Pattern[str]:
    return re.compile(
        r"^\D{3,60} (?:Grade|Judge?ment|Rating|(?:This|Latest) (?:inspection|grade))"
        r"(?: Direction of [Tt]ravel| (?:Last|Previous) (?:inspection|grade)"
        r"| (?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)?$"
    )


@cache
def _directions() -> str:
    return "|".join(load("vocabulary.toml")["directions"])


def without_direction(text: str) -> str:
    """A printed grade without the direction of travel behind it; '' where it is one alone."""
    return _direction().sub("", text).rstrip()


def direction(text: str) -> str:
    """The direction of travel that a text ends with, as printed; '' where it has none."""
    found = _direction().search(text)
    return found["direction"] if found else ""


@cache
def _direction() -> re.Pattern[str]:
    # Begun within a run of them, the search of 8,000 dashes took two seconds.
    parted = r"(?<![\s,;:(–-])[\s,;:(–-]+"
    label = rf"(?:^|{parted})(?:direction of travel(?: is)?[\s:–-]+)?"
    return re.compile(rf"{label}(?P<direction>{_directions()})\)?\s*$", re.I)


@cache
def _grades() -> frozenset[str]:
    """The grades of all families in lower case."""
    files = (load(f"families/{name}") for name in family_files())
    return frozenset(grade.casefold() for file in files for grade in file.get("grades", ()))


@cache
def _ungraded() -> re.Pattern[str]:
    """The words of all families that stand in a grade's place and give none."""
    files = (load(f"families/{name}") for name in family_files())
    return re.compile(
        "|".join(f"(?:{each})" for f in files for each in f.get("ungraded", ())), re.I
    )


def opened(headings: Sequence[Known], said: str, below: str = "") -> Known | None:
    """What a heading whose ``words`` are ``said`` opens, given the text directly ``below`` it; None
    for an unknown one. One that names several categories gives none of them."""
    return _of_several(headings, said) or _of_one(headings, said, below)


def _of_one(headings: Sequence[Known], said: str, below: str = "") -> Known | None:
    for known in headings:
        if known.pattern.fullmatch(said) and (
            known.follows is None or known.follows.match(words(below))
        ):
            return known
    return None


def _of_several(headings: Sequence[Known], said: str) -> Known | None:
    """What 'Case study: areas for priority action and improvement' opens: a box without a category.
    What praises is a strength in any case; None for it, and for a heading that names one."""
    first, *others = _BETWEEN.split(said)
    found = [_giving(headings, first) if others else None]
    for other in others if found[0] else ():
        found.append(_giving(headings, other) or _completed(headings, first, other))
    named = [known for known in found if known is not None]
    said_names = {known.name for known in named}
    if len(named) < len(found) or len(said_names) < 2 or said_names <= _praising():
        return None
    is_box = all(known.role is Role.BOX for known in named)
    role = Role.BOX if is_box else Role.CATEGORY
    return Known(role, "", re.compile(re.escape(said), re.I))


def _giving(headings: Sequence[Known], said: str) -> Known | None:
    """What a heading opens that gives a category, or None."""
    known = _of_one(headings, said)
    return known if known is not None and known.role in _GIVES and known.name else None


def _completed(headings: Sequence[Known], first: str, rest: str) -> Known | None:
    """The same for the end of a heading that shares the beginning of the first one: 'areas for
    priority action' and 'improvement'."""
    begun = first.split()
    ways = (" ".join((*begun[:count], rest)) for count in range(len(begun), 0, -1))
    return next(filter(None, (_giving(headings, way) for way in ways)), None)


@cache
def _praising() -> frozenset[str]:
    """The names of the categories that praise."""
    return frozenset(names(Stance.PRAISES))


def is_single(text: str) -> bool:
    """True for a heading that judges in the singular: 'Recommendation', 'Area for improvement'."""
    return _single().match(words(text)) is not None


@cache
def _single() -> re.Pattern[str]:
    return re.compile("|".join(load("vocabulary.toml")["singular"]), re.I)


@cache
def shared() -> tuple[Known, ...]:
    """The headings of the vocabulary, in its order."""
    return entries(load("vocabulary.toml").get("heading", ()))


def entries(headings: Iterable[dict[str, Any]]) -> tuple[Known, ...]:
    """The headings of a TOML file's [[heading]] tables, in their order."""
    return tuple(map(_known, headings))


def load(name: str) -> dict[str, Any]:
    """The data of a TOML file of ``labelling``, by its name there."""
    return toml("indexer.reports.labelling", *name.split("/"))


def family_files() -> Sequence[str]:
    """The names of the families' files, in order."""
    folder = resources.files("indexer.reports.labelling") / "families"
    return sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))


def _known(heading: dict[str, Any]) -> Known:
    follows = heading.get("follows")
    patterns = (each.replace("{directions}", _directions()) for each in heading["patterns"])
    return Known(
        role=Role(str(heading["role"])),
        name=str(heading.get("name", "")),
        pattern=re.compile("|".join(f"(?:{each})" for each in patterns), re.I),
        follows=re.compile(str(follows), re.I) if follows else None,
    )


@cache
def _all() -> tuple[Known, ...]:
    """The headings of all families."""
    own = (entries(load(f"families/{name}").get("heading", ())) for name in family_files())
    return (*shared(), *(known for each in own for known in each))
