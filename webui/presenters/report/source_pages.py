"""A report's file and what was made of it, side by side, page by page.

The page of the source hands in a report and the number of a page; the lines of that page come out
in order, in stretches that became one finding or were left out for one reason. A file without
pages is parted every ``LINES`` lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from indexer import Fate, Finding, NotFound, Report, Span

#: Lines of a page of a file that has none, as on a printed one.
LINES = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines in a row that became one thing."""

    lines: tuple[Fate, ...]
    #: The finding that holds them, None where they were left out.
    finding: Finding | None
    #: Why they, or a part of them, are in no finding.
    reason: str
    #: The page on which its finding begins, where that is an earlier one.
    began: int | None = None


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One page with the numbers of those around it."""

    number: int
    #: The numbers of all pages that have lines, in order.
    numbers: tuple[int, ...]
    stretches: tuple[Stretch, ...]
    #: Whether the file itself has pages of these numbers.
    printed: bool

    @property
    def before(self) -> int | None:
        """The page before, None on the first."""
        return max((n for n in self.numbers if n < self.number), default=None)

    @property
    def after(self) -> int | None:
        """The page after, None on the last."""
        return min((n for n in self.numbers if n > self.number), default=None)


def page_of(place: Fate | Span) -> int:
    """The page on which a line stands, or a finding begins."""
    if isinstance(place, Span):
        return place.first_page or _parted(place.first)
    return place.page or _parted(place.line)


def source_page(report: Report, number: int | None) -> SourcePage:
    """The page of that number, the first for None. Raises NotFound where there is none."""
    numbers = tuple(sorted({page_of(fate) for fate in report.ledger}))
    if not numbers or (number is not None and number not in numbers):
        last = f" Its last page is {numbers[-1]}." if numbers else ""
        raise NotFound(f"There is no page {number or 1} with lines in this report.{last}", "page")
    wanted = number or numbers[0]
    lines = [fate for fate in report.ledger if page_of(fate) == wanted]
    printed = any(fate.page for fate in lines)
    return SourcePage(wanted, numbers, tuple(_stretches(report, lines, wanted)), printed)


def lines_with(ledger: Iterable[Fate], words: str) -> tuple[Fate, ...]:
    """The lines that have some words, in any case and however they are spaced."""
    wanted = " ".join(words.casefold().split())
    return tuple(fate for fate in ledger if wanted in " ".join(fate.text.casefold().split()))


def _stretches(report: Report, lines: list[Fate], number: int) -> Iterator[Stretch]:
    findings = {finding.id: finding for finding in report.findings}
    shown: set[str] = set()
    for (name, reason), run in groupby(lines, key=lambda fate: (fate.finding, fate.reason)):
        finding = findings.get(name or "")
        began = page_of(finding.source) if finding else number
        # What a running head parts on this page goes on as well, and is not said twice.
        first = finding is None or (began == number and finding.id not in shown)
        yield Stretch(tuple(run), finding, reason, None if first else began)
        shown.add(name or "")


def _parted(line: int) -> int:
    return (line - 1) // LINES + 1
