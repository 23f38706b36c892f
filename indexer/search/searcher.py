"""A request to a page of answers, against one build behind the engine's door.

``Archive`` makes one ``Searcher`` for each engine it opens. A request is understood here, put to
the engine as a plan, and what comes back is shown and explained.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain
from typing import Any, TypeVar

from indexer.budget import Budget
from indexer.errors import NotFound, RequestError
from indexer.index.records import ReportRecord
from indexer.reports.categories import Stance, names
from indexer.reports.finding import CONTEXT, Finding
from indexer.reports.report import GradeSpread
from indexer.search import facets, glossary, register, snippets
from indexer.search.answer import Excerpt, Hit, Matrix, Scan, SearchPage, Twin
from indexer.search.cache import Cache
from indexer.search.engine.interface import Engine, Result
from indexer.search.explanation import Explainer, Meant, Outcome, undated
from indexer.search.facets import Selection, matrix
from indexer.search.glossary import GlossaryEntry
from indexer.search.language import parser
from indexer.search.language.interpretation import Interpretation
from indexer.search.language.interpreter import Interpreter
from indexer.search.language.lookup import Occurrences
from indexer.search.language.thesaurus.expansion import Acronyms, Expansions
from indexer.search.language.thesaurus.lexicon import Lexicon
from indexer.search.marking import Marker
from indexer.search.offers import Offers, offered
from indexer.search.query.nodes import Ahead, And, Having, Node, Not, Or, Soon, asked
from indexer.search.query.plan import Match, Plan, Sort
from indexer.search.register import RegisterEntry
from indexer.search.relatives import Relatives
from indexer.search.request import MAX_SIZE, SearchRequest
from indexer.search.snippets import Mark, Pattern, Wanted
from indexer.search.suggestions import Suggester, Suggestion
from indexer.search.understanding.kinds.comparison import compared, comparison
from indexer.search.understanding.kinds.graded import graded
from indexer.search.understanding.reader import QueryReader
from indexer.search.understanding.reading import AsRead

T = TypeVar("T")

#: The longest query that is read, in characters.
MAX_QUERY = 2000
#: Of so many findings it is kept what is shown whatever was searched for, at 300 bytes each.
_KEPT = 16_384
#: So many queries are kept as they were understood, and what is marked of them, at some 30 KB each.
_READINGS_KEPT, _MARKED_KEPT = 256, 64
#: The categories that judge.
JUDGING = names(Stance.PRAISES, Stance.REPORTS, Stance.ASKS)
#: Of so many it is kept whether they were said before or since.
_AGAIN_KEPT = 4096


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is shown of a finding whatever was searched for."""

    acronyms: tuple[tuple[str, str], ...]
    spread: GradeSpread | None


class Searcher:
    """Searches one build; shared by all threads."""

    def __init__(self, engine: Engine, lexicon: Lexicon | None = None) -> None:
        """``lexicon``: other data files than those of the project, to measure what they bring."""
        lexicon = lexicon or Lexicon.load()
        catalogue = engine.catalogue
        self.engine = engine
        self._catalogue = catalogue
        self._acronyms = Acronyms(catalogue.reports, lexicon.acronyms)
        self._expansions = Expansions(
            self._acronyms,
            lexicon.likenesses,
            lexicon.fillers,
            catalogue.vocabulary,
            lexicon.bound,
        )
        self._interpreter = Interpreter(catalogue, self._expansions, lexicon.fillers, engine.count)
        self._reader = QueryReader(catalogue, lexicon.fillers)
        self._explainer = Explainer(self._acronyms)
        self._relatives = Relatives(engine, catalogue.vocabulary)
        self.suggester = Suggester(catalogue, self._expansions, lexicon.fillers, engine.count)
        self._shown: Cache[_Shown] = Cache(_KEPT)
        self._readings: Cache[Interpretation] = Cache(_READINGS_KEPT)
        self._marked: Cache[Wanted] = Cache(_MARKED_KEPT)
        self._again: Cache[tuple[Hit, ...]] = Cache(_AGAIN_KEPT)
        self._of_reports: dict[Callable[..., Any], Any] = {}
        #: What was searched for last.
        self._last: SearchRequest | None = None

    def follow(self, older: Searcher) -> None:
        """Works out what was worked out for an older build, by asking what that was asked last.

        The first search after a publication took 38 ms and the next 44, where others took 7: each
        build keeps the orders and counts of all findings, and what is made of all reports.
        """
        for make in tuple(older._of_reports):
            self.of_reports(make)
        if (last := older._last) is not None:
            self.search(last)

    def search(self, request: SearchRequest) -> SearchPage:
        """The page that ``request`` asks for.

        Raises RequestError, naming the parameter, for what cannot be asked, and NotFound for a
        page past the last one.
        """
        request = replace(request, filters=facets.current(self._catalogue, request.filters))
        outcome, offers = self._outcome(request)
        self._last = request
        results = outcome.results
        pages = max(1, -(-results.listed // request.size))
        if request.page > pages:
            raise NotFound(
                f"There is no page {request.page}: the {results.listed} findings fill {pages}.",
                "page",
            )
        return self._page(outcome, offers, pages)

    def _page(self, outcome: Outcome, offers: Offers, pages: int) -> SearchPage:
        reading, results = outcome.interpretation, outcome.results
        outcome.numbers.ask(offers.nodes(results.total + results.close))
        reports = self._catalogue.reports.values()
        who = compared(outcome.read, outcome.selection, results, reports)
        return SearchPage(
            request=outcome.request,
            total=results.total,
            pages=pages,
            hits=tuple(self._hits(results.best, self._wanted(reading))),
            facets=outcome.selection.listed(results.counts),
            expansions=tuple(reading.expansions),
            corrections=tuple(reading.corrections),
            in_capitals=tuple(dict.fromkeys(reading.in_capitals)),
            suggestion=offers.suggestion(outcome),
            understood=outcome.read.understood,
            words=outcome.read.words,
            ignored=outcome.ignored,
            framing=tuple(dict.fromkeys(reading.framing)),
            without=reading.excludes,
            leaning=outcome.read.leaning,
            newest=outcome.read.newest,
            comparison=comparison(outcome.request, outcome.read, who),
            past=outcome.read.past,
            standing=outcome.read.standing,
            repeated=outcome.read.repeated,
            due=outcome.read.due,
            demanding=outcome.read.demanding,
            addressed=outcome.read.addressed,
            graded=graded(outcome.read, outcome.selection, reports),
            notes=(
                *(who.notes() if who else ()),
                *self._explainer.notes(outcome),
                *undated(outcome, reports),
            ),
            build=self._catalogue.build,
            hints=tuple(offers.hints(outcome)),
            close=results.close,
            listed=results.listed,
            meant=results.meant,
            mixed=results.mixed,
        )

    def scan(self, request: SearchRequest) -> Scan:
        """All that ``request`` finds, of all its pages: what answers, or else what is close.

        Both where it asks for it (``Match.CLOSE``). Raises RequestError, naming the parameter, for
        what cannot be asked.
        """
        both = request.match is Match.CLOSE
        asked = replace(request, page=1, size=1, match=Match.CLOSE if both else Match.ALL)
        page = self.search(asked)
        if not page.total and not both:
            asked = replace(asked, match=request.match)
            page = self.search(asked)
        meant = self._meant(asked)
        plan = self._plan(meant)
        wanted = snippets.wanted_by(meant.interpretation.node)
        results = self.engine.scan(plan)
        return Scan(
            page=page,
            findings=(result.finding for result in results),
            marked=((result.finding, result.answers) for result in results),
            excerpts=_excerpts(results, wanted),
        )

    def crosstab(self, request: SearchRequest, rows: str, columns: str) -> Matrix:
        """The findings of ``request``, of all its pages, by the values of two facets.

        Raises RequestError, naming the parameter, for what cannot be asked or counted by.
        """
        check(request)
        meant = self._meant(request)
        for name in (rows, columns):
            if name not in self._catalogue.facets:
                raise RequestError(f"There is nothing called '{name}' to count by.", name)
        counts = self.engine.crosstab(self._plan(meant), rows, columns)
        return matrix(self._catalogue, rows, columns, counts)

    def finding(self, finding_id: str) -> Finding:
        """The finding of an id. Raises NotFound."""
        if not (found := self.engine.get((finding_id,))):
            raise NotFound(f"There is no finding '{finding_id}'. Search for its words.", "id")
        return found[0]

    def hits(self, ids: Iterable[str], q: str) -> dict[str, Hit]:
        """The findings of ``ids`` that are there, in that order, with what ``q`` finds marked."""
        reading = self._meant(SearchRequest(q=q[:MAX_QUERY])).interpretation
        there = map(Result, self.engine.get(tuple(ids)))
        return {hit.finding.id: hit for hit in self._hits(there, self._wanted(reading))}

    def similar(self, finding_id: str, number: int, praising: bool = False) -> tuple[Hit, ...]:
        """The findings that are worth a look beside a finding; as ``Relatives.of``.

        Raises NotFound.
        """
        finding = self.finding(finding_id)
        found = self._relatives.of(finding, number, praising)
        shared = self._relatives.shared(finding) if found else ()
        return tuple(self._hits(found, Wanted(Pattern((term,)) for term in shared)))

    def said_again(self, finding_id: str) -> tuple[Hit, ...]:
        """What its force or place was asked before or since; as ``Relatives.again``.

        Raises NotFound. Kept, since the page of a force asks it of each thing that it shows.
        """
        return self._again.get(finding_id, lambda: self._said_again(self.finding(finding_id)))

    def _said_again(self, finding: Finding) -> tuple[Hit, ...]:
        found = self._relatives.again(finding)
        shared = self._relatives.shared(finding) if found else ()
        return tuple(self._hits(found, Wanted(Pattern((term,)) for term in shared)))

    def suggest(self, asked: SearchRequest, number: int) -> tuple[Suggestion, ...]:
        """What the query of ``asked``, which is being typed, may become; as ``Suggester.suggest``.

        Each is counted as the search which it leads to: all else stays as ``asked`` has it.
        """
        answering = partial(self._answering, asked)
        found = self.suggester.suggest(asked.q, number, answering)
        named = [one for one in found if one.facet]
        filters = [{**asked.filters, one.kind: (one.text,)} for one in named]
        numbers = self._count([replace(asked, q="", filters=some, page=1) for some in filters])
        counts = dict(zip(named, numbers, strict=True))
        counted = (replace(one, findings=counts.get(one, one.findings)) for one in found)
        return tuple(one for one in counted if one.findings)

    @cached_property
    def glossary(self) -> tuple[GlossaryEntry, ...]:
        """Every acronym that a report defines or uses, in alphabetical order."""
        return glossary.entries(self._catalogue.vocabulary, self._expansions, self.engine.count)

    @cached_property
    def register(self) -> tuple[RegisterEntry, ...]:
        """Everything that the reports ask for, in report order."""
        there = self._catalogue.facets["category"].names
        may_ask = tuple(name for name in register.MAY_ASK if name in there)
        if not may_ask:
            return ()
        request = SearchRequest(filters={"category": may_ask}, sort=Sort.REPORT)
        # 40,000 take two seconds, once for each build.
        with Budget.lifted():
            return tuple(register.entries(filter(register.asks, self.scan(request).findings)))

    @cached_property
    def reports(self) -> tuple[ReportRecord, ...]:
        """All reports in order of id."""
        return tuple(self._catalogue.reports.values())

    def of_reports(self, make: Callable[[tuple[ReportRecord, ...]], T]) -> T:
        """What ``make`` makes of all reports, which it is called for once."""
        if make not in self._of_reports:
            self._of_reports[make] = make(self.reports)
        made: T = self._of_reports[make]
        return made

    def _outcome(self, request: SearchRequest) -> tuple[Outcome, Offers]:
        """What came of a request, and what may be offered beside it."""
        check(request)
        read = self._read(request)
        soon = partial(self._soon, request, read)
        meant = self._meant(request, read, soon)
        offers = Offers(meant, self._narrowed)
        return Outcome(
            request,
            meant.selection,
            meant.interpretation,
            meant.read,
            meant.always,
            results=self.engine.search(self._plan(meant), Ahead(soon, offers.nodes)),
            numbers=Occurrences(self._catalogue, self.engine.count),
        ), offers

    def _read(self, request: SearchRequest) -> AsRead:
        """A request without what is read out of its words."""
        query = parser.parse(request.q)
        if not request.read:
            return AsRead(query, request.q)
        chosen = [name for name, values in request.filters.items() if values]
        return self._reader.read(query, request.q, chosen, request.literal)

    def _meant(
        self, request: SearchRequest, read: AsRead | None = None, soon: Soon | None = None
    ) -> Meant:
        """What a request means: what it filters by, and the tree of its other words.

        ``read`` is what was read of it; ``soon`` is as for ``Interpreter.interpret``.
        """
        read = read or self._read(request)
        reading = self._reading(read.query, request.expand, request.correct, soon)
        return self._as_meant(request, read, reading)

    def _reading(
        self, query: parser.Query, expand: bool, correct: bool, soon: Soon | None = None
    ) -> Interpretation:
        """As ``Interpreter.interpret``; the latest are kept, since a page more, a filter and an
        order ask by the same words, and what is offered beside an answer is asked again.
        """
        make = partial(self._interpreter.interpret, query, expand, correct, soon)
        return self._readings.get((query, expand, correct), make)

    def _as_meant(self, request: SearchRequest, read: AsRead, reading: Interpretation) -> Meant:
        selection = Selection(self._catalogue, request.filters, read.filters)
        return Meant(request, selection, reading, read, tuple(self._judging(request, selection)))

    def _soon(self, request: SearchRequest, read: AsRead) -> list[Node]:
        """What must be known to read and search for a request, by all that it may come to, and to
        read what may be offered beside its answer.
        """
        supposed = self._interpreter.suppose(read.query, request.expand, request.correct)
        meant = self._as_meant(request, read, supposed[0].interpretation)
        others = {(self._read(one).query, one.correct): one.expand for one in offered(meant)}
        others.pop((read.query, request.correct), None)
        more = [
            self._interpreter.supposed(query, expand, correct)
            for (query, correct), expand in others.items()
        ]
        return [*chain.from_iterable(one.asked for one in supposed), *chain.from_iterable(more)]

    def _narrowed(self, request: SearchRequest) -> Node:
        """What answers a request under its filters."""
        return self._plan(self._meant(request)).narrowed

    def _count(self, requests: Sequence[SearchRequest]) -> list[int]:
        """How many findings each request has under its filters, all asked at once."""
        return self.engine.count([self._narrowed(one) for one in requests])

    def _plan(self, meant: Meant) -> Plan:
        """What an engine is told of a request."""
        request, read, reading = meant.request, meant.read, meant.interpretation
        newest = read.newest and request.sort is Sort.RELEVANCE
        sort = Sort.NEWEST if newest else request.sort
        by_meaning = request.expand and sort is Sort.RELEVANCE
        leaning = read.leaning.categories if read.leaning else ()
        return Plan(
            node=_under(reading.node, self._conditions(meant)),
            chosen=meant.selection.chosen,
            sort=sort,
            start=(request.page - 1) * request.size,
            size=request.size,
            grouped=request.group,
            question=reading.question if by_meaning else "",
            sentence=reading.sentence and by_meaning,
            match=request.match,
            preferred=self._codes("category", leaning),
            opposed=self._codes("category", read.leaning.opposed if read.leaning else ()),
            tone=read.leaning.tone if read.leaning else None,
            denied=tuple(reading.denied),
            beside=tuple(reading.beside),
            speaking=read.speaking,
            first=read.leaning.first if read.leaning else tuple(self._foremost(meant)),
        )

    def _foremost(self, meant: Meant) -> Iterator[Node]:
        """What comes first where a force's name is all that was asked, and reports on several
        bodies are among those on it: what speaks of the force, of that what judges.

        Else a letter is listed as it is printed, and what the police must do stands 19th of 37.
        """
        if not meant.read.speaking or asked(meant.interpretation.node):
            return
        speaking = Or(meant.read.speaking)
        judging = Having("category", tuple(sorted(self._codes("category", JUDGING))))
        yield from (And((speaking, judging)), speaking, judging)

    def _conditions(self, meant: Meant) -> Iterator[Node]:
        """What a finding must be beside what is filtered by."""
        yield from meant.read.conditions
        yield from meant.always

    def _judging(self, request: SearchRequest, selection: Selection) -> Iterator[Node]:
        """That it judges something, unless context is asked for."""
        context = self._codes("category", (CONTEXT,))
        if not request.context and not context & selection.chosen.get("category", frozenset()):
            yield Not(Having("category", tuple(context)))

    def _codes(self, facet: str, labels: Iterable[str]) -> frozenset[int]:
        """The codes of those of the labels that this build has."""
        values = self._catalogue.facets[facet]
        codes = (values.code(label) for label in labels)
        return frozenset(code for code in codes if code is not None)

    def _answering(self, asked: SearchRequest, queries: Sequence[str]) -> list[int]:
        """How many findings answer each of some queries, asked as ``asked`` is."""
        return self._count([replace(asked, q=q, page=1) for q in queries])

    def _wanted(self, reading: Interpretation) -> Wanted:
        """What is marked of what was read; kept with what it has met in texts."""
        return self._marked.get(reading, lambda: snippets.wanted_by(reading.node))

    def _hits(self, results: Iterable[Result], wanted: Wanted) -> Iterator[Hit]:
        """Findings as they are shown, with everything that is ``wanted`` marked in them."""
        for result in results:
            finding = result.finding
            shown = self._shown.get(finding.id, partial(self._show, finding))
            text = finding.text
            marked = snippets.marks(text, finding.report, wanted)
            start, end = snippets.window(text, marked, wanted)
            shortened = end - start < len(text)
            snippet = snippets.segments(text, marked, start, end)
            lacks, otherwise, apart = _lacking(result, marked, wanted)
            yield Hit(
                finding=finding,
                snippet=snippet,
                shortened=shortened,
                score=result.score,
                text=snippets.segments(text, marked, 0, len(text)) if shortened else snippet,
                spread=shown.spread,
                acronyms=shown.acronyms,
                twins=tuple(map(_twin, result.twins)),
                answers=result.answers,
                added=self._catalogue.reports[finding.report].added,
                heading=snippets.headed_by(finding, marked, wanted) if result.answers else "",
                lacks=lacks,
                otherwise=otherwise,
                apart=apart,
            )

    def _show(self, finding: Finding) -> _Shown:
        return _Shown(
            glossary.meanings_in(finding, self._acronyms),
            self._spread(finding),
        )

    def _spread(self, finding: Finding) -> GradeSpread | None:
        """How the area of a finding was graded over all forces, where its report prints that."""
        area = self._catalogue.reports[finding.report].area(finding.area)
        return area.grade_spread if area and finding.grade else None


def _lacking(
    result: Result, marked: list[Mark], wanted: Wanted
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Why a finding is merely close: what it lacks, what it has only something like, or that all of
    it stands apart.
    """
    if result.answers:
        return (), (), False
    if lacks := snippets.lacked(result.finding, marked, wanted):
        return lacks, (), False
    unlike = snippets.unlike(result.finding, marked, wanted)
    return (), unlike or (), unlike is None and bool(wanted.asked)


def _under(node: Node, conditions: Iterable[Node]) -> Node:
    """The node under some conditions."""
    others = tuple(conditions)
    return And((node, *others)) if others else node


def _excerpts(results: Iterable[Result], wanted: Wanted) -> Iterator[Excerpt]:
    """Findings as programs get them, with everything that is ``wanted`` marked in them."""
    segments = Marker(wanted).segments
    for finding, score, _, answers in results:
        yield Excerpt(finding, score, answers, segments(finding.text, finding.report))


def _twin(finding: Finding) -> Twin:
    return Twin(finding.id, finding.force, finding.published, finding.area, finding.category)


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
