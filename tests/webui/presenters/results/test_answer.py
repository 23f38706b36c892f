"""How somebody stands, whether better than before, and what must be done by when, in a line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer import Archive, Area, Movement, SearchRequest, publish
from tests.national import national
from webui.presenters.demands import demanded_by
from webui.presenters.forces import Force, Reported, forces
from webui.presenters.results.answer import Standing, answer

TODAY = "2025-01-15"


@pytest.fixture(scope="module")
def archive(made_once: Callable[..., Path]) -> Archive:
    """The invented archive of 25 reports."""
    return Archive(made_once("archive-index", lambda folder: publish(national(25), folder)))


def northumbria(archive: Archive) -> Reported:
    return next(one for one in forces(archive.reports()) if one.key == "northumbria-police")


def asked(archive: Archive, q: str) -> Standing | None:
    found = archive.search(SearchRequest(q=q))
    return answer(archive, found, [northumbria(archive)])


def test_the_answer_is_that_of_the_inspection_that_is_asked_of(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    assert found.called == "Police custody inspection, September 2024"
    assert not found.whole
    said = found.gist(TODAY)
    assert said.startswith("no grades; fewer causes of concern (")
    assert " in June 2021)" in said
    assert "date passed: " in said


@pytest.mark.parametrize(
    "q",
    [
        "what must Northumbria do in custody",
        "is Northumbria custody better than three years ago",
        "how does Northumbria stand in custody and what must it do",
    ],
)
def test_whoever_asks_for_more_has_all_of_it_before_him(archive: Archive, q: str) -> None:
    found = asked(archive, q)
    assert found is not None
    assert found.whole


def test_grades_are_said_with_what_became_worse_or_better(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in PEEL")
    assert found is not None
    assert found.given
    said = found.gist(TODAY)
    assert said.startswith(f"{found.given[0].grade} in ")
    trends = {one.trend for one in found.given}
    assert ("worse in " in said) == ("worse" in trends)
    assert ("better in " in said) == ("better" in trends)


def test_subjects_are_counted_where_they_are_many(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in PEEL")
    assert found is not None
    one = replace(found.given[0], area=Area("Custody", "Good"), grade="Good")
    assert replace(found, given=(one,) * 4).gist(TODAY).startswith("Good in 4; ")
    assert replace(found, given=(one,) * 2).gist(TODAY).startswith("Good in Custody and Custody; ")


def test_where_nothing_was_before_that_is_said(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    first = replace(found, asked=replace(found.asked, before=None))
    assert "nothing before it here to compare" in first.gist(TODAY)


@pytest.mark.parametrize(
    "q", ["Northumbria custody", "how does Northumbria stand", "missing children in Northumbria"]
)
def test_other_searches_have_no_answer_of_that_kind(archive: Archive, q: str) -> None:
    assert asked(archive, q) is None


def test_of_several_nobody_is_meant(archive: Archive) -> None:
    found = archive.search(SearchRequest(q="how does Northumbria stand in custody"))
    assert answer(archive, found, [northumbria(archive)] * 2) is None
    assert answer(archive, found, []) is None


def test_an_outcome_is_what_it_judged_where_it_gave_no_grade(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    facts = {"outcome": "Children wait too long.", "inspected": "5 to 9 May 2024"}
    report = replace(found.asked.report, published="", facts=facts)
    judged = replace(found, asked=replace(found.asked, report=report))
    assert judged.gist(TODAY).startswith("‘Children wait too long.’; ")
    assert judged.called == "Police custody inspection, inspected 5 to 9 May 2024"


def test_what_the_inspectors_say_of_it_stands_before_what_is_counted(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    for area, said in (
        ("", "the inspectors: ‘It fell.’; "),
        ("Cells", "the inspectors on Cells: ‘"),
    ):
        report = replace(found.asked.report, progress=(Movement("a-1", "It fell.", area),))
        told = replace(found, asked=replace(found.asked, report=report)).gist(TODAY)
        assert said in told
        assert told.index(said) < told.index("fewer causes of concern")


def test_what_is_fewer_by_count_says_how_much_of_it_was_asked_before(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    before = found.again
    assert before.found
    for one in before.found:
        assert one.hit.finding.report == found.asked.report.id
        assert all(hit.finding.published < one.hit.finding.published for hit in one.others)
    assert before.of == sum(row.total for row in found.asked.rows)
    said = found.gist(TODAY)
    told = f"{len(before.found)} of the {before.of} were asked before in like words"
    assert said.index("fewer causes of concern") < said.index(told)
    assert "were asked before" not in replace(found, again=replace(before, found=())).gist(TODAY)
    some = replace(before, looked_at=before.of - 1)
    assert f"of the most urgent {before.of - 1} " in replace(found, again=some).gist(TODAY)


def test_what_is_graver_than_when_it_was_last_asked_is_said(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    one = found.again.found[0]

    def of(now: str, then: str) -> Standing:
        categories = (now, *(then for _ in one.others))
        hits = [
            hit._replace(finding=replace(hit.finding, category=category))
            for hit, category in zip((one.hit, *one.others), categories, strict=True)
        ]
        told = replace(one, hit=hits[0], others=tuple(hits[1:]))
        return replace(found, again=replace(found.again, found=(told,)))

    said = of("Causes of concern", "Areas for improvement").gist(TODAY)
    month = "June 2021"
    assert f"(1 is a cause of concern now, an area for improvement in {month})" in said
    assert " now, " not in of("Areas for improvement", "Causes of concern").gist(TODAY)
    assert " now, " not in of("Recommendations", "Recommendations").gist(TODAY)


def test_a_folded_line_begins_with_what_tells_most(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    called = f"({found.called}); "
    assert found.line(TODAY).startswith(f"No grades {called}fewer causes of concern (")
    report = replace(found.asked.report, progress=(Movement("a-1", "It fell.", ""),))
    line = replace(found, asked=replace(found.asked, report=report)).line(TODAY)
    assert line.startswith(f"‘It fell.’ {called}no grades; fewer causes of concern (")
    graded = asked(archive, "how does Northumbria stand in PEEL")
    assert graded is not None
    grade = graded.given[0].grade
    assert graded.line(TODAY).startswith(f"{grade} in ")
    assert sorted(graded.line(TODAY).replace(f" ({graded.called})", "").casefold()) == sorted(
        graded.gist(TODAY).casefold()
    )


def test_a_report_of_long_before_is_said_to_be_so(archive: Archive) -> None:
    found = asked(archive, "how does Northumbria stand in custody")
    assert found is not None
    assert found.asked.before is not None
    assert " in June 2021)" in found.gist(TODAY)
    old = replace(found.asked.before.report, published="2015-12")
    demanded = replace(found.asked, before=replace(found.asked.before, report=old))
    said = replace(found, asked=demanded).gist(TODAY)
    assert " in December 2015, 9 years before)" in said
    assert said.count("years before") == 1


@pytest.mark.parametrize(
    ("sentence", "years"),
    [
        ("The force has improved since our last inspection of 2017.", ("2017",)),
        ("It has improved since our inspection in 2013.", ("2013",)),
        # A report comes out in the year of its inspection or the next.
        ("It has improved since our last inspection of 2021.", ()),
        ("It has improved since our last inspection of 2020.", ()),
        ("It has improved since our last inspection.", ()),
    ],
)
def test_an_inspection_that_inspectors_compare_with_and_is_not_here_is_named(
    archive: Archive, sentence: str, years: tuple[str, ...]
) -> None:
    whose = northumbria(archive)
    here = {one.published[:4] for one in whose.reports}
    report = next(one for one in whose.reports if one.published == "2024-09")
    told = replace(report, progress=(Movement("a-1", sentence, ""),))
    some = tuple(told if one is report else one for one in whose.reports)
    assert not {"2013", "2014", "2017", "2018"} & here, here
    found = demanded_by(archive, Force(whose.name, some), told)
    assert found.not_here == years
    standing = asked(archive, "how does Northumbria stand in custody")
    assert standing is not None
    said = replace(standing, asked=found).gist(TODAY)
    assert ("no report of an inspection of" in said) == bool(years)
