"""A parsed query to what is searched for and what was read out of it.

``Searcher`` makes one ``QueryReader`` for each build. It looks at runs of plain words alone:
quotation marks, ``field:value``, OR, NOT and brackets say exactly what is meant, and nothing is
read out of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby

from indexer.index.analysis import fold
from indexer.index.facets import BY_NAME
from indexer.reports.categories import Stance
from indexer.search.catalogue import Catalogue
from indexer.search.language import parser
from indexer.search.language.lexicon import Fillers
from indexer.search.query.nodes import Having, Node, Or
from indexer.search.understanding import asides
from indexer.search.understanding.asides import Aside, Asides
from indexer.search.understanding.categories import Categories
from indexer.search.understanding.grades import Grades
from indexer.search.understanding.kind import Kind
from indexer.search.understanding.line import Line
from indexer.search.understanding.names import FORCE, PLACE, Names
from indexer.search.understanding.reading import AsRead, Leaning, Reading, Understood, Unknown
from indexer.search.understanding.series import Series
from indexer.search.understanding.vocabulary import vocabulary
from indexer.search.understanding.years import Years

#: What is read, in this order: the year of a series is no year of its own.
KINDS: tuple[type[Series | Names | Years | Categories | Grades], ...] = (
    Series,
    Names,
    Years,
    Categories,
    Grades,
)
_ARTICLES = frozenset({"the", "a", "an"})
#: Words that only join: they go with what they joined.
_JOINING = frozenset({"and", "or", "with", "to"})
_ABOUT = {Stance.ASKS: "what is lacking", Stance.PRAISES: "what is done well"}


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the request says of readings."""

    #: The facets that it filters by itself.
    chosen: Collection[str]
    #: What it takes as words, folded.
    literal: frozenset[str]


@dataclass(slots=True)
class _Gathered:
    """What was read so far, over all runs of a query."""

    named: list[tuple[str, Mapping[str, frozenset[int]]]] = field(default_factory=list)
    leaning: Leaning | None = None
    comparing: list[str] = field(default_factory=list)
    newest: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Where typed words stand that are not searched for: their first and last character.
    cut: list[tuple[int, int]] = field(default_factory=list)


class QueryReader:
    """Reads queries against one build; shared by all threads."""

    def __init__(self, catalogue: Catalogue, fillers: Fillers) -> None:
        self._catalogue = catalogue
        self._fillers = fillers.words
        self._kinds: tuple[Kind, ...] = tuple(kind(catalogue) for kind in KINDS)
        self._names = Names(catalogue)
        self._newest, self._comparing = asides.newest(), asides.comparing()
        self._leaning = asides.leaning()
        self._before = vocabulary().words("before")
        self._things = vocabulary().words("things")
        self._excluding = vocabulary().phrases("excluding")

    def read(
        self,
        query: parser.Query,
        typed: str,
        chosen: Collection[str] = (),
        literal: Iterable[str] = (),
    ) -> AsRead:
        """What ``query``, the tree of ``typed``, says.

        ``chosen``: the facets that the request filters by itself, which win over what is read;
        ``literal``: what is taken as words.
        """
        wishes = _Wishes(chosen, frozenset(map(_folded, literal)))
        gathered = _Gathered()
        tree = self._tree(query.tree, wishes, gathered)
        filters, condition = self._filters(gathered, wishes)
        return AsRead(
            query=replace(query, tree=tree),
            words=_without(typed, gathered.cut),
            understood=tuple(self._understood(gathered, wishes)),
            filters=filters,
            condition=condition,
            leaning=gathered.leaning,
            comparing=" … ".join(gathered.comparing),
            newest=" … ".join(gathered.newest),
            notes=tuple(gathered.notes),
        )

    # The tree

    def _tree(
        self, tree: parser.Typed | None, wishes: _Wishes, gathered: _Gathered
    ) -> parser.Typed | None:
        """The tree without the words that were read out of its runs; None when none are left."""
        match tree:
            case parser.Word():
                return self._run((tree,), wishes, gathered)
            case parser.Run(nodes):
                return self._run(nodes, wishes, gathered)
            case parser.AllOf(nodes):
                left = (self._tree(node, wishes, gathered) for node in nodes)
                return _joined(parser.AllOf, [node for node in left if node is not None])
        return tree

    def _run(
        self, nodes: Sequence[parser.Typed], wishes: _Wishes, gathered: _Gathered
    ) -> parser.Typed | None:
        left: list[parser.Typed] = []
        whole = all(isinstance(node, parser.Word) for node in nodes)
        for plain, group in groupby(nodes, lambda node: isinstance(node, parser.Word)):
            some = list(group)
            if plain:
                words = [node for node in some if isinstance(node, parser.Word)]
                left += self._words(words, wishes, gathered, whole)
            else:
                left += some
        return _joined(parser.Run, left)

    def _words(
        self, words: list[parser.Word], wishes: _Wishes, gathered: _Gathered, whole: bool
    ) -> list[parser.Word]:
        """What is left of words side by side; ``whole`` when they are all there is of a run."""
        line = Line(words, self._fillers)
        read = self._asides(line, wishes, gathered)
        for kind in self._kinds:
            for one in kind.find(line):
                read |= self._take(line, one, wishes, gathered)
        line.take(self._loose(line))
        if read and whole and all(map(line.is_filler, line.rest())):
            line.take(list(line.rest()))
        self._lean(line, wishes, gathered)
        left = [words[place] for place in line.left()]
        gone = [word for word in words if word not in left or not _is_in(word, left)]
        gathered.cut.extend((word.at, word.at + len(word.text)) for word in gone)
        return left

    def _take(
        self, line: Line, one: Reading | Unknown, wishes: _Wishes, gathered: _Gathered
    ) -> bool:
        """Take what a kind found out of the line, if it is to be read."""
        if not line.whole(one.places):
            return False
        typed = line.typed(one.places)
        if _folded(typed) in wishes.literal:
            return False
        if self._is_left_out(line, one.places):
            gathered.notes.append(
                f"‘{typed}’ was not read as a filter, since the question leaves it out: "
                "choose the others among the filters."
            )
            return False
        if isinstance(one, Unknown):
            gathered.notes.append(one.sentence.format(f"‘{typed}’ was searched for as words."))
            return False
        gathered.named.append((typed, one.named))
        line.take((*one.places, *self._around(line, one.places)))
        return True

    def _is_left_out(self, line: Line, places: tuple[int, ...]) -> bool:
        """Whether the words before say that it is not wanted: 'all forces but' Kent.

        A filter for it would answer the opposite of what was asked.
        """
        first = min(places)
        return any(
            all(
                line.at(place) in self._before or line.is_filler(place)
                for place in range(max(found) + 1, first)
            )
            for found in self._excluding.found(line)
            if max(found) < first
        )

    def _around(self, line: Line, places: tuple[int, ...]) -> Iterator[int]:
        """The places beside a reading that say nothing without it: 'reports from' 2007."""
        first, after = min(places), max(places) + 1
        start = first
        while line.free(start - 1) and (
            line.at(start - 1) in self._before or line.is_filler(start - 1)
        ):
            start -= 1
        if line.at(start - 1) in self._things:
            yield from range(start - 1, first)
        else:
            yield from self._led(line, first)
        if line.at(after) in self._things:
            yield after

    def _led(self, line: Line, first: int) -> Iterator[int]:
        """The preposition and the article before a place: 'in the' Met."""
        article = line.at(first - 1) in _ARTICLES
        start = first - 1 - article
        if line.at(start) in self._before:
            yield from range(start, first)

    def _loose(self, line: Line) -> list[int]:
        """The little words that joined what is gone: Kent 'and' Essex, strengths 'in'."""
        loose = []
        for place in line.rest():
            behind = place > 0 and (not line.free(place - 1) or place - 1 in loose)
            before = place + 1 < len(line) and not line.free(place + 1)
            joins = line.at(place) in _JOINING and behind and before
            leads = line.at(place) in self._before and behind and line.opens(place)
            if joins or leads:
                loose.append(place)
        return loose

    # Asides

    def _asides(self, line: Line, wishes: _Wishes, gathered: _Gathered) -> bool:
        """Take out of the line what asks for an order or a comparison."""
        comparing = self._first(line, self._comparing, wishes)
        newest = self._first(line, self._newest, wishes)
        for aside, said in ((comparing, gathered.comparing), (newest, gathered.newest)):
            if aside and all(map(line.free, aside.places)):
                said.append(line.typed(aside.places))
                line.take((*aside.places, *self._around(line, aside.places)))
        if comparing and comparing.stances:
            gathered.leaning = self._leaning_of(gathered.comparing[-1], comparing)
        return bool(comparing or newest)

    def _lean(self, line: Line, wishes: _Wishes, gathered: _Gathered) -> None:
        if gathered.leaning is None and (aside := self._first(line, self._leaning, wishes)):
            gathered.leaning = self._leaning_of(line.typed(aside.places), aside)

    def _first(self, line: Line, said: Asides, wishes: _Wishes) -> Aside | None:
        """The first of such words that is not to be taken as words."""
        ways = (one for one in said.find(line) if line.whole(one.places))
        return next((w for w in ways if _folded(line.typed(w.places)) not in wishes.literal), None)

    def _leaning_of(self, typed: str, aside: Aside) -> Leaning:
        about = " or ".join(_ABOUT[stance] for stance in aside.stances)
        return Leaning(typed, about, asides.names_of(aside.stances))

    # Filters

    def _filters(
        self, gathered: _Gathered, wishes: _Wishes
    ) -> tuple[Mapping[str, frozenset[int]], Node | None]:
        """What is filtered by, and the condition for names that are of several facets."""
        filters: dict[str, set[int]] = defaultdict(set)
        who = [named for _, named in gathered.named if named.keys() <= {FORCE, PLACE}]
        several = self._of_several(who) and not {FORCE, PLACE} & set(wishes.chosen)
        for _, named in gathered.named:
            for facet, codes in () if several and named in who else named.items():
                if facet not in wishes.chosen:
                    filters[facet] |= codes
        chosen = {facet: frozenset(codes) for facet, codes in filters.items()}
        return chosen, _any_of(who) if several else None

    def _of_several(self, who: list[Mapping[str, frozenset[int]]]) -> bool:
        """Whether forces and places are named of which no report has all: any of them will do."""
        if len({facet for named in who for facet in named}) < 2:
            return False
        reports = map(partial(self._names.reports), who)
        return any(len(named) > 1 for named in who) or not frozenset.intersection(*reports)

    def _understood(self, gathered: _Gathered, wishes: _Wishes) -> Iterator[Understood]:
        """The filters as they are shown; those that the request's own win over are told."""
        for typed, named in gathered.named:
            for facet, codes in named.items():
                if facet in wishes.chosen:
                    heading = BY_NAME[facet].heading.lower()
                    gathered.notes.append(f"‘{typed}’ was passed over: a {heading} is chosen.")
                    continue
                names = self._catalogue.facets[facet].names
                yield Understood(typed, facet, tuple(names[code] for code in sorted(codes)))


def _any_of(who: Iterable[Mapping[str, frozenset[int]]]) -> Node:
    codes: dict[str, set[int]] = defaultdict(set)
    for named in who:
        for facet, values in named.items():
            codes[facet] |= values
    return Or(tuple(Having(facet, tuple(sorted(some))) for facet, some in codes.items()))


def _joined(
    kind: type[parser.Run | parser.AllOf], nodes: list[parser.Typed]
) -> parser.Typed | None:
    if len(nodes) > 1:
        return kind(tuple(nodes))
    return nodes[0] if nodes else None


def _is_in(word: parser.Word, words: Iterable[parser.Word]) -> bool:
    return any(word is one for one in words)


def _without(typed: str, cut: Collection[tuple[int, int]]) -> str:
    """``typed`` without some stretches, and without the marks that are left before the rest."""
    if not cut:
        return typed
    for start, end in sorted(cut, reverse=True):
        typed = typed[:start] + typed[end:]
    words = typed.split()
    while words and not any(map(str.isalnum, words[0])):
        del words[0]
    return " ".join(words)


def _folded(text: str) -> str:
    return " ".join(map(fold, text.split()))
