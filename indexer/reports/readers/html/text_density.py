"""How much of what stands under each element of a page: the figures that chrome is told by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

#: Elements whose content is not part of the page's text.
DROPPED = {
    "script", "style", "template", "noscript", "svg", "math", "head", "iframe", "object",
    "canvas", "audio", "video", "map",
}  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTROLS = frozenset(["button", "input", "select", "textarea", "datalist", "option", "optgroup"])
#: Elements that make a table cell more than a cell.
_STRUCTURE = frozenset(["ul", "ol", "dl", "table", "pre", "blockquote", "menu"])


@dataclass(slots=True)
class Measure:
    """Sums over an element and everything in it; lengths are in characters that are not space."""

    #: Place in document order.
    order: int = 0
    text: int = 0
    linked: int = 0
    #: Text of headings, linked or not.
    headed: int = 0
    links: int = 0
    #: Links within the same page.
    fragments: int = 0
    headings: int = 0
    controls: int = 0
    structure: int = 0
    paragraphs: int = 0
    cookies: int = 0

    @property
    def plain(self) -> int:
        """Text in no link."""
        return self.text - self.linked

    @property
    def link_share(self) -> float:
        """How much of the text outside headings is links, from 0 to 1; 1 where there is none."""
        body = self.text - self.headed
        return self.linked / body if body > 0 else 1.0

    def add(self, inner: Measure) -> None:
        """Count in all that stands in an inner element."""
        self.text += inner.text
        self.linked += inner.linked
        self.headed += inner.headed
        self.links += inner.links
        self.fragments += inner.fragments
        self.headings += inner.headings
        self.controls += inner.controls
        self.structure += inner.structure
        self.paragraphs += inner.paragraphs
        self.cookies += inner.cookies


Measures = dict[int, Measure]

_SPACE = re.compile(r"\s+")
_COOKIE = re.compile(r"\bcookies?\b", re.I)


def measure(soup: BeautifulSoup) -> Measures:
    """The measure of every element by ``id``; walks the tree once, backwards, and not deeper."""
    nodes: list[PageElement] = [soup, *soup.descendants]
    found: Measures = {}
    for order in range(len(nodes) - 1, -1, -1):
        node = nodes[order]
        if isinstance(node, Tag):
            inner = found.setdefault(id(node), Measure())
            inner.order = order
            _close(node, inner)
        elif is_text(node):
            inner = _text(node)
        else:
            continue
        parent = node.parent
        if parent is not None and parent.name not in DROPPED:
            found.setdefault(id(parent), Measure()).add(inner)
    return found


def is_text(node: PageElement) -> bool:
    """True for text of the page, false for comments, declarations and the like."""
    return isinstance(node, NavigableString) and not isinstance(node, PreformattedString)


def _text(node: PageElement) -> Measure:
    text = str(node)
    return Measure(
        text=len(_SPACE.sub("", text)), cookies=len(_COOKIE.findall(text)) if "ook" in text else 0
    )


def _close(tag: Tag, own: Measure) -> None:
    """Set what the element itself adds, once all within it is counted."""
    name = tag.name
    if name in HEADINGS:
        own.headings, own.headed = 1, own.text
        own.linked = own.links = own.fragments = 0
    elif name == "a" and tag.has_attr("href"):
        own.linked, own.links = own.text - own.headed, 1
        own.fragments = int(str(tag["href"]).startswith("#"))
    elif name in CONTROLS:
        own.controls += 1
    elif name in _STRUCTURE or tag.has_attr("hidden"):
        own.structure += 1
    elif name == "p" and own.text:
        own.paragraphs += 1
