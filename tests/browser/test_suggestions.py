"""Suggestions while a search is typed: by mouse, by touch, by keyboard, and when they fail."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

Opener = Callable[..., Any]

#: Milliseconds, on a page whose clock is stopped, in which everything that waits has come.
SETTLED = 5_000
ASKED = re.compile(r"/api/v1/suggestions\?")


def box(page: Any) -> Any:
    return page.get_by_label("Search the findings")


def options(page: Any) -> Any:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


def type_in(page: Any, text: str) -> Any:
    """Types ``text`` letter by letter and returns the options once they are there."""
    box(page).press_sequentially(text)
    options(page).first.wait_for()
    return options(page)


def chosen(page: Any) -> str:
    """The option that a screen reader has been pointed to, '' for none."""
    text: str = page.evaluate(
        """() => {
            const box = document.activeElement;
            const id = box.getAttribute("aria-activedescendant");
            const option = id && document.getElementById(id);
            const selected = [...document.querySelectorAll("[aria-selected=true]")];
            if (selected.length !== (option ? 1 : 0) || option && selected[0] !== option) throw id;
            return option ? option.textContent : "";
        }"""
    )
    return text


def test_an_acronym_is_chosen_with_the_mouse(open_page: Opener) -> None:
    page = open_page("/")
    offered = type_in(page, "np")
    assert offered.first.inner_text() == "NPT: Neighbourhood Policing Team (32)"
    offered.first.click()
    page.wait_for_url(re.compile(r"/\?q=NPT$"))
    assert box(page).input_value() == "NPT"


def test_a_suggestion_is_chosen_by_touch(open_page: Opener) -> None:
    page = open_page("/", "touch")
    type_in(page, "custody s").first.tap()
    page.wait_for_url(re.compile(r"/\?q=custody"))


def test_the_keyboard_is_enough(open_page: Opener) -> None:
    page = open_page("/")
    offered = type_in(page, "domestic v")
    texts = offered.all_inner_texts()
    assert chosen(page) == ""
    for expected in (texts[0], texts[1]):
        page.keyboard.press("ArrowDown")
        assert chosen(page) == expected
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert chosen(page) == ""
    page.keyboard.press("ArrowUp")
    assert chosen(page) == texts[-1]
    assert box(page).evaluate("box => box === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(offered_address(texts[-1])))


def offered_address(label: str) -> str:
    """The end of the address of a term such as 'domestic violence (97)'."""
    return "/?q=" + label.rpartition(" (")[0].replace(" ", "+")


def test_an_area_becomes_a_filter_beside_the_others(open_page: Opener) -> None:
    page = open_page("/?q=training&category=strengths")
    page.locator(".pick input").first.check()
    box(page).fill("")
    area = type_in(page, "missing per").filter(has_text=", area (")
    area.click()
    page.wait_for_url(re.compile("area=protecting-vulnerable-people-missing-persons"))
    assert "category=strengths" in page.url
    assert "q=" not in page.url
    assert page.url.count("finding=") == 1


def test_enter_still_searches_for_what_was_typed(open_page: Opener) -> None:
    page = open_page("/")
    type_in(page, "superv")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?q=superv$"))


def test_enter_does_not_wait_for_suggestions(open_page: Opener) -> None:
    page = open_page("/")
    box(page).press_sequentially("superv")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?q=superv$"))


def test_escape_and_leaving_close_the_list(open_page: Opener) -> None:
    page = open_page("/")
    offered = type_in(page, "train")
    assert box(page).get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert offered.count() == 0
    assert box(page).get_attribute("aria-expanded") == "false"
    assert chosen(page) == ""
    assert box(page).input_value() == "train"
    type_in(page, "i")
    page.keyboard.press("Tab")
    assert offered.count() == 0
    assert page.evaluate("document.activeElement.textContent") == "Search"


def test_what_there_is_to_choose_is_announced(open_page: Opener) -> None:
    page = open_page("/")
    status = page.locator(".search [aria-live]")
    assert status.inner_text() == ""
    count = type_in(page, "train").count()
    assert status.inner_text() == f"{count} suggestions"
    box(page).press_sequentially("zzzz")
    options(page).first.wait_for(state="hidden")
    assert status.inner_text() == ""
    assert box(page).get_attribute("aria-expanded") == "false"


def test_nothing_moves_when_the_list_opens(open_page: Opener) -> None:
    page = open_page("/?q=custody")
    results = page.locator("#results").bounding_box()
    height = page.evaluate("document.documentElement.scrollHeight")
    box(page).fill("")
    type_in(page, "train")
    assert page.locator("#results").bounding_box() == results
    assert page.evaluate("document.documentElement.scrollHeight") == height


def test_letters_in_a_row_ask_once(open_page: Opener) -> None:
    page = open_page("/")
    page.clock.install()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    box(page).press_sequentially("train")
    with page.expect_request(ASKED):
        page.clock.run_for(SETTLED)
    options(page).first.wait_for()
    page.clock.run_for(SETTLED)
    # The answer to one more letter comes after whatever else was still to come.
    with page.expect_response(ASKED):
        box(page).press_sequentially("i")
        page.clock.run_for(SETTLED)
    questions = [url.rpartition("?")[2] for url in asked if ASKED.search(url)]
    assert questions == ["q=train", "q=traini"]


def test_a_late_answer_is_not_shown(open_page: Opener) -> None:
    page = open_page("/")
    # Else a machine that is busy asks between two letters, too.
    page.clock.install()
    late: list[Any] = []
    given_up: list[str] = []
    page.route(re.compile(r"suggestions\?q=train$"), lambda route: late.append(route))
    page.on("requestfailed", lambda request: given_up.append(request.url))
    box(page).press_sequentially("train")
    with page.expect_request(ASKED):
        page.clock.run_for(SETTLED)
    box(page).fill("np")
    page.clock.run_for(SETTLED)
    options(page).first.wait_for()
    assert len(late) == 1
    assert given_up == [late[0].request.url]
    assert options(page).first.inner_text().startswith("NPT")


@pytest.mark.parametrize("fault", ["429", "503", "offline", "nonsense"])
def test_when_suggestions_fail_nothing_is_said(open_page: Opener, fault: str) -> None:
    # A page of its own: the browser itself notes every answer that fails.
    first = open_page("/")
    page = first.context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(first.url)
    type_in(page, "train")

    def answer(route: Any) -> None:
        if fault == "nonsense":
            route.fulfill(status=200, body="<html>")
        elif fault == "offline":
            route.abort()
        else:
            route.fulfill(status=int(fault), json={"error": {"code": "", "message": ""}})

    page.route(ASKED, answer)
    with page.expect_event("requestfailed" if fault == "offline" else "requestfinished"):
        box(page).press_sequentially("i")
    options(page).first.wait_for(state="hidden")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?q=traini$"))
    assert faults == []


def test_without_a_script_there_is_a_plain_field(open_page: Opener) -> None:
    page = open_page("/", "plain")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field = page.get_by_role("searchbox", name="Search the findings")
    field.press_sequentially("train")
    assert not page.locator("#suggestions").is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?q=train"))
    assert not any(ASKED.search(url) for url in asked)


def test_the_open_list_has_no_faults(open_page: Opener, inspect: Callable[..., None]) -> None:
    page = open_page("/?q=training")
    box(page).fill("")
    type_in(page, "mi")
    page.keyboard.press("ArrowDown")
    inspect(page, "suggestions")
    assert chosen(page)
