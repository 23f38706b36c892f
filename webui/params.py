"""The query string and the search request: one reader and one writer for every caller.

The page, the API, the exports and the feed all read their parameters here, and every link to a
search is written here, so that what one understands all understand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from indexer import FACETS, MAX_SIZE, Match, RequestError, SearchRequest, Sort, slug

Filters = Mapping[str, tuple[str, ...]]

#: What a page asks for when the query string is silent: near-identical findings shown as one, and
#: none that judges nothing.
PAGE = SearchRequest(group=True, context=False)
#: What the API and the exports ask for: every finding.
DATA = SearchRequest()
#: What a feed asks for: what was added last comes first, for that is what it is read for; only what
#: answers, and judges.
FEED = SearchRequest(sort=Sort.ADDED, size=50, match=Match.ALL, context=False)

#: Characters that no page may hold (HTML, 'preprocessing the input stream'; XML 1.0, 2.2): all
#: controls but white space, and code points that are no characters.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]"
)
#: Characters in the longest value of a facet that is looked up.
_LONGEST = 300
_SWITCH = {"1": True, "0": False}


def count(most: int) -> Callable[[str], int]:
    """A reader of whole numbers from 1 to ``most``; ASCII digits only, as URLs have them."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= most:
            raise ValueError(text)
        return int(text)

    return read


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that has one value: how it is read, and what a good value is."""

    name: str
    read: Callable[[str], Any]
    good: str


PARAMETERS: tuple[Parameter, ...] = (
    Parameter("q", str, "the words to search for"),
    Parameter("sort", Sort, "relevance, newest, added or report"),
    Parameter("page", count(10**9 - 1), "a whole number from 1"),
    Parameter("size", count(MAX_SIZE), f"a whole number from 1 to {MAX_SIZE}"),
    Parameter("expand", _SWITCH.__getitem__, "1 or 0"),
    Parameter("correct", _SWITCH.__getitem__, "1 or 0"),
    Parameter("group", _SWITCH.__getitem__, "1 or 0"),
    Parameter("match", Match, "any, all or close"),
    Parameter("context", _SWITCH.__getitem__, "1 or 0"),
    Parameter("read", _SWITCH.__getitem__, "1 or 0"),
)
#: The parameter that names what is to be taken as words, not as a filter; it may repeat.
LITERAL = "literal"
#: The parameter that names a ticked finding; it may repeat.
TICKED = "finding"
#: Findings in one pack; more are counted and left out.
MOST_TICKED = 100
FILTERS: tuple[str, ...] = tuple(facet.name for facet in FACETS)
#: The fields of a request with one value, but for its words.
_SINGLE = tuple(parameter.name for parameter in PARAMETERS[1:])
_singles: Callable[[SearchRequest], tuple[Any, ...]] = attrgetter(*_SINGLE)
_FIELDS = frozenset(field.name for field in fields(SearchRequest))
NAMES: frozenset[str] = frozenset(
    (*FILTERS, *(parameter.name for parameter in PARAMETERS), LITERAL)
)


def read(args: MultiDict[str, str], defaults: SearchRequest) -> SearchRequest:
    """The search that a query string asks for.

    ``args`` as Flask gives them; ``defaults`` for what is missing or left empty. Names that we
    do not know are passed over. Raises RequestError for a bad value, naming its parameter.
    """
    values = {
        parameter.name: value
        for parameter in PARAMETERS
        if parameter.name in args and (value := one(args, parameter)) is not None
    }
    given = (name for name in FILTERS if name in args)
    filters = {name: chosen for name in given if (chosen := _filter(args, name))}
    return replace(defaults, filters=filters, literal=_filter(args, LITERAL), **values)


def refuse_unknown(args: Iterable[str]) -> None:
    """Raises RequestError when there is a name that is no parameter of a search.

    A program that misspells a filter must be told; a person following a link with a tracking
    parameter must not.
    """
    for name in args:
        if name not in NAMES:
            raise RequestError(
                f"There is no parameter called ‘{name[:60]}’. "
                f"The parameters are {', '.join(sorted(NAMES))}.",
                parameter=name[:60],
            )


def several(args: MultiDict[str, str], name: str) -> list[str]:
    """The values of a parameter, each once, in order, without the empty ones of an HTML form."""
    values = (showable(value) for value in args.getlist(name))
    return list(dict.fromkeys(value for value in values if value.strip()))


def showable(text: str) -> str:
    """The text with U+FFFD, the sign for what cannot be shown, for each forbidden character."""
    return _FORBIDDEN.sub("\ufffd", text)


def _filter(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    """The values of a parameter that may repeat, in order.

    Raises RequestError for one that is longer than any name.
    """
    values = several(args, name)
    if any(len(value) > _LONGEST for value in values):
        raise RequestError(
            f"A value of ‘{name}’ is longer than {_LONGEST} characters, and no name is. "
            "Choose one from the filters of the search page.",
            parameter=name,
        )
    return tuple(values)


def one(args: MultiDict[str, str], parameter: Parameter) -> Any:
    """The one value of a parameter, None where it is missing or left empty.

    Raises RequestError for several, or one that cannot be read.
    """
    given = several(args, parameter.name)
    if not given:
        return None
    if len(given) > 1:
        raise RequestError(
            f"The address gives ‘{parameter.name}’ more than once. Keep one of them.",
            parameter=parameter.name,
        )
    try:
        return parameter.read(given[0])
    except (ValueError, KeyError) as error:
        raise RequestError(
            f"‘{given[0][:60]}’ will not do for ‘{parameter.name}’. Give {parameter.good}.",
            parameter=parameter.name,
        ) from error


def pairs(asked: SearchRequest, defaults: SearchRequest = PAGE) -> list[tuple[str, str]]:
    """The parameters that ask for ``asked``, in a fixed order, without those that are default.

    Facet values are written as slugs, also those that came as printed names.
    """
    beginning = _pairs(asked.q, asked.filters)
    singles = _single_pairs(_singles(asked), _singles(defaults))
    return [*beginning, *singles, *_literal_pairs(asked.literal)]


def _pairs(q: str, filters: Filters) -> Iterator[tuple[str, str]]:
    """The words and the filters of a search."""
    if q:
        yield "q", q
    for name in FILTERS if filters else ():
        for value in filters.get(name, ()):
            yield name, slug(value)


def _single_pairs(values: tuple[Any, ...], defaults: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    """Those of the fields with one value that are not default."""
    for name, value, default in zip(_SINGLE, values, defaults, strict=True):
        if value != default:
            yield name, _text(value)


@lru_cache(maxsize=1024)
def _singly(
    values: tuple[Any, ...], defaults: tuple[Any, ...], changes: tuple[tuple[str, Any], ...]
) -> str:
    """The same after some changes, as they stand in a query string."""
    changed = {**dict(zip(_SINGLE, values, strict=True)), **dict(changes)}
    pairs = _single_pairs(tuple(changed[name] for name in _SINGLE), defaults)
    return "&".join(f"{name}={value}" for name, value in pairs)


def _literal_pairs(literal: Iterable[str]) -> Iterator[tuple[str, str]]:
    for typed in literal:
        yield LITERAL, typed


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def address(path: str, asked: SearchRequest, defaults: SearchRequest = PAGE, **changes: Any) -> str:
    """``path`` with the query string of a search, after ``changes`` to fields of the request.

    ``defaults`` are those of the page or data behind ``path``. A change of anything but the page
    goes back to page 1. No request is made of the changes, and what all addresses of a search have
    in common, its words and filters, is written once: a page of results has twenty, a breakdown
    four hundred. Raises TypeError for a change of what is no field of a request.
    """
    if not _FIELDS.issuperset(changes):
        raise TypeError(f"A search has no {', '.join(changes.keys() - _FIELDS)}.")
    q, filters = changes.pop("q", asked.q), changes.pop("filters", asked.filters)
    literal = changes.pop(LITERAL, asked.literal)
    changes.setdefault("page", 1)
    parts = (
        _written(q, tuple(filters.items())) if q or filters else "",
        _singly(_singles(asked), _singles(defaults), tuple(changes.items())),
        urlencode(list(_literal_pairs(literal))) if literal else "",
    )
    query = "&".join(filter(None, parts))
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=1024)
def _written(q: str, filters: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Words and filters as they stand at the beginning of a query string."""
    return urlencode(list(_pairs(q, dict(filters))))


def without(asked: SearchRequest, name: str, value: str) -> Filters:
    """The filters of a request but for one value, given by name or slug."""
    kept = tuple(v for v in asked.filters.get(name, ()) if slug(v) != slug(value))
    return {**asked.filters, name: kept}


def ticked(args: MultiDict[str, str]) -> list[str]:
    """The ids of the findings that a query string ticks, each once, in its order, all of them."""
    return several(args, TICKED)


def with_ticks(address: str, ids: Iterable[str]) -> str:
    """An address of ours with the ticked findings added to its query string."""
    return with_pairs(address, [(TICKED, finding) for finding in ids])


def with_pairs(address: str, pairs: Iterable[tuple[str, str]]) -> str:
    """An address of ours with further parameters: those of one page, which no search has."""
    if not (added := list(pairs)):
        return address
    return address + ("&" if "?" in address else "?") + urlencode(added)
