"""What people feel is measured for every kind of page, with questions that are all different."""

from __future__ import annotations

from pathlib import Path

from indexer import publish
from tests.bench.felt import _LONG_FORMS, questions, rows
from tests.bench.invented.reports import reports
from tests.bench.parts import parts
from webui import create_app


def test_no_question_is_asked_twice() -> None:
    asked = questions(300)
    assert len(set(asked)) == 300
    assert asked == questions(300)
    assert all("{" not in question for question in asked)


def test_long_questions_have_twelve_words() -> None:
    assert {len(question.split()) for question in questions(50, _LONG_FORMS)} == {12}


def test_each_figure_is_told(tmp_path: Path) -> None:
    publish(reports(700), tmp_path / "index")
    told = dict(rows(tmp_path / "index"))
    for what in (
        "from a start to the first page, ms",
        "opening, first, ms",
        "a question of twelve words, with meaning, first asked, ms",
        "a question of twelve words, with meaning, asked again, ms",
        "a page of results, ms",
        "export as csv",
        "glossary, ms",
    ):
        assert told[what][0].isdigit()
    assert 300 < float(told["disk, bytes a finding"]) < 3000
    assert "× hello" in told["a page of results, a question, ms"]


def test_the_parts_of_a_page_are_told(tmp_path: Path) -> None:
    publish(reports(700), tmp_path / "index")
    client = create_app({"INDEX": tmp_path / "index"}).test_client()
    shares = parts(client, ["/?q=training"], 0.5)
    assert abs(sum(shares.values()) - 1) < 1e-6
    assert {"the engine", "templates"} <= shares.keys()
