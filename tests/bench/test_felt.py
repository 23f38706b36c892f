"""What people feel is measured for every kind of page, with questions that are all different."""

from __future__ import annotations

from pathlib import Path

from indexer import publish
from tests.bench.felt import questions, rows
from tests.bench.reports import reports


def test_no_question_is_asked_twice() -> None:
    asked = questions(300)
    assert len(set(asked)) == 300
    assert asked == questions(300)
    assert all("{" not in question for question in asked)


def test_each_figure_is_told(tmp_path: Path) -> None:
    publish(reports(700), tmp_path / "index")
    told = dict(rows(tmp_path / "index"))
    for what in ("opening, first, ms", "a page of results, ms", "export as csv", "glossary, ms"):
        assert told[what][0].isdigit()
    assert 300 < float(told["disk, bytes a finding"]) < 3000
    assert "× hello" in told["a page of results, a question, ms"]
