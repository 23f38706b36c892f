"""The filter panel: what of each facet is shown at once, what is folded, and in which groups.

The search page hands in the facets of an answer, and what somebody looks for in the long ones; a
group for each facet comes out: area and force first, which is what most people choose by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, repeat
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from indexer import FACETS, Facet, FacetValue, ReportRecord, Understood, slug
from webui.presenters.forces import framework
from webui.presenters.moulds import Frame, Mould, joined

#: A facet with more values than ``_LONG`` shows ``_SHOWN`` of them and folds the rest.
_LONG = 12
_SHOWN = 8
#: Facets that come first; the rest as in ``FACETS``.
_FIRST = ("area", "force")
#: What stands over areas of reports that belong to no series.
_NO_SERIES = "Other reports"
_NOTHING: Mapping[str, str] = MappingProxyType({})
#: Parts a name such as 'Protecting Vulnerable People – Child Abuse'.
_DASH = " – "
#: The values of a facet are the same for many searches; so many lists of them are kept.
_KEPT = 64
#: So many values are kept, with what their ticks print, at 500 bytes each.
_VALUES_KEPT = 4096
_TICK, _TOGETHER = (Mould("components/facet.html", name) for name in ("tick", "together"))


class _Tick(NamedTuple):
    """What a tick prints."""

    name: str
    key: str
    stem: str
    leaf: str
    findings: bool
    selected: bool
    read: bool
    number: str = "later"


class Value:
    """A value of the facet ``name`` whatever is searched for.

    Values of one ``stem`` stand together and print only their ``leaf``.
    """

    __slots__ = ("_frames", "key", "label", "leaf", "name", "stem")

    def __init__(self, name: str, key: str, label: str, stem: str, leaf: str) -> None:
        self.name, self.key, self.label = name, key, label
        self.stem, self.leaf = stem, leaf
        self._frames: dict[tuple[bool, bool, bool], Frame] = {}

    def tick(self, findings: int, selected: bool, read: bool) -> str:
        """The tick of the value; its number is all that most searches have of their own."""
        state = findings > 0, selected, read
        if (frame := self._frames.get(state)) is None:
            tick = _Tick(self.name, self.key, self.stem, self.leaf, *state)
            frame = self._frames[state] = _TICK.frame(tick, "number")
        return f"{frame.before}{findings:,}{frame.after}"


_value = lru_cache(maxsize=_VALUES_KEPT)(Value)


class Option(NamedTuple):
    """A value to tick, and how many findings have it."""

    value: Value
    findings: int
    selected: bool
    #: Whether the words of the search say so: to untick it would not take that back.
    read: bool = False

    @property
    def key(self) -> str:
        """What stands in addresses."""
        return self.value.key

    @property
    def label(self) -> str:
        """The whole name."""
        return self.value.label

    @property
    def leaf(self) -> str:
        """The name without its stem."""
        return self.value.leaf


@dataclass(frozen=True, slots=True)
class Run:
    """Options in a row under one heading, '' for none."""

    name: str
    options: tuple[Option, ...]

    @property
    def by_stem(self) -> tuple[tuple[str, tuple[Option, ...]], ...]:
        """The options in runs of one stem ('' for those without)."""
        runs = groupby(self.options, lambda option: option.value.stem)
        return tuple((stem, tuple(run)) for stem, run in runs)


@dataclass(frozen=True, slots=True)
class Group:
    """A facet as the panel and the tags above the results show it."""

    facet: Facet
    shown: Run
    folded: tuple[Run, ...] = ()
    #: What somebody looked for in it; what has it is among the shown.
    find: str = ""

    @property
    def more(self) -> int:
        """The number of options that are folded."""
        return sum(len(run.options) for run in self.folded)

    @property
    def instead(self) -> bool:
        """Whether the words name a value, whose place one that is ticked takes."""
        return any(option.read for option in self.shown.options)

    @property
    def chosen(self) -> tuple[Option, ...]:
        """What was ticked; it is never folded."""
        return tuple(one for one in self.shown.options if one.selected and not one.read)


class _Together(NamedTuple):
    stem: str
    ticks: str


def ticks(run: Run) -> Markup:
    """The ticks of the options in a row, those of one stem under it."""
    return joined(_under(stem).around(joined(map(_tick, some))) for stem, some in run.by_stem)


def _tick(option: Option) -> str:
    value, findings, selected, read = option
    return value.tick(findings, selected, read)


@lru_cache(maxsize=_KEPT)
def _under(stem: str) -> Frame:
    """What stands around the ticks of one stem."""
    return _TOGETHER.frame(_Together(stem, "later"), "ticks")


def filter_panel(
    facets: Mapping[str, tuple[FacetValue, ...]],
    understood: Iterable[Understood] = (),
    frameworks: Mapping[str, str] = _NOTHING,
    finds: Mapping[str, str] = _NOTHING,
) -> tuple[Group, ...]:
    """A group for each facet that has values.

    What was ``understood`` of the words is ticked, and is not there to untick.
    ``frameworks`` are those of areas, under which the folded ones stand; ``finds`` is what
    somebody looks for in a facet, by its name.
    """
    read = {one.facet for one in understood if not one.excluded}
    ordered = sorted(FACETS, key=lambda facet: ((*_FIRST, facet.name)).index(facet.name))
    listed = ((facet, _named(facet, facets.get(facet.name, ()))) for facet in ordered)
    return tuple(
        _group(
            facet,
            _options(facet, values, facet.name in read),
            frameworks if facet.name == "area" else _NOTHING,
            finds.get(facet.name, ""),
        )
        for facet, values in listed
        if _is_shown(facet, values)
    )


def frameworks(reports: Iterable[ReportRecord]) -> Mapping[str, str]:
    """Areas by their printed names, each with the framework of the newest report that has it."""
    return {
        area: framework(report.series) or _NO_SERIES
        for report in sorted(reports, key=lambda report: report.published)
        for area in report.labels.get("area", ())
    }


def _is_shown(facet: Facet, values: list[FacetValue]) -> bool:
    """Whether there is anything to choose: more than that it is missing."""
    return any(value.selected or value.label != facet.missing for value in values)


def _named(facet: Facet, values: Iterable[FacetValue]) -> list[FacetValue]:
    """The values to choose from, what is missing last: no area and no force is none of them."""
    parted: tuple[list[FacetValue], list[FacetValue]] = [], []
    for value in values:
        parted[value.label == facet.missing].append(value)
    named, missing = parted
    return named + [one for one in missing if facet.name not in _FIRST or one.selected]


def _group(facet: Facet, options: list[Option], frameworks: Mapping[str, str], find: str) -> Group:
    # What stands beside a value that the words name would take its place: it waits behind a fold.
    named = any(option.read for option in options)
    if len(options) <= _LONG and not named:
        return Group(facet, Run("", tuple(options)))
    sought = find.strip().casefold()
    first = 0 if find or named else _SHOWN
    parted: tuple[list[Option], list[Option]] = [], []
    for place, option in enumerate(options):
        shown = place < first or option.selected or (sought and sought in option.label.casefold())
        parted[not shown].append(option)
    shown_, folded = parted
    return Group(facet, Run("", tuple(shown_)), tuple(_runs(folded, frameworks)), find)


def _runs(options: list[Option], frameworks: Mapping[str, str]) -> Iterator[Run]:
    """The options under their frameworks, that with most findings first."""
    if not frameworks:
        yield Run("", tuple(options))
        return
    parts: dict[str, list[Option]] = {}
    for option in options:
        parts.setdefault(frameworks.get(option.label, ""), []).append(option)
    total = {name: sum(option.findings for option in those) for name, those in parts.items()}
    for name in sorted(parts, key=lambda name: (not name, -total[name])):
        yield Run(name if len(parts) > 1 else "", tuple(parts[name]))


def _options(facet: Facet, values: list[FacetValue], read: bool) -> list[Option]:
    """The options; areas with most findings first, those of one stem together."""
    slugs, labels, counts, selected = zip(*values, strict=True)
    known = _values(facet.name, slugs, labels)
    said = selected if read else repeat(False)
    options = list(map(Option, known.values, counts, selected, said))
    if facet.name != "area" and not known.stemmed:
        return options
    found: dict[str, list[Option]] = {}
    for option in options:
        found.setdefault(option.value.stem or option.value.key, []).append(option)
    together = list(found.values())
    if facet.name == "area":
        together = [sorted(those, key=lambda one: -one.findings) for those in together]
        together.sort(key=lambda those: _weight(facet, those))
    return [option for those in together for option in those]


class _Values(NamedTuple):
    """The values of a facet, in their order; ``stemmed``: some of them share a stem."""

    values: tuple[Value, ...]
    stemmed: bool


@lru_cache(maxsize=_KEPT)
def _values(name: str, slugs: tuple[str, ...], labels: tuple[str, ...]) -> _Values:
    """The values of a facet by what the engine calls them and what is printed."""
    parts = [label.rpartition(_DASH) for label in labels]
    stems = Counter([stem for stem, _, _ in parts])
    values = tuple(
        _value(
            name, slug(value or label), label, *((stem, leaf) if stems[stem] > 1 else ("", label))
        )
        for value, label, (stem, _, leaf) in zip(slugs, labels, parts, strict=True)
    )
    return _Values(values, any(value.stem for value in values))


def _weight(facet: Facet, those: list[Option]) -> tuple[bool, int]:
    return those[0].label == facet.missing, -sum(option.findings for option in those)
