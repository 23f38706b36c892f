"""A piece is made once by its template and filled; texts are escaped as a template escapes them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader
from markupsafe import Markup, escape

from webui.presenters.moulds import Mould, joined

MACRO = """{% macro row(it) %}
<p id="{{ it.name }}"{% if it.checked %} checked{% endif %}>{{ it.text }} {100%} {{ it.name }}</p>
{% endmacro %}"""


class Row(NamedTuple):
    name: str
    text: str
    checked: str = ""


@pytest.fixture(scope="module", autouse=True)
def templates() -> Iterator[None]:
    app = Flask("moulds")
    app.jinja_loader = DictLoader({"row.html": MACRO})
    app.jinja_env.trim_blocks = True
    with app.app_context():
        yield


def filled(*rows: Row) -> str:
    return Mould("row.html", "row").filled(rows)


def test_a_piece_is_what_the_macro_makes_of_the_record() -> None:
    assert filled(Row("a", "one")) == '<p id="a">one {100%} a</p>\n'
    assert filled(Row("a", "one", "yes")) == '<p id="a" checked>one {100%} a</p>\n'


def test_pieces_come_one_after_the_other() -> None:
    assert filled(Row("a", "one"), Row("b", "two")) == filled(Row("a", "one")) + filled(
        Row("b", "two")
    )
    assert filled() == ""


def test_what_is_markup_is_placed_as_it_is() -> None:
    assert "<b>x</b>" in filled(Row("a", Markup("<b>x</b>")))
    assert "&lt;b&gt;x" in filled(Row("a", "<b>x"))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.text(), st.text())
def test_no_text_is_trusted(name: str, text: str) -> None:
    assert (
        filled(Row(name, text))
        == f'<p id="{escape(name)}">{escape(text)} {{100%}} {escape(name)}</p>\n'
    )


def test_what_comes_out_is_trusted_by_a_template() -> None:
    assert isinstance(filled(Row("a", "b")), Markup)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1), st.text(min_size=1))
def test_a_piece_that_is_partly_filled_becomes_the_same_piece(name: str, text: str) -> None:
    """Whatever stands in the texts that are kept, percent signs and braces among it."""
    mould = Mould("row.html", "row")
    assert mould.partly(Row(name, "later"), "text").filled(text=text) == filled(Row(name, text))
    assert mould.partly(Row("later", text), "name").filled(name=name) == filled(Row(name, text))
    assert mould.frame(Row(name, ""), "text").around(text) == filled(Row(name, text))


def test_what_comes_later_is_placed_as_it_is_only_when_it_is_markup() -> None:
    piece = Mould("row.html", "row").partly(Row("a", "later", "yes"), "text")
    assert "<b>x</b>" in piece.filled(text=Markup("<b>x</b>"))
    assert "&lt;b&gt;x" in piece.filled(text="<b>x")
    assert joined([piece.filled(text="x")]) == filled(Row("a", "x", "yes"))
