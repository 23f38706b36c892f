"""What stands under a finding: others on the same matter, who does well what it wants improved, and
whether its force or place was asked for it before or since.

``Searcher`` makes one ``Relatives`` for each build. The engine says which findings are nearest;
whether one of them is near enough to be worth a reader's time is decided here, by a floor that
judgements set. 'Nobody' is an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary
from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.reports.finding import Finding
from indexer.reports.front_matter.forces import official
from indexer.search.cache import Cache
from indexer.search.engine.interface import Engine, Result
from indexer.search.language.telling_terms import TellingTerms
from indexer.search.query.plan import ALL, Chosen

#: Values of a facet, as the catalogue numbers them.
Codes = frozenset[int]

#: So many of the nearest are looked at.
_LOOKED_AT = 40
#: So many forces and places, each at one time, keep which other reports there are on them.
_KEPT = 64
#: So many are shown at most: a fourth was useful less often than not.
MOST = 3
#: What likeness in words counts of the evidence, nearness in meaning counting the rest.
_WORDS = 0.6


class _Floor(NamedTuple):
    """The least evidence."""

    praising: float
    similar: float


#: Of the judged candidates for 27 areas for improvement 74 % of what praises and is shown is
#: useful, something is shown for 10 of the 20 that have any, and nothing for the 7 that have none.
#: Of what is similar 60 % is useful, for 21 of 26. A little lower, and half of it is padding. By
#: words alone 70 % and 65 % are useful, and there is an answer for 5 and 15.
_BY_MEANING, _BY_WORDS = _Floor(0.32, 0.32), _Floor(0.24, 0.26)

#: The least evidence that another report asks for the same. Of 260 things that real reports ask
#: for, each beside the nearest of another report, about 16 of 18 pairs above it were the same
#: matter, read by one person; of those just below it half.
_AGAIN_BY_MEANING, _AGAIN_BY_WORDS = 0.42, 0.38
_ASKING = frozenset(categories.names(Stance.ASKS))
#: How much of the shorter stands in the longer where one says the other again: 1 in all that a
#: reader calls plain repeats, .92 at most of two matters in set words.
_WORD_FOR_WORD = 0.97
#: So many terms that tell a finding most from those near it say of which matter it is.
_FOREMOST = 3


class Relatives:
    """Finds what is worth showing beside a finding; shared by all threads."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._telling = TellingTerms(vocabulary, engine.catalogue.count)
        self._asking = self._codes("category", categories.names(Stance.ASKS))
        self._praising = self._codes("category", categories.names(Stance.PRAISES))
        self._reports: Cache[Codes] = Cache(_KEPT)

    def of(self, finding: Finding, number: int, praising: bool = False) -> list[Result]:
        """At most ``number`` findings that are near enough, nearest first; [] for nobody.

        With ``praising`` only those that praise, and those of other forces first. A score is the
        evidence, up to 1.
        """
        chosen = {"category": self._praising} if praising else ALL
        weighed = self._nearest(finding, chosen)
        floors = _BY_MEANING if self._by_meaning else _BY_WORDS
        floor = floors.praising if praising else floors.similar
        enough = [one for one in weighed if one.score >= floor]
        enough.sort(key=lambda one: -one.score)
        best = enough[: min(number, MOST)]
        if praising:
            best.sort(key=lambda one: one.finding.force == finding.force)
        return best

    def again(self, finding: Finding) -> list[Result]:
        """What other reports on its force or place, of another month, ask for that is the same.

        At most ``MOST``, the earliest first; [] where it asks for nothing, or has no date.
        """
        others = self._others(finding) if finding.category in _ASKING else frozenset()
        if not others:
            return []
        weighed = self._nearest(finding, {"report": others, "category": self._asking})
        floor = _AGAIN_BY_MEANING if self._by_meaning else _AGAIN_BY_WORDS
        matter = self._matters([one.finding for one in weighed])
        repeated = [one for one in weighed if self._repeats(finding, one.finding)]
        same = [
            one
            for one in weighed
            if one not in repeated
            and one.score >= floor
            and matter(finding, one.finding)
            and not self._of_another_area(finding, one.finding)
        ]
        same.sort(key=lambda one: -one.score)
        return sorted([*repeated, *same][:MOST], key=lambda one: one.finding.published)

    def _of_another_area(self, finding: Finding, other: Finding) -> bool:
        """Whether the other stands in another area, though its report has the area of the finding:
        'does not do enough about X' is said of many in set words.
        """
        record = self._engine.catalogue.reports[other.report]
        return other.area != finding.area and finding.area in record.labels.get("area", ())

    def _repeats(self, finding: Finding, other: Finding) -> bool:
        """Whether the one says what the other says, word for word but for the time that is set.

        Of 12 things that an invented report on custody repeats from those before it, 5 were not
        taken for the same: what tells them stands in too many that are near, or their time tells
        most. In set words of many matters each names its own, of which this leaves none out.
        """
        texts = [one.text.replace(one.deadline or "\n", " ") for one in (finding, other)]
        return self._telling.contained(*texts) >= _WORD_FOR_WORD

    def _matters(self, near: Sequence[Finding]) -> Callable[[Finding, Finding], bool]:
        """Whether two findings are of one matter: what tells each from all that are ``near`` stands
        in the other too.

        What reports say in set words of many matters is alike and not the same, and these words
        stand in most that are near. Of invented findings in set words, of 25 and of 400 reports,
        423 of 426 and 294 of 297 pairs are of one matter; by the two foremost terms 612 of 623 and
        398 of 419, and by the one foremost one in six or seven is not.
        """
        often = Counter(term for one in near for term in self._telling.terms(one.text))

        def stand_in(one: Finding, other: Finding) -> bool:
            foremost = self._telling.foremost(one.text, _FOREMOST, often, len(near))
            return foremost <= set(self._telling.terms(other.text))

        def are_of_one(one: Finding, other: Finding) -> bool:
            return stand_in(one, other) and stand_in(other, one)

        return are_of_one

    def _nearest(self, finding: Finding, chosen: Chosen) -> list[Result]:
        """The nearest of those that are ``chosen``, each with its evidence."""
        terms = self._telling.of(finding.text)
        nearest = self._engine.more_like_this(finding, terms, _LOOKED_AT, chosen)
        return [one._replace(score=self._evidence(finding, one)) for one in nearest]

    def _others(self, finding: Finding) -> Codes:
        """The reports on a force or the place of the finding, of another month than its own."""
        if not finding.published:
            return frozenset()
        return self._reports.get(
            (finding.force, finding.place, finding.published),
            lambda: self._codes(
                "report",
                (
                    record.id
                    for record in self._engine.catalogue.reports.values()
                    if record.published not in ("", finding.published)
                    and _are_of_one(record, finding)
                ),
            ),
        )

    def _codes(self, facet: str, names: Iterable[str]) -> Codes:
        """The codes of those values of a facet that there are."""
        values = self._engine.catalogue.facets[facet]
        return frozenset(code for name in names if (code := values.code(name)) is not None)

    def shared(self, finding: Finding) -> frozenset[str]:
        """The terms that tell about a finding, to be marked in those near it."""
        return frozenset(leaf.term for leaf in self._telling.of(finding.text))

    @property
    def _by_meaning(self) -> bool:
        return self._engine.meaning == "on"

    def _evidence(self, finding: Finding, near: Result) -> float:
        alike = self._telling.likeness(finding.text, near.finding.text)
        return (1 - _WORDS) * near.score + _WORDS * alike if self._by_meaning else alike


def _are_of_one(record: ReportRecord, finding: Finding) -> bool:
    """Whether a report and a finding are of one force, or of one place."""
    theirs = set(map(official, record.forces))
    of_one_force = not theirs.isdisjoint(map(official, finding.forces))
    return of_one_force or (bool(finding.place) and record.place == finding.place)
