"""Lists of a Word file: the number that is printed before an item, counted as Word counts.

ECMA-376 part 1, 17.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from indexer.reports.readers.numbering import printed
from indexer.reports.readers.word.xml import child, indent, local, number, value

_FORMATS = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "decimalZero": "decimal-leading-zero",
}


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    left: int | None = None
    #: The id of the paragraph style that is this level.
    style: str = ""


@dataclass(slots=True)
class _List:
    """One list definition with its counters, which all lists made from it share."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a file, counting as the paragraphs go by."""

    def __init__(self, root: Element | None) -> None:
        parts = list(root) if root is not None else []
        definitions = _definitions(parts)
        self._lists: dict[int, _List] = {}
        self._restarts: dict[int, dict[int, int]] = {}
        for part in parts:
            num = number(value(part, "numId"))
            base = definitions.get(value(child(part, "abstractNumId")))
            if local(part) == "num" and num is not None and base is not None:
                self._lists[num] = _List({**base.levels, **dict(_overrides(part))}, base.counts)
                self._restarts[num] = dict(_restarts(part))

    def depth(self, num: int, style: str) -> int | None:
        """The depth (from 0) that the list gives to a paragraph style, None where it names none."""
        found = self._lists.get(num)
        levels = found.levels if found and style else {}
        return next((depth for depth, level in levels.items() if level.style == style), None)

    def left(self, num: int, depth: int) -> int | None:
        """The indent of an item's text, in twentieths of a point, where the list sets it."""
        found = self._lists.get(num)
        level = found.levels.get(depth) if found else None
        return level.left if level else None

    def next(self, num: int, depth: int) -> str | None:
        """The number printed before the next item of list ``num`` at ``depth`` (from 0).

        None for bullets and for lists that the file does not define.
        """
        found = self._lists.get(num)
        level = found.levels.get(depth) if found else None
        if found is None or level is None:
            return None
        for restarted, start in self._restarts.pop(num, {}).items():
            found.counts[restarted] = start - 1
        found.counts[depth] = found.counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in found.counts if other > depth]:
            del found.counts[deeper]
        return None if level.format in ("bullet", "none") else _label(found, level)


def _definitions(parts: list[Element]) -> dict[str | None, _List]:
    """The definitions by id; one that only names a list style is that of the style."""
    found: dict[str | None, _List] = {}
    styles: dict[str | None, _List] = {}
    abstract = [part for part in parts if local(part) == "abstractNum"]
    for part in abstract:
        definition = _List(dict(_levels(part)))
        found[value(part, "abstractNumId")] = definition
        if named := value(child(part, "styleLink")):
            styles[named] = definition
    for part in abstract:
        linked = styles.get(value(child(part, "numStyleLink")))
        if linked is not None:
            found[value(part, "abstractNumId")] = linked
    return found


def _label(found: _List, level: _Level) -> str | None:
    """The number as printed, without the point or brackets around it."""

    def counted(placeholder: re.Match[str]) -> str:
        other = int(placeholder.group(1)) - 1
        shown = found.levels.get(other, _Level())
        return printed(found.counts.get(other, shown.start), _FORMATS.get(shown.format, "decimal"))

    text = re.sub(r"%([1-9])", counted, level.text)
    return " ".join(text.split()).strip(" .:()[]") or None


def _levels(part: Element) -> Iterator[tuple[int, _Level]]:
    for level in part:
        depth = number(value(level, "ilvl")) if local(level) == "lvl" else None
        if depth is not None:
            yield depth, _level(level)


def _level(level: Element) -> _Level:
    start = number(value(child(level, "start")))
    return _Level(
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")) or "",
        1 if start is None else start,
        indent(child(level, "pPr")),
        value(child(level, "pStyle")) or "",
    )


def _overrides(part: Element) -> Iterator[tuple[int, _Level]]:
    """The levels that a list has other than its definition."""
    for override in part:
        yield from _levels(override) if local(override) == "lvlOverride" else ()


def _restarts(part: Element) -> Iterator[tuple[int, int]]:
    for override in part:
        depth = number(value(override, "ilvl"))
        start = number(value(child(override, "startOverride")))
        if local(override) == "lvlOverride" and depth is not None and start is not None:
            yield depth, start
