"""What the archive answers: plain values, ready to be shown as HTML, JSON or CSV.

``Searcher`` and ``Archive`` make them; pages, API, exports and the command read them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from indexer.reports.finding import Finding
from indexer.reports.report import GradeSpread
from indexer.search.cache import Kept
from indexer.search.fields import FIELDS
from indexer.search.language.interpretation import Change
from indexer.search.request import SearchRequest
from indexer.search.understanding.reading import (
    DueAsked,
    GradedArea,
    Leaning,
    Nowhere,
    Understood,
)

#: The names of the fields of a finding in the JSON, with their values.
_TOLD = tuple((row.name, row.value) for row in FIELDS if row.description)
#: A text as JSON, with its quotation marks.
quoted = json.encoder.encode_basestring
#: Those that many findings have in common, and all of them as they are written.
_OWN = ("id", "text")
_ABOUT = tuple(value for name, value in _TOLD if name not in _OWN)
_NAMES = ("id", "url", *(name for name, _ in _TOLD if name not in _OWN), "text")
_WRITTEN = "".join(
    (
        *("{", *(f'"{name}": %s, ' for name in _NAMES)),
        '"snippet": [%s], "score": %r, "answers": %s}',
    )
)
#: So many values that findings have in common are kept as JSON, at 200 bytes each.
_AS_JSON: Kept[str | int | None, str] = Kept(
    lambda value: quoted(value) if isinstance(value, str) else json.dumps(value), 16_384
)


class Fragment(NamedTuple):
    """A stretch of a snippet; ``match`` when it is what was searched for."""

    text: str
    match: bool


class Twin(NamedTuple):
    """Another finding that says nearly the same, with what tells the two apart."""

    id: str
    force: str
    published: str
    area: str | None
    category: str | None


class Hit(NamedTuple):
    """One finding of an answer: a tuple, since a page makes twenty and a frozen dataclass takes
    five times as long.
    """

    finding: Finding
    #: The whole text when short, else the best window; in order, together a stretch of the text.
    snippet: tuple[Fragment, ...]
    #: True when the snippet leaves out some of the text.
    shortened: bool
    score: float
    #: The whole text as segments, with the same marks.
    text: tuple[Fragment, ...] = ()
    #: The national spread of the area's grade, where the report prints it.
    spread: GradeSpread | None = None
    #: Acronyms in the finding with their meanings in its report, in order of appearance.
    acronyms: tuple[tuple[str, str], ...] = ()
    #: When near-identical findings are shown as one: the others of this answer, in report order.
    twins: tuple[Twin, ...] = ()
    #: Whether it has every part that was asked for, near each other; else it is merely close.
    answers: bool = True
    #: The day or the instant at which its report entered the corpus.
    added: str = ""
    #: The heading above it by which it answers, where not all that was asked for stands in its
    #: text: '' elsewhere.
    heading: str = ""
    #: Of what is merely close, the words that were typed of which it has nothing, not even what is
    #: like them; () where it has something of all.
    lacks: tuple[str, ...] = ()
    #: Where it lacks none of them, those of which it has only what is like them.
    otherwise: tuple[str, ...] = ()
    #: Whether it has all of them themselves, and only not together.
    apart: bool = False

    def to_json(self, url: Callable[[str], str]) -> dict[str, Any]:
        """The finding as the API gives it: ``text`` is the whole of it."""
        fields = {name: value(self.finding) for name, value in _TOLD}
        return {
            "id": self.finding.id,
            "url": url(self.finding.id),
            **fields,
            "snippet": [{"text": one.text, "match": one.match} for one in self.snippet],
            "score": self.score,
            "answers": self.answers,
        }


class Excerpt(NamedTuple):
    """A finding with a piece of its text, as programs get it: nothing else is looked up."""

    finding: Finding
    score: float
    #: Whether it has every part that was asked for, near each other; else it is merely close.
    answers: bool
    #: The snippet of ``Hit``, written as JSON without its brackets.
    segments: str

    def written(self, url: Callable[[str], str]) -> str:
        """What ``Hit.to_json`` gives, as ``json.dumps`` writes it; in half the time."""
        one = self.finding
        return _WRITTEN % (
            quoted(one.id),
            quoted(url(one.id)),
            *map(_AS_JSON.__getitem__, [value(one) for value in _ABOUT]),
            quoted(one.text),
            self.segments,
            self.score,
            "true" if self.answers else "false",
        )


class FacetValue(NamedTuple):
    """A value of a facet with the number of findings that have it under all other filters."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # a tuple's own method of that name is not used
    selected: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Counts of findings over the values of two facets.

    Each finding is in one cell, or in those of each of its values where it has several: it is
    counted once in the sum of a row or column.
    """

    #: The values that have findings, in report order, with how many have them.
    rows: tuple[FacetValue, ...]
    columns: tuple[FacetValue, ...]
    #: A row for each of ``rows``, in it a number for each of ``columns``.
    counts: tuple[tuple[int, ...], ...]
    #: The number of findings counted.
    total: int


@dataclass(frozen=True, slots=True)
class Hint:
    """A search that finds more than a thin answer did: what it is, and how many it finds."""

    text: str
    findings: int
    request: SearchRequest


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of answers, and how the search was understood."""

    request: SearchRequest
    #: The number of findings that answer: what facets, matrix, exports and feed count too.
    total: int
    #: The number of pages; 1 when there is nothing.
    pages: int
    hits: tuple[Hit, ...]
    #: Facet name to its values: chosen ones always, others when counted; most findings first
    #: (area in report order, year newest first).
    facets: Mapping[str, tuple[FacetValue, ...]]
    expansions: tuple[Change, ...]
    corrections: tuple[Change, ...]
    #: A whole query that may have been meant, or None.
    suggestion: str | None
    #: Plain sentences: words ignored, limits met, what an empty answer could try.
    notes: tuple[str, ...]
    #: The id of the build that answered.
    build: str
    #: When fewer than three findings were found: searches that find more.
    hints: tuple[Hint, ...] = ()
    #: The number of findings that are close, which follow what answers; where nothing answers,
    #: facets count them.
    close: int = 0
    #: The number of hits on all pages: fewer than there are where findings are shown as one.
    listed: int = 0
    #: Whether the order is by meaning as well as by words.
    meant: bool = False
    #: Whether what answers and what is close are one list in the order of the evidence.
    mixed: bool = False
    #: What the words were read to filter by.
    understood: tuple[Understood, ...] = ()
    #: The words that are searched for as typed, without what was read; None for all of the query.
    words: str | None = None
    #: Words that were searched for as such and would be an acronym in capitals, each with that.
    in_capitals: tuple[Change, ...] = ()
    #: The words that were passed over, as typed: little ones, and those that ask to be told.
    ignored: tuple[str, ...] = ()
    #: What only frames the question, as typed: what answers may lack it.
    framing: tuple[str, ...] = ()
    #: Whether the words only say what findings must not have.
    without: bool = False
    #: Words by which findings of some categories come a little earlier, None for none.
    leaning: Leaning | None = None
    #: Words that ask for the latest first, as typed; '' for none.
    newest: str = ""
    #: Where the words ask who is better: the forces and the areas to compare.
    comparison: SearchRequest | None = None
    #: Words that ask how it was before, as typed; '' for none.
    past: str = ""
    #: Words that ask how somebody stands, as typed; '' for none.
    standing: str = ""
    #: Words that ask what somebody was told more than once, as typed; '' for none.
    repeated: str = ""
    #: Words that ask for what is due at some time, which the register has and no finding is
    #: searched for by; None for none.
    due: DueAsked | None = None
    #: Words that ask what somebody must do or mend, as typed, which the register lists; '' for
    #: none.
    demanding: str = ""
    #: Who that is asked of, as typed: 'what should' schools 'do'; '' for nobody.
    addressed: str = ""
    #: Where the words ask for a grade: the areas that were given it, the newest first.
    graded: tuple[GradedArea, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Those of the notes that say what no report here has or is of."""
        return tuple(note for note in self.notes if isinstance(note, Nowhere))

    @property
    def unmet(self) -> tuple[str, ...]:
        """Where nothing answers and all that is close is on this page: the words that none of it
        has, nor anything that is like them.
        """
        if self.total or self.pages > 1 or not self.hits:
            return ()
        words = self.hits[0].lacks
        return tuple(word for word in words if all(word in hit.lacks for hit in self.hits))

    @property
    def apart(self) -> bool:
        """Whether nothing answers, and something here has all that was asked, only not together."""
        return not self.total and any(hit.apart for hit in self.hits)

    @property
    def searched(self) -> str:
        """The words that are searched for, as typed."""
        return self.request.q if self.words is None else self.words

    def to_json(self, url: Callable[[str], str] = "/findings/{}".format) -> dict[str, Any]:
        """The answer as ``/api/v1/search`` gives it: plain types in the promised shape.

        ``url`` makes the address of a finding from its id.
        """
        return {
            "query": self.request.q,
            "total": self.total,
            "close": self.close,
            "page": self.request.page,
            "size": self.request.size,
            "findings": [hit.to_json(url) for hit in self.hits],
            "facets": {name: [v._asdict() for v in values] for name, values in self.facets.items()},
            "expansions": [change.to_json() for change in self.expansions],
            "corrections": [change.to_json() for change in self.corrections],
            "understood": [row for one in self.understood for row in one.to_json()],
            "suggestion": self.suggestion,
            "notes": list(self.notes),
            "build": self.build,
        }


@dataclass(frozen=True, slots=True)
class Scan:
    """Everything that a search finds, of one build, however much it is. To be gone through once."""

    #: What is to be said of it: the numbers, the facets, the notes; not its hits.
    page: SearchPage
    #: The findings in the order of the search, what answers first, read one by one.
    findings: Iterator[Finding]
    #: The same, instead of them, each with whether it answers.
    marked: Iterator[tuple[Finding, bool]]
    #: The same, instead of them, each with a piece of its text in which what was found is marked.
    excerpts: Iterator[Excerpt]


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """A finding where it stands in its report."""

    hit: Hit
    #: Its place among the findings of the report, from 1, and how many there are.
    number: int
    of: int
    previous: Finding | None
    following: Finding | None
    #: The findings of its section in order, itself among them.
    section: tuple[Finding, ...]

    @property
    def finding(self) -> Finding:
        """The finding itself."""
        return self.hit.finding


@dataclass(frozen=True, slots=True)
class Health:
    """The state of the index that is being searched."""

    build: str
    created: str
    findings: int
    reports: int
    #: Whether questions are ranked by meaning as well: 'on'; 'off' when the build has no vectors;
    #: 'missing' when it has, and the model that made them is not installed.
    meaning: str
    #: What is wrong in a sentence, '' when nothing is.
    problem: str = ""
    #: How the cluster is that holds the index, '' where no cluster does.
    cluster: str = ""
