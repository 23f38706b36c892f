"""The answer to a question that is not of findings: how a force or a place stands in an inspection,
whether that is better than before, what must be done and by when.

The search page hands in an answer of the archive and whom it is about; what stands in a box above
the findings comes out, for ``components/answer.html``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from indexer import Archive, Movement, ReportRecord, SearchPage
from webui.presenters.dates import month, when
from webui.presenters.demands import AskedBefore, Demanded, asked_before, demanded_by
from webui.presenters.forces import Force, Reported
from webui.presenters.grading.history import Graded, Trend, grade_history
from webui.presenters.kept_by_build import kept_by_build
from webui.presenters.results.elsewhere import inspection_meant
from webui.presenters.sentences import listed, number, one_of

#: So many subjects of a kind are named; more are counted.
_NAMED = 3
#: What stands before what the inspectors say; in a line its quotation marks say so.
_BY_INSPECTORS = "the inspectors: "
_WORDS = ((Trend.WORSE, "worse"), (Trend.BETTER, "better"))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a force or a place stands in its newest inspection of one kind."""

    whose: Reported
    asked: Demanded
    #: The grades that this inspection gave, worst first.
    given: tuple[Graded, ...]
    #: How much of what it asks was asked before.
    again: AskedBefore
    #: Whether more was asked than how it stands, so that all of it is shown.
    whole: bool

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """What tells it from every other of a build."""
        return self.whose.facet, self.whose.key, self.asked.report.id, self.whole

    @property
    def of_force(self) -> bool:
        """Whether it is a force that stands so, and not a place."""
        return self.whose.facet == Force.facet

    @property
    def called(self) -> str:
        """Of what kind the inspection is, where and when: 'PEEL 2018/19, Dover, May 2019'.

        The place is left out where the name of whom it is about says it.
        """
        report = self.asked.report
        place = "" if report.place in self.whose.name else report.place
        names = (report.series or report.title, place, when(report))
        return ", ".join(filter(None, names))

    def gist(self, today: str) -> str:
        """The answer in a line: the grades or the outcome, what the inspectors say became of it,
        what became worse or better, how much is asked, and by when.

        'No grades; the inspectors: ‘The force has made progress since our last inspection.’; fewer
        causes of concern (2, were 3 in May 2021); 5 of the 6 were asked before in
        like words; to be done at once: 1, date passed: 2'.
        """
        return "; ".join(self._parts(today))

    def line(self, today: str) -> str:
        """The same for a folded line, of which a narrow page shows some 40 characters: the grades
        or what the inspectors say first, then of which inspection.
        """
        parts = self._parts(today)
        said = [] if self.given else list(self._said())
        first = parts.pop(parts.index(said[0])) if said else parts.pop(0)
        lead = first.removeprefix(_BY_INSPECTORS)
        return "; ".join((f"{lead[:1].upper()}{lead[1:]} ({self.called})", *parts))

    def _parts(self, today: str) -> list[str]:
        amounts = (self._amounts(), self._again())
        said = (*self._said(), self._not_here())
        told = (*self._grades(), *said, *self._trends(), *amounts, self._times(today))
        return list(filter(None, told))

    def _said(self) -> Iterator[str]:
        return map(self._quoted, self.asked.report.progress[:1])

    def _grades(self) -> Iterator[str]:
        if not self.given:
            outcome = self.asked.report.facts.get("outcome", "")
            yield f"‘{outcome}’" if outcome else "no grades"
        for grade, some in groupby(self.given, lambda one: one.grade):
            yield f"{grade} in {_named([one.area.name for one in some])}"

    def _quoted(self, said: Movement) -> str:
        return f"the inspectors{f' on {said.area}' if said.area else ''}: ‘{said.sentence}’"

    def _not_here(self) -> str:
        """Which inspection, that theirs is compared with, cannot be counted against."""
        years = listed(list(self.asked.not_here), "and")
        return f"no report of an inspection of {years} is here" if years else ""

    def _trends(self) -> Iterator[str]:
        for trend, word in _WORDS:
            if some := [one.subject for one in self.given if one.trend == trend]:
                yield f"{word} in {_named(some)}"

    def _amounts(self) -> str:
        """How much is asked under each category, beside the report before."""
        if self.asked.before is None:
            rows = (f"{row.category.lower()}: {number(row.total)}" for row in self.asked.rows)
            return ", ".join((*rows, "nothing before it here to compare"))
        gap = f", {self.asked.gap}" if self.asked.gap else ""
        when = f" in {month(self.asked.before.report.published)}{gap}"
        told, word = [], ""
        for one in self.asked.changes:
            # 'Fewer causes of concern, recommendations': the first screen of a narrow page is full.
            again, word = one.word == word, one.word
            told.append(
                f"{'' if again else f'{word.lower()} '}{one.category.lower()} "
                f"({number(one.now)}, {'were' if one.now != one.before else 'as'} "
                f"{number(one.before)}{when})"
            )
            when = ""
        return ", ".join(told)

    def _again(self) -> str:
        """How much of it was asked before: what is fewer by count may be the same once more."""
        told = self.again
        if not told.found:
            return ""
        first = "most urgent " if told.looked_at < told.of else ""
        graver = ", ".join(
            f"{number(count)} {'is' if count == 1 else 'are each'} {one_of(now)} now, "
            f"{one_of(then)} in {month(published)}"
            for (now, then, published), count in told.graver.items()
        )
        return (
            f"{number(len(told.found))} of the {first}{number(told.looked_at)} "
            f"{'was' if len(told.found) == 1 else 'were'} asked before in like words"
            f"{f' ({graver})' if graver else ''}"
        )

    def _times(self, today: str) -> str:
        """How much has passed its day, and how much is to be done by which."""
        own, passed = self.asked.own, self.asked.own.passed(today)
        counts = (
            ("to be done at once", own.at_once),
            ("date passed", passed),
            ("still to come", own.due - passed),
            ("without a day", own.undated),
            ("for other bodies", self.asked.theirs.total),
        )
        return ", ".join(f"{word}: {number(count)}" for word, count in counts if count)


def answer(archive: Archive, page: SearchPage, whose: Sequence[Reported]) -> Standing | None:
    """The answer to a search that asks how somebody stands, of the one whom it is about.

    None where it asks for something else, is about several, or does not say of which of several
    kinds of inspection it speaks.
    """
    more = page.past or page.demanding or page.due
    asks = (page.standing or more) and len(whose) == 1
    meant = inspection_meant(page, whose[0]) if asks else None
    if meant is None:
        return None
    who = whose[0]
    # To work it out took a third of a page of results.
    asked, given, again = kept_by_build(
        archive, ("answer", who.facet, who.key, meant.id), lambda: _found(archive, who, meant)
    )
    return Standing(who, asked, given, again, whole=bool(more))


def _found(
    archive: Archive, who: Reported, meant: ReportRecord
) -> tuple[Demanded, tuple[Graded, ...], AskedBefore]:
    asked = demanded_by(archive, who, meant)
    return asked, grade_history(who.reports).of(meant), asked_before(archive, who, asked)


def _named(subjects: list[str]) -> str:
    return listed(subjects, "and") if len(subjects) <= _NAMED else number(len(subjects))
