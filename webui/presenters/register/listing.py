"""The rows of the register: what is asked for, beside what people keep of it.

The page, the API and the exports hand in what they were asked; the entries that fit it come out,
counted, and those of one page with their words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from indexer import (
    CATEGORIES,
    FACETS,
    Archive,
    Hit,
    Joined,
    JoinedTable,
    NotFound,
    RegisterEntry,
    ReportRecord,
    RequestError,
    SearchPage,
    Stance,
    TrackedRow,
    slug,
)
from webui.presenters.forces import Force, forces, places
from webui.presenters.register.asked import OWN, Due, Order, RegisterRequest, Whose
from webui.presenters.results.united import United
from webui.presenters.sentences import listed

#: What the reports ask for, most urgent first.
ASKING = tuple(
    row.name for row in sorted(CATEGORIES, key=lambda row: row.urgency) if row.stance is Stance.ASKS
)
#: What stands under no heading that asks, and has a day.
NEXT_STEP = "Next step"
#: A column of the joined table with more values than these is shown and not filtered by.
MOST_VALUES = 20
#: What stands for a cell that is empty, and for an entry of which the table has no row.
NOTHING = "(nothing)"
#: The facets that the register is filtered by, in the order of the form.
FILTERS = ("force", "place", "category", "area", "grade", "series", "year")
#: Entries whose words are read at once.
_TOGETHER = 100


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """An entry as it is listed."""

    entry: RegisterEntry
    hit: Hit
    tracked: TrackedRow | None
    late: bool
    done: bool

    @property
    def is_step(self) -> bool:
        """Whether it is a next step with a day, which stands under no heading that asks."""
        return self.hit.finding.category not in ASKING

    @property
    def kind(self) -> str:
        """What asks: its category, or 'Next step'."""
        return NEXT_STEP if self.is_step else self.hit.finding.category or ""


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column of the joined table that is shown."""

    name: str
    place: int
    #: What stands in it, where that can be filtered by; () where there are too many values.
    values: tuple[str, ...]

    @property
    def key(self) -> str:
        """Its name in addresses."""
        return slug(self.name)


class Register:
    """The register as it was asked for, with the table that is joined to it."""

    def __init__(self, archive: Archive, table: JoinedTable, asked: RegisterRequest) -> None:
        """Raises RequestError, naming the parameter, for what cannot be asked."""
        self._archive = archive
        self.everything = archive.register()
        self.joined: Joined = table.beside(self.everything)
        self.asked = asked
        #: What was found of the words and filters alone.
        self.found: SearchPage = archive.search(replace(asked.search, page=1, size=1))
        self._refuse_what_asks_nothing()

    def _refuse_what_asks_nothing(self) -> None:
        chosen = {value.label for value in self.found.facets["category"] if value.selected}
        if self.asked.search.filters.get("category") and (others := chosen - set(ASKING)):
            raise RequestError(
                f"Findings under {listed(sorted(others))} ask for nothing, so they are not in the "
                f"register. It has {listed(list(ASKING), 'and')}.",
                "category",
            )

    @cached_property
    def columns(self) -> tuple[OwnColumn, ...]:
        """The columns that people added, in their order."""
        return tuple(
            OwnColumn(name, place, self._values(place))
            for place, name in enumerate(self.joined.columns)
        )

    @cached_property
    def entries(self) -> tuple[RegisterEntry, ...]:
        """All entries that fit, in the order asked for."""
        return tuple(self._ordered(self._by_last_day()))

    @cached_property
    def late(self) -> int:
        """How many are overdue on the day of those that fit everything but their last day."""
        return sum(map(self.is_late, self._before_due))

    @cached_property
    def late_for_others(self) -> int:
        """How many of those must be done by another body than the police."""
        return sum(bool(entry.other) for entry in filter(self.is_late, self._before_due))

    @cached_property
    def foremost(self) -> tuple[str, ...]:
        """The reports of whom the search is about, a force or a place, that may still be open, as
        their page has them; () where it is about none or about chosen reports.
        """
        chosen = {
            name: {value.value for value in values if value.selected}
            for name, values in self.found.facets.items()
        }
        if chosen["report"]:
            return ()
        known = (*self._archive.of_reports(forces), *self._archive.of_reports(places))
        meant = (one for one in known if not chosen[one.facet].isdisjoint(one.keys))
        return tuple(report.id for one in meant for report in one.foremost(self.asked.on))

    @property
    def of_foremost(self) -> RegisterRequest:
        """What is overdue of what those reports ask, with all else as it was asked for."""
        filters = {**self.asked.search.filters, "report": self.foremost}
        search = replace(self.asked.search, filters=filters, page=1)
        return replace(self.asked, search=search, due=Due.LATE, order=Order.DUE)

    @cached_property
    def late_in_foremost(self) -> int:
        """How many of what is overdue those reports ask."""
        some = set(self.foremost)
        return sum(entry.report in some for entry in filter(self.is_late, self._before_due))

    @cached_property
    def dated(self) -> int:
        """How many of the same have a last day."""
        return sum(bool(entry.due) for entry in self._before_due)

    @cached_property
    def steps(self) -> int:
        """How many of the same stand under no heading that asks: next steps with a day."""
        asking = tuple(map(slug, ASKING))
        return sum(not entry.has("category", asking) for entry in self._before_due)

    @property
    def undated(self) -> int:
        """How many of the same have none."""
        return len(self._before_due) - self.dated

    def counted(self, facet: str) -> tuple[tuple[str, int], ...]:
        """How many of the entries have each value of a facet, by its slug; most first.

        Those that have none are not among them.
        """
        none = next(slug(one.missing) for one in FACETS if one.name == facet)
        values = (value for entry in self.entries for value in entry.values(facet))
        counts = Counter(value for value in values if value != none)
        return tuple(counts.most_common())

    @property
    def pages(self) -> int:
        """The number of pages; 1 where there is nothing."""
        return max(1, -(-len(self.entries) // self.asked.search.size))

    def rows(self) -> Iterator[RegisterRow]:
        """The rows of the page that is asked for. Raises NotFound for one past the last."""
        page, size = self.asked.page, self.asked.search.size
        if page > self.pages:
            raise NotFound(
                f"There is no page {page}: what is asked for fills {self.pages}.", "page"
            )
        some = self.entries[(page - 1) * size : page * size]
        return self._rows(some, self._archive.hits(_ids(some), self.asked.search.q))

    def all_rows(self) -> Iterator[RegisterRow]:
        """The rows of all pages, read some at a time, for files: nothing is marked or looked up of
        them, which took most of what 25,000 take.
        """
        for start in range(0, len(self.entries), _TOGETHER):
            some = self.entries[start : start + _TOGETHER]
            found = self._archive.findings(_ids(some))
            yield from self._rows(some, {one.id: Hit(one, (), False, 0.0) for one in found})

    def own_cells(self, row: RegisterRow) -> list[str]:
        """What people keep of a row, under ``columns``."""
        cells = row.tracked.cells if row.tracked else ()
        return [cells[column.place] if cells else "" for column in self.columns]

    def is_done(self, entry: RegisterEntry) -> bool:
        """Whether the joined table says that it was done by the day asked for."""
        row = self.joined.rows.get(entry.id)
        return row is not None and row.is_done(self.asked.on)

    def is_late(self, entry: RegisterEntry) -> bool:
        """Whether its last day was before the day asked for, and it was not done by then."""
        return entry.is_late(self.asked.on) and not self.is_done(entry)

    @cached_property
    def _before_due(self) -> tuple[RegisterEntry, ...]:
        """What fits everything but the last day, in report order."""
        addressed, wanted = self.asked.addressee.casefold().split(), tuple(self._wanted())
        found = self._by_words() if self.asked.search.q.strip() else self._by_filters()
        if self.asked.whose is not Whose.ANY:
            theirs = self.asked.whose is Whose.OTHERS
            found = (entry for entry in found if bool(entry.other) == theirs)
        if not addressed and not wanted:
            return tuple(found)
        return tuple(
            entry
            for entry in found
            if all(word in entry.addressee.casefold() for word in addressed)
            and all(self._cell(entry, column) in cells for column, cells in wanted)
        )

    def _by_words(self) -> Iterable[RegisterEntry]:
        scan = self._archive.scan(self.found.request)
        there = {one.id for one in scan.findings} if scan.page.total else set()
        return (entry for entry in self.everything if entry.id in there)

    def _by_filters(self) -> Iterable[RegisterEntry]:
        chosen = {
            name: {value.value for value in values if value.selected}
            for name, values in self.found.facets.items()
        }
        tests = [(name, values) for name, values in chosen.items() if values]
        if not tests:
            return self.everything
        return (e for e in self.everything if all(e.has(name, some) for name, some in tests))

    def _wanted(self) -> Iterator[tuple[OwnColumn, set[str]]]:
        known = {column.key: column for column in self.columns}
        for key, cells in self.asked.own.items():
            if slug(key) not in known:
                there = f"It has {', '.join(known)}." if known else "No table is joined."
                raise RequestError(
                    f"The joined table has no column ‘{key[:60]}’. {there}",
                    parameter=f"{OWN}{key[:60]}",
                )
            yield known[slug(key)], {cell.casefold() for cell in cells}

    def _cell(self, entry: RegisterEntry, column: OwnColumn) -> str:
        row = self.joined.rows.get(entry.id)
        return ((row.cells[column.place] if row else "") or NOTHING).casefold()

    def _values(self, place: int) -> tuple[str, ...]:
        cells = {row.cells[place] for row in self.joined.rows.values()} - {""}
        return tuple(sorted(cells, key=str.casefold)) if len(cells) <= MOST_VALUES else ()

    def _by_last_day(self) -> Iterator[RegisterEntry]:
        fits: Mapping[Due, Callable[[RegisterEntry], bool]] = {
            Due.ANY: lambda entry: True,
            Due.LATE: self.is_late,
            Due.COMING: lambda entry: entry.due >= self.asked.on,
            Due.DATED: lambda entry: bool(entry.due),
            Due.UNDATED: lambda entry: not entry.due,
        }
        return filter(fits[self.asked.due], self._before_due)

    def _ordered(self, some: Iterable[RegisterEntry]) -> Iterable[RegisterEntry]:
        """The entries, which come in report order, in the one that is asked for."""
        if self.asked.order is Order.NEWEST:
            times = self._archive.of_reports(_times)
            return sorted(some, key=lambda entry: times[entry.report], reverse=True)
        if self.asked.order is Order.DUE:
            return sorted(some, key=lambda entry: (not entry.due, entry.due))
        return some

    def _rows(
        self, some: Sequence[RegisterEntry], hits: Mapping[str, Hit]
    ) -> Iterator[RegisterRow]:
        for entry in some:
            if (hit := hits.get(entry.id)) is not None:
                tracked = self.joined.rows.get(entry.id)
                yield RegisterRow(entry, hit, tracked, self.is_late(entry), self.is_done(entry))


def _ids(some: Sequence[RegisterEntry]) -> list[str]:
    return [entry.id for entry in some]


def choices(reports: Iterable[ReportRecord]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """The values that the register can be filtered by, by facet: slug and printed name of each.

    Only reports that ask for something count; a force that they call by several names is one.
    Worked out once for each build.
    """
    reports = tuple(reports)
    united = United(forces(reports))
    asking = [one for one in reports if not set(ASKING).isdisjoint(one.labels.get("category", ()))]
    found = {}
    for facet in FACETS:
        if facet.name in FILTERS:
            labels = {label for one in asking for label in one.labels.get(facet.name, ())}
            if facet.name == "category":
                labels &= set(ASKING)
            # 'Investigating Crime' and 'Investigating crime' are one value of two reports.
            named = {slug(label): label for label in sorted(labels)}
            if facet.name == Force.facet:
                named = dict(united.one(key, label) for key, label in named.items())
            latest_first = facet.name == "year"
            found[facet.name] = tuple(
                sorted(named.items(), key=lambda one: one[1].casefold(), reverse=latest_first)
            )
    return {name: found[name] for name in FILTERS}


def _times(reports: Iterable[ReportRecord]) -> Mapping[str, str]:
    """When each report is from, by its id."""
    return {one.id: one.time for one in reports}
