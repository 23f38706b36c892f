"""What was read out of a query, as plain values.

The kinds of reading make ``Reading`` and ``Unknown``, ``QueryReader`` an ``AsRead`` of them, which
``Searcher`` turns into a plan; pages and API show ``Understood``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.index.records import ReportRecord
from indexer.search.language.parser import Query
from indexer.search.query.nodes import Having, Node, Term
from indexer.search.query.tone import Tone


@dataclass(frozen=True, slots=True)
class Reading:
    """Some words of a line, and what they name."""

    #: The places of its words in the line.
    places: tuple[int, ...]
    #: Facet to the codes of the values named. Of several facets any will do: 'Norfolk' is a force
    #: and a place.
    named: Mapping[str, frozenset[int]]
    #: How that was worked out, where it does not go without saying: a sentence about the words as
    #: typed, which stand for '{}'.
    told: str = ""


class Nowhere(str):
    """A note that says what no report here has or is of; a page shows these apart."""

    __slots__ = ()


def said(note: str, words: str) -> str:
    """A note with these words in the place of its '{}', of the same class."""
    return type(note)(note.format(words))


@dataclass(frozen=True, slots=True)
class Unknown:
    """Some words of a line that name what no report here has: they stay words, and this is said.

    'Reports published in' a month that no report is of are none.
    """

    places: tuple[int, ...]
    #: A sentence about the words as typed, which stand for '{}'.
    sentence: str
    #: What sort of thing they name.
    facet: str = "force"


@dataclass(frozen=True, slots=True)
class Understood:
    """Words that were read as a filter, for everybody to see."""

    #: As typed.
    typed: str
    facet: str
    #: The printed names of the values, in the order of the facet.
    values: tuple[str, ...]
    #: Whether it is what the words leave out: 'all forces but' Kent.
    excluded: bool = False

    def to_json(self) -> list[dict[str, str | bool]]:
        """A row for each value, as the API gives it."""
        said = {"typed": self.typed, "facet": self.facet}
        return [{**said, "value": value, "excluded": self.excluded} for value in self.values]


@dataclass(frozen=True, slots=True)
class Leaning:
    """Words by which findings of some categories are a little better than others."""

    typed: str
    #: What they are about, as it is said: 'what is done well'.
    about: str
    categories: frozenset[str]
    #: Those that say the opposite, and are a little worse: praise, where something is lacking.
    opposed: frozenset[str]
    #: What a narrative of the same is like.
    tone: Tone
    #: Where the words ask for such findings: what comes first, condition by condition.
    first: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class DueAsked:
    """Words that ask for what is due at some time, which the register can be asked for."""

    typed: str
    #: 'overdue' or 'coming'.
    state: str
    #: The day as of which it is overdue, 'YYYY-MM-DD'; '' for today.
    on: str = ""


@dataclass(frozen=True, slots=True)
class GradedArea:
    """An area that was given the grade."""

    #: Whose it is: a force or, where the report is of none, a place.
    whose: str
    area: str
    grade: str
    report: ReportRecord


@dataclass(frozen=True, slots=True)
class AsRead:
    """A query, and what was read out of it."""

    #: What is left to be searched for.
    query: Query
    #: The same as typed.
    words: str
    understood: tuple[Understood, ...] = ()
    #: Facet to the codes of its values: OR inside a facet, AND across.
    filters: Mapping[str, frozenset[int]] = field(default_factory=dict)
    #: What else a finding must be: what a name of several facets names, nothing that is left out.
    conditions: tuple[Node, ...] = ()
    leaning: Leaning | None = None
    #: What speaks of the forces that are named, in reports on several bodies.
    speaking: tuple[Term | Having, ...] = ()
    #: The words that ask for a comparison, as typed; '' for none.
    comparing: str = ""
    #: The words that ask how it was before, as typed; '' for none.
    past: str = ""
    due: DueAsked | None = None
    #: The words that ask what somebody must do or mend, as typed; '' for none.
    demanding: str = ""
    #: Who that is asked of, as typed: 'what should' schools 'do'; '' for nobody.
    addressed: str = ""
    #: The words that ask for the latest first, as typed; '' for none.
    newest: str = ""
    #: The words that ask for the grades that were given, as typed; '' for none.
    grading: str = ""
    #: The words that ask to be told what the reports say, as typed.
    telling: tuple[str, ...] = ()
    #: Those of them that ask how somebody stands, as typed; '' for none.
    standing: str = ""
    #: Those of them that ask what somebody was told more than once, as typed; '' for none.
    repeated: str = ""
    notes: tuple[str, ...] = ()
