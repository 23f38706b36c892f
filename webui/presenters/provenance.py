"""The provenance of an answer: what was asked, of which build, with what count, and when.

It stands under every page of results and in every export. A reader who opens its address over the
same build gets the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping

from indexer import FACETS, Archive, Change, Health, SearchPage, Sort
from webui import params
from webui.presenters.dates import day, today
from webui.presenters.sentences import listed, plural
from webui.urls import full_url

#: A name and what stands behind it, in the order in which they are shown; '' where there is
#: nothing to say.
Provenance = Mapping[str, str]

_ORDERS: Mapping[Sort, str] = {
    Sort.RELEVANCE: "Best match first",
    Sort.NEWEST: "Newest report first",
    Sort.ADDED: "Latest added first",
    Sort.REPORT: "As in the reports",
}


def of_search(archive: Archive, found: SearchPage) -> Provenance:
    """The provenance of an answer; needs the request that is being served, for the address."""
    asked = found.request
    return {
        "Search": " ".join(asked.q.split()) or "Everything",
        "Filters": "; ".join(_filters(found)),
        "Also searched": _changes(found.expansions),
        "Corrected": _changes(found.corrections),
        "Order": _order(found),
        "Findings": str(found.total) if found.total or not found.close else _close(found),
        "Address": params.address(full_url("search.page"), asked, page=asked.page),
        **of_build(archive.known()),
        "Build": found.build,
    }


def of_build(health: Health) -> Provenance:
    """The part of a provenance that says what was searched and when."""
    return {
        "Searched": f"{plural(health.findings, 'finding')} and sections of context "
        f"of {plural(health.reports, 'report')}",
        "Build": health.build,
        "Built": day(health.created),
        "Taken": day(today()),
    }


def _order(found: SearchPage) -> str:
    """How what was found stands; 'latest' in the words asks for the newest first."""
    latest = found.newest and found.request.sort is Sort.RELEVANCE
    order = _ORDERS[Sort.NEWEST if latest else found.request.sort]
    return order + (", by words and meaning" if found.meant else "")


def _close(found: SearchPage) -> str:
    return f"0, and {found.close} close"


def _filters(found: SearchPage) -> list[str]:
    """The chosen values of each facet by their printed names: 'Area: Custody or Missing'."""
    chosen = (
        (facet.heading, [value.label for value in found.facets[facet.name] if value.selected])
        for facet in FACETS
    )
    return [f"{heading}: {listed(labels)}" for heading, labels in chosen if labels]


def _changes(changes: tuple[Change, ...]) -> str:
    return "; ".join(f"{change.searched} for {change.typed}" for change in changes)
