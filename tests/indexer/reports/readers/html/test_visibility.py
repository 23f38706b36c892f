"""What can be opened is read; what nobody sees, and what is crossed out, is told as left out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Role

ReadMain = Callable[[str], list[Line]]

PANEL = "<ul><li>Lockers are checked weekly.</li><li>Keys are signed for.</li></ul>"


def seen(lines: list[Line]) -> list[str]:
    return [line.text for line in lines if line.role is not Role.CHROME]


def left_out(lines: list[Line]) -> dict[str, str]:
    return {line.text: line.chrome for line in lines if line.role is Role.CHROME}


@pytest.mark.parametrize(
    "folded",
    [
        f"<h3>Strengths</h3><div id=p hidden=until-found>{PANEL}</div>",
        f"<h3><button aria-controls=p>Strengths</button></h3><div id=p hidden>{PANEL}</div>",
        f"<h3><button>Strengths</button></h3><div style='display:none'>{PANEL}</div>",
        f"<h3><a data-bs-target='#p'>Strengths</a></h3><i>.</i><div id=p hidden>{PANEL}</div>",
        f"<h3>Strengths</h3><details><summary>Read it</summary>{PANEL}</details>",
    ],
    ids=["until found", "aria", "bare button", "Bootstrap", "details"],
)
def test_what_is_folded_up_is_read(read_main: ReadMain, folded: str) -> None:
    lines = read_main(folded)
    assert (lines[0].role, lines[0].level, lines[0].text) == (Role.HEADING, 3, "Strengths")
    items = [line.text for line in lines if line.role is Role.ITEM]
    assert items == ["Lockers are checked weekly.", "Keys are signed for."]


def test_a_button_above_its_part_is_set_apart(read_main: ReadMain) -> None:
    lines = read_main(f"<button class=a>What works well</button><div class=b>{PANEL}</div>")
    assert (lines[0].text, lines[0].bold) == ("What works well", True)


def test_a_button_that_does_something_is_no_heading(read_main: ReadMain) -> None:
    lines = read_main(f"<button>Download as PDF</button><div>{PANEL}</div>")
    assert left_out(lines) == {"Download as PDF": "a button or form field"}


def test_words_of_a_switch_are_no_part_of_the_heading(read_main: ReadMain) -> None:
    heading = (
        "<h2><button aria-expanded=false aria-controls=p><span>Key strengths</span>"
        "<span class=visually-hidden>, </span><span><span>Hide<span class=visually-hidden>"
        " this section</span></span></span></button></h2>"
    )
    lines = read_main(f"{heading}<div id=p>{PANEL}</div>")
    assert (lines[0].role, lines[0].text) == (Role.HEADING, "Key strengths")
    assert "Hide this section" in left_out(lines)


@pytest.mark.parametrize("sign", ["#", "¶", "Copy link to section", "Expand", "+"])
def test_a_sign_beside_a_heading_is_no_part_of_it(read_main: ReadMain, sign: str) -> None:
    lines = read_main(f"<h2>Patrols <a href='#patrols'>{sign}</a></h2>{PANEL}")
    assert lines[0].text == "Patrols"


def test_a_heading_that_begins_like_a_switch_stays(read_main: ReadMain) -> None:
    lines = read_main(f"<h2><span>Open cases</span></h2><h3>Show of <em>support</em></h3>{PANEL}")
    assert [line.text for line in lines[:2]] == ["Open cases", "Show of support"]


def test_what_is_crossed_out_is_not_said(read_main: ReadMain) -> None:
    lines = read_main(
        "<p>The force <del>should</del><ins>must</ins> pay <s>all</s> its "
        "<span style='text-decoration: line-through'>old</span> bills.</p>"
    )
    assert seen(lines) == ["The force must pay its bills."]
    assert set(left_out(lines).values()) == {"deleted text"}


def test_a_text_with_a_twin_for_screen_readers_is_read_once(read_main: ReadMain) -> None:
    lines = read_main(
        "<p><span aria-hidden=true>9 to 5</span> <span class='sr-only'>nine to five</span>"
        " is too short.</p>"
    )
    assert seen(lines) == ["9 to 5 is too short."]
    assert left_out(lines) == {"nine to five": "the same again for screen readers"}


def test_words_for_screen_readers_without_a_twin_are_read(read_main: ReadMain) -> None:
    assert seen(read_main("<p><span class=sr-only>Grade: </span>Good</p>")) == ["Grade: Good"]


@pytest.mark.parametrize(
    "unseen",
    [
        "<div hidden>Draft</div>",
        "<div style='display: none'>Draft</div>",
        "<div aria-hidden=true>Draft</div>",
        "<i class=icon-draft aria-hidden=true>Draft</i>",
    ],
)
def test_what_nobody_sees_is_left_out(read_main: ReadMain, unseen: str) -> None:
    lines = read_main(f"<p>One.</p>{unseen}<p>Two.</p>")
    assert seen(lines) == ["One.", "Two."]
    assert left_out(lines) == {"Draft": "hidden on the page"}


@pytest.mark.parametrize("element", ["template", "noscript", "script"])
def test_what_is_no_text_of_the_page(read_main: ReadMain, element: str) -> None:
    lines = read_main(f"<p>One.</p><{element}><p>Draft</p></{element}>")
    assert [line.text for line in lines] == ["One."]
