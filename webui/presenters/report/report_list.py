"""The list of reports: those that somebody looks for, in an order, page by page.

The page of the reports hands in their records, the words that were typed, the order and the number
of a page; the reports of that page come out, with the numbers of those around it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from indexer import NotFound, ReportRecord
from webui.presenters.dates import published

#: Reports on one page: 400 in one list were 31,000 pixels, and 67,000 on a phone.
EACH = 50


class Order(StrEnum):
    """How the reports are listed."""

    NEWEST = "newest"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class ReportList:
    """One page of the reports that were looked for."""

    reports: tuple[ReportRecord, ...]
    #: The number of all that were looked for, and of those of which no time is known.
    total: int
    undated: int
    number: int

    @property
    def first(self) -> int:
        """The place of the first report of this page among all."""
        return (self.number - 1) * EACH + 1

    @property
    def before(self) -> int | None:
        """The page before, None on the first."""
        return self.number - 1 or None

    @property
    def after(self) -> int | None:
        """The page after, None on the last."""
        return self.number + 1 if self.number * EACH < self.total else None


def report_list(
    records: Iterable[ReportRecord],
    find: str,
    order: Order,
    number: int,
    years: Collection[str] = (),
) -> ReportList:
    """The reports that have every word of ``find`` in what they are called, or in their date.

    Of some ``years`` only, where there are any. Raises NotFound for a page that is not there.
    """
    words = find.casefold().split()
    found = sorted(
        (
            one
            for one in records
            if all(word in _said(one) for word in words)
            and (not years or one.published[:4] in years)
        ),
        key=_ORDERS[order],
    )
    first = (number - 1) * EACH
    if number > 1 and first >= len(found):
        last = max(1, -(-len(found) // EACH))
        raise NotFound(f"There is no page {number} of these reports. The last is {last}.", "page")
    undated = sum(not one.time for one in found)
    return ReportList(tuple(found[first : first + EACH]), len(found), undated, number)


def _said(report: ReportRecord) -> str:
    facts = (report.title, *report.forces, report.place, report.series, published(report))
    return " ".join(facts).casefold()


def _whose(report: ReportRecord) -> str:
    return (report.force or report.place or report.title).casefold()


def _age(report: ReportRecord) -> int:
    """Smaller the newer, by the day where it is known; what has no time is the oldest."""
    return -int(report.time.replace("-", "").ljust(8, "0") or 0)


_ORDERS: dict[Order, Callable[[ReportRecord], tuple[object, ...]]] = {
    Order.NEWEST: lambda one: (_age(one), _whose(one), one.id),
    Order.FORCE: lambda one: (_whose(one), _age(one), one.id),
}
