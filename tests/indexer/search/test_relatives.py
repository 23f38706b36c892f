"""What stands under a finding is worth a reader's time, or nothing stands there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from indexer.index.vocabulary import Vocabulary
from indexer.reports.categories import Stance, names
from indexer.reports.finding import Finding
from indexer.search.catalogue import FacetValues
from indexer.search.engine.interface import Result
from indexer.search.query.nodes import Term
from indexer.search.query.plan import ALL, Chosen
from indexer.search.relatives import MOST, Relatives
from indexer.slugs import slug

WANTED = "Return interviews are late."
Make = Callable[..., Finding]


@pytest.fixture
def finding() -> Make:
    def made(text: str, force: str = "North Police") -> Finding:
        return SimpleNamespace(text=text, force=force, category="Strengths")  # type: ignore[return-value]

    return made


class Near:
    """An engine that has these findings near to every other, each of a report of its own."""

    def __init__(self, meaning: str, *found: Result) -> None:
        self.meaning = meaning
        self.found = list(found)
        findings = [one.finding for one in found]
        values = {
            name: FacetValues({slug(label): label for label in labels}, [])
            for name, labels in {
                "category": [*names(Stance.ASKS), *names(Stance.PRAISES)],
                "report": [getattr(one, "report", "") for one in findings],
            }.items()
        }
        reports = {one.report: one for one in findings if hasattr(one, "report")}
        self.catalogue = SimpleNamespace(count=20, facets=values, reports=reports)

    def more_like_this(
        self, finding: Finding, terms: Sequence[Term], number: int, chosen: Chosen = ALL
    ) -> list[Result]:
        def is_chosen(one: Finding) -> bool:
            return all(
                self.catalogue.facets[facet].code(getattr(one, facet)) in codes
                for facet, codes in chosen.items()
            )

        return [one for one in self.found if is_chosen(one.finding)][:number]


def relatives(engine: Near) -> Relatives:
    vocabulary = Vocabulary()
    vocabulary.add(f"{WANTED} Return interviews are prompt. Dogs bark in kennels. " * 2)
    return Relatives(engine, vocabulary)  # type: ignore[arg-type]


def test_what_is_far_in_meaning_and_words_is_not_shown(finding: Make) -> None:
    engine = Near("on", Result(finding("Dogs bark in kennels."), 0.5))
    assert relatives(engine).of(finding(WANTED), 3) == []


def test_what_is_near_in_both_is(finding: Make) -> None:
    near = Result(finding("Return interviews are prompt."), 0.5)
    (shown,) = relatives(Near("on", near)).of(finding(WANTED), 3)
    assert shown.finding == near.finding
    assert 0.5 < shown.score <= 1


def test_without_meaning_words_decide(finding: Make) -> None:
    engine = Near("off", Result(finding("Return interviews are prompt."), 0.01))
    assert len(relatives(engine).of(finding(WANTED), 3)) == 1
    engine = Near("off", Result(finding("Dogs bark in kennels."), 1.0))
    assert relatives(engine).of(finding(WANTED), 3) == []


def test_those_of_other_forces_come_first_where_it_is_about_praise(finding: Make) -> None:
    own = Result(finding("Return interviews are late."), 0.9)
    other = Result(finding("Return interviews are prompt.", "South Police"), 0.5)
    both = relatives(Near("on", own, other))
    assert [one.finding for one in both.of(finding(WANTED), 3)] == [own.finding, other.finding]
    praising = both.of(finding(WANTED), 3, praising=True)
    assert [one.finding for one in praising] == [other.finding, own.finding]


def test_few_are_shown_however_many_are_near(finding: Make) -> None:
    near = [Result(finding(WANTED), 0.9)] * 10
    assert len(relatives(Near("on", *near)).of(finding(WANTED), 10)) == MOST
    assert len(relatives(Near("on", *near)).of(finding(WANTED), 1)) == 1


@pytest.fixture
def asking() -> Make:
    def made(text: str, **facts: Any) -> Finding:
        plain = {"force": "North Police", "category": "Recommendations", "published": "2018-03"}
        also = {"report": "a", "place": "", "deadline": None, "area": None, "labels": {}}
        told = {**also, **plain, **facts}
        forces = told["force"].split("; ")
        return SimpleNamespace(text=text, forces=forces, id=told["report"], **told)  # type: ignore[return-value]

    return made


def test_what_was_asked_of_the_force_before_or_since_is_found_in_order(asking: Make) -> None:
    later = Result(asking(WANTED, report="b", published="2022-01"), 0.5)
    earlier = Result(asking(WANTED, report="c", published="2012-01"), 0.5)
    found = relatives(Near("on", later, earlier)).again(asking(WANTED))
    assert [one.finding.published for one in found] == ["2012-01", "2022-01"]


@pytest.mark.parametrize(
    "facts",
    [
        {"report": "a", "published": "2018-03"},
        {"report": "b", "published": "2018-03"},
        {"report": "b", "published": ""},
        {"report": "b", "published": "2012-01", "force": "South Police"},
        {"report": "b", "published": "2012-01", "category": "Strengths"},
    ],
)
def test_what_is_of_the_same_report_month_or_another_force_or_praises_is_not(
    asking: Make, facts: dict[str, str]
) -> None:
    assert relatives(Near("on", Result(asking(WANTED, **facts), 0.9))).again(asking(WANTED)) == []


@pytest.mark.parametrize("facts", [{"category": "Strengths"}, {"force": ""}, {"published": ""}])
def test_what_asks_for_nothing_or_has_no_force_or_date_is_not_looked_for(
    asking: Make, facts: dict[str, str]
) -> None:
    other = Result(asking(WANTED, report="b", published="2012-01"), 0.9)
    assert relatives(Near("on", other)).again(asking(WANTED, **facts)) == []


def test_what_is_said_of_many_matters_in_set_words_is_not_again(asking: Make) -> None:
    """What tells most about each, the rare words, must stand in the other too."""
    said = "The force does not manage {} well enough to keep vulnerable people safe."
    vocabulary = Vocabulary()
    for matter in ("vetting renewals", "vetting renewals", "detained children"):
        vocabulary.add(said.format(matter))
    for matter in ("tasking", "plans", "calls", "detained children"):
        vocabulary.add(said.format(matter))
    other, same = (
        Result(asking(said.format(matter), report=name, published="2012-01"), 0.9)
        for name, matter in (("b", "detained children"), ("c", "vetting renewals"))
    )
    both = Relatives(Near("on", other, same), vocabulary)  # type: ignore[arg-type]
    found = both.again(asking(said.format("vetting renewals")))
    assert [one.finding.report for one in found] == ["c"]


def test_what_most_that_is_near_says_too_makes_no_two_the_same(asking: Make) -> None:
    """The words of the sentence are as rare as those of the matter, and stand in most of the near:
    two findings are of one matter where that stands in both which stands in few of these.
    """
    said = "Rousing governance covers {} without delay."
    matters = ("tasking", "kennels", "vetting", "forensics")
    vocabulary = Vocabulary()
    for matter in matters:
        vocabulary.add(f"{said.format(matter)} {matter} {matter} {matter}")
    near = [
        Result(asking(said.format(matter), report=matter, published="2012-01"), 0.9)
        for matter in matters
    ]
    found = Relatives(Near("on", *near), vocabulary).again(  # type: ignore[arg-type]
        asking(said.format("vetting"))
    )
    assert [one.finding.report for one in found] == ["vetting"]


def test_a_place_is_asked_again_whoever_asked_before(asking: Make) -> None:
    here = {"report": "b", "published": "2022-01", "force": "", "place": "Merrow"}
    asked = asking(WANTED, place="Merrow")
    again = Result(asking(WANTED, **here), 0.9)
    assert relatives(Near("on", again)).again(asked) == [again._replace(score=0.96)]
    elsewhere = Result(asking(WANTED, **{**here, "place": "Ashdale"}), 0.9)
    assert relatives(Near("on", elsewhere)).again(asked) == []


def test_what_is_said_in_other_words_of_something_else_is_not_again(asking: Make) -> None:
    other = Result(asking("Dogs bark in kennels.", report="b", published="2012-01"), 0.5)
    assert relatives(Near("on", other)).again(asking(WANTED)) == []


def test_what_is_said_word_for_word_but_for_its_time_is_again_however_common(asking: Make) -> None:
    """Its words stand in all that is near, so nothing tells it from them but the time."""
    said = "The force should record what it does."
    before = asking(f"By May 2012, {said}", report="b", published="2012-01", deadline="By May 2012")
    longer = asking(f"{said} Dogs bark.", report="c", published="2014-01")
    other = asking("The force should record what dogs do.", report="d", published="2013-01")
    near = [Result(one, 0.1) for one in (before, longer, other)]
    found = relatives(Near("on", *near)).again(asking(said, published="2018-03"))
    assert [one.finding.report for one in found] == ["b", "c"]


def test_what_stands_in_another_area_of_a_report_that_has_its_own_is_not_again(
    asking: Make,
) -> None:
    areas = {"area": ("Custody", "Crime")}
    here, there = (
        Result(
            asking(f"{WANTED} So.", report=name, published="2012-01", area=area, labels=areas), 0.9
        )
        for name, area in (("b", "Custody"), ("c", "Crime"))
    )
    found = relatives(Near("on", here, there)).again(asking(f"{WANTED} Again.", area="Custody"))
    assert [one.finding.report for one in found] == ["b"]
