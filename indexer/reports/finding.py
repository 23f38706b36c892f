"""The finding: the unit that is cut, indexed, shown and cited."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Parts the names of several forces.
AND = "; "
#: The category of a titled section that sets the scene and judges nothing.
CONTEXT = "Context"


@dataclass(frozen=True, slots=True)
class Span:
    """Where in its source a finding stands: first and last line, and pages where there are any."""

    first: int
    last: int
    first_page: int | None = None
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of one report. Its text, headings and label are the report's; ``id``,
    ``report``, ``family``, ``category`` (one name for many headings) and ``due`` are ours.

    ``area``, ``category`` and ``grade`` are None where the report gives none; they are never
    guessed.
    """

    #: Stable across rebuilds and corrections elsewhere; fit for a URL.
    id: str
    #: The report's slug: the name of its folder in the corpus.
    report: str
    title: str
    force: str
    #: 'YYYY-MM', or 'YYYY' or '' where the report says no more.
    published: str
    family: str
    area: str | None
    category: str | None
    grade: str | None
    #: The heading it stands under, as printed.
    section: str
    #: All headings above it, outermost first.
    path: tuple[str, ...]
    #: The number or label printed before it ('5.12', 'Recommendation 3'), or None.
    label: str | None
    #: The whole text: white space single, furniture gone, halves joined, bullet marks removed.
    text: str
    source: Span
    #: First and last offset in ``text`` of each nested bullet, in order.
    nested_at: tuple[tuple[int, int], ...] = ()
    #: Positions in ``text`` (character offsets) where halves over a page break were joined.
    joins: tuple[int, ...] = ()
    #: The series of inspections it belongs to ('PEEL 2018/19'); '' where the report names none.
    series: str = ""
    #: The place inspected, where that is not the force's ('Norfolk'); '' where there is none.
    place: str = ""
    #: The printed reference of what is asked for ('Recommendation 3', 'R3'), or None.
    reference: str | None = None
    #: Who must act, as printed, or None.
    addressee: str | None = None
    #: By when, as printed ('within six months'), or None.
    deadline: str | None = None
    #: The last day of that, 'YYYY-MM-DD', or None where it cannot be reckoned.
    due: str | None = None

    def __hash__(self) -> int:
        """Of its id: to hash all that it says took a hundredth of a page of results."""
        return hash(self.id)

    @property
    def forces(self) -> tuple[str, ...]:
        """The forces that its report is about, each by its name; several in a joint inspection."""
        return tuple(filter(None, self.force.split(AND)))

    @property
    def year(self) -> str:
        """The year of publication, 'YYYY', or '' where the report gives none."""
        return self.published[:4]

    @property
    def nested(self) -> tuple[str, ...]:
        """The words of its nested bullets, in order."""
        return tuple(self.text[start:end] for start, end in self.nested_at)

    def to_json(self) -> dict[str, Any]:
        """The finding as ``indexer split`` prints it: plain types, keys in a fixed order."""
        values = {name: getattr(self, name) for name in self.__slots__}
        source = {name: getattr(self.source, name) for name in Span.__slots__}
        return {**values, "source": source, "nested": list(self.nested)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Finding:
        """The finding that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        values = dict(data, source=Span(**data["source"]))
        del values["nested"]
        values["nested_at"] = tuple((start, end) for start, end in values["nested_at"])
        for name in ("path", "joins"):
            values[name] = tuple(values[name])
        return cls(**values)
