"""What inspectors say became of what they had found before; no other sentence with such words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from indexer.reports.finding import Finding
from indexer.reports.findings.progress import progress
from indexer.reports.report import Report

Make = Callable[..., Report]


def findings(report: Make, *texts: str) -> list[Finding]:
    plain = (replace(one, category="Findings", area=None) for one in report(*texts).findings)
    return list(plain)


@pytest.mark.parametrize(
    "sentence",
    [
        "The force has made progress since our last inspection of 2022.",
        "The force has made too little progress since our last inspection.",
        "The force hasn’t made enough progress since our previous inspection.",
        "There has been limited progress in addressing our previous recommendations.",
        "The constabulary has improved how it investigates crime since our 2021 inspection.",
        "Standards have fallen since the last inspection in 2018.",
        "There has been an overall decline in services since the last inspection.",
        "What was good at the last inspection in 2011 has not been sustained.",
        "It has met half of our earlier recommendations.",
        "Custody is better than at the time of our last inspection.",
    ],
)
def test_a_judgement_of_how_it_has_moved_is_found(report: Make, sentence: str) -> None:
    (found,) = progress(findings(report, f"It has four suites. {sentence} Cells are clean."))
    assert found.sentence == sentence
    assert not found.area


@pytest.mark.parametrize(
    "text",
    [
        "Most children make good progress.",
        "Plans are reviewed to reflect the progress that was made.",
        "His attendance has improved since he moved to a new school.",
        "There have been changes in the leadership since the previous inspection.",
        "Progress has been slow since the needs assessment of 2015.",
        "Crime has fallen since 2015.",
        "We last inspected the force in 2018.",
        "The previous inspection had noted good progress in enquiries.",
    ],
)
def test_other_sentences_with_such_words_are_none(report: Make, text: str) -> None:
    assert progress(findings(report, text)) == ()


def test_those_of_no_area_come_first_and_each_stands_once(report: Make) -> None:
    said = "Cells have improved since our last inspection."
    of_area, whole, again = findings(report, said, "It is so.", said)
    some = [
        replace(of_area, area="Custody"),
        replace(whole, text="It has made progress since our last inspection."),
        replace(again, area="Custody"),
    ]
    found = progress(some)
    assert [(one.sentence, one.area) for one in found] == [(some[1].text, ""), (said, "Custody")]
    assert found[0].finding == whole.id


@pytest.mark.parametrize("kind", ["Strengths", "Areas for improvement", "Good practice"])
def test_what_is_praised_or_asked_is_said_of_one_thing(report: Make, kind: str) -> None:
    (one,) = findings(report, "Working together has been strengthened since the last inspection.")
    assert progress([one])
    assert progress([replace(one, category=kind)]) == ()
