"""A parsed query to what is searched for and what was read out of it.

``Searcher`` makes one ``QueryReader`` for each build. It looks at runs of plain words alone, some
of them perhaps with NOT or a minus before: quotation marks, ``field:value``, OR and brackets say
exactly what is meant, and nothing is read out of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import groupby
from typing import TypeVar

from indexer.index.analysis import fold
from indexer.index.facets import BY_NAME, FACETS
from indexer.reports.categories import Stance
from indexer.search.catalogue import Catalogue
from indexer.search.language import parser
from indexer.search.language.thesaurus.lexicon import Fillers
from indexer.search.query.nodes import Having, Node, Not, Or, Term
from indexer.search.query.tone import Tone
from indexer.search.understanding.kinds import asides
from indexer.search.understanding.kinds.asides import Aside
from indexer.search.understanding.kinds.categories import CATEGORY, Categories
from indexer.search.understanding.kinds.deadlines import Deadlines, Due
from indexer.search.understanding.kinds.grades import Grades
from indexer.search.understanding.kinds.kind import Kind
from indexer.search.understanding.kinds.leading import Leading
from indexer.search.understanding.kinds.leaving_out import LeavingOut
from indexer.search.understanding.kinds.names import FORCE, PLACE, Names
from indexer.search.understanding.kinds.series import Series
from indexer.search.understanding.kinds.titles import Titles
from indexer.search.understanding.kinds.years import Years
from indexer.search.understanding.line import Line, folded_words
from indexer.search.understanding.reading import (
    AsRead,
    DueAsked,
    Leaning,
    Reading,
    Understood,
    Unknown,
    said,
)
from indexer.search.understanding.vocabulary import vocabulary

#: What is read before the asides, in this order: a title is all that was typed, the year of a
#: series is no year of its own, and between the words of 'what is Kent good at' stands a name.
NAMES: tuple[type[Titles | Series | Names | Years], ...] = (Titles, Series, Names, Years)
#: What is read after them: 'good at' is no grade.
JUDGEMENTS: tuple[type[Categories | Grades], ...] = (Categories, Grades)
_ARTICLES = frozenset({"the", "a", "an"})
#: Words that only join: they go with what they joined.
_JOINING = frozenset({"and", "or", "with", "to"})
#: What says that the next word is not wanted, at the end of what was typed before it.
_MARK = re.compile(r"(?:-+|\bNOT\s+)$")
#: What is said of the word that it stands before.
_OF_IT = "how"
_TIMES = frozenset(facet.name for facet in FACETS if facet.of_time)
#: Some words of a line that ask for something.
W = TypeVar("W", Aside, Due)
#: The facets whose names are subjects of reports.
_SUBJECTS = ("area", "series")
_ABOUT = {Stance.ASKS: "what is lacking", Stance.PRAISES: "what is done well"}


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What was typed, and what the request says of readings."""

    typed: str
    #: The facets that it filters by itself.
    chosen: Collection[str]
    #: What it takes as words, folded.
    literal: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Taken:
    """Words that were read, as typed, and what they name or leave out."""

    typed: str
    named: Mapping[str, frozenset[int]]
    excluded: bool = False


@dataclass(slots=True)
class _Gathered:
    """What was read so far, over all runs of a query."""

    taken: list[_Taken] = field(default_factory=list)
    #: The place in the line after what was left out last, and its facets.
    left_out: tuple[int, frozenset[str]] = (0, frozenset())
    leaning: Leaning | None = None
    comparing: list[str] = field(default_factory=list)
    past: list[str] = field(default_factory=list)
    due: DueAsked | None = None
    asking: list[str] = field(default_factory=list)
    demanding: str = ""
    addressed: str = ""
    newest: list[str] = field(default_factory=list)
    grading: list[str] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    #: Whether it is something that no report has.
    nothing: bool = False
    #: Where typed words stand that are not searched for: their first and last character.
    cut: list[tuple[int, int]] = field(default_factory=list)


class QueryReader:
    """Reads queries against one build; shared by all threads."""

    def __init__(self, catalogue: Catalogue, fillers: Fillers) -> None:
        self._catalogue = catalogue
        self._fillers = fillers.words
        self._denial = fillers.denial
        self._before_asides: tuple[Kind, ...] = tuple(kind(catalogue) for kind in NAMES)
        self._after_asides: tuple[Kind, ...] = tuple(kind(catalogue) for kind in JUDGEMENTS)
        self._names = Names(catalogue)
        self._leading = Leading(catalogue)
        self._newest, self._comparing = asides.newest(), asides.comparing()
        self._telling, self._grading = asides.telling(), asides.grading()
        self._standing, self._repeated = asides.standing(), asides.repeated()
        self._standing_alone = asides.standing_alone()
        self._past, self._past_in_words = asides.past()
        self._deadlines = Deadlines()
        self._asking, self._leaning = asides.asking(), asides.leaning()
        self._leaving_out = LeavingOut()
        self._contrasting = vocabulary().phrases("contrasting")
        self._before = vocabulary().words("before")
        self._things = vocabulary().words("things")
        self._of_things = vocabulary().words("of_things")
        self._issued = vocabulary().words("issued")

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
        wishes = _Wishes(typed, chosen, frozenset(map(_folded, literal)))
        gathered = _Gathered()
        tree = self._tree(query.tree, wishes, gathered)
        filters, conditions = self._filters(gathered, wishes)
        return AsRead(
            query=replace(query, tree=tree),
            words=_without(typed, gathered.cut, self._fillers - self._denial.words),
            understood=tuple(dict.fromkeys(self._understood(gathered, wishes))),
            filters=filters,
            conditions=conditions,
            leaning=gathered.leaning,
            speaking=self._speaking(gathered),
            comparing=" … ".join(gathered.comparing),
            past=" … ".join(gathered.past),
            due=gathered.due,
            demanding=gathered.demanding,
            addressed=gathered.addressed,
            newest=" … ".join(gathered.newest),
            grading=" … ".join(gathered.grading),
            telling=(*gathered.telling, *gathered.standing, *gathered.repeated),
            standing=" … ".join(gathered.standing),
            repeated=" … ".join(gathered.repeated),
            notes=tuple(dict.fromkeys(gathered.notes)),
        )

    # The tree

    def _tree(
        self, tree: parser.Typed | None, wishes: _Wishes, gathered: _Gathered
    ) -> parser.Typed | None:
        """The tree without the words that were read out of its runs; None when none are left."""
        match tree:
            case parser.Word() | parser.Without(parser.Word()):
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
        whole = all(_word_of(node) is not None for node in nodes)
        for plain, group in groupby(nodes, lambda node: _word_of(node) is not None):
            some = list(group)
            left += self._words(some, wishes, gathered, whole) if plain else some
        return _joined(parser.Run, left)

    def _words(
        self, nodes: list[parser.Typed], wishes: _Wishes, gathered: _Gathered, whole: bool
    ) -> list[parser.Typed]:
        """What is left of words side by side; ``whole`` when they are all there is of a run."""
        words = [word for node in nodes if (word := _word_of(node)) is not None]
        unwanted = frozenset(i for i, n in enumerate(nodes) if isinstance(n, parser.Without))
        line = Line(words, self._fillers, unwanted)
        gathered.left_out = (0, frozenset())
        read = self._due(line, wishes, gathered)
        read |= self._kinds(line, self._before_asides, wishes, gathered)
        # 'Cleveland overdue': nothing else is said, once the name is read.
        read |= self._due(line, wishes, gathered)
        aside = self._asides(line, wishes, gathered)
        read |= self._kinds(line, self._after_asides, wishes, gathered)
        contrast, aside_set = self._contrasted(line)
        unwanted |= aside_set
        line.take(self._loose(line))
        if (read or aside) and whole and all(map(line.is_filler, line.rest())):
            line.take(list(line.rest()))
        places = list(line.left())
        self._lean(line, aside, wishes, gathered)
        gone = (word for place, word in enumerate(words) if place not in {*places, *contrast})
        gathered.cut.extend((_begin(wishes.typed, one), one.at + len(one.text)) for one in gone)
        return [_unwanted(nodes[p]) if p in unwanted else nodes[p] for p in places]

    def _contrasted(self, line: Line) -> tuple[frozenset[int], frozenset[int]]:
        """Of a query that begins by setting something aside, the words that do so and those that
        are set aside: 'not' custody 'but' mental health.
        """
        found = next(self._contrasting.found(line), ())
        inside = range(min(found, default=0), max(found, default=0))
        between = [p for p in inside if line.free(p) and p not in found and not line.is_filler(p)]
        line.take(found)
        of = line.tokens
        return frozenset(of[p].word for p in found), frozenset(of[p].word for p in between)

    def _kinds(
        self, line: Line, kinds: Iterable[Kind], wishes: _Wishes, gathered: _Gathered
    ) -> bool:
        """Whether anything was read."""
        read = False
        for kind in kinds:
            for one in kind.find(line):
                read |= self._take(line, one, wishes, gathered)
        return read

    def _take(
        self, line: Line, one: Reading | Unknown, wishes: _Wishes, gathered: _Gathered
    ) -> bool:
        """Take what a kind found out of the line, if it is to be read."""
        unwanted = list(map(line.unwanted, one.places))
        if not line.whole(one.places) or (any(unwanted) and not unwanted[0]):
            return False
        facets = _alike(one)
        ended = gathered.left_out[0] if facets & gathered.left_out[1] else 0
        marks = self._leaving_out.before(line, one.places, ended)
        typed = line.typed((*(marks or ()), *one.places))
        if unwanted[0]:
            first = line.words[line.tokens[one.places[0]].word]
            typed = wishes.typed[_begin(wishes.typed, first) : first.at] + typed
        if _folded(typed) in wishes.literal:
            return False
        excluded = marks is not None or unwanted[0]
        if isinstance(one, Unknown):
            gathered.nothing |= not excluded and self._is_published(line, one)
            does = "leaves nothing out" if excluded else "was searched for as words"
            does = "finds nothing" if gathered.nothing else does
            gathered.notes.append(said(one.sentence, f"‘{typed}’ {does}."))
            if not excluded and not gathered.nothing:
                return False
        else:
            gathered.taken.append(_Taken(typed, one.named, excluded))
            gathered.notes.extend([said(one.told, typed)] if one.told else [])
        places = (*(marks or ()), *one.places)
        line.take((*places, *self._around(line, places)))
        if marks is not None:
            gathered.left_out = (max(one.places) + 1, facets)
        return True

    def _around(self, line: Line, places: tuple[int, ...]) -> Iterator[int]:
        """The places beside a reading that say nothing without it: 'reports from' 2007."""
        first, after = min(places), max(places) + 1
        start = first
        while line.free(start - 1) and (
            line.at(start - 1) in self._before | self._issued or line.is_filler(start - 1)
        ):
            start -= 1
        if line.at(start - 1) in self._things:
            start -= 1 + (line.at(start - 2) in self._of_things)
            yield from range(self._opening(line, start), first)
        else:
            yield from self._led(line, first)
        if line.at(after) in self._things:
            yield after

    def _opening(self, line: Line, place: int) -> int:
        """Where the little words begin that open a line before a place: 'which' forces."""
        start = place
        while start > 0 and (line.taken(start - 1) or line.is_filler(start - 1)):
            start -= 1
        return place if start else 0

    def _led(self, line: Line, first: int) -> Iterator[int]:
        """The prepositions and the article before a place: 'in the' Met, 'published in' 2007."""
        start = before = first - (line.at(first - 1) in _ARTICLES)
        while line.at(start - 1) in self._before | self._issued:
            start -= 1
        yield from range(start, first) if start < before else ()

    def _is_published(self, line: Line, one: Unknown) -> bool:
        """Whether a time that no report is of is one at which reports are published."""
        around = map(line.at, self._around(line, one.places))
        return one.facet in _TIMES and any(word in self._issued | self._things for word in around)

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

    def _due(self, line: Line, wishes: _Wishes, gathered: _Gathered) -> bool:
        """Take out of the line what says when something is due; whether anything does."""
        due = self._first(line, self._deadlines.find(line), wishes)
        if due is None or gathered.due:
            return False
        gathered.due = DueAsked(line.typed(due.places), due.state, due.on)
        first = self._leading.by_stance((Stance.ASKS,))
        gathered.leaning = self._leaning_of(gathered.due.typed, Aside((), (Stance.ASKS,)), first)
        line.take((*due.places, *self._around(line, due.places)))
        return True

    def _asides(self, line: Line, wishes: _Wishes, gathered: _Gathered) -> Aside | None:
        """Take out of the line what asks for an order, a comparison or what comes first."""
        past = self._first(line, self._past.find(line), wishes)
        comparing = None if past else self._first(line, self._comparing.find(line), wishes)
        asking = None if comparing else self._first(line, self._asking.find(line), wishes)
        newest = self._first(line, self._newest.find(line), wishes)
        telling = self._first(line, self._telling.find(line), wishes)
        standing = self._first(line, self._how(line, gathered), wishes)
        repeated = self._first(line, self._alone(line), wishes)
        grading = self._first(line, self._grading.find(line), wishes)
        if not past and (stays := self._first(line, self._past_in_words.find(line), wishes)):
            gathered.past.append(line.typed(stays.places))
        for aside, told in (
            (past, gathered.past),
            (comparing, gathered.comparing),
            (asking, gathered.asking),
            (newest, gathered.newest),
            (telling, gathered.telling),
            (repeated, gathered.repeated),
            (standing, gathered.standing),
            (grading, gathered.grading),
        ):
            if aside and all(map(line.free, aside.places)):
                told.append(line.typed(aside.places))
                line.take((*aside.places, *self._around(line, aside.places)))
        if asking and gathered.asking and Stance.ASKS in asking.stances:
            gathered.demanding = gathered.asking[-1]
            gathered.addressed = self._addressed(line, asking)
        read = (past, comparing, asking, newest, telling, repeated, standing, grading)
        return next(filter(None, read), None)

    def _alone(self, line: Line) -> Iterator[Aside]:
        """What asks what somebody was told more than once, where nothing else is looked for."""
        for one in self._repeated.find(line):
            if all(map(line.is_filler, (p for p in line.rest() if p not in one.places))):
                yield one

    def _how(self, line: Line, gathered: _Gathered) -> Iterator[Aside]:
        """What asks how somebody stands; 'how is' where all that is left names a subject of the
        reports of those who are named.
        """
        yield from self._standing.find(line)
        for one in self._standing_alone.find(line):
            left = [p for p in line.rest() if p not in one.places and not line.is_filler(p)]
            if left and self._subjects(gathered).issuperset(map(line.at, left)):
                yield one

    def _subjects(self, gathered: _Gathered) -> frozenset[str]:
        """The words of the areas and series of the reports of those who are named, folded."""
        named = [one.named for one in gathered.taken if not one.excluded]
        who = [one for one in named if {FORCE, PLACE} & one.keys()]
        labels = (
            label
            for name in frozenset().union(*map(self._names.reports, who))
            for facet in _SUBJECTS
            for label in self._catalogue.reports[name].labels[facet]
            if label != BY_NAME[facet].missing
        )
        return frozenset(word for label in labels for word in folded_words(label))

    def _addressed(self, line: Line, asking: Aside) -> str:
        """Who is asked, as typed: what stands inside the words that ask; '' for nobody."""
        inside = range(min(asking.places), max(asking.places))
        return line.typed(p for p in inside if line.free(p) and not line.is_filler(p))

    def _lean(self, line: Line, aside: Aside | None, wishes: _Wishes, gathered: _Gathered) -> None:
        """What comes first, by what was asked; what is a little better, by the words left."""
        if gathered.leaning is not None:
            return
        if aside and aside.stances and gathered.comparing:
            words = line.typed(place for place in line.rest() if not line.is_filler(place))
            first = self._leading.by_grade(words, aside.stances)
            gathered.leaning = self._leaning_of(gathered.comparing[-1], aside, first)
        elif aside and aside.stances:
            typed = gathered.asking[-1]
            if self._is_all(line) and (codes := self._of_stances(aside.stances, gathered)):
                gathered.taken.append(_Taken(typed, {CATEGORY: codes}))
                return
            first = self._leading.by_stance(aside.stances)
            gathered.leaning = self._leaning_of(typed, aside, first)
        elif soft := self._first(line, self._leant(line), wishes):
            gathered.leaning = self._leaning_of(line.typed(soft.places), soft)

    def _leant(self, line: Line) -> Iterator[Aside]:
        """What leans, without little words that look like denying and deny nothing."""
        tokens = line.tokens
        denied = self._denial.places([token.text for token in tokens])
        idle = {p for p, one in enumerate(tokens) if one.folded in self._denial.words} - denied
        return (one for one in self._leaning.find(line) if not idle.intersection(one.places))

    def _is_all(self, line: Line) -> bool:
        """Whether no word is left to look for: 'what must Kent do' asks for all of one kind."""
        return all(map(line.is_filler, line.rest()))

    def _of_stances(self, stances: tuple[Stance, ...], gathered: _Gathered) -> frozenset[int]:
        """The codes of the categories with these stances that the reports of those named have."""
        who = [one.named for one in gathered.taken if not one.excluded]
        records = self._catalogue.reports
        there = frozenset(records).intersection(*map(self._names.reports, who))
        labels = frozenset(label for name in there for label in records[name].labels[CATEGORY])
        return self._leading.codes(labels & asides.names_of(stances))

    def _first(self, line: Line, said: Iterable[W], wishes: _Wishes) -> W | None:
        """The first of what was found in a line that is not to be taken as words."""
        found = (one for one in said if line.whole(one.places))
        ways = (one for one in found if not any(map(line.unwanted, one.places)))
        return next((w for w in ways if _folded(line.typed(w.places)) not in wishes.literal), None)

    def _leaning_of(self, typed: str, aside: Aside, first: tuple[Node, ...] = ()) -> Leaning:
        about = " or ".join(_ABOUT[stance] for stance in aside.stances)
        tone = Tone.LACKING if Stance.ASKS in aside.stances else Tone.WELL
        others = (Stance.PRAISES,) if Stance.ASKS in aside.stances else ()
        wanted, opposed = map(asides.names_of, (aside.stances, others))
        return Leaning(typed, about, wanted, opposed, tone, first)

    def _speaking(self, gathered: _Gathered) -> tuple[Term | Having, ...]:
        """What speaks of the forces that are named."""
        wanted = (one.named for one in gathered.taken if not one.excluded)
        ways = dict.fromkeys(one for named in wanted for one in self._names.speaking(named))
        return tuple(ways)

    # Filters

    def _filters(
        self, gathered: _Gathered, wishes: _Wishes
    ) -> tuple[Mapping[str, frozenset[int]], tuple[Node, ...]]:
        """What is filtered by; and the conditions for what is left out, and for names that are of
        several facets.
        """
        filters: dict[str, set[int]] = defaultdict(set)
        wanted = [one.named for one in gathered.taken if not one.excluded]
        who = [named for named in wanted if named.keys() <= {FORCE, PLACE}]
        several = self._of_several(who) and not {FORCE, PLACE} & set(wishes.chosen)
        for named in wanted:
            for facet, codes in () if several and named in who else named.items():
                if facet not in wishes.chosen:
                    filters[facet] |= codes
        chosen = {facet: frozenset(codes) for facet, codes in filters.items()}
        excluded = (one.named.items() for one in gathered.taken if one.excluded)
        without = (
            Not(Having(name, tuple(sorted(codes)))) for ones in excluded for name, codes in ones
        )
        nothing = (Or(()),) if gathered.nothing else ()
        return chosen, (*((_any_of(who),) if several else ()), *without, *nothing)

    def _of_several(self, who: list[Mapping[str, frozenset[int]]]) -> bool:
        """Whether forces and places are named of which no report has all: any of them will do."""
        if len({facet for named in who for facet in named}) < 2:
            return False
        reports = map(partial(self._names.reports), who)
        return any(len(named) > 1 for named in who) or not frozenset.intersection(*reports)

    def _understood(self, gathered: _Gathered, wishes: _Wishes) -> Iterator[Understood]:
        """The filters as they are shown; those that the request's own win over are told."""
        for one in gathered.taken:
            for facet, codes in one.named.items():
                if facet in wishes.chosen and not one.excluded:
                    heading = BY_NAME[facet].heading.lower()
                    gathered.notes.append(f"‘{one.typed}’ was passed over: a {heading} is chosen.")
                    continue
                names = self._catalogue.facets[facet].names
                values = tuple(names[code] for code in sorted(codes))
                yield Understood(one.typed, facet, values, one.excluded)


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


def _alike(one: Reading | Unknown) -> frozenset[str]:
    """The facets of what a list may go on with: after a force a place, after a year a month."""
    facets = frozenset(one.named) if isinstance(one, Reading) else frozenset({one.facet})
    groups = (frozenset({FORCE, PLACE}), _TIMES)
    return next((group for group in groups if facets & group), facets)


def _word_of(node: parser.Typed) -> parser.Word | None:
    """The word that a node is, wanted or not; None for anything else."""
    inside = node.node if isinstance(node, parser.Without) else node
    return inside if isinstance(inside, parser.Word) else None


def _unwanted(node: parser.Typed) -> parser.Typed:
    return node if isinstance(node, parser.Without) else parser.Without(node)


def _begin(typed: str, word: parser.Word) -> int:
    """Where a word begins in what was typed, with what says that it is not wanted."""
    mark = _MARK.search(typed[: word.at])
    return mark.start() if mark else word.at


def _without(typed: str, cut: Collection[tuple[int, int]], fillers: Container[str]) -> str:
    """``typed`` without some stretches, and without the marks and the little words that are left
    around the rest: of 'which forces are inadequate at planning' that is 'planning'. 'How' right
    before the first word that tells is said of it, and stays: 'how well', 'how often'.
    """
    if not cut:
        return typed
    for start, end in sorted(cut, reverse=True):
        typed = typed[:start] + typed[end:]
    words = typed.split()
    telling = [place for place, word in enumerate(words) if _tells(word, fillers)]
    first = telling[0] if telling else 0
    if first and fold(words[first - 1]) == _OF_IT:
        first -= 1
    some = words[first : telling[-1] + 1] if telling else words
    while some and not any(map(str.isalnum, some[0])):
        del some[0]
    return " ".join(some)


def _tells(word: str, fillers: Container[str]) -> bool:
    """Whether a word as typed, with what stands at it, is more than a little word or a mark."""
    bare = fold(word.strip("()[]{}.,;:!?"))
    return any(map(str.isalnum, bare)) and bare not in fillers


def _folded(text: str) -> str:
    return " ".join(map(fold, text.split()))
