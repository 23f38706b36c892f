"""Styles and list numbering of a Word file: what a paragraph is, and the number before it.

ECMA-376 part 1: 17.7.2 (styles are based on styles), 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from indexer.reports.readers.numbering import printed

_FORMATS = {
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
}
_LIST_STYLE = re.compile(r"list (bullet|number|continue) ?(\d)?$", re.I)
_HEADING_STYLE = re.compile(r"heading (\d)$", re.I)


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without the namespace, or None."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def number(text: str | None) -> int | None:
    """A whole number as Word writes it, or None."""
    return int(text) if text and re.fullmatch(r"-?\d{1,9}", text) else None


def switched(properties: Element | None, name: str) -> bool | None:
    """Whether a property such as <w:b/> is on; None where nothing is said."""
    found = child(properties, name)
    return None if found is None else value(found) not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph's style, and all it is based on, says; None where nothing is said."""

    name: str = ""
    outline: int | None = None
    num: int | None = None
    depth: int | None = None
    left: int | None = None
    bold: bool | None = None
    size: float | None = None

    @property
    def heading(self) -> int:
        """The heading level, from 1; 0 for no heading."""
        if found := _HEADING_STYLE.match(self.name):
            return int(found.group(1)) or 1
        if self.name.lower() == "title":
            return 1
        return self.outline + 1 if self.outline is not None and self.outline < 9 else 0

    @property
    def list(self) -> tuple[str, int] | None:
        """('bullet' | 'number' | 'continue', depth) of Word's own list styles, else None."""
        found = _LIST_STYLE.match(self.name)
        return (found.group(1).lower(), int(found.group(2) or 1)) if found else None

    @property
    def contents(self) -> bool:
        """Whether it is one of the styles of a table of contents."""
        return bool(re.match(r"(toc|table of figures)( \d|$)", self.name, re.I))


class Styles:
    """The styles of a file, by id."""

    def __init__(self, root: Element | None) -> None:
        elements = [style for style in root if local(style) == "style"] if root is not None else []
        self._elements = {value(style, "styleId") or "": style for style in elements}
        self._default = next(
            (
                value(style, "styleId") or ""
                for style in elements
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")
            ),
            "",
        )
        size = number(value(child(root, "docDefaults", "rPrDefault", "rPr", "sz")))
        self._known: dict[str, Style] = {}
        self._plain = Style(size=size / 2 if size else None)

    def style(self, name: str | None) -> Style:
        """The style with that id, or the default one where there is none."""
        key = name if name in self._elements else self._default
        if key not in self._known:
            self._known[key or ""] = self._resolved(key or "")
        return self._known[key or ""]

    def _resolved(self, key: str) -> Style:
        """The style with what it is based on filled in; a loop of styles ends."""
        chain: list[Element] = []
        while (element := self._elements.get(key)) is not None and element not in chain:
            chain.append(element)
            key = value(child(element, "basedOn")) or ""
        found = self._plain
        for element in reversed(chain):
            found = _over(found, element)
        return found


def _over(base: Style, element: Element) -> Style:
    """What a <w:style> says, laid over what it is based on."""
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    size = number(value(child(run, "sz")))
    bold = switched(run, "b")
    outline = number(value(child(paragraph, "outlineLvl")))
    num = number(value(child(paragraph, "numPr", "numId")))
    depth = number(value(child(paragraph, "numPr", "ilvl")))
    left = indent(paragraph)
    name = value(child(element, "name")) or ""
    return Style(
        name=name,
        outline=base.outline if outline is None else outline,
        num=base.num if num is None else num,
        depth=base.depth if depth is None else depth,
        left=base.left if left is None else left,
        bold=base.bold if bold is None else bold,
        size=base.size if size is None else size / 2,
    )


def indent(properties: Element | None) -> int | None:
    """The left indent that a <w:pPr> sets, in twentieths of a point, or None."""
    found = child(properties, "ind")
    return number(value(found, "left") or value(found, "start"))


@dataclass(slots=True)
class _Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    left: int | None = None


@dataclass(slots=True)
class _List:
    """One list definition with its counters, which all lists made from it share."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Lists:
    """The lists of a file, counting as the paragraphs go by."""

    def __init__(self, root: Element | None) -> None:
        parts = list(root) if root is not None else []
        self._abstract = {
            value(part, "abstractNumId"): _List(dict(_levels(part)))
            for part in parts
            if local(part) == "abstractNum"
        }
        self._lists: dict[int, _List] = {}
        self._restarts: dict[int, dict[int, int]] = {}
        for part in parts:
            num = number(value(part, "numId"))
            base = self._abstract.get(value(child(part, "abstractNumId")))
            if local(part) == "num" and num is not None and base is not None:
                self._lists[num] = base
                self._restarts[num] = dict(_restarts(part))

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


def _label(found: _List, level: _Level) -> str | None:
    """The number as printed, without the point or brackets around it."""

    def counted(placeholder: re.Match[str]) -> str:
        other = int(placeholder.group(1)) - 1
        shown = found.levels.get(other, _Level())
        return printed(found.counts.get(other, shown.start), _FORMATS.get(shown.format, "decimal"))

    text = re.sub(r"%(\d)", counted, level.text)
    return text.strip(" \t.:()[]") or None


def _levels(part: Element) -> Iterator[tuple[int, _Level]]:
    for level in part:
        depth = number(value(level, "ilvl")) if local(level) == "lvl" else None
        if depth is not None:
            start = number(value(child(level, "start")))
            yield (
                depth,
                _Level(
                    value(child(level, "numFmt")) or "decimal",
                    value(child(level, "lvlText")) or "",
                    1 if start is None else start,
                    indent(child(level, "pPr")),
                ),
            )


def _restarts(part: Element) -> Iterator[tuple[int, int]]:
    for override in part:
        depth = number(value(override, "ilvl"))
        start = number(value(child(override, "startOverride")))
        if local(override) == "lvlOverride" and depth is not None and start is not None:
            yield depth, start
