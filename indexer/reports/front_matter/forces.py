"""Police forces and fire and rescue services: which names stand in a text.

The names are data (``forces.toml``). A name that is not in the table is known by its form
('Wexmoor Constabulary'), but only where the caller asks for that: on a cover, not in prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.data_files import toml
from indexer.reports.grade_words import GRADES
from indexer.reports.wording import spaced

POLICE, FIRE = "police", "fire"

_FORMS = {
    POLICE: r"(?:police(?:\s+(?:service|force|constabulary))?|constabular(?:y|ies))",
    FIRE: r"(?:fire\s+(?:and|&)\s+rescue(?:\s+service)?|fire\s+(?:service|brigade))",
}
#: What a force is called by beside its bare name, the usual one first: 'Kent Police'.
ENDINGS: Mapping[str, tuple[str, ...]] = {
    POLICE: ("police", "constabulary", "police force", "police service", "police constabulary"),
    FIRE: ("fire and rescue service", "fire and rescue", "fire service", "fire brigade"),
}
_END = re.compile(rf"\s+(?:(?P<{POLICE}>{_FORMS[POLICE]})|(?P<{FIRE}>{_FORMS[FIRE]}))$", re.I)
#: What, behind a name, makes it the name of something else: 'Kent Police and Crime Commissioner'.
_NOT_BEFORE = (
    r"(?!\w|\s+(?:and|&)\s+(?:fire\s+and\s+)?crime\b|,\s+fire\s+and\s+crime\b"
    r"|\s+(?:authority|authorities|federation|acts?|committee|commissioner|commission|board|panel"
    r"|museum|association|college|effectiveness|services\b|area\s+command|inspectorate|ombudsman"
    r"|custody\s+suites)\b)"
)
#: A word of every name of the table, and how far around it the name may reach.
_ANCHOR = re.compile(
    r"police|constabular(?:y|ies)|heddlu|garda|\bfire\b|agency|customs|border force|gangmasters"
    r"|law enforcement|exploitation|\b(?:GMP|MPS|BTP|PSNI)\b",
    re.I,
)
_AROUND = 80
_ONE_KIND = str.maketrans("‐‑–’", "---'")
#: The first words of grades, which a page prints beside the name of a force.
_GRADED = "|".join({form.split()[0] for grade in GRADES for form in (grade.name, *grade.forms)})
_WORD = rf"(?!(?i:{_GRADED})\b)[A-Z][\w’'&-]*"
_UNKNOWN = re.compile(
    rf"\b((?:{_WORD}(?:\s+(?:and|of|the|&)\s+|\s+)){{1,6}}"
    r"(?:Constabulary|CONSTABULARY|(?:Police|POLICE)(?:\s+(?:Service|SERVICE))?|police\s+force"
    r"|Fire\s+(?:and|&)\s+Rescue\s+Service))\b" + _NOT_BEFORE.replace("(?!", "(?!(?i:", 1) + ")"
)
#: The place may stand behind: 'Police Service of Northmoor'.
_OF_PLACE = re.compile(
    rf"\b(?:Police|Fire\s+(?:and|&)\s+Rescue)\s+Service\s+of\s+{_WORD}(?:\s+{_WORD})?\b"
)
#: What parts names that share their last word.
_JOINED = re.compile(r"(?:,|\s+(?:and|&)|,\s+and)\s+$")
#: Words that stand before a force's name and are not part of it.
_BEFORE_NAME = re.compile(
    r"^(?:(?:an?|the|at|by|in|on|for|from|inspections?|reports?|of|hmicfrs|hmics?|peel|police|bcu|"
    r"assessment|baseline|\d+|unit|division|command|basic|her|his|majesty[’']s|inspectorate|and|"
    r"chief|constable|commissioner|publication|effectiveness|efficiency|legitimacy)\s+)+",
    re.I,
)
#: A line of a cover that names the part of the force, or the kind of report, in front of it.
_PART = re.compile(r"^.*\b(?:BCU|Unit|Division|District|Inspection|Report|Assessment)\s+(?=\S+\s)")
_NO_FORCE = re.compile(
    r"inspectorate|inspectors?\b"
    r"|^(?:of|the|local|chief|home office|national|british|all|other|neighbourhood|every|each)"
    r"\s+(?:constabulary|police(?: service)?)$"
    r"|inspection|report|review|thematic|arrangements|response"
    r"|association|college|neighbourhood police|^police$|^constabulary$"
    # 'AN INSPECTION OF HOW POLICE ANSWER CALLS' has no small letters that would tell.
    r"|^(?:how|what|when|where|whether|which|who|why|with|between|do|does|can|is|are|if|our|their)\s",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Force:
    """One police force or fire and rescue service of the table."""

    kind: str
    name: str
    #: Other full names, kept as printed; and such as are shown as ``name``.
    also: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    #: What stands before 'Police' or 'Fire and Rescue Service'.
    short: tuple[str, ...] = ()
    #: The councils whose area it covers.
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A force that a text names."""

    #: As it is to be shown.
    name: str
    #: Where the name stands in the text.
    start: int
    end: int
    force: Force | None = None
    #: True when a full name of it is printed, not a short one.
    full: bool = True

    @property
    def key(self) -> str:
        """The same for all names of one force."""
        return level(self.force.name if self.force else self.name)


def level(name: str) -> str:
    """The name as names are compared: case, '&', hyphens, quotes and spaces levelled."""
    plain = name.casefold().replace("&", "and").replace("’", "'")
    return " ".join(re.sub(r"[-‐‑–\s]+", " ", plain).split())


def bare(name: str) -> tuple[str, str] | None:
    """A name without what says that it is a force, and of which kind; None where nothing does.

    ('Kent', 'police') of 'Kent Police', ('Kent', 'fire') of 'Kent Fire and Rescue'.
    """
    ending = _END.search(name)
    return (name[: ending.start()], ending.lastgroup or POLICE) if ending else None


@cache
def forces() -> tuple[Force, ...]:
    """The table, as data says."""
    data = toml(__package__, "forces.toml")
    return tuple(_force(kind, row) for kind in (POLICE, FIRE) for row in data[kind])


def _force(kind: str, row: dict[str, Any]) -> Force:
    short = tuple(row.get("short", ()))
    name = row.get("name") or f"{short[0]} Fire and Rescue Service"
    also, alone, areas = (tuple(row.get(part, ())) for part in ("also", "alone", "areas"))
    return Force(kind, name, also, alone, short, areas)


@cache
def _known() -> re.Pattern[str]:
    """All names of the table as one pattern for a text in lower case, the longest first.

    It is compiled in 0.05 s; in 0.15 s if it had to look for either case itself.
    """
    every = (n for force in forces() for n in (force.name, *force.also, *force.alone))
    rows = [_either(every)] + [
        rf"{_either(n for f in forces() if f.kind == kind for n in f.short)}\s+{_FORMS[kind]}"
        for kind in (POLICE, FIRE)
    ]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(rows)}){_NOT_BEFORE}")


def _either(names: Iterable[str]) -> str:
    rows = sorted({_pattern(name) for name in names}, key=lambda row: (-len(row), row))
    return f"(?:{'|'.join(rows)})"


def _pattern(name: str) -> str:
    """The name as ``_plain`` leaves it, however its words are parted."""
    words = (re.escape(word) for word in re.split(r"[\s-]+", _plain(name)))
    return r"[-\s]+".join("(?:and|&)" if word == "and" else word for word in words)


def _plain(text: str) -> str:
    """The text in lower case with one kind of hyphen and quote, character by character."""
    lower = text.lower()
    return (lower if len(lower) == len(text) else text).translate(_ONE_KIND)


@cache
def _by_name() -> dict[str, tuple[Force, bool]]:
    """Levelled name → its force, and whether it is kept as printed."""
    found: dict[str, tuple[Force, bool]] = {}
    for force in forces():
        found |= {level(name): (force, True) for name in (force.name, *force.also)}
        found |= {level(name): (force, False) for name in force.alone}
    return found


@cache
def official(name: str) -> str:
    """The name in the table of the force that is called ``name`` in full, now or formerly; ``name``
    itself where none is.
    """
    known = _by_name().get(level(name))
    return known[0].name if known else name


@cache
def _by_short() -> dict[tuple[str, str], Force]:
    """Kind and levelled short name → its force."""
    return {(force.kind, level(name)): force for force in forces() for name in force.short}


def named(text: str, unknown: bool = False) -> list[Named]:
    """The forces that ``text`` names, in order; those known by their form alone if ``unknown``."""
    found = [_one(*span, text) for span in _spans(text)]
    found += [other for one in found for other in _joined(one, text)]
    if unknown:
        taken = [(one.start, one.end) for one in found]
        found += [one for one in _by_form(text) if not _overlaps(one, taken)]
    return sorted(found, key=lambda one: one.start)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where names of the table stand. Only around the words that end them: a pattern of 400 names
    tried at every word of a report of 60 pages takes 0.2 s, and so it takes 0.01 s."""
    ends = 0
    plain = _plain(text)
    for anchor in _ANCHOR.finditer(text):
        first, last = max(ends, anchor.start() - _AROUND), anchor.end() + _AROUND
        while ends <= anchor.start() and (match := _known().search(plain, first, last)):
            first = ends = match.end()
            if match.group() not in _acronyms() or text[match.start() : ends].isupper():
                yield match.span()


@cache
def _acronyms() -> frozenset[str]:
    """Names that count in capitals only."""
    every = (name for force in forces() for name in force.alone)
    return frozenset(name.lower() for name in every if name.isupper())


def _one(start: int, end: int, text: str) -> Named:
    printed = spaced(text[start:end])
    if known := _by_name().get(level(printed)):
        force, kept = known
        name = _cased(printed, force) if kept else force.name
        return Named(name, start, end, force, full=kept)
    short = level(re.sub(rf"\s+{_FORMS[POLICE]}$|\s+{_FORMS[FIRE]}$", "", printed, flags=re.I))
    kind = FIRE if re.search(r"\bfire\b", printed, re.I) else POLICE
    force = _by_short()[kind, short]
    return Named(force.name, start, end, force, full=False)


def _cased(printed: str, force: Force) -> str:
    """The name as printed, with the table's capitals where it is printed in others."""
    for name in (force.name, *force.also):
        if printed.replace("&", "and").casefold() == name.casefold():
            return name if printed.replace("&", "and") != name else printed
    return printed if printed != printed.upper() else force.name


def _joined(one: Named, text: str) -> Iterator[Named]:
    """The forces whose short names share the word behind a name: 'Surrey and Sussex Police'."""
    if one.force is None or not one.force.short or not text[one.start : one.start + 1].isupper():
        return
    end = one.start
    while match := _JOINED.search(text[max(end - _AROUND, 0) : end]):
        start = max(end - _AROUND, 0)
        before = _plain(text[start : start + match.start()])
        of_kind = [(n, f) for (kind, n), f in _by_short().items() if kind == one.force.kind]
        fits = [
            (found.start(), force)
            for name, force in of_kind
            if (found := re.search(rf"(?<![\w-]){_pattern(name)}$", before))
        ]
        if not fits:
            return
        place, force = min(fits, key=lambda fit: fit[0])
        if not text[start + place].isupper():
            return
        yield Named(force.name, start + place, start + match.start(), force, full=False)
        end = start + place


def _by_form(text: str) -> Iterator[Named]:
    behind = [(match.start(), match.end()) for match in _OF_PLACE.finditer(text)]
    yield from (Named(spaced(text[start:end]), start, end) for start, end in behind)
    for match in _UNKNOWN.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in behind):
            continue
        name = spaced(_BEFORE_NAME.sub("", _PART.sub("", match.group(1))))
        if " " in name and not _NO_FORCE.search(name):
            shown = name.title() if name == name.upper() else name.replace("police force", "Police")
            yield Named(shown, match.end() - len(name), match.end())


def _overlaps(one: Named, taken: Iterable[tuple[int, int]]) -> bool:
    return any(one.start < end and start < one.end for start, end in taken)


def short_names(text: str, kind: str = POLICE) -> list[Force]:
    """The forces whose short name stands in ``text`` with a capital ('Cleveland PEEL 2018')."""
    found: list[tuple[int, int, Force]] = []
    plain = _plain(text)
    rows = sorted(_by_short().items(), key=lambda row: -len(row[0][1]))
    for (of_kind, name), force in rows:
        for match in re.finditer(rf"(?<![\w-]){_pattern(name)}(?![\w-])", plain):
            inside = any(start <= match.start() < end for start, end, _ in found)
            if of_kind == kind and not inside and text[match.start()].isupper():
                found.append((match.start(), match.end(), force))
    return [force for _, _, force in sorted(found, key=lambda row: row[0])]


@cache
def councils() -> dict[str, str]:
    """Levelled name → name of every council area of the table."""
    return {level(area): area for force in forces() for area in force.areas}
