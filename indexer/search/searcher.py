"""A request to a page of answers, against one snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexer.errors import NotFound, RequestError
from indexer.reports.finding import Finding
from indexer.search import glossary, query, snippets
from indexer.search.answer import GradeSpread, Hit, SearchPage
from indexer.search.cache import Cache
from indexer.search.counts import Counts, Selection
from indexer.search.evaluation import Evaluator, Everything, Matches, Words
from indexer.search.expansion import Acronyms, Expansions
from indexer.search.interpretation import Interpretation, Interpreter
from indexer.search.lexicon import Lexicon
from indexer.search.postings import Floats, Ints
from indexer.search.ranking import Ranking
from indexer.search.request import MAX_SIZE, SearchRequest, Sort
from indexer.search.snapshot import Snapshot
from indexer.search.spelling import Speller

#: The longest query that is read, in characters.
MAX_QUERY = 2000
_NAMED = 6
_HITS_KEPT = 4096


class _Answer(NamedTuple):
    matches: Matches
    counts: Counts
    interpretation: Interpretation


class Searcher:
    """Searches one snapshot; shared by all threads."""

    def __init__(
        self, snapshot: Snapshot, ranking: Ranking | None = None, lexicon: Lexicon | None = None
    ) -> None:
        lexicon = lexicon or Lexicon.load()
        self.snapshot = snapshot
        self.acronyms = Acronyms(snapshot.reports, lexicon.acronyms)
        self.expansions = Expansions(
            self.acronyms, lexicon.likenesses, lexicon.fillers, snapshot.vocabulary
        )
        self.evaluator = Evaluator(snapshot, ranking or Ranking())
        self._interpreter = Interpreter(
            snapshot,
            self.evaluator,
            self.expansions,
            Speller(snapshot.vocabulary),
            lexicon.fillers,
        )
        self._acronyms: Cache[tuple[tuple[str, str], ...]] = Cache(_HITS_KEPT, lambda _: 1)

    def search(self, request: SearchRequest) -> SearchPage:
        """The page that ``request`` asks for.

        Raises RequestError, naming the parameter, for what cannot be asked, and NotFound for a
        page past the last one.
        """
        check(request)
        selection = Selection(self.snapshot, request.filters)
        answer = self._answer(request, selection)
        docs, scores = answer.matches
        total = len(docs)
        pages = max(1, -(-total // request.size))
        if request.page > pages:
            raise NotFound(
                f"There is no page {request.page}: the {total} findings fill {pages}.", "page"
            )
        start = (request.page - 1) * request.size
        shown = self._order(request, answer)[start : start + request.size]
        patterns = snippets.patterns(answer.interpretation.node)
        reading = answer.interpretation
        return SearchPage(
            request=request,
            total=total,
            pages=pages,
            hits=tuple(self.hit(int(docs[i]), patterns, float(scores[i])) for i in shown),
            facets=answer.counts.values(),
            expansions=tuple(reading.expansions),
            corrections=tuple(reading.corrections),
            suggestion=self._suggestion(request, selection, reading),
            notes=tuple(self._notes(request, selection, answer)),
            build=self.snapshot.build.id,
        )

    def matching(self, request: SearchRequest) -> Ints:
        """The documents that ``request`` finds under its filters, rising, whatever its page.

        Raises RequestError as ``search`` does.
        """
        check(request)
        return self._answer(request, Selection(self.snapshot, request.filters)).matches.docs

    def hit(self, doc: int, patterns: frozenset[snippets.Pattern], score: float = 0.0) -> Hit:
        """A finding as it is shown, with everything that ``patterns`` finds in it marked."""
        finding = self.snapshot.finding(doc)
        marked = snippets.marks(finding, patterns)
        start, end = snippets.window(finding.text, marked)
        return Hit(
            finding=finding,
            snippet=snippets.segments(finding.text, marked, start, end),
            shortened=end - start < len(finding.text),
            score=score,
            text=snippets.segments(finding.text, marked, 0, len(finding.text)),
            spread=self._spread(finding),
            acronyms=self._acronyms.get(doc, lambda: glossary.meanings_in(finding, self.acronyms)),
        )

    def patterns(self, q: str) -> frozenset[snippets.Pattern]:
        """What a query marks in the findings it finds."""
        reading = self._interpreter.interpret(query.parse(q[:MAX_QUERY]), True, True)
        return snippets.patterns(reading.node)

    def _answer(self, request: SearchRequest, selection: Selection) -> _Answer:
        reading = self._interpreter.interpret(
            query.parse(request.q), request.expand, request.correct
        )
        found = self.evaluator.matches(reading.node)
        counts = Counts(self.snapshot, found.docs, selection)
        kept = counts.kept
        return _Answer(Matches(found.docs[kept], found.scores[kept]), counts, reading)

    # Order

    def _order(self, request: SearchRequest, answer: _Answer) -> Ints:
        """The places of the matches in the order asked for, as far as the page needs them."""
        docs, scores = answer.matches
        needed = request.page * request.size
        if request.sort is Sort.RELEVANCE and scores.any():
            return _best(scores, self.snapshot.ranks[docs], needed)
        ranks = self._newest if request.sort is Sort.NEWEST else self.snapshot.ranks
        return _smallest(ranks[docs], needed)

    @cached_property
    def _newest(self) -> Ints:
        """The place of each document when the newest report comes first."""
        column = self.snapshot.facets["report"]
        dates = [self.snapshot.reports[report]["published"] for report in column.slugs] or [""]
        older = {date: place for place, date in enumerate(sorted(set(dates), reverse=True))}
        place = np.array([older[date] for date in dates], dtype=np.int32)[column.codes]
        ranks = np.empty(self.snapshot.size, dtype=np.int32)
        order = np.lexsort((self.snapshot.ranks, place))
        ranks[order] = np.arange(self.snapshot.size, dtype=np.int32)
        return ranks

    # What is said about the answer

    def _notes(
        self, request: SearchRequest, selection: Selection, answer: _Answer
    ) -> Iterable[str]:
        reading = answer.interpretation
        if request.q.strip() and isinstance(reading.node, Everything):
            yield f"There is no word to search for in '{request.q.strip()}'."
        if reading.ignored:
            words = ", ".join(f"'{word}'" for word in reading.ignored)
            yield f"Ignored as too common to tell findings apart: {words}."
        yield from reading.notes
        yield from self._conflicts(reading)
        if len(answer.matches.docs):
            yield from self._partial(answer)
        else:
            yield from self._empty(request, selection, answer)

    def _conflicts(self, reading: Interpretation) -> Iterable[str]:
        for short in dict.fromkeys(reading.acronyms):
            meanings = [m.long for m in self.acronyms.meanings(short) if m.reports]
            if len(meanings) > 1:
                listed = " and ".join(f"'{meaning}'" for meaning in meanings)
                yield f"The reports give more than one meaning for {short}: {listed}."

    def _partial(self, answer: _Answer) -> Iterable[str]:
        node = answer.interpretation.node
        if not isinstance(node, Words) or sum(len(part.words) for part in node.parts) < 2:
            return
        complete = int(self.evaluator.full(node)[answer.matches.docs].sum())
        if complete == 0:
            yield "No finding has all of these words; those with most of them come first."
        elif complete < len(answer.matches.docs):
            has = "finding has" if complete == 1 else "findings have"
            first = "it comes" if complete == 1 else "they come"
            yield f"{complete} {has} all of these words; {first} first."

    def _empty(
        self, request: SearchRequest, selection: Selection, answer: _Answer
    ) -> Iterable[str]:
        wanted = answer.interpretation.wanted[:_NAMED]
        each = [
            f"{text} in {_findings(len(self.evaluator.impact(leaf).matches.docs))}"
            for text, leaf in wanted
        ]
        if each:
            yield f"By itself and without filters: {', '.join(each)}."
        for facet, codes in selection.chosen.items():
            if left := answer.counts.without(facet):
                labels = list(self.snapshot.facets[facet].labels.values())
                names = " or ".join(f"'{labels[code]}'" for code in sorted(codes))
                yield f"Without the {facet} {names}: {_findings(left)}."
        if '"' in request.q:
            yield "Try it without the quotes: the words need not stand side by side then."

    def _suggestion(
        self, request: SearchRequest, selection: Selection, reading: Interpretation
    ) -> str | None:
        """The query with probable slips mended, if that finds anything under these filters."""
        better = request.q
        for change in reading.suggestions:
            better = better.replace(change.typed, change.searched)
        if better == request.q:
            return None
        tried = SearchRequest(q=better, expand=request.expand, correct=False)
        return better if len(self._answer(tried, selection).matches.docs) else None

    def _spread(self, finding: Finding) -> GradeSpread | None:
        if finding.grade is None:
            return None
        for area in self.snapshot.reports[finding.report]["areas"]:
            if area["name"] == finding.area and area["spread"]:
                counts = tuple((grade, int(count)) for grade, count in area["spread"])
                return GradeSpread(finding.grade, counts)
        return None


def check(request: SearchRequest) -> None:
    """Raises RequestError, naming the parameter, for what cannot be asked."""
    if request.page < 1:
        raise RequestError(f"There is no page {request.page}. Pages are counted from 1.", "page")
    if not 1 <= request.size <= MAX_SIZE:
        raise RequestError(f"A page holds 1 to {MAX_SIZE} findings, not {request.size}.", "size")
    if len(request.q) > MAX_QUERY:
        raise RequestError(
            f"The query has {len(request.q)} characters; at most {MAX_QUERY} are read. "
            "Search for a few words of it.",
            "q",
        )


def _findings(number: int) -> str:
    return f"{number} finding" if number == 1 else f"{number} findings"


def _best(scores: Floats, ranks: Ints, needed: int) -> Ints:
    """The places of the ``needed`` highest scores, best first, equals in order of rank."""
    places = np.arange(len(scores), dtype=np.int32)
    if needed < len(scores):
        least = np.partition(scores, len(scores) - needed)[len(scores) - needed]
        places = np.flatnonzero(scores >= least).astype(np.int32)
    return places[np.lexsort((ranks[places], -scores[places]))]


def _smallest(ranks: Ints, needed: int) -> Ints:
    """The places of the ``needed`` smallest ranks, smallest first."""
    places = np.arange(len(ranks), dtype=np.int32)
    if needed < len(ranks):
        places = np.argpartition(ranks, needed)[:needed].astype(np.int32)
    return places[np.argsort(ranks[places])]
