"""The engine's door: all that the product asks of whatever holds the findings.

``Searcher`` and ``Archive`` call it and know nothing else of an engine. A tree of terms goes in
(``query.nodes``, ``query.plan``), findings, scores and counts come out: no query as typed, no
sentence and no array of all matches passes here, and everything that a page needs is one call. The
values of facets are told by their codes, which the catalogue numbers.

A finding *answers* a node when it has everything that was asked for: of a run of words each, as
typed or as something equal (a member of weight 1), in its headings or in one sentence or the next,
and of a fixed part the whole; of operators what boolean logic says. What matches otherwise is
*close*: it follows what answers, is cut where the evidence ends, and is not counted with it.

An engine on other machines keeps to the same words: terms are those of our own analysis, a
finding that matches in one engine matches in every other, totals and counts are exact; only the
order by relevance may differ a little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, Protocol, TypeVar

from indexer.reports.finding import Finding
from indexer.reports.report import Report
from indexer.search.catalogue import Catalogue
from indexer.search.query.nodes import NOTHING, Ahead, Node, Soon, Term, nothing
from indexer.search.query.plan import ALL, Chosen, Plan

T = TypeVar("T")


class Result(NamedTuple):
    """A finding with what it scored, comparable within one answer only."""

    finding: Finding
    score: float = 0.0
    #: Where near-identical findings are listed as one: the others that were found too, in report
    #: order.
    twins: tuple[Finding, ...] = ()
    #: Whether it has every part that was asked for, near each other; else it is merely close.
    answers: bool = True


class Neighbours(NamedTuple):
    """The findings of a report, and where one of them stands."""

    #: In report order. One may be read only when it is asked for.
    findings: Sequence[Finding]
    place: int


class Crossed(NamedTuple):
    """How many findings have the values of two facets, by their codes. What none has is left out.

    A finding with several values of a facet is in the pairs of each, and once in every sum.
    """

    pairs: Mapping[tuple[int, int], int]
    rows: Mapping[int, int]
    columns: Mapping[int, int]
    #: The number of findings counted.
    total: int


@dataclass(frozen=True, slots=True)
class Results:
    """What a plan found."""

    #: The stretch that the plan asked for, in its order; () past the end.
    best: tuple[Result, ...]
    #: The number of findings that answer under all chosen values.
    total: int
    #: The number of findings that are close and listed: 0 where the plan wants none of them.
    close: int
    #: The number of findings in the whole list: fewer where near-identical ones are one.
    listed: int
    #: Whether the order is by meaning as well as by words.
    meant: bool
    #: Facet to the number of findings for each code, under the choices in all *other* facets:
    #: those that answer or, when none does, those that are close.
    #: A hidden facet is there only where it is chosen from.
    counts: Mapping[str, Sequence[int]]
    #: Facet that is chosen from to the number of findings that answer without its choice.
    without: Mapping[str, int]
    #: Whether what answers and what is close are one list.
    mixed: bool = False


class Engine(Protocol):
    """One build, open for searching. It never changes, and all threads share it."""

    @property
    def catalogue(self) -> Catalogue:
        """What is known of the build without asking."""

    @property
    def meaning(self) -> str:
        """Whether it ranks by meaning: 'on'; 'off' when the build has no vectors; 'missing' when
        it has, and the model that made them is not installed.
        """

    def search(self, plan: Plan, ahead: Ahead = NOTHING) -> Results:
        """What the plan finds, with everything that a page of it shows.

        A distant engine finds out meanwhile what is asked ``ahead``, so that to count it later is
        no round trip.

        What answers comes first, then what is close, each in the order asked for. To a question in
        a sentence both are one list in the order of the evidence. By relevance the
        best come first, equals by turns of their forces; what has no score stands so too, what
        judges before what tells, and that before what sets the scene. By date the newest report
        comes first, or the one that was added last, its findings as they stand in it.
        """

    def scan(self, plan: Plan) -> Iterator[Result]:
        """All findings that answer the plan in its order, however many, or else the close ones.

        Where the plan asks for what is close (``Match.CLOSE``), that comes after what answers. Its
        start and size do not count.
        """

    def count(self, nodes: Sequence[Node], soon: Soon = nothing) -> list[int]:
        """The exact number of findings that answer each node, all asked at once.

        Callers gather what they want to know and ask once: for a distant engine every call is a
        round trip. Such an engine also finds out meanwhile what it must know to search ``soon``.
        """

    def crosstab(self, plan: Plan, rows: str, columns: str) -> Crossed:
        """How many of the findings that ``scan`` gives have each pair of codes of two facets."""

    def more_like_this(
        self,
        finding: Finding,
        terms: Sequence[Term],
        number: int,
        chosen: Chosen = ALL,
    ) -> list[Result]:
        """At most ``number`` findings nearest to a given one, nearest first, itself never.

        ``terms`` stand for it. A score lies between 0 and 1. Where ``meaning`` is 'on' it says by
        how much a finding is nearer in meaning than findings are as a rule, 1 being six standard
        deviations; else it is a share of what the finding scores itself by its terms. Those
        that are ``chosen`` alone count, as in a ``Plan``.
        """

    def get(self, finding_ids: Sequence[str]) -> list[Finding]:
        """The findings of some ids, in their order: those that are there."""

    def neighbours(self, finding: Finding) -> Neighbours:
        """All findings of its report in their order, itself among them."""

    def report(self, report_id: str) -> Report:
        """A whole report as it was read, with its ledger. The catalogue says which there are."""


@dataclass(frozen=True, slots=True)
class Opened(Generic[T]):
    """A build that was opened, in the hands of whoever uses it."""

    used: T
    #: What ``Source.current`` named then; the build itself may be an older one.
    current: str | None
    #: What is wrong in a sentence, '' when nothing is.
    problem: str = ""


class Source(Protocol):
    """Where the builds of one archive are published: a folder, or an alias of a cluster."""

    def current(self) -> str | None:
        """The name of what is published now, a cheap look. Raises IndexUnusable."""

    def open(self, use: Callable[[Engine], T]) -> Opened[T]:
        """The newest build that opens and that ``use`` makes something of, an older one if need be.

        Raises NoIndex when nothing was ever published, ForeignIndex when nothing can be used.
        """

    def sound(self) -> bool:
        """Whether what was opened last still looks as it did then, a cheap look."""

    def state(self) -> str:
        """How the machines are that hold the builds, as they say themselves; '' for this one.

        Raises IndexUnusable when they do not answer.
        """

    def flaw(self) -> str:
        """What is damaged of what was opened last, in a sentence, '' when all of it is whole.

        A thorough look: everything is read.
        """
