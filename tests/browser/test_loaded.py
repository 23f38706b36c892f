"""What comes late of a page is read too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.serving import hosting


def _in_two_parts() -> Iterator[str]:
    yield "<!doctype html><title>Late</title><h1>Late</h1>"
    time.sleep(0.5)
    yield "<p><mark>late</mark></p>"


@pytest.fixture(scope="module")
def late() -> Iterator[str]:
    """The address of a site whose second page comes in two parts."""
    app = Flask(__name__)
    app.add_url_rule("/", "first", lambda: "<!doctype html><a href='/late'>On</a>")
    app.add_url_rule("/late", "late", _in_two_parts)
    app.add_url_rule("/favicon.ico", "icon", lambda: ("", 204))
    with hosting(app) as address:
        yield address


@pytest.mark.parametrize("view", ["wide", "plain"])
def test_what_is_counted_is_counted_in_a_whole_page(open_page: Any, late: str, view: str) -> None:
    page = open_page("/", view, base=late)
    page.get_by_role("link", name="On").click()
    assert page.locator("h1").inner_text() == "Late"
    assert page.locator("mark").count() == 1
