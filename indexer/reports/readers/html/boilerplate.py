"""Page chrome: what a web site puts around a report.

Told by structure and not by class names, which differ from site to site. A rule that is not
sure keeps the text: a finding lost is worse than a menu kept. To add a rule, add a row to
``_RULES``; what only the words of a line tell is in ``page_phrases.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from bs4 import BeautifulSoup
from bs4.element import Tag

from indexer.reports.readers.html.text_density import CONTROLS, HEADINGS, Measure, Measures
from indexer.reports.readers.html.visibility import (
    is_below_opener,
    is_heading_button,
    is_hidden,
    is_second_form,
    is_struck,
    is_switch,
    opens_part,
    words,
)

#: A <main> with less than this share of the page's text outside links is not the main part.
MAIN_SHARE = 0.5
#: Where there is no <main>: the innermost element that still holds so much of that text.
BULK_SHARE = 0.7
#: A region (menu, header, form …) with more than this share is no chrome, whatever its name.
TOO_MUCH = 0.4
#: From this share of links in its text on, a block is a list of links, and an aside only links.
LIST_OF_LINKS = 0.85
ASIDE_OF_LINKS = 0.6
#: Links longer than this on average may be findings. Lengths are in characters but spaces.
LINK_LENGTH = 90
#: The most text that a form, breadcrumbs or a notice about cookies have.
FORM, CRUMBS, NOTICE = 300, 300, 1500

_SENTENCE = re.compile(r"\w{2,}(?:\W+\w+){3,}[’”'\")]*[.!?:;]")
_SAYS = re.compile(
    r"\b(?:should|must|needs? to|does|do|did|has|have|had|is|are|was|were|will|can|could)\b", re.I
)
#: Breadcrumbs that end in a long title: 'You are here: Home » Reports » …'.
_TRAIL = re.compile(r"^\s*you are here\b|[»›>→][^»›>→]*[»›>→]", re.I)


@dataclass(frozen=True, slots=True)
class Page:
    """Facts of the whole page that the rules need."""

    measures: Measures
    #: Text outside links on the whole page.
    plain: int
    #: ``id`` of the elements that hold the report, and of those around them.
    content: frozenset[int]
    around: frozenset[int]
    #: True when the page itself says which they are, by <main>.
    declared: bool
    #: Place of the title (see ``_title``), None without one.
    title: int | None
    #: ``id`` of the elements around the title.
    titled: frozenset[int]
    #: Values of the ``id`` attribute of parts that buttons, tabs and links of the page open.
    panels: frozenset[str]
    #: The texts of its headings.
    headings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """One element as the rules see it."""

    tag: Tag
    measure: Measure
    page: Page
    #: Within the elements that hold the report.
    inside: bool
    #: Within <main>, <article> or <section>, whose headers and footers are their own.
    sectioned: bool

    @property
    def role(self) -> str:
        """The ARIA role in lower case, '' without one."""
        return str(self.tag.get("role", "")).lower()

    @property
    def has_title(self) -> bool:
        """Whether the page's title stands in it."""
        return id(self.tag) in self.page.titled

    @property
    def minor(self) -> bool:
        """Whether so little of the page's text stands in it that it can be chrome."""
        return self.measure.plain <= max(TOO_MUCH * self.page.plain, 40)

    @property
    def before_title(self) -> bool:
        """Whether it ends before the page's title begins."""
        title = self.page.title
        return title is not None and self.measure.order < title and not self.has_title


def survey(soup: BeautifulSoup, measures: Measures) -> Page:
    """The facts of a page: where its report stands, its title and its panels."""
    whole = measures[id(soup)].plain
    mains = [tag for tag in soup.find_all(True) if tag.name == "main" or _role(tag) == "main"]
    declared = sum(measures[id(tag)].plain for tag in mains) >= MAIN_SHARE * whole and bool(mains)
    content = mains if declared else [_bulk(soup, measures, BULK_SHARE * whole)]
    title = _title(soup, content, measures)
    return Page(
        measures=measures,
        plain=whole,
        content=frozenset(map(id, content)),
        around=frozenset(id(tag) for part in content for tag in part.parents),
        declared=declared,
        title=measures[id(title)].order if title else None,
        titled=frozenset(map(id, [title, *title.parents])) if title else frozenset(),
        panels=frozenset(_opened(soup)),
        headings=frozenset(map(words, soup.find_all(list(HEADINGS)))),
    )


def _title(soup: BeautifulSoup, content: list[Tag], measures: Measures) -> Tag | None:
    """The first <h1> of the content, or else of the page, or else the content's first heading."""
    searched: tuple[tuple[list[Tag], list[str]], ...] = (
        (content, ["h1"]),
        ([soup], ["h1"]),
        (content, list(HEADINGS)),
    )
    for places, names in searched:
        for tag in (tag for place in places for tag in place.find_all(names)):
            if isinstance(tag, Tag) and measures[id(tag)].text:
                return tag
    return None


def _role(tag: Tag) -> str:
    return str(tag.get("role", "")).lower()


def _bulk(soup: BeautifulSoup, measures: Measures, least: float) -> Tag:
    """The innermost element that holds at least so much text outside links."""
    found: Tag = soup
    while True:
        inner = [tag for tag in found.children if isinstance(tag, Tag)]
        largest = max(inner, key=lambda tag: measures[id(tag)].plain, default=None)
        if largest is None or measures[id(largest)].plain < max(least, 1):
            return found
        found = largest


#: By these a button says which part of the page it opens; the latter two are Bootstrap's.
_OPENING_ATTRIBUTES = ("aria-controls", "data-target", "data-bs-target")


def _opened(soup: BeautifulSoup) -> Iterator[str]:
    """What buttons, tabs and links of the page open, by ``id`` attribute."""
    for tag in soup.find_all(True):
        for name in _OPENING_ATTRIBUTES:
            if opened := tag.get(name):
                yield from (part.removeprefix("#") for part in str(opened).split())
        if tag.name == "a" and str(tag.get("href", "")).startswith("#"):
            yield str(tag["href"])[1:]


def _hidden(part: Part) -> bool:
    """Hidden for good, and not only until a tab or an accordion is opened."""
    if not is_hidden(part.tag) or not part.minor or part.role == "tabpanel":
        return False
    return str(part.tag.get("id", "")) not in part.page.panels and not is_below_opener(part.tag)


def _control(part: Part) -> bool:
    """A button or field; a button that opens a part of the report is its heading."""
    if part.tag.name not in CONTROLS:
        return False
    opens = part.inside and part.tag.name == "button" and opens_part(part.tag)
    return not opens and not is_heading_button(part.tag)


def _region(*names: str) -> Callable[[Part], bool]:
    """A rule for elements and ARIA roles that name a part of the page."""

    def rule(part: Part) -> bool:
        named = part.tag.name in names or part.role in names
        return named and part.minor and not part.has_title

    return rule


def _own_region(name: str, role: str) -> Callable[[Part], bool]:
    """The same for header and footer, which are the page's only outside of its sections."""

    def rule(part: Part) -> bool:
        named = part.role == role or (part.tag.name == name and not part.sectioned)
        return named and part.minor and not part.has_title

    return rule


def _aside(part: Part) -> bool:
    named = part.tag.name == "aside" or part.role == "complementary"
    linked = part.measure.links > 0 and part.measure.link_share >= ASIDE_OF_LINKS
    return named and linked and not part.has_title


def _form(part: Part) -> bool:
    small = part.measure.plain <= FORM and part.measure.controls > 0
    return part.tag.name == "form" and small and part.minor and not part.has_title


def _cookies(part: Part) -> bool:
    """A small notice about cookies, outside the report, with something to press."""
    measure = part.measure
    return (
        not part.inside
        and id(part.tag) not in part.page.around
        and 0 < measure.text <= NOTICE
        and measure.cookies > 0
        and measure.controls + measure.links > 0
        and not part.has_title
    )


def _outside(part: Part) -> bool:
    """Outside <main>."""
    return part.page.declared and _branch(part) and not part.has_title


def _beside(part: Part) -> bool:
    """Beside the bulk of the text where there is no <main>: links, or scraps without a sentence."""
    measure = part.measure
    if part.page.declared or not _branch(part) or part.has_title:
        return False
    if measure.links and measure.link_share >= ASIDE_OF_LINKS:
        return True
    if measure.links and part.before_title and measure.text <= NOTICE:
        return True
    scrap = not measure.headings and measure.text < FORM and part.before_title
    return scrap and not _SENTENCE.search(part.tag.get_text())


def _branch(part: Part) -> bool:
    return not part.inside and id(part.tag) not in part.page.around


def _breadcrumbs(part: Part) -> bool:
    """The way to this page: a short row of links before its title."""
    measure = part.measure
    fewest = 1 if part.tag.name in ("ol", "ul") else 2
    return (
        part.tag.name in ("ol", "ul", "div", "p")
        and part.before_title
        and not measure.headings
        and measure.links >= fewest
        and measure.text <= CRUMBS
        and (measure.link_share >= 0.4 or bool(_TRAIL.search(part.tag.get_text(" "))))
    )


def _links(part: Part) -> bool:
    measure = part.measure
    return (
        part.tag.name in ("ul", "ol", "div", "p", "table", "section", "dl", "menu")
        and not measure.headings
        and measure.links >= 2
        and measure.link_share >= LIST_OF_LINKS
        and measure.linked <= LINK_LENGTH * measure.links
        and not part.has_title
        and not _are_statements(part)
    )


def _are_statements(part: Part) -> bool:
    """Whether most of the links are whole sentences: findings that lead to their evidence."""
    inner = (node for node in part.tag.descendants if isinstance(node, Tag))
    links = list(islice((tag for tag in inner if tag.name == "a" and tag.has_attr("href")), 40))
    return 2 * sum(_is_statement(link, part.page) for link in links) > len(links)


def _is_statement(link: Tag, page: Page) -> bool:
    """A sentence with its full stop; or one that says what is or should be, leads to a place on
    the page, and is no heading of it."""
    text = words(link)
    if len(text.split()) < 4 or text in page.headings:
        return False
    within = str(link["href"]).startswith("#")
    return text.endswith(".") or (within and text[-1] != "?" and bool(_SAYS.search(text)))


def _contents(part: Part) -> bool:
    return _links(part) and part.measure.fragments == part.measure.links


#: Reason and rule, in the order asked; the first that holds makes the whole element chrome.
_RULES: tuple[tuple[str, Callable[[Part], bool]], ...] = (
    ("deleted text", lambda part: is_struck(part.tag)),
    ("the same again for screen readers", lambda part: is_second_form(part.tag)),
    ("hidden on the page", _hidden),
    ("a switch that opens a part of the page", lambda part: is_switch(part.tag)),
    ("a button or form field", _control),
    ("site navigation", _region("nav", "navigation", "menu", "menubar", "toolbar", "tablist")),
    ("a search form", _region("search")),
    ("a dialog", _region("dialog", "alertdialog")),
    ("the header of the page", _own_region("header", "banner")),
    ("the footer of the page", _own_region("footer", "contentinfo")),
    ("a form", _form),
    ("a notice about cookies", _cookies),
    ("links beside the text", _aside),
    ("outside the main part of the page", _outside),
    ("beside the text of the page", _beside),
    ("breadcrumbs", _breadcrumbs),
    ("a list of contents", _contents),
    ("a list of links", _links),
)


def chrome(part: Part) -> str:
    """Why the element is page chrome, in plain words; '' when it is not, or may not be."""
    return next((reason for reason, rule in _RULES if rule(part)), "")
