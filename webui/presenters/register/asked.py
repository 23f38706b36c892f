"""What a reader wants of the register: a search, and what only the register can be filtered by.

The page, the API and the exports read it from their query strings here, and every link to the
register is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from indexer import Match, RequestError, SearchRequest, Sort, slug
from webui import params
from webui.presenters.dates import today

#: The search behind the register when the query string is silent.
SEARCH = SearchRequest(sort=Sort.REPORT, size=25, match=Match.ALL)
#: The parameter of a column of the joined table: 'own.status'. It may repeat.
OWN = "own."
#: Characters of the longest addressee and cell that are filtered by.
_LONGEST = 300


class Due(StrEnum):
    """Which entries are listed by their last day."""

    ANY = "any"
    LATE = "overdue"
    COMING = "coming"
    DATED = "dated"
    UNDATED = "undated"


class Whose(StrEnum):
    """Which entries are listed by who must act."""

    ANY = "any"
    #: The police that were inspected, and what names nobody.
    POLICE = "police"
    OTHERS = "others"


class Order(StrEnum):
    """Which entries come first."""

    NEWEST = "newest"
    DUE = "due"
    REPORT = "report"


#: What each order is called.
ORDERS: Mapping[Order, str] = {
    Order.NEWEST: "Newest report first",
    Order.DUE: "Earliest due date first",
    Order.REPORT: "As in the reports",
}


@dataclass(frozen=True, slots=True)
class RegisterRequest:
    """What is to be listed."""

    search: SearchRequest = SEARCH
    due: Due = Due.ANY
    #: The day as of which something is overdue, 'YYYY-MM-DD'.
    on: str = ""
    order: Order = Order.NEWEST
    whose: Whose = Whose.ANY
    #: Words of the addressee as printed; '' for any.
    addressee: str = ""
    #: Slug of a column of the joined table → the cells that are wanted.
    own: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def page(self) -> int:
        """The page of the list."""
        return self.search.page


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if len(text) == len("2026-03-31") else _bad(text)


def _bad(text: str) -> str:
    raise ValueError(text)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else _bad(text)


PARAMETERS: tuple[params.Parameter, ...] = (
    params.Parameter("due", Due, "any, overdue, coming, dated or undated"),
    params.Parameter("on", _day, "a day, such as 2026-03-31"),
    params.Parameter("order", Order, "newest, due or report"),
    params.Parameter("whose", Whose, "any, police or others"),
    params.Parameter("addressee", _short, f"at most {_LONGEST} characters"),
)
NAMES = params.NAMES | {parameter.name for parameter in PARAMETERS}


def read(args: MultiDict[str, str]) -> RegisterRequest:
    """What a query string asks for; as of today where it names no day.

    Raises RequestError for a bad value, naming its parameter.
    """
    given = {
        parameter.name: value
        for parameter in PARAMETERS
        if (value := params.one(args, parameter)) is not None
    }
    own = {
        name.removeprefix(OWN): tuple(cells)
        for name in args
        if name.startswith(OWN) and (cells := params.several(args, name))
    }
    found = replace(params.read(args, SEARCH), sort=Sort.REPORT, match=Match.ALL)
    return RegisterRequest(search=found, **{"on": today(), **given}, own=own)


def refuse_unknown(args: Iterable[str]) -> None:
    """Raises RequestError when there is a name that is no parameter of the register."""
    for name in args:
        if name not in NAMES and not name.startswith(OWN):
            raise RequestError(
                f"There is no parameter called ‘{name[:60]}’. The parameters are "
                f"{', '.join(sorted(NAMES))}, and {OWN} with the name of a joined column.",
                parameter=name[:60],
            )


def address(path: str, asked: RegisterRequest, **changes: Any) -> str:
    """``path`` with the query string of a register, after ``changes`` to fields of the search.

    A change of anything but the page goes back to page 1.
    """
    search = replace(asked.search, **{"page": 1, **changes})
    written = params.pairs(search, SEARCH)
    written += [(name, value) for name, value in _pairs(asked)]
    query = urlencode(written)
    return f"{path}?{query}" if query else path


def _pairs(asked: RegisterRequest) -> Iterator[tuple[str, str]]:
    plain = RegisterRequest(on=today())
    for parameter in PARAMETERS:
        value = str(getattr(asked, parameter.name))
        if value != str(getattr(plain, parameter.name)):
            yield parameter.name, value
    for name, cells in asked.own.items():
        yield from ((OWN + slug(name), cell) for cell in cells)
