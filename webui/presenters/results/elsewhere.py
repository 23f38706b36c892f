"""Where else a question leads: what is due stands in the register, the past on a force's page.

The search page hands in an answer; the requests and the names that its links are made of come out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from indexer import SearchPage, slug
from webui.presenters.dates import today
from webui.presenters.forces import Force
from webui.presenters.register.asked import SEARCH, Due, Order, RegisterRequest
from webui.presenters.register.listing import ASKING

#: More forces than these have not been asked about.
_NAMED = 3


def register_of(page: SearchPage) -> RegisterRequest | None:
    """The register of what a search asks for by when it is due; None where it does not."""
    if page.due is None:
        return None
    read = {one.facet: one.values for one in page.understood if not one.excluded}
    filters = {**read, **{name: some for name, some in page.request.filters.items() if some}}
    asking = set(map(slug, ASKING))
    filters["category"] = tuple(v for v in filters.get("category", ()) if slug(v) in asking)
    search = replace(SEARCH, q=page.searched, filters=filters)
    return RegisterRequest(search, Due(page.due.state), page.due.on or today(), Order.DUE)


def standing(page: SearchPage, forces: Iterable[Force]) -> tuple[Force, ...]:
    """Those of ``forces`` that a search is about: the one that is chosen, and of a search about
    the past those that are or may be; () where there are too many to have been asked about.
    """
    values = page.facets.get("force", ())
    chosen = {one.value for one in values if one.selected}
    asked = chosen or ({one.value for one in values} if page.past else set())
    named = tuple(force for force in forces if force.key in asked)
    return named if len(named) <= (_NAMED if page.past else 1) else ()
