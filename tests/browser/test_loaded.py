"""What comes late of a page is read too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask, Response

from tests.serving import hosting

_HEAD = "<!doctype html><title>Late</title>"


def _in_two_parts() -> Iterator[str]:
    yield f"{_HEAD}<h1>Late</h1>"
    time.sleep(0.5)
    yield "<p><mark>late</mark></p>"


def _with_a_style() -> str:
    """What it says stands in one line by its style sheet alone."""
    return f"{_HEAD}<h1>Late<div>again</div></h1><link rel=stylesheet href=/late.css>"


def _style() -> Response:
    time.sleep(0.5)
    return Response("div { display: inline; margin-left: 1em }", mimetype="text/css")


@pytest.fixture(scope="module")
def late() -> Iterator[str]:
    """The address of a site whose second page comes in two parts, a third one's style later."""
    app = Flask(__name__)
    first = "<!doctype html><a href='/late'>On</a> <a href='/styled'>Styled</a>"
    app.add_url_rule("/", "first", lambda: first)
    app.add_url_rule("/late", "late", _in_two_parts)
    app.add_url_rule("/styled", "styled", _with_a_style)
    app.add_url_rule("/late.css", "style", _style)
    app.add_url_rule("/favicon.ico", "icon", lambda: ("", 204))
    with hosting(app) as address:
        yield address


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_what_is_counted_is_counted_in_a_whole_page(open_page: Any, late: str, view: str) -> None:
    page = open_page("/", view, base=late)
    page.get_by_role("link", name="On").click()
    assert page.locator("h1").inner_text() == "Late"
    assert page.locator("mark").count() == 1


def test_what_is_read_is_read_in_its_style(open_page: Any, late: str) -> None:
    page = open_page("/", base=late)
    page.get_by_role("link", name="Styled").click()
    assert page.locator("h1").inner_text() == "Lateagain"
