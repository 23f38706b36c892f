"""The addresses of this site's pages, findings and files: all links are made here.

A request for a search goes in, with changes to its fields; the address that asks for it comes
out. No template and no page puts the address of a search together by itself. All need the request
that is being served, for the place of this site and for the findings that are ticked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import current_app, g, request, url_for

from indexer import DEFAULT_SIZE, SearchRequest
from webui import params
from webui.asset_version import asset_version
from webui.params import Filters

#: So many addresses are kept, at 200 bytes each.
_KEPT = 8192
#: An id that stands for any.
_ANY = "any-finding"
#: What Werkzeug leaves as it is in a part of a path.
_UNQUOTED = "!$&'()*+,/:;=@"
_is_plain = re.compile("[a-z0-9-]+").fullmatch

#: A feed has one order, and what is close is no news.
_FEED = "feed.atom"

#: Pages for people, which show near-identical findings as one unless told otherwise. Everything
#: else that takes the parameters of a search is data.
_PAGES = ("search.page", "shape.page", "timeline.page", "compare.page")


def asset(filename: str) -> str:
    """The URL of a static file in this version, which browsers may keep for good."""
    return page_url("static", filename=filename, v=asset_version())


def page_url(endpoint: str, **values: Any) -> str:
    """As Flask's ``url_for``, which takes 50 µs; those without host, anchor and lists are kept.

    Templates call it by that name.
    """
    if not values:
        return _kept_url(request.script_root, endpoint)
    if any(name[0] == "_" or isinstance(value, list) for name, value in values.items()):
        return url_for(endpoint, **values)
    return _kept_url(request.script_root, endpoint, *values.items())


@lru_cache(maxsize=_KEPT)
def _kept_url(root: str, endpoint: str, *values: tuple[str, Any]) -> str:
    """The address below ``root``: every application has the same ones.

    Of the map and not of the request: one by a name that is not ours has no addresses, and is
    answered with a page all the same.
    """
    return current_app.url_map.bind("", script_name=root or "/").build(endpoint, dict(values))


def full_url(endpoint: str) -> str:
    """The address of a page with scheme and host, for what leaves this site."""
    return _kept_full_url(request.scheme, request.host, request.script_root, endpoint)


@lru_cache(maxsize=_KEPT)
def _kept_full_url(scheme: str, host: str, root: str, endpoint: str) -> str:
    """The same: it hangs on nothing else of a request."""
    return url_for(endpoint, _external=True)


def finding_url(finding_id: str) -> str:
    """The address of a finding, relative to the root of this server."""
    return page_url("findings.finding", finding_id=finding_id)


def finding_urls(full: bool = False) -> Callable[[str], str]:
    """What makes the addresses of many findings, in 0.5 µs each; ``url_for`` takes 50.

    ``full``: with scheme and host, as ``full_finding_url``; else as ``finding_url``.
    """
    any_one = (full_finding_url if full else finding_url)(_ANY)
    before, _, after = any_one.rpartition(_ANY)
    return lambda finding_id: f"{before}{_quoted(finding_id)}{after}"


def _quoted(part: str) -> str:
    """A part of a path as Werkzeug writes it; our own ids have nothing to be quoted."""
    return part if _is_plain(part) else quote(part, safe=_UNQUOTED)


def full_finding_url(finding_id: str) -> str:
    """The address of a finding with scheme and host, for files and pages that leave this site."""
    return url_for("findings.finding", finding_id=finding_id, _external=True)


def search_url(
    asked: SearchRequest | None = None, endpoint: str = "search.page", **changes: Any
) -> str:
    """The URL of a search with ``changes`` to its fields; of everything when ``asked`` is None.

    ``endpoint`` may be any that takes the parameters of a search. Findings that are ticked on the
    page that is being made stay ticked behind a link to the search page.
    """
    path = page_url(endpoint)
    if endpoint in _PAGES:
        address = params.address(path, asked or params.PAGE, **changes)
        return params.with_ticks(address, _ticked()) if endpoint == "search.page" else address
    if endpoint == _FEED:
        fixed = {"sort": params.FEED.sort, "size": params.FEED.size, "match": params.FEED.match}
        return params.address(path, asked or params.FEED, params.FEED, group=False, **fixed)
    return params.address(path, asked or params.DATA, params.DATA, **{"group": False, **changes})


def changed_urls(asked: SearchRequest) -> Callable[..., str]:
    """What makes many addresses of one search with changes to its fields, as ``search_url``."""
    path, ticked = page_url("search.page"), _ticked()
    return lambda **changes: params.with_ticks(params.address(path, asked, **changes), ticked)


def result_urls(asked: SearchRequest) -> Callable[[str, int], str]:
    """What makes the addresses of findings among the results of a search, of their id and place.

    Each carries the search, for its marks and for the results before and after; without words and
    filters there is nothing to carry.
    """
    path, carried = finding_urls(), _carried(asked)
    if not carried:
        return lambda finding_id, place: path(finding_id)
    return lambda finding_id, place: f"{path(finding_id)}{carried}{place}"


def _carried(asked: SearchRequest) -> str:
    """What the addresses of all results of a search share, up to their place in it."""
    if not asked.q.strip() and not any(asked.filters.values()):
        return ""
    address = params.address("", asked, size=DEFAULT_SIZE)
    return f"{address}&n="


def filtered_urls(asked: SearchRequest) -> Callable[[Mapping[str, str | tuple[str, ...]]], str]:
    """What makes many addresses of a search that differ in the values of some facets.

    Facet to slug goes in, or to several slugs. As ``search_url`` with these filters, in 1 µs each:
    a table of areas by forces has 400.
    """
    forms: dict[tuple[str, ...], str] = {}

    def url(values: Mapping[str, str | tuple[str, ...]]) -> str:
        names = tuple(values)
        if names not in forms:
            filters = {**asked.filters, **dict.fromkeys(names, (_ANY,))}
            forms[names] = search_url(asked, filters=filters)
        address = forms[names]
        for name, some in values.items():  # no query has an '=' that is not escaped
            chosen = f"{name}={some if isinstance(some, str) else f'&{name}='.join(some)}"
            address = address.replace(f"{name}={_ANY}", chosen, 1)
        return address

    return url


def merged(filters: Filters, **changes: tuple[str, ...]) -> Filters:
    """The filters of a request with those of some facets replaced."""
    return {**filters, **changes}


def _ticked() -> list[str]:
    if "ticked" not in g:
        g.ticked = params.ticked(request.args)[: params.MOST_TICKED]
    ticked: list[str] = g.ticked
    return ticked
