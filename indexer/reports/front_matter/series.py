"""The series a report belongs to, and the place that it is about where that is not a force's.

Both are read from the printed title by patterns that are data (``series.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from indexer.data_files import toml
from indexer.reports.front_matter.cover import Front, Printed
from indexer.reports.front_matter.fact import NOTHING, Fact
from indexer.reports.front_matter.forces import councils, level

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d(?:\s?[/–-]\s?(?:(?:19|20)\d\d|\d\d)(?!\d))?)(?!\d)")
#: What a title prints around the name of a place: 'London Borough of', 'City Council'.
_BEFORE = re.compile(
    r"^(?:the\s+)?(?:(?:royal\s+|london\s+|metropolitan\s+)*borough|city|county|isle|district|state)"
    r"\s+of\s+|^the\s+",
    re.I,
)
_AFTER = re.compile(
    r"(?:\s+(?:metropolitan|borough|city|county|district|council|combined|authority|local|area|"
    r"partnership|unitary)|,?\s+city\s+of|,?\s+county\s+of)+$",
    re.I,
)
_COUNCIL = re.compile(
    r"^((?:London Borough of |City of )?[A-Z][\w’' -]+?)(?:,?\s+(?:City|County) of"
    r"|(?: (?:City|County|Borough|Metropolitan Borough|District|Metropolitan))* Council"
    r"|(?: City)? Children[’']s Services Authority Area)$"
)


@dataclass(frozen=True, slots=True)
class Series:
    """A series of inspections, as ``series.toml`` says."""

    name: str
    patterns: tuple[re.Pattern[str], ...]
    weak: tuple[re.Pattern[str], ...] = ()
    #: False where the inspected body is not a police force.
    police: bool = True
    place: tuple[re.Pattern[str], ...] = ()
    #: True where the place in the title, if it is a force's area, tells the force.
    by_area: bool = False


@cache
def all_series() -> tuple[Series, ...]:
    """The table, in its order."""
    data = toml(__package__, "series.toml")
    return tuple(_series(row) for row in data["series"])


def _series(row: dict[str, Any]) -> Series:
    parts = ("patterns", "weak", "place")
    patterns, weak, place = (
        tuple(re.compile(pattern, re.I) for pattern in row.get(part, ())) for part in parts
    )
    police, by_area = bool(row.get("police", True)), bool(row.get("by_area", False))
    return Series(row["name"], patterns, weak, police, place, by_area)


@dataclass(frozen=True, slots=True)
class Recognised:
    """The series of a report, and the line that tells it."""

    series: Series | None
    printed: str = ""
    at: Fact = NOTHING

    def fact(self, published: str) -> Fact:
        """The series with its years: those printed, else the year of publication."""
        if self.series is None:
            return NOTHING
        name = self.series.name
        if "{year}" in name:
            years = _YEARS.search(self.printed)
            shown = _short_years(years[1]) if years else published[:4]
            name = name.replace("{year}", shown).strip()
        return Fact(name, self.at.how, self.at.line, self.at.page)


def _short_years(printed: str) -> str:
    """'2018/19' for '2018-19', '2018–2019' and '2018 / 19'."""
    first, _, second = re.sub(r"\s?[/–-]\s?", "/", printed).partition("/")
    return f"{first}/{second[-2:]}" if second else first


def recognise(front: Front, title: Fact) -> Recognised:
    """The series of a report; none that only the running text of its body could tell."""
    printed = [(title.value, Fact("", "the title", title.line, title.page))]
    printed += [(p.text, _at(p, "a line of the front")) for p in _blocks(front)]
    for text, at in printed:
        if found := _first(text, "patterns"):
            return Recognised(found, text, at)
    for p in front.lines:
        if found := _first(p.text, "weak"):
            return Recognised(found, p.text, _at(p, "the opening"))
    return Recognised(None)


def _blocks(front: Front) -> Iterable[Printed]:
    return () if front.salutation is not None else front.blocks


def _first(text: str, kind: str) -> Series | None:
    rows = (s for s in all_series() if any(p.search(text) for p in getattr(s, kind)))
    return next(rows, None)


def _at(printed: Printed, how: str) -> Fact:
    return Fact("", how, printed.line.number, printed.line.page)


def place(front: Front, title: Fact, series: Series | None) -> Fact:
    """The place that the report is about, as the title or a council's name on the cover says."""
    if series is None or not (series.place or not series.police):
        return NOTHING
    if name := _council_at_end(title.value) or _by_pattern(title.value, series):
        return Fact(name, "the title", title.line, title.page)
    return _council(front, title)


def _by_pattern(text: str, series: Series) -> str:
    found = (match for pattern in series.place if (match := pattern.search(text)))
    return next((plain_place(match[1]) for match in found), "")


def _council(front: Front, title: Fact) -> Fact:
    """A council whose name is a line of the cover, or a part of the title."""
    for text, at in [(title.value, title), *((p.text, _at(p, "")) for p in front.blocks)]:
        for part in text.split(" – "):
            if council := _COUNCIL.match(part):
                return Fact(plain_place(council[1]), "a council's name", at.line, at.page)
    return NOTHING


def _council_at_end(text: str) -> str:
    """The council area that a title ends with ('… in the Isle of Wight'): its longest name."""
    plain = level(_AFTER.sub("", text))
    ends = [name for name in councils() if re.search(rf"\b(?:of|in)(?: the)? {name}$", plain)]
    return councils()[max(ends, key=len)] if ends else ""


def plain_place(printed: str) -> str:
    """The place by its bare name: 'London Borough of Merton' and 'Merton Council' are Merton."""
    text = printed.strip(" .,:")
    if known := councils().get(level(text)):
        return known
    bare = _AFTER.sub("", _BEFORE.sub("", text)).strip(" .,:")
    return councils().get(level(bare), bare) or text
