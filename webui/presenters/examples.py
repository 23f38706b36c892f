"""Examples of searches that find something here: what the home page says to try, and a row for each
way to search on the help page. Each page works out its own: the home page is asked first.

Of each row the first wording is taken that finds something in what is published; where none does,
words of a finding are put in its place, which find at least that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer import CATEGORIES, MAX_SIZE, Archive, SearchRequest, slug
from webui.presenters.kept_by_build import kept_by_build

#: Searches to try on a first visit, of which so many are named: plain phrases, an acronym, a
#: subject and questions.
TO_TRY = (
    "domestic violence", "NPT", "missing persons", "sex offender visits", "staff shortage",
    "domestic abuse", "custody", "return interviews", "children in care", "training",
)  # fmt: skip
_NAMED = 5
#: Two words that tell something, side by side.
_PAIR = re.compile(r"(?<![\w-])(?=([a-z]{5,}) ([a-z]{5,})(?![\w-]))")


@dataclass(frozen=True, slots=True)
class Way:
    """A way to search: what may be typed, the best first, and what it finds.

    In both '{first}' and the like stand for what ``_words`` and ``_said`` know.
    """

    wordings: tuple[str, ...]
    meaning: str


WAYS = (
    Way(
        ("missing persons", "domestic abuse", "custody staff", "{first} {second}"),
        "Both words, in any form, near each other; what has one of them follows",
    ),
    Way(
        ('"domestic violence"', '"domestic abuse"', '"children in care"', '"{first} {second}"'),
        "Exactly this phrase",
    ),
    Way(("NPT", "{short}"), "The acronym, and ‘{long}’ written out"),
    Way(("training OR briefing", "{first} OR {second}"), "Either word"),
    Way(
        ("training NOT induction", "{first} NOT induction"),
        "The first word without the second",
    ),
    Way(
        ("(victim OR witness) AND support", "({first} OR briefing) AND {second}"),
        "Brackets say what belongs together",
    ),
    Way(
        ("neighbour*", "safeguard*", "{first}*"),
        "Every word that begins like this; three letters or more",
    ),
    Way(
        ("training category:strengths", "{first} category:{category}"),
        "The same as ticking {category} under Category",
    ),
    Way(
        (
            'force:"Cambridgeshire Constabulary" custody',
            'force:"{force}" {first}',
            "category:{category} {first}",
        ),
        "Also area:, grade:, year: and report:",
    ),
)


#: What the help page names in its sentences.
SAID = (
    "domestic violence since 2007",
    "areas for improvement in custody",
    "graded good",
    "do social workers hear of it when a child runs away",
)


@dataclass(frozen=True, slots=True)
class Examples:
    """What the help page names, and finds something."""

    #: What is typed, with what it finds.
    ways: tuple[tuple[str, str], ...]
    #: Those of ``SAID`` that find something: the others are no links.
    said: frozenset[str]


def to_try(archive: Archive) -> tuple[str, ...]:
    """What the home page says to try, of what is published; worked out once for each build."""
    return kept_by_build(archive, "to try", lambda: tuple(_to_try(archive)))


def examples(archive: Archive) -> Examples:
    """The examples of the help page, of what is published; worked out once for each build."""
    return kept_by_build(archive, "examples", lambda: _made(archive))


def _made(archive: Archive) -> Examples:
    said = frozenset(one for one in SAID if _finds(archive, one))
    return Examples(tuple(_ways(archive)), said)


def _to_try(archive: Archive) -> Iterator[str]:
    left = _NAMED
    for words in TO_TRY:
        if left and _finds(archive, words):
            left -= 1
            yield words


def _ways(archive: Archive) -> Iterator[tuple[str, str]]:
    known = _words(archive)
    for way in WAYS:
        wordings = (_filled(one, known) for one in way.wordings)
        if typed := next((one for one in wordings if one and _finds(archive, one)), ""):
            yield typed, _filled(way.meaning, {**known, **_said(archive, typed)})


def _finds(archive: Archive, words: str) -> bool:
    """Whether something answers, or of a question is listed."""
    page = archive.search(SearchRequest(q=words, size=1, context=False))
    return bool(page.total or (page.mixed and page.hits))


def _filled(text: str, known: dict[str, str]) -> str:
    """A text with what is known in its place; '' where something in it is not."""
    names = re.findall(r"\{(\w+)\}", text)
    return text.format(**known) if all(known.get(name) for name in names) else ""


def _words(archive: Archive) -> dict[str, str]:
    """Words of a finding that stand side by side, its force and category, and an acronym."""
    hits = archive.search(SearchRequest(context=False, size=MAX_SIZE)).hits
    found = sorted((hit.finding for hit in hits), key=lambda one: not one.force)
    pairs = ((one, pair) for one in found if (pair := _side_by_side(one.text)))
    finding, (first, second) = next(pairs, (None, ("", "")))
    known = {"first": first, "second": second, "short": _acronym(archive)}
    if finding is None:
        return known
    return {**known, "force": finding.force, "category": slug(finding.category or "")}


def _side_by_side(text: str) -> tuple[str, str] | None:
    """The longest two words of a text that stand side by side."""
    pairs = [match.groups() for match in _PAIR.finditer(text)]
    first, second = max(pairs, key=lambda pair: sum(map(len, pair)), default=("", ""))
    return (first, second) if first else None


def _acronym(archive: Archive) -> str:
    """The acronym with a meaning that most findings use; '' for none."""
    known = (entry for entry in archive.glossary() if entry.meanings)
    most = max(known, key=lambda entry: entry.findings, default=None)
    return most.short if most else ""


def _said(archive: Archive, typed: str) -> dict[str, str]:
    """What an acronym stands for and what a category is called, where something typed is one."""
    meanings = {one.short: one.meanings[0].long for one in archive.glossary() if one.meanings}
    names = {slug(one.name): one.name for one in CATEGORIES}
    return {
        "long": meanings.get(typed, ""),
        "category": names.get(typed.rpartition("category:")[2], ""),
    }
