"""Styles of a Word file: what a paragraph or a run is, by its style and what that is based on.

ECMA-376 part 1, 17.7.2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeVar
from xml.etree.ElementTree import Element

from indexer.reports.readers.word.xml import child, indent, local, number, switched, value

T = TypeVar("T")

_LIST_STYLE = re.compile(r"list (bullet|number|continue) ?([1-9])?$", re.I)
_HEADING_STYLE = re.compile(r"heading ([0-9])$", re.I)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, and all it is based on, says; None where nothing is said."""

    name: str = ""
    outline: int | None = None
    num: int | None = None
    depth: int | None = None
    #: The id of the style that sets ``num``; a list may say which level that style is.
    num_style: str = ""
    left: int | None = None
    bold: bool | None = None
    size: float | None = None
    hidden: bool | None = None
    raised: bool | None = None

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
        """The style of a paragraph with that id, or the default one where there is none."""
        key = name if name in self._elements else self._default
        if key not in self._known:
            self._known[key or ""] = self._resolved(key or "")
        return self._known[key or ""]

    def run(self, properties: Element | None) -> Style:
        """The style of a run with those properties; one that says nothing where it has none."""
        name = value(child(properties, "rStyle"))
        return self.style(name) if name in self._elements else self._plain

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


def is_raised(properties: Element | None) -> bool | None:
    """Whether a run is set higher than the line; None where nothing is said."""
    aligned = value(child(properties, "vertAlign"))
    lifted = number(value(child(properties, "position")))
    if aligned is None and lifted is None:
        return None
    return aligned == "superscript" or (lifted or 0) > 0


def _over(base: Style, element: Element) -> Style:
    """What a <w:style> says, laid over what it is based on."""
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    size = number(value(child(run, "sz")))
    num = number(value(child(paragraph, "numPr", "numId")))
    return Style(
        name=value(child(element, "name")) or "",
        outline=_first(number(value(child(paragraph, "outlineLvl"))), base.outline),
        num=_first(num, base.num),
        depth=_first(number(value(child(paragraph, "numPr", "ilvl"))), base.depth),
        num_style=base.num_style if num is None else value(element, "styleId") or "",
        left=_first(indent(paragraph), base.left),
        bold=_first(switched(run, "b"), base.bold),
        size=base.size if size is None else size / 2,
        hidden=_first(switched(run, "vanish"), base.hidden),
        raised=_first(is_raised(run), base.raised),
    )


def _first(said: T | None, base: T | None) -> T | None:
    return base if said is None else said
