"""Families of reports: what each prints, as data. To add a family, add a TOML file beside.

A family says which headings it prints and what each opens, which words are its grades, and by
which phrases it is recognised. The mechanism that uses them is the same for all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Any

from indexer.reports.wording import could_be_heading, key


class Opens(StrEnum):
    """What a heading opens."""

    #: Findings of one category: every bullet, numbered paragraph or box below is one.
    CATEGORY = "category"
    #: One finding of one category, with everything up to the next heading.
    BOX = "box"
    #: A box under a printed number ('Recommendation 3'), ended also by the next paragraph number.
    NUMBERED = "numbered"
    #: The recommendations of a cause of concern: one finding with their lead-in.
    REMEDY = "remedy"
    #: One section of context inside an area.
    CONTEXT = "context"
    #: A chapter of context: each titled section in it is one document.
    CHAPTER = "chapter"
    #: A chapter of context that says again what the report says elsewhere.
    SUMMARY = "summary"
    #: A chapter whose next headings are areas.
    AREAS = "areas"
    #: An area, known by its words.
    AREA = "area"
    #: A part of an area with narrative under its own sub-headings.
    NARRATIVE = "narrative"
    #: A sub-heading that no family knows: it is known by its place or by its type.
    SECTION = "section"
    #: The label in front of a grade.
    GRADE = "grade"
    #: A table kept as facts: how forces were graded.
    SPREAD = "spread"
    TABLE = "table"
    CONTENTS = "contents"
    GLOSSARY = "glossary"
    #: A chapter outside the areas whose boxes still count.
    APPENDIX = "appendix"


@dataclass(frozen=True, slots=True)
class Known:
    """A heading that a family is known to print."""

    opens: Opens
    #: The category it gives to findings below it; '' where it gives none.
    name: str
    pattern: re.Pattern[str]
    #: What must stand directly below for it to count; None where nothing need.
    follows: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """One family of reports."""

    name: str
    description: str
    #: Phrases by which it is recognised, each worth one.
    marks: tuple[re.Pattern[str], ...]
    #: The grades, best first, as they are to be shown.
    grades: tuple[str, ...]
    #: Words printed in a grade's place that give none.
    ungraded: tuple[str, ...]
    headings: tuple[Known, ...]
    #: True when sub-headings stand in the text that no contents list names.
    sub_headings: bool
    #: The category of narrative under an area or sub-heading.
    narrative: str
    #: True when paragraphs carry numbers through the report.
    numbered: bool
    #: What may open directly below a heading that makes it an area.
    area_signs: frozenset[Opens]

    def known(self, text: str, below: str = "") -> Known | None:
        """The known heading that ``text`` is, given the text directly ``below`` it, or None."""
        return self.known_by_key(key(text), below) if could_be_heading(text) else None

    def known_by_key(self, words: str, below: str = "") -> Known | None:
        """The known heading whose ``wording.key`` is ``words``, or None."""
        for known in self.headings:
            if known.pattern.fullmatch(words) and (
                known.follows is None or known.follows.match(key(below))
            ):
                return known
        return None

    def knows(self, opens: Opens) -> bool:
        """True when the family prints a heading that opens this."""
        return any(known.opens is opens for known in self.headings)

    def grade(self, text: str) -> str | None:
        """The grade that ``text`` is and nothing else ('GOOD' → 'Good'); '' for 'Ungraded'."""
        words = key(text)
        for grade in self.grades:
            if words == grade.casefold():
                return grade
        return "" if words in self.ungraded else None


UNSTRUCTURED = "unstructured"


@cache
def families() -> tuple[Family, ...]:
    """All families in the order of their names, without the last resort, 'unstructured'."""
    folder = resources.files("indexer.reports") / "families"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml"))
    return tuple(_family(name.removesuffix(".toml")) for name in names if name not in _SHARED)


@cache
def unstructured() -> Family:
    """The family of reports that no other family recognises: nothing is known of its headings."""
    return _family(UNSTRUCTURED)


_SHARED = ("common.toml", f"{UNSTRUCTURED}.toml")


def recognise(lines: Iterable[str]) -> Family:
    """The family whose marks the lines print most, or ``unstructured()`` where none has two."""
    text = "\n".join(" ".join(line.split()) for line in lines)
    scored = [(sum(bool(m.search(text)) for m in f.marks), f) for f in families()]
    best, family = max(scored, key=lambda pair: pair[0])
    return family if best >= 2 else unstructured()


def _family(name: str) -> Family:
    data = _load(name)
    sources = [_load("common"), data, *([_load(data["inherits"])] if "inherits" in data else [])]
    headings = [heading for source in sources for heading in source.get("heading", ())]
    return Family(
        name=data["name"],
        description=data["description"],
        marks=tuple(re.compile(mark, re.I) for mark in data["marks"]),
        grades=tuple(data.get("grades", ())),
        ungraded=tuple(data.get("ungraded", ())),
        headings=tuple(known for heading in headings for known in _known(heading)),
        sub_headings=data["sub_headings"],
        narrative=data["narrative"],
        numbered=data.get("numbered", False),
        area_signs=frozenset(Opens(sign) for sign in data.get("area_signs", ())),
    )


def _known(heading: dict[str, Any]) -> list[Known]:
    follows = heading.get("follows")
    return [
        Known(
            opens=Opens(str(heading["opens"])),
            name=str(heading.get("name", "")),
            pattern=re.compile(pattern, re.I),
            follows=re.compile(str(follows), re.I) if follows else None,
        )
        for pattern in heading["patterns"]
    ]


def _load(name: str) -> dict[str, Any]:
    path = resources.files("indexer.reports") / "families" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))
