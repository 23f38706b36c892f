"""The reproducibility stamp: what was asked, of which build, with what count, and when.

Whoever opens the address over the same build gets the same answer. The stamp stands under every
page of results and in every export.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from flask import url_for

from indexer import FACETS, Archive, Change, Health, SearchPage, Sort
from webui import query
from webui.wording import day, listed, plural

#: A name and what stands behind it, in the order in which they are shown; '' where there is
#: nothing to say.
Stamp = Mapping[str, str]

_ORDERS: Mapping[Sort, str] = {
    Sort.RELEVANCE: "Best match first",
    Sort.NEWEST: "Newest report first",
    Sort.REPORT: "As in the reports",
}


def of_search(shelf: Archive, found: SearchPage) -> Stamp:
    """The stamp of an answer; needs the request that is being served, for the address."""
    asked = found.request
    return {
        "Search": " ".join(asked.q.split()) or "Everything",
        "Filters": "; ".join(_filters(found)),
        "Also searched": _changes(found.expansions),
        "Corrected": _changes(found.corrections),
        "Order": _ORDERS[asked.sort] + (", by words and meaning" if found.meant else ""),
        "Findings": str(found.total),
        "Address": query.address(url_for("search.page", _external=True), asked, page=asked.page),
        **of_build(shelf.health()),
        "Build": found.build,
    }


def of_build(health: Health) -> Stamp:
    """The part of a stamp that says what was searched and when."""
    return {
        "Searched": f"{plural(health.findings, 'finding')} of {plural(health.reports, 'report')}",
        "Build": health.build,
        "Built": day(health.created),
        "Taken": day(today()),
    }


def today() -> str:
    """The date in UTC, 'YYYY-MM-DD'."""
    return datetime.now(UTC).date().isoformat()


def _filters(found: SearchPage) -> list[str]:
    """The chosen values of each facet by their printed names: 'Area: Custody or Missing'."""
    chosen = (
        (facet.heading, [value.label for value in found.facets[facet.name] if value.selected])
        for facet in FACETS
    )
    return [f"{heading}: {listed(labels)}" for heading, labels in chosen if labels]


def _changes(changes: tuple[Change, ...]) -> str:
    return "; ".join(f"{change.searched} for {change.typed}" for change in changes)
