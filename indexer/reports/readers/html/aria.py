"""What a page says of its elements by ARIA roles: a ``<div role="heading">`` is a heading; and by
the styles that Word writes as classes: ``<p class="MsoTitle">``.

``read_html`` calls it before anything else looks at the page. Elements get the name of the HTML
element that they stand for (ARIA in HTML, section 4), so that one walk reads both.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import Tag

#: The level of a heading that names none (WAI-ARIA 1.2, 5.4 'heading'), and the deepest of HTML.
_LEVEL, _DEEPEST = 2, 6
#: Roles beside 'heading' with an HTML element of the same meaning.
_NAMES = {"list": "ul", "listitem": "li", "paragraph": "p", "article": "article"}
#: Word's styles: the title of a document, and what its contents list is made of.
_STYLES = {"title": "h1", "toc": "nav"}
_STYLE = re.compile(r"mso(title|toc)(?:heading|\d)?", re.I)
#: What Word puts the pages between two section breaks in. It parts no text: the cover is one.
_PAGES = re.compile(r"(?:Word)?Section\d+")
#: Elements whose own meaning is none, which a role may replace.
_PLAIN = frozenset({"div", "span", "p", "b", "strong", "section"})


def name_by_roles(soup: BeautifulSoup) -> None:
    """Rename the elements whose role says what they are."""
    for tag in soup.find_all(_PLAIN, attrs={"role": True}):
        role = str(tag["role"]).strip().lower()
        if role == "heading":
            tag.name = f"h{_level(tag)}"
        elif role in _NAMES and tag.name in ("div", "span"):
            tag.name = _NAMES[role]
    for tag in soup.find_all("div", class_=_PAGES):
        tag.unwrap()
    for tag in soup.find_all("p", class_=_STYLE):
        styled = filter(None, map(_STYLE.fullmatch, tag.get_attribute_list("class")))
        tag.name = next((_STYLES[style[1].lower()] for style in styled), tag.name)


def _level(tag: Tag) -> int:
    said = str(tag.get("aria-level", "")).strip()
    return min(max(int(said), 1), _DEEPEST) if said.isdecimal() and len(said) < 3 else _LEVEL
