"""What templates may call: links, words and cut text. No template builds a URL of a search."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, request, url_for

from indexer import DEFAULT_SIZE, Finding, IndexUnusable, SearchRequest, slug
from webui import pagination, passages, picks, query, stamp, tones, wording
from webui.edition import edition
from webui.library import archive

Filters = Mapping[str, tuple[str, ...]]

#: Pages for people, which show near-identical findings as one unless told otherwise; whatever else
#: takes the parameters of a search is data.
_PAGES = ("search.page", "shape.page", "compare.page")


def init_app(app: Flask) -> None:
    """Gives the templates their filters and functions."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        merged=merged,
        subject=wording.subject,
        month=wording.month,
        number=wording.number,
        tone=tones.tone,
        showable=query.showable,
    )
    app.jinja_env.globals.update(
        asset=asset,
        blocks=passages.blocks,
        build_stamp=build_stamp,
        foremost=wording.foremost,
        listed=wording.listed,
        plural=wording.plural,
        result_url=result_url,
        search_url=search_url,
        slug=slug,
        unfolds=passages.unfolds,
        window=pagination.window,
        without=query.without,
    )


def build_stamp() -> stamp.Stamp:
    """What a page that is no search was made of and when; empty while there is no index."""
    try:
        return stamp.of_build(archive().health())
    except IndexUnusable:
        return {}


def merged(filters: Filters, **changes: tuple[str, ...]) -> Filters:
    """The filters of a request with those of some facets replaced."""
    return {**filters, **changes}


def asset(filename: str) -> str:
    """The URL of a static file in this edition, which browsers may keep for good."""
    return url_for("static", filename=filename, v=edition())


def search_url(
    asked: SearchRequest | None = None, endpoint: str = "search.page", **changes: Any
) -> str:
    """The URL of a search with ``changes`` to its fields; of everything when ``asked`` is None.

    ``endpoint`` may be any that takes the parameters of a search. Findings that are ticked on the
    page that is being made stay ticked behind a link to the search page.
    """
    path = url_for(endpoint)
    if endpoint in _PAGES:
        address = query.address(path, asked or query.PAGE, **changes)
        return picks.carried(address, _ticked()) if endpoint == "search.page" else address
    return query.address(path, asked or query.DATA, query.DATA, **{"group": False, **changes})


def result_url(finding: Finding, asked: SearchRequest, number: int) -> str:
    """The URL of a finding among the results of a search, where it is at place ``number``.

    It carries the search, for its marks and for the results before and after; without words and
    filters there is nothing to carry.
    """
    path = url_for("findings.finding", finding_id=finding.id)
    if not asked.q.strip() and not any(asked.filters.values()):
        return path
    address = query.address(path, asked, size=DEFAULT_SIZE)
    return f"{address}&n={number}"


def _ticked() -> list[str]:
    return picks.read(request.args)[: picks.MOST]
