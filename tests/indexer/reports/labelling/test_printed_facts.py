"""What stands in the text of a section and is none of its findings."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.report import Report

Read = Callable[..., Report]


def test_a_sentence_that_says_what_follows_is_no_finding(
    peel_page: Read, texts: Callable[..., list[str]]
) -> None:
    report = peel_page(
        "<h2>Vetting</h2><p>Good</p><h3>Main findings</h3>"
        "<p>In this section we set out our main findings on vetting.</p>"
        "<h4>Few wait for long</h4><p>Most are vetted in a week.</p>"
    )
    assert texts(report) == ["Most are vetted in a week."]
    fate = next(fate for fate in report.ledger if fate.text.startswith("In this section"))
    assert fate.reason == "says only what stands below it"


def test_the_date_of_a_page_is_no_part_of_its_text(
    peel_page: Read, texts: Callable[..., list[str]]
) -> None:
    report = peel_page(
        "<h2>How effective is the force at preventing crime?</h2>"
        "<p>Last updated 27/09/2019</p><p>Good</p><p>Its officers know the town.</p>"
    )
    assert texts(report) == ["Its officers know the town."]
    assert report.findings[0].grade == "Good"


def test_a_sentence_that_says_what_follows_stays_where_the_scene_is_set(
    peel_page: Read, texts: Callable[..., list[str]]
) -> None:
    report = peel_page(
        "<h2>Force in context</h2><p>The force has 900 officers.</p>"
        "<p>We set out our detailed findings in the rest of this report.</p>"
        "<h2>Vetting</h2><p>Good</p><p>Most are vetted in a week.</p>"
    )
    assert texts(report, "Context") == [
        "The force has 900 officers. We set out our detailed findings in the rest of this report."
    ]


def test_a_sentence_that_says_what_follows_is_no_context_by_itself(
    peel_page: Read, texts: Callable[..., list[str]]
) -> None:
    report = peel_page(
        "<h2>Overall summary</h2><p>We made these judgments:</p>"
        "<table><tr><td>Vetting</td><td>Good</td><td>2018/19</td></tr>"
        "<tr><td>Fraud</td><td>Inadequate</td><td>2017/18</td></tr></table>"
        "<p>In the rest of the report, we set out our findings about each.</p>"
        "<h2>Vetting</h2><p>Most are vetted in a week.</p>"
    )
    assert texts(report) == ["Most are vetted in a week."]
    assert report.findings[0].grade == "Good"
    assert report.unaccounted == ()


def test_a_table_that_explains_the_grades_is_no_finding(
    peel_page: Read, texts: Callable[..., list[str]]
) -> None:
    rows = "".join(
        f"<tr><td>{grade} (grade {n})</td><td>A force that does so.</td></tr>"
        for n, grade in enumerate(("Outstanding", "Good", "Requires improvement", "Inadequate"), 1)
    )
    report = peel_page(
        f"<h2>About our grades</h2><p>We use four grades.</p><table>{rows}</table>"
        "<h2>Vetting</h2><p>Good</p><p>Most are vetted in a week.</p>"
    )
    assert not any("A force that does so" in text for text in texts(report))
    assert report.unaccounted == ()
