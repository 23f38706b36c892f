"""Choices of how a list is shown: its order, its length, its page, each with its address.

``components/tools.html`` and ``components/pagination.html`` are what they look like.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from indexer import SearchRequest
from webui.presenters.moulds import Mould
from webui.presenters.results.pagination import window
from webui.presenters.sentences import number
from webui.urls import changed_urls

_CHOICE = Mould("components/tools.html", "choice")
_NUMBER = Mould("components/pagination.html", "number")


class _Choice(NamedTuple):
    """``more``: another stands behind it."""

    url: str
    text: str
    chosen: bool
    more: bool = False


def choices(asked: SearchRequest, name: str, options: Iterable[tuple[Any, str]]) -> Markup:
    """The values that the field ``name`` of a search may have, each with what it is called."""
    url, now, all_of_them = changed_urls(asked), getattr(asked, name), tuple(options)
    return _CHOICE.filled(
        _Choice(url(**{name: value}), text, value == now, place < len(all_of_them))
        for place, (value, text) in enumerate(all_of_them, start=1)
    )


def page_numbers(asked: SearchRequest, pages: int) -> Markup:
    """The numbers of the pages of a list that are offered."""
    url = changed_urls(asked)
    return _NUMBER.filled(
        _Choice(url(page=page) if page else "", number(page or 0), page == asked.page)
        for page in window(asked.page, pages)
    )
