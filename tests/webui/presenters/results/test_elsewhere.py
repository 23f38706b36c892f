"""Where a question about what is due, or about the past, leads."""

from __future__ import annotations

from dataclasses import replace

from indexer import (
    Area,
    FacetValue,
    GradedArea,
    ReportRecord,
    SearchPage,
    SearchRequest,
    Understood,
    grade_scale,
)
from indexer.search.query.tone import Tone
from indexer.search.understanding.reading import DueAsked, Leaning
from tests.national import national
from webui.presenters.forces import Force, Place
from webui.presenters.register.asked import address
from webui.presenters.results.elsewhere import (
    Comparison,
    comparison_of,
    graded_now,
    grades_of,
    inspection_meant,
    register_of,
    standing,
)

KNOWN = tuple(Force(name, ()) for name in ("kent", "essex", "devon", "durham"))
NO_FORCE = FacetValue("no-force-given", "No force given", 1, False)
FORCES = tuple(FacetValue(name, name, 1, False) for name in ("kent", "essex", "devon", "durham"))
PAGE = SearchPage(
    SearchRequest(q="overdue custody", filters={"year": ("2018",)}),
    1, 1, (), {"force": FORCES}, (), (), None, (), "b", words="custody",
)  # fmt: skip


def test_what_is_due_is_asked_with_the_words_and_filters_of_the_search() -> None:
    read = (
        Understood("strengths", "category", ("Strengths", "Recommendations")),
        Understood("Kent", "force", ("Kent Police",)),
        Understood("-Essex", "force", ("Essex Police",), excluded=True),
    )
    asked = register_of(replace(PAGE, due=DueAsked("overdue", "overdue"), understood=read))
    assert asked is not None
    assert address("/register", asked) == (
        "/register?q=custody&category=recommendations&force=kent-police&year=2018"
        "&due=overdue&order=due"
    )


def test_a_day_is_asked_for_where_it_is_named() -> None:
    asked = register_of(replace(PAGE, due=DueAsked("due by May", "overdue", "2024-06-01")))
    assert asked is not None
    assert "on=2024-06-01" in address("/register", asked)


def test_what_somebody_must_do_stands_there_whenever_it_is_due() -> None:
    kent = Understood("Kent", "force", ("Kent Police",))
    asked = register_of(replace(PAGE, words="", demanding="what must do", understood=(kent,)))
    assert asked is not None
    assert address("/register", asked) == "/register?force=kent-police&year=2018"


def test_it_is_all_that_is_asked_under_whatever_heading() -> None:
    kent = Understood("Kent", "force", ("Kent Police",))
    typed = "what must do"
    read = Understood(typed, "category", ("Recommendations",))
    asked = register_of(replace(PAGE, words="", demanding=typed, understood=(kent, read)))
    assert asked is not None
    assert address("/register", asked) == "/register?force=kent-police&year=2018"


def test_whom_it_is_asked_of_is_looked_for_among_those_who_must_act() -> None:
    found = replace(PAGE, words="schools absence", demanding="what do", addressed="schools")
    asked = register_of(found)
    assert asked is not None
    assert (asked.search.q, asked.addressee) == ("absence", "schools")


def report(published: str, series: str, force: str = "Kent Police") -> ReportRecord:
    return ReportRecord(
        id="r", title="", force=force, published=published, family="F5", file="", format="",
        sha256="", areas=(Area("Custody", "Poor"),), series=series,
    )  # fmt: skip


def test_of_many_who_have_a_grade_some_are_named_and_the_board_has_the_rest() -> None:
    poor = tuple(
        GradedArea("Kent Police", "Custody", "Poor", report("2019-05", "PEEL 2018/19"))
        for _ in range(8)
    )
    found = grades_of(replace(PAGE, graded=poor))
    assert found is not None
    assert (found.grade, len(found.areas), found.more) == ("Poor", 6, 2)
    assert (found.series, found.order) == ("peel-2018-19", "custody")
    anywhere = grades_of(replace(PAGE, graded=poor[:1], words=""))
    assert anywhere is not None
    assert (anywhere.more, anywhere.order) == (0, "")


def test_of_several_grades_each_is_said_with_its_area() -> None:
    both = tuple(
        GradedArea("Kent Police", "Custody", grade, report("2019-05", "PEEL 2018/19"))
        for grade in ("Poor", "Good")
    )
    found = grades_of(replace(PAGE, graded=both))
    assert found is not None
    assert found.grade == ""


def test_what_is_no_forces_is_on_no_board() -> None:
    council = GradedArea("Medway", "Custody", "Poor", report("2019-05", "ILACS", force=""))
    found = grades_of(replace(PAGE, graded=(council,)))
    assert found is not None
    assert found.series == ""


def test_other_searches_do_not_lead_there() -> None:
    assert register_of(PAGE) is None
    assert grades_of(PAGE) is None
    assert standing(PAGE, KNOWN) == ()


def test_the_past_is_that_of_the_forces_that_were_named_or_are_few() -> None:
    asked = replace(PAGE, past="better than last time")
    assert standing(asked, KNOWN) == ()
    few = replace(asked, facets={"force": FORCES[:2]})
    assert standing(few, KNOWN) == KNOWN[:2]
    named = (FORCES[0]._replace(selected=True), *FORCES[1:])
    assert standing(replace(asked, facets={"force": named}), KNOWN) == KNOWN[:1]


def test_a_search_of_one_force_leads_to_how_it_stands() -> None:
    one = (FORCES[0]._replace(selected=True), *FORCES[1:])
    assert standing(replace(PAGE, facets={"force": one}), KNOWN) == KNOWN[:1]
    two = (*(force._replace(selected=True) for force in FORCES[:2]), *FORCES[2:])
    assert standing(replace(PAGE, facets={"force": two}), KNOWN) == ()
    # Only one force has what was searched for, but nobody asked about it.
    assert standing(replace(PAGE, facets={"force": FORCES[:1]}), KNOWN) == ()


def test_a_joint_inspection_leads_to_each_of_its_forces_and_no_force_to_none() -> None:
    joint = ReportRecord(
        id="kent-2018", title="", force="kent; essex", published="2018", family="F5", file="",
        format="", sha256="", areas=(),
    )  # fmt: skip
    known = (*(Force(name, (joint,)) for name in ("kent", "essex")), *KNOWN[2:])
    values = (*(FacetValue(name, name, 1, True) for name in ("kent", "essex")), NO_FORCE)
    asked = replace(PAGE, past="better", facets={"force": values})
    assert standing(asked, known) == known[:2]
    assert standing(replace(asked, facets={"force": (NO_FORCE,)}), known) == ()


def test_a_search_of_a_place_leads_to_how_it_stands() -> None:
    known = (*KNOWN, Place("medway", ()), Place("kent", ()))
    kent = (FORCES[0]._replace(selected=True), *FORCES[1:])
    places = (FacetValue("medway", "medway", 1, True), FacetValue("kent", "kent", 1, False))
    asked = replace(PAGE, facets={"force": FORCES, "place": places})
    assert standing(asked, known) == (known[-2],)
    both = replace(asked, facets={"force": kent, "place": places})
    assert standing(both, known) == (known[0], known[-2])
    several = tuple(value._replace(selected=True) for value in places)
    assert standing(replace(asked, facets={"place": several}), known) == ()


def test_the_inspection_that_is_spoken_of_is_the_newest_of_its_kind() -> None:
    custody = replace(report("2024-09", "Police custody inspection"), id="custody")
    older = replace(report("2021-06", "Police custody inspection"), id="older")
    peel = replace(report("2024-03", "PEEL 2023–2025"), id="peel")
    whose = Force("Kent Police", (custody, peel, older))

    def meant(q: str) -> str:
        found = inspection_meant(replace(PAGE, request=SearchRequest(q=q)), whose)
        return found.id if found else ""

    assert meant("how does Kent stand in custody, is it better?") == "custody"
    assert meant("Kent Police PEEL") == "peel"
    # Of none of them by its own name, and of two alike.
    assert meant("how does Kent stand") == ""
    assert meant("custody or PEEL") == ""


FAMILY = next(national(1)).family
WORST = Leaning(
    "worst at", "what is lacking", frozenset({"Areas for improvement"}), frozenset(), Tone.LACKING
)
ASKED = SearchRequest(q="custody", filters={"force": ("Kent", "Essex"), "area": ("Custody",)})


def test_who_is_worst_is_who_has_the_worst_grades_or_is_asked_most() -> None:
    page = replace(PAGE, comparison=ASKED, leaning=WORST)
    judged = {("essex", "custody"): ()}
    assert comparison_of(page, judged) == Comparison(ASKED, "asked", by_grade=True)
    led = comparison_of(page, {})
    assert led == Comparison(replace(ASKED, filters={"force": (), "area": ()}), "asked")
    assert led.pairs == [("most", "asked")]


def test_those_who_are_named_are_compared_whoever_is_worse() -> None:
    chosen = (FORCES[0]._replace(selected=True), *FORCES[1:])
    page = replace(PAGE, comparison=ASKED, leaning=WORST, facets={"force": chosen})
    assert comparison_of(page, {}) == Comparison(ASKED)
    assert comparison_of(replace(PAGE, comparison=ASKED), {}) == Comparison(ASKED)
    assert comparison_of(PAGE, {}) is None


def test_who_is_worst_now_is_told_unless_a_time_or_a_report_is_asked_of() -> None:
    page = replace(
        PAGE, request=SearchRequest(q="worst at custody"), comparison=ASKED, leaning=WORST
    )
    graded = replace(
        report("2019-05", "PEEL"), family=FAMILY, areas=(Area("Custody", grade_scale(FAMILY)[-1]),)
    )
    known = (Force("Kent", (graded,)), Force("Essex", ()))
    led = Comparison(ASKED, "asked", by_grade=True)
    assert [one.force.name for one in graded_now(page, led, known)] == ["Kent"]
    assert graded_now(page, replace(led, most="praised"), known) == ()
    assert graded_now(page, replace(led, by_grade=False), known) == ()
    assert graded_now(page, None, known) == ()
    of_a_year = replace(page, understood=(Understood("2018", "year", ("2018",)),))
    assert graded_now(of_a_year, led, known) == ()
    chosen = replace(page, request=SearchRequest(q="x", filters={"series": ("PEEL 2018/19",)}))
    assert graded_now(chosen, led, known) == ()
