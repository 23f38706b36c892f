"""The query string of the register, read and written."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from webui.presenters.dates import today
from webui.presenters.register.asked import Due, Order, address, read


def args(query: str) -> MultiDict[str, str]:
    return Request(EnvironBuilder(query_string=query).get_environ()).args


def test_silence_is_everything_as_of_today() -> None:
    asked = read(args(""))
    assert (asked.due, asked.on, asked.order, asked.own) == (Due.ANY, today(), Order.NEWEST, {})
    assert address("/register", asked) == "/register"


@pytest.mark.parametrize(
    "query",
    [
        "q=custody&force=kent-police&page=2&due=overdue&on=2026-03-31&order=due",
        "addressee=chief+constable&own.status=Open&own.status=Late&own.rag=Red",
    ],
)
def test_what_is_read_is_written_again(query: str) -> None:
    asked = read(args(query))
    assert address("/register", asked, page=asked.page) == f"/register?{query}"


def test_what_a_form_leaves_empty_filters_nothing() -> None:
    asked = read(args("q=&force=&due=any&on=&addressee=&own.status=&own.rag=Red&own.owner="))
    assert asked == read(args("own.rag=Red"))


def test_another_filter_leads_back_to_the_first_page() -> None:
    asked = read(args("page=3&due=dated"))
    assert address("/register", asked) == "/register?due=dated"
