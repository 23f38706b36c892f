"""What is offered beside an answer: searches that find more, and the query without its slips.

``Searcher`` makes ``Offers`` of what a request was taken to mean, before it is searched for: an
engine on other machines counts them in the round trips that the search takes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from indexer.search.answer import Hint
from indexer.search.explanation import NAMED, THIN, Meant, Outcome, chosen
from indexer.search.query.nodes import Node
from indexer.search.request import SearchRequest


class Offers:
    """What may be offered beside one answer."""

    def __init__(self, meant: Meant, narrowed: Callable[[SearchRequest], Node]) -> None:
        """``narrowed`` says what answers a request under its filters."""
        self._meant = meant
        self._narrowed = narrowed

    def nodes(self, found: int) -> list[Node]:
        """What is counted beside an answer of so many findings: all that is told or offered."""
        meant = self._meant
        words = [meant.under(leaf) for leaf in meant.leaves.values()] if not found else []
        hints = [node for _, _, node in self._hints] if found < THIN else []
        return [*words, *hints, *([self._mended[1]] if self._mended else [])]

    def hints(self, outcome: Outcome) -> Iterator[Hint]:
        """Searches that find more than a thin answer: a word alone, a filter fewer, no quotes."""
        total = outcome.results.total
        if total + outcome.results.close >= THIN:
            return
        for text, request, node in self._hints:
            if (number := outcome.numbers.of(node)) > total:
                yield Hint(text, number, request)

    def suggestion(self, outcome: Outcome) -> str | None:
        """The query with probable slips mended, if that finds anything under these filters."""
        if self._mended is None:
            return None
        request, node = self._mended
        return request.q if outcome.numbers.of(node) else None

    @cached_property
    def _hints(self) -> list[tuple[str, SearchRequest, Node]]:
        return [(text, request, self._narrowed(request)) for text, request in _hints(self._meant)]

    @cached_property
    def _mended(self) -> tuple[SearchRequest, Node] | None:
        request = _mended(self._meant)
        return (request, self._narrowed(request)) if request else None


def offered(meant: Meant) -> Iterator[SearchRequest]:
    """All that may be offered beside an answer."""
    if request := _mended(meant):
        yield request
    yield from (request for _, request in _hints(meant))


def _mended(meant: Meant) -> SearchRequest | None:
    """The request with probable slips mended, if there are any."""
    better = meant.request.q
    for change in meant.interpretation.suggestions:
        better = re.sub(rf"(?<!\w){re.escape(change.typed)}(?!\w)", change.searched, better)
    if better == meant.request.q:
        return None
    return replace(meant.request, q=better, correct=False, page=1)


def _hints(meant: Meant) -> Iterator[tuple[str, SearchRequest]]:
    """Searches that ask for less, each with what it is called."""
    request = meant.request
    for typed in dict.fromkeys(one.typed for one in meant.read.understood):
        yield f"‘{typed}’ as words", replace(request, literal=(*request.literal, typed), page=1)
    if not request.context:
        yield "With context too", replace(request, context=True, page=1)
    yield from _without_a_choice(meant)
    if '"' in request.q:
        plain = request.q.translate(str.maketrans('"“”', "   ")).strip()
        yield "Without the quotes", replace(request, q=plain, page=1)
    for wanted in meant.interpretation.wanted[:NAMED]:
        if wanted.q != meant.read.words:
            alone = replace(request, q=wanted.q, page=1, filters=_all_filters(meant))
            yield f"'{wanted.text}' alone", alone


def _without_a_choice(meant: Meant) -> Iterator[tuple[str, SearchRequest]]:
    """The search with one facet less to choose from, whether the request chose or its words."""
    request, words = meant.request, meant.read.words
    for facet in meant.selection.chosen:
        text = f"Without the {facet} {chosen(meant.selection, facet)}"
        if request.filters.get(facet):
            filters = {name: values for name, values in request.filters.items() if name != facet}
            yield text, replace(request, filters=filters, page=1)
        elif words:
            others = {name: some for name, some in _all_filters(meant).items() if name != facet}
            yield text, replace(request, q=words, filters=others, page=1)


def _all_filters(meant: Meant) -> Mapping[str, tuple[str, ...]]:
    """The request's filters, and what was read as one."""
    read = {one.facet: one.values for one in meant.read.understood if not one.excluded}
    return {**read, **{name: values for name, values in meant.request.filters.items() if values}}
