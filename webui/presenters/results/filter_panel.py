"""The filter panel: what of each facet is shown at once, what is folded, and in which groups.

The search page hands in the facets of an answer, and what somebody looks for in the long ones; a
group for each facet comes out: area and force first, which is what most people choose by.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

from markupsafe import Markup

from indexer import FACETS, Facet, FacetValue, ReportRecord, Understood, slug
from webui.presenters.forces import framework
from webui.presenters.moulds import Frame, Mould, joined
from webui.presenters.sentences import number

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
#: So many ticks are kept without their numbers, at 500 bytes each.
_TICKS_KEPT = 4096
_TICK, _TOGETHER = (Mould("components/facet.html", name) for name in ("tick", "together"))


class Option(NamedTuple):
    """A value of the facet ``name`` to tick.

    Options of one ``stem`` stand together and print only their ``leaf``, and how many findings they
    have.
    """

    name: str
    key: str
    label: str
    stem: str
    leaf: str
    findings: int
    selected: bool
    number: str
    #: Whether the words of the search say so: to untick it would not take that back.
    read: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Options in a row under one heading, '' for none."""

    name: str
    options: tuple[Option, ...]

    @property
    def by_stem(self) -> tuple[tuple[str, tuple[Option, ...]], ...]:
        """The options in runs of one stem ('' for those without)."""
        return tuple((stem, tuple(run)) for stem, run in groupby(self.options, lambda o: o.stem))


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
    def chosen(self) -> tuple[Option, ...]:
        """What was ticked; it is never folded."""
        return tuple(one for one in self.shown.options if one.selected and not one.read)


class _Together(NamedTuple):
    stem: str
    ticks: Markup


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


def ticks(run: Run) -> Markup:
    """The ticks of the options in a row, those of one stem under it."""
    return _TOGETHER.filled(_Together(stem, joined(map(_tick, some))) for stem, some in run.by_stem)


def _tick(it: Option) -> Markup:
    kept = _kept(it.name, it.key, it.stem, it.leaf, bool(it.findings), it.selected, it.read)
    return kept.around(it.number)


@lru_cache(maxsize=_TICKS_KEPT)
def _kept(*texts: Any) -> Frame:
    """A tick without its number, which differs from one search to the next."""
    return _TICK.frame(_Tick(*texts), "number")


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
    listed = ((facet, tuple(_named(facet, facets.get(facet.name, ())))) for facet in ordered)
    return tuple(
        _group(
            facet,
            values,
            facet.name in read,
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


def _is_shown(facet: Facet, values: tuple[FacetValue, ...]) -> bool:
    """Whether there is anything to choose: more than that it is missing."""
    return any(value.selected or value.label != facet.missing for value in values)


def _group(
    facet: Facet,
    values: tuple[FacetValue, ...],
    read: bool,
    frameworks: Mapping[str, str],
    find: str,
) -> Group:
    options = tuple(_options(facet, values, read))
    if len(options) <= _LONG:
        return Group(facet, Run("", options))
    shown = {option.key for option in options if option.selected or _has(option, find)}
    shown.update(option.key for option in options[: 0 if find else _SHOWN])
    rest = [option for option in options if option.key not in shown]
    return Group(
        facet,
        Run("", tuple(option for option in options if option.key in shown)),
        tuple(_runs(rest, frameworks)),
        find,
    )


def _named(facet: Facet, values: Iterable[FacetValue]) -> Iterator[FacetValue]:
    """The values to choose from, what is missing last: no area and no force is none of them."""
    yield from (value for value in values if value.label != facet.missing)
    for value in values:
        if value.label == facet.missing and (facet.name not in _FIRST or value.selected):
            yield value


def _has(option: Option, find: str) -> bool:
    return bool(find.strip()) and find.strip().casefold() in option.label.casefold()


def _runs(options: list[Option], frameworks: Mapping[str, str]) -> Iterator[Run]:
    """The options under their frameworks, that with most findings first."""
    if not frameworks:
        yield Run("", tuple(options))
        return
    total: Counter[str] = Counter()
    for option in options:
        total[frameworks.get(option.label, "")] += option.findings
    for name in sorted(total, key=lambda name: (not name, -total[name])):
        those = (option for option in options if frameworks.get(option.label, "") == name)
        yield Run(name if len(total) > 1 else "", tuple(those))


def _options(facet: Facet, values: tuple[FacetValue, ...], read: bool) -> Iterator[Option]:
    """The options; areas with most findings first, those of one stem together."""
    parted = _parted(tuple([(value.value or value.label, value.label) for value in values]))
    found: dict[str, list[Option]] = {}
    for (_, label, count, selected), (key, stem, leaf) in zip(values, parted, strict=True):
        option = Option(
            facet.name, key, label, stem, leaf, count, selected, number(count), read and selected
        )
        found.setdefault(stem or key, []).append(option)
    together = list(found.values())
    if facet.name == "area":
        together = [sorted(those, key=lambda one: -one.findings) for those in together]
        together.sort(key=lambda those: _weight(facet, those))
    for those in together:
        yield from those


@lru_cache(maxsize=_KEPT)
def _parted(names: tuple[tuple[str, str], ...]) -> list[tuple[str, str, str]]:
    """Of the values of a facet, each with its label, what stands in addresses, stem and leaf."""
    parts = [label.rpartition(_DASH) for _, label in names]
    stems = Counter([stem for stem, _, _ in parts])
    return [
        (slug(value), *((stem, leaf) if stems[stem] > 1 else ("", label)))
        for (value, label), (stem, _, leaf) in zip(names, parts, strict=True)
    ]


def _weight(facet: Facet, those: list[Option]) -> tuple[bool, int]:
    return those[0].label == facet.missing, -sum(option.findings for option in those)
