"""A request to a page of answers, against one snapshot."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from indexer.errors import NotFound, RequestError
from indexer.reports.finding import Finding
from indexer.reports.report import GradeSpread
from indexer.search import glossary, snippets
from indexer.search.answer import Hit, SearchPage, Twin
from indexer.search.counts import Counts, Selection
from indexer.search.engine.cache import Cache
from indexer.search.engine.evaluation import Evaluator
from indexer.search.engine.matches import Docs, Matches
from indexer.search.engine.ranking import Ranking
from indexer.search.engine.snapshot import Snapshot
from indexer.search.explanation import Explainer, Outcome
from indexer.search.language import query
from indexer.search.language.expansion import Acronyms, Expansions
from indexer.search.language.interpretation import Interpretation, Interpreter
from indexer.search.language.lexicon import Lexicon
from indexer.search.language.spelling import Speller
from indexer.search.meaning import fusion
from indexer.search.ordering import Ordering
from indexer.search.related import Kin, Related
from indexer.search.request import MAX_SIZE, SearchRequest, Sort
from indexer.search.snippets import Passage, Pattern, Wanted
from indexer.search.suggestions import Suggester

#: The longest query that is read, in characters.
MAX_QUERY = 2000
#: So many findings are kept analysed, at 15 kB each.
_KEPT = 2048


class _Shown(NamedTuple):
    """What is shown of a finding whatever was searched for."""

    finding: Finding
    passage: Passage
    acronyms: tuple[tuple[str, str], ...]
    spread: GradeSpread | None


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
        ranking = ranking or Ranking()
        self.evaluator = Evaluator(snapshot, ranking)
        self._ordering = Ordering(snapshot)
        self._explainer = Explainer(snapshot, self.evaluator, self.acronyms)
        self._interpreter = Interpreter(
            snapshot,
            self.evaluator,
            self.expansions,
            Speller(snapshot.vocabulary, self.expansions.words),
            lexicon.fillers,
        )
        self._fusion = fusion(snapshot, self._ordering, ranking.meaning)
        self._related = Related(snapshot, self.evaluator)
        self.suggester = Suggester(snapshot, self.evaluator, self.expansions, lexicon.fillers)
        self._shown: Cache[_Shown] = Cache(_KEPT, lambda _: 1)

    def search(self, request: SearchRequest) -> SearchPage:
        """The page that ``request`` asks for.

        Raises RequestError, naming the parameter, for what cannot be asked, and NotFound for a
        page past the last one.
        """
        check(request)
        selection = Selection(self.snapshot, request.filters)
        outcome = self._outcome(request, selection)
        listed = self._fused(request, outcome)
        outcome = outcome._replace(meant=listed is not outcome.matches)
        if request.group:
            listed = self._ordering.distinct(listed, request.sort)
        pages = max(1, -(-len(listed.docs) // request.size))
        if request.page > pages:
            raise NotFound(
                f"There is no page {request.page}: the {len(listed.docs)} findings fill {pages}.",
                "page",
            )
        reading = outcome.interpretation
        return SearchPage(
            request=request,
            total=len(outcome.matches.docs),
            pages=pages,
            hits=tuple(self._hits(request, outcome, listed)),
            facets=outcome.counts.values(),
            expansions=tuple(reading.expansions),
            corrections=tuple(reading.corrections),
            suggestion=self._suggestion(request, selection, reading),
            notes=tuple(self._explainer.notes(request, selection, outcome)),
            build=self.snapshot.build.id,
            hints=tuple(self._explainer.hints(request, selection, outcome, self._count)),
            listed=len(listed.docs),
            meant=outcome.meant,
        )

    def _hits(self, request: SearchRequest, outcome: Outcome, listed: Matches) -> Iterator[Hit]:
        wanted = snippets.wanted_by(outcome.interpretation.node)
        start, end = (request.page - 1) * request.size, request.page * request.size
        for place in self._ordering.places(listed, request.sort, end)[start:end]:
            doc = int(listed.docs[place])
            hit = self.hit(doc, wanted, float(listed.scores[place]))
            if request.group:
                hit = replace(hit, twins=self._twins(doc, outcome.matches.docs))
            yield hit

    def _twins(self, doc: int, docs: Docs) -> tuple[Twin, ...]:
        found = (self.snapshot.finding(int(twin)) for twin in self._ordering.twins(doc, docs))
        return tuple(Twin(f.id, f.force, f.published, f.area, f.category) for f in found)

    @property
    def meaning(self) -> bool:
        """Whether questions are ranked by meaning as well."""
        return self._fusion is not None

    def matching(self, request: SearchRequest) -> Docs:
        """The documents that ``request`` finds under its filters, rising, whatever its page.

        Raises RequestError as ``search`` does.
        """
        check(request)
        return self._outcome(request, Selection(self.snapshot, request.filters)).matches.docs

    def hit(self, doc: int, wanted: Wanted, score: float = 0.0) -> Hit:
        """A finding as it is shown, with everything that is ``wanted`` marked in it."""
        finding, passage, acronyms, spread = self._shown.get(doc, lambda: self._show(doc))
        text = finding.text
        marked = snippets.marks(passage, wanted)
        start, end = snippets.window(text, marked)
        shortened = end - start < len(text)
        snippet = snippets.segments(text, marked, start, end)
        return Hit(
            finding=finding,
            snippet=snippet,
            shortened=shortened,
            score=score,
            text=snippets.segments(text, marked, 0, len(text)) if shortened else snippet,
            spread=spread,
            acronyms=acronyms,
        )

    def _show(self, doc: int) -> _Shown:
        finding = self.snapshot.finding(doc)
        return _Shown(
            finding,
            Passage(finding.text, finding.report),
            glossary.meanings_in(finding, self.acronyms),
            self._spread(finding),
        )

    def doc(self, finding_id: str) -> int:
        """The document number of a finding. Raises NotFound."""
        if (doc := self.snapshot.doc(finding_id)) is None:
            raise NotFound(f"There is no finding '{finding_id}'. Search for its words.", "id")
        return doc

    def similar(self, finding_id: str, number: int) -> tuple[Hit, ...]:
        """The findings nearest to a finding. Raises NotFound."""
        doc = self.doc(finding_id)
        return self._kin(doc, self._related.similar(doc, number))

    def praised(self, finding_id: str, number: int) -> tuple[Hit, ...]:
        """The nearest strengths and practice, other forces' first. Raises NotFound."""
        doc = self.doc(finding_id)
        return self._kin(doc, self._related.praised(doc, number))

    def _kin(self, doc: int, found: list[Kin]) -> tuple[Hit, ...]:
        wanted = Wanted(Pattern((leaf.term,)) for leaf in self._related.terms(doc))
        return tuple(self.hit(kin.doc, wanted, kin.nearness) for kin in found)

    def wanted(self, q: str) -> Wanted:
        """What a query marks in the findings it finds."""
        reading = self._interpreter.interpret(query.parse(q[:MAX_QUERY]), True, True)
        return snippets.wanted_by(reading.node)

    def _outcome(self, request: SearchRequest, selection: Selection) -> Outcome:
        reading = self._interpreter.interpret(
            query.parse(request.q), request.expand, request.correct
        )
        found = self.evaluator.matches(reading.node)
        return Outcome(Counts(self.snapshot, found, selection), reading)

    def _fused(self, request: SearchRequest, outcome: Outcome) -> Matches:
        """The findings scored by words and meaning, unless only the words are to count."""
        if self._fusion is None or not request.expand or request.sort is not Sort.RELEVANCE:
            return outcome.matches
        return self._fusion.order(outcome.matches, outcome.interpretation)

    def _count(self, request: SearchRequest) -> int:
        return len(self._outcome(request, Selection(self.snapshot, request.filters)).matches.docs)

    def _suggestion(
        self, request: SearchRequest, selection: Selection, reading: Interpretation
    ) -> str | None:
        """The query with probable slips mended, if that finds anything under these filters."""
        better = request.q
        for change in reading.suggestions:
            better = re.sub(rf"(?<!\w){re.escape(change.typed)}(?!\w)", change.searched, better)
        if better == request.q:
            return None
        tried = SearchRequest(q=better, expand=request.expand, correct=False)
        return better if len(self._outcome(tried, selection).matches.docs) else None

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
