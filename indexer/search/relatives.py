"""What stands under a finding: others on the same matter, who does well what it wants improved, and
whether its force was asked for it before or since.

``Searcher`` makes one ``Relatives`` for each build. The engine says which findings are nearest;
whether one of them is near enough to be worth a reader's time is decided here, by a floor that
judgements set. 'Nobody' is an answer.
"""

from __future__ import annotations

from typing import NamedTuple

from indexer.index.vocabulary import Vocabulary
from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.reports.finding import Finding
from indexer.search.engine.interface import Engine, Result
from indexer.search.language.telling_terms import TellingTerms

#: So many of the nearest are looked at.
_LOOKED_AT = 40
#: So many of the nearest are looked at for those of one force, which are few among 43.
_OF_ONE_FORCE = 200
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


class Relatives:
    """Finds what is worth showing beside a finding; shared by all threads."""

    def __init__(self, engine: Engine, vocabulary: Vocabulary) -> None:
        self._engine = engine
        self._telling = TellingTerms(vocabulary, engine.catalogue.count)

    def of(self, finding: Finding, number: int, praising: bool = False) -> list[Result]:
        """At most ``number`` findings that are near enough, nearest first; [] for nobody.

        With ``praising`` only those that praise, and those of other forces first. A score is the
        evidence, up to 1.
        """
        terms = self._telling.of(finding.text)
        nearest = self._engine.more_like_this(finding, terms, _LOOKED_AT, praising)
        weighed = [one._replace(score=self._evidence(finding, one)) for one in nearest]
        floors = _BY_MEANING if self._by_meaning else _BY_WORDS
        floor = floors.praising if praising else floors.similar
        enough = [one for one in weighed if one.score >= floor]
        enough.sort(key=lambda one: -one.score)
        best = enough[: min(number, MOST)]
        if praising:
            best.sort(key=lambda one: one.finding.force == finding.force)
        return best

    def again(self, finding: Finding) -> list[Result]:
        """What other reports on the same force, of another month, ask for that is the same.

        At most ``MOST``, the earliest first; [] where it asks for nothing, or has no force or date.
        """
        if finding.category not in _ASKING or not (finding.force and finding.published):
            return []
        terms = self._telling.of(finding.text)
        nearest = self._engine.more_like_this(finding, terms, _OF_ONE_FORCE)
        floor = _AGAIN_BY_MEANING if self._by_meaning else _AGAIN_BY_WORDS
        weighed = (
            one._replace(score=self._evidence(finding, one))
            for one in nearest
            if _may_be_again(finding, one.finding)
        )
        enough = sorted((one for one in weighed if one.score >= floor), key=lambda one: -one.score)
        return sorted(enough[:MOST], key=lambda one: one.finding.published)

    def shared(self, finding: Finding) -> frozenset[str]:
        """The terms that tell about a finding, to be marked in those near it."""
        return frozenset(leaf.term for leaf in self._telling.of(finding.text))

    @property
    def _by_meaning(self) -> bool:
        return self._engine.meaning == "on"

    def _evidence(self, finding: Finding, near: Result) -> float:
        alike = self._telling.likeness(finding.text, near.finding.text)
        return (1 - _WORDS) * near.score + _WORDS * alike if self._by_meaning else alike


def _may_be_again(finding: Finding, other: Finding) -> bool:
    """Whether another finding asks for something, of the same force, at another time."""
    return (
        other.category in _ASKING
        and not set(other.forces).isdisjoint(finding.forces)
        and other.report != finding.report
        and other.published not in ("", finding.published)
    )
