"""The filter panel: what of each facet is shown at once, what is folded, and in which groups.

The search page hands in the facets of an answer; a group for each facet comes out, in the order
of ``indexer.FACETS``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from indexer import FACETS, Facet, FacetValue, Understood, slug
from webui.presenters.moulds import Mould
from webui.presenters.sentences import number

#: A facet with more values than ``_LONG`` shows ``_SHOWN`` of them and folds the rest.
_LONG = 12
_SHOWN = 8
#: Parts a name such as 'Protecting Vulnerable People – Child Abuse'.
_DASH = " – "
_MOULD = Mould("components/facet.html", "tick")


@dataclass(frozen=True, slots=True)
class Option:
    """A value to tick. Options of one ``stem`` stand together and print only their ``leaf``."""

    key: str
    label: str
    stem: str
    leaf: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A facet as the panel and the tags above the results show it."""

    facet: Facet
    shown: tuple[Option, ...]
    folded: tuple[Option, ...]

    @property
    def by_stem(self) -> tuple[tuple[str, tuple[Option, ...]], ...]:
        """The shown options in runs of one stem ('' for those without)."""
        return tuple((stem, tuple(run)) for stem, run in groupby(self.shown, lambda o: o.stem))

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The ticked options; they are never folded."""
        return tuple(option for option in self.shown if option.selected)


class _Tick(NamedTuple):
    """What a tick prints."""

    name: str
    key: str
    stem: str
    leaf: str
    findings: str
    none: str
    checked: str


def ticks(name: str, options: Iterable[Option]) -> Markup:
    """The ticks of some options of the facet called ``name``."""
    return _MOULD.filled(
        _Tick(
            name=name,
            key=option.key,
            stem=option.stem,
            leaf=option.leaf,
            findings=number(option.count),
            none="" if option.count else "none",
            checked="checked" if option.selected else "",
        )
        for option in options
    )


def filter_panel(
    facets: Mapping[str, tuple[FacetValue, ...]], understood: Iterable[Understood] = ()
) -> tuple[Group, ...]:
    """A group for each facet that has values, in the order in which facets are defined.

    What was ``understood`` of the words is not ticked: to untick it would not take it back.
    """
    read = {one.facet for one in understood if not one.excluded}
    listed = ((facet, facets.get(facet.name, ())) for facet in FACETS)
    return tuple(
        _group(facet, _unticked(values) if facet.name in read else values)
        for facet, values in listed
        if _is_shown(facet, values)
    )


def _unticked(values: tuple[FacetValue, ...]) -> tuple[FacetValue, ...]:
    return tuple(value._replace(selected=False) for value in values)


def _is_shown(facet: Facet, values: tuple[FacetValue, ...]) -> bool:
    """Whether there is anything to choose; of a sparse facet, more than that it is missing."""
    if not facet.sparse:
        return bool(values)
    return any(value.selected or value.label != facet.missing for value in values)


def _group(facet: Facet, values: tuple[FacetValue, ...]) -> Group:
    options = tuple(_options(values))
    if len(options) <= _LONG:
        return Group(facet, options, ())
    first, rest = options[:_SHOWN], options[_SHOWN:]
    shown = (*first, *(option for option in rest if option.selected))
    return Group(facet, shown, tuple(option for option in rest if not option.selected))


def _options(values: tuple[FacetValue, ...]) -> Iterator[Option]:
    stems = Counter(value.label.rpartition(_DASH)[0] for value in values)
    for value in values:
        stem, _, leaf = value.label.rpartition(_DASH)
        if stems[stem] < 2:
            stem, leaf = "", value.label
        key = slug(value.value or value.label)
        yield Option(key, value.label, stem, leaf, value.count, value.selected)
