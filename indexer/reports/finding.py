"""The finding: the unit that is cut, indexed, shown and cited."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

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
    """One finding of one report. Nothing in it is ours but ``id``: the text is the report's.

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
    #: Its nested bullets, in order; each also stands in ``text``.
    nested: tuple[str, ...]
    source: Span
    #: Positions in ``text`` (character offsets) where halves over a page break were joined.
    joins: tuple[int, ...] = ()

    @property
    def year(self) -> str:
        """The year of publication, 'YYYY', or '' where the report gives none."""
        return self.published[:4]

    def to_json(self) -> dict[str, Any]:
        """The finding as ``indexer split`` prints it: plain types, keys in a fixed order."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Finding:
        """The finding that ``to_json`` wrote. Raises KeyError or TypeError for anything else."""
        values = dict(data, source=Span(**data["source"]))
        for name in ("path", "nested", "joins"):
            values[name] = tuple(values[name])
        return cls(**values)
