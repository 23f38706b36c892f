"""Facts that a web page carries beside its text: title, date, address, site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag

from indexer.reports.dates import month
from indexer.reports.lines import Line, Role
from indexer.reports.readers.page_phrases import published_on

#: Names and properties of <meta> in lower case, the surest first (Dublin Core, Open Graph, …).
_DATES = (
    "dcterms.issued",
    "dc.date.issued",
    "article:published_time",
    "og:published_time",
    "citation_publication_date",
    "datepublished",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "publish_date",
    "date",
)
_TITLES = ("og:title", "dcterms.title", "dc.title")
_SITES = ("og:site_name", "application-name", "dcterms.publisher", "dc.publisher")


def page_facts(soup: BeautifulSoup, lines: Iterable[Line]) -> dict[str, str]:
    """The facts by name: 'title', 'published' (YYYY-MM), 'url', 'site'; none that is not there.

    What is printed comes before what is only in the page's head.
    """
    lines = list(lines)
    meta = _meta(soup)
    head = soup.title.get_text() if soup.title else ""
    title = next((ln.text for ln in lines if ln.role is Role.HEADING and ln.level == 1), "")
    printed = (published_on(line.text) or "" for line in lines if line.role is Role.CHROME)
    dates = (month(date) for date in (*printed, *_named(meta, _DATES), *_times(soup)))
    facts = {
        "title": title or _first(_named(meta, _TITLES)) or head,
        "published": _first(date or "" for date in dates),
        "url": _address(soup, meta),
        "site": _first(_named(meta, _SITES)),
    }
    facts["site"] = facts["site"] or (urlsplit(facts["url"]).hostname or "")
    return {name: spaced for name, value in facts.items() if (spaced := " ".join(value.split()))}


def _meta(soup: BeautifulSoup) -> dict[str, str]:
    """What the page's <meta> elements say, by name in lower case; the first of each name."""
    found: dict[str, str] = {}
    for tag in soup.find_all("meta", content=True):
        name = tag.get("name") or tag.get("property") or tag.get("itemprop") or ""
        found.setdefault(str(name).lower(), str(tag["content"]))
    return found


def _named(meta: dict[str, str], names: Iterable[str]) -> Iterator[str]:
    return (meta[name] for name in names if name in meta)


def _times(soup: BeautifulSoup) -> Iterator[str]:
    """The date of a page that gives just one."""
    times = {str(tag["datetime"])[:10] for tag in soup.find_all("time", datetime=True)}
    if len(times) == 1:
        yield from times


def _address(soup: BeautifulSoup, meta: dict[str, str]) -> str:
    """The page's own address, if it gives one that can be opened."""
    link = soup.find("link", rel="canonical", href=True)
    address = str(link["href"]) if isinstance(link, Tag) else meta.get("og:url", "")
    try:
        return address if urlsplit(address).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value.strip()), "")
