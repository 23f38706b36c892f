"""The bench asks every engine for the same, and puts its tables where they belong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bench.engines import ENGINES, Engine, engine
from tests.bench.invented.asked import FACETS, Asked, asked
from tests.bench.invented.reports import report, reports
from tests.bench.measured.bounds import broken
from tests.bench.measured.pages import pages
from tests.bench.measured.table import BEGIN, END, OURS, markdown, place

FINDINGS = 300


@pytest.fixture(scope="module", params=[name for name in ENGINES if "," not in name])
def one(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Each engine over the same few findings."""
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="tantivy comes with the extra 'bench'")
    made = engine(request.param, tmp_path_factory.mktemp("bench") / "index")
    made.build(reports(FINDINGS))
    made.open()
    return made


def texts(filters: dict[str, str]) -> list[str]:
    return [
        finding.text
        for one in reports(FINDINGS)
        for finding in one.findings
        if all(filters.get(name, value) == value for name, value in tags(finding).items())
    ]


def tags(finding: Any) -> dict[str, str]:
    return {"area": finding.area, "force": finding.force}


def test_reports_are_the_same_each_time() -> None:
    assert report(7) == report(7)
    assert report(7) != report(8)
    assert sum(len(one.findings) for one in reports(FINDINGS)) == FINDINGS


def test_there_are_about_sixty_queries_of_every_kind() -> None:
    queries = asked()
    assert 50 <= len(queries) <= 80
    assert len({query.kind for query in queries}) == 8
    assert queries == asked()


@pytest.mark.parametrize("text", ["", "with"])
@pytest.mark.parametrize("facet", ["area", "force"])
def test_counts_are_under_all_filters_but_their_own(one: Engine, text: str, facet: str) -> None:
    finding = report(0).findings[3]
    value = tags(finding)[facet]
    counts = one.counts(Asked("test", text, {facet: value}))
    wanted = [words for words in texts({facet: value}) if not text or "with" in words.split()]
    everything = [words for words in texts({}) if not text or "with" in words.split()]
    assert set(FACETS) <= set(counts)
    other = "force" if facet == "area" else "area"
    assert sum(counts[other].values()) == pytest.approx(len(wanted), abs=3)
    assert sum(counts[facet].values()) == pytest.approx(len(everything), abs=3)
    assert counts[facet][value] == pytest.approx(len(wanted), abs=3)


def test_ten_are_found_and_shown_with_marks(one: Engine) -> None:
    query = Asked("test", "officers")
    total, best = one.top(query)
    shown = one.snippets(query, best)
    assert total > 10
    assert len(shown) == 10
    assert sum("<b" in snippet for snippet in shown) >= 9


def test_tables_name_every_engine_and_ratio() -> None:
    times = {"top": [1.0, 2.0], "with_counts": [2.0, 4.0], "with_snippets": [3.0, 30.0]}
    ours = {**times, "first": [5.0], "found": [1, 3], "open": 0.1, "memory": 50.0}
    made = {"seconds": 2.0, "size": 3.0, "peak": 4.0}
    twice = {**ours, **made, "top": [2.0, 4.0]}
    both = {"this engine": {**ours, **made}, "tantivy": twice}
    text = markdown({10: both, 100: both})
    assert "| 10 | this engine | 1.50 / 1.95 | 3.00 / 3.90 | 16 / 29 | 5.00 / 5.00 |" in text
    assert "| 10 | tantivy | 2.0 / 2.0 | 1.0 / 1.0 | 1.0 / 1.0 |" in text
    assert "| 10 → 100 | × 1.0 |" in text


def test_every_kind_of_page_is_fetched_and_told(tmp_path: Path) -> None:
    ours = engine("this engine", tmp_path / "index")
    ours.build(reports(2_100))  # the reports whose forces and areas are filtered by
    served = pages(tmp_path / "index", rounds=1) | {"painted": {"finding": 123.4}}
    assert len(served["times"]) == len(served["sent"]) == 10
    assert all(times and min(times) > 0 for times in served["times"].values())
    figures = {"top": [1.0], "with_counts": [1.0], "with_snippets": [1.0], "first": [1.0]}
    text = markdown({2_100: {"this engine": {**figures, "found": [1], "pages": served}}})
    assert "| 2,100 | finding, painted by a phone | 123 |" in text
    for kind, kilobytes in served["sent"].items():
        assert f"| 2,100 | {kind} | " in text
        assert 0.1 < kilobytes < 60


def test_a_broken_promise_is_a_sentence() -> None:
    kept = {"times": {"suggestions": [1.0, 2.0]}, "painted": {"finding": 900.0}, "taken_up": 400.0}
    slow = {"times": {"suggestions": [1.0, 90.0]}, "painted": {"finding": 3e3}, "taken_up": 2e3}
    assert list(broken({7_300: {OURS: {"pages": kept}}, 100_000: {}})) == []
    first, second, third = broken({7_300: {OURS: {"pages": slow}}})
    assert first == "With 7,300 findings, ‘suggestions’ takes 86 ms, and 20 are promised."
    assert "‘finding’, painted by a phone, takes 3000 ms, and 2500 are promised" in second
    assert "to take up a build takes 2000 ms, and 1000 are promised" in third
    # What is promised holds up to the size of a national archive.
    assert list(broken({1_000_000: {OURS: {"pages": slow}}})) == []


def test_the_tables_go_between_the_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert place(readme, "new")
    assert readme.read_text() == f"before\n{BEGIN}\nnew\n{END}\nafter\n"
    readme.write_text("no marks")
    assert not place(readme, "new")
    assert readme.read_text() == "no marks"
