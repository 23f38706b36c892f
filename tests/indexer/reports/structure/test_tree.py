"""The tree: sections nest by level and end with their containers, whatever their words mean."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from indexer.reports.labelling.vocabulary import is_heading_text
from indexer.reports.readers.formats import read_source
from indexer.reports.structure.document import document
from indexer.reports.structure.tree import Block, Kind, Part, by_level, nested, outlined

DATA = Path(__file__).parents[3] / "data" / "reports"


def part(heading: str | None, level: int = 0, text: str = "", **facts: Any) -> Part:
    nodes = (Block(Kind.PARAGRAPH, text, (1,), groups=facts.pop("inside", ())),) if text else ()
    groups = facts.pop("groups", ())
    head = Block(Kind.HEADING, heading, (1,), level=level, groups=groups) if heading else None
    return Part(head, nodes, **facts)


def tree(*parts: Part) -> list[str]:
    return list(outlined(nested(parts, by_level)))


@pytest.fixture
def outline(tmp_path: Path) -> Callable[..., list[str]]:
    """The tree of what a file prints, as an indented list."""

    def of(text: str, name: str = "report.txt") -> list[str]:
        path = tmp_path / name
        path.write_text(dedent(text), encoding="utf-8")
        return list(outlined(document(read_source(path), is_heading_text).tree()))

    return of


def test_deeper_levels_are_inside() -> None:
    found = tree(part("A", 1), part("B", 2, "text"), part("C", 3), part("D", 1))
    assert found == ["# A", "  # B", "    text", "    # C", "# D"]


def test_a_heading_without_level_stands_below_one_that_has_one() -> None:
    assert tree(part("A", 2), part("b"), part("c"), part("D", 2)) == [
        "# A", "  # b", "  # c", "# D",
    ]  # fmt: skip


def test_what_follows_a_box_is_outside_it() -> None:
    box = part("Box", 3, "in", groups=(1, 2), inside=(1, 2), container=(1, 2))
    found = tree(part("A", 2, groups=(1,)), box, part(None, text="out", inside=(1,)))
    assert found == ["# A", "  # Box", "    in", "  out"]


def test_a_numbered_box_ends_with_the_next_numbered_paragraph() -> None:
    box = part("Recommendation 1", text="in", ended=True)
    assert tree(part("A", 1), box, part(None, text="5.3")) == [
        "# A", "  # Recommendation 1", "    in", "  5.3",
    ]  # fmt: skip


def test_headings_ten_deep_nest() -> None:
    found = tree(*(part(f"H{n}", n) for n in range(1, 11)))
    assert found[-1] == f"{'  ' * 9}# H10"


def test_a_page_with_boxes(outline: Callable[..., list[str]]) -> None:
    found = outline(
        """
        <html><body><main><h1>Custody in Somerton</h1><p>The cells were seen in May.</p>
        <h2>Food</h2><p>Meals are hot.</p>
        <div><h3>Area to watch</h3><p>Menus repeat themselves.</p></div>
        <p>Drinks are offered.</p></main></body></html>
        """,
        "report.html",
    )
    assert found == [
        "# Custody in Somerton",
        "  The cells were seen in May.",
        "  # Food",
        "    Meals are hot.",
        "    # Area to watch",
        "      Menus repeat themselves.",
        "    Drinks are offered.",
    ]


def test_a_text_with_lists(outline: Callable[..., list[str]]) -> None:
    found = outline("""
        Custody in Somerton

        Food

        The kitchen cooks for all, and says so:

        - meals are hot;

        - menus change:

          - by week; and

          - by season.

        Exercise

        There is a yard.
    """)
    assert found == [
        "# Custody in Somerton",
        "# Food",
        "  The kitchen cooks for all, and says so:",
        "  - meals are hot;",
        "  - menus change:",
        "    - by week; and",
        "    - by season.",
        "# Exercise",
        "  There is a yard.",
    ]


def test_a_note_at_a_pages_foot_is_no_part_of_the_sentence_around_it(
    outline: Callable[..., list[str]],
) -> None:
    body = "Food\n\nThe kitchen cooks for all who ask,1 and for those\n1 Survey of May 2007.\n"
    rest = "\fwho do not, in all of the cells that it serves.\n"
    pages = "".join(f"\fPage {n}\n\nExercise is held in yard {n}.\n" for n in range(2, 5))
    found = outline(body + "\nPage 1\n" + rest + pages)
    assert any("for those who do not, in all of the cells" in line for line in found)
    assert not any("Survey" in line for line in found)


def sample(name: str) -> list[str]:
    path = next(p for p in (DATA / name).glob("report.*") if p.suffix != ".json")
    return list(outlined(document(read_source(path), is_heading_text).tree()))


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir() if path.is_dir()))
def test_every_finding_of_a_sample_hangs_in_its_tree(name: str) -> None:
    """The words of a report's findings stand in the tree, below the heading that its gold gives."""
    found = sample(name)
    gold = (DATA / name / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [json.loads(line) for line in gold if line.strip()]
    sections = {one["section"] for one in wanted if one.get("kind") == "finding"}
    headings = {_words(line.strip(" #")) for line in found if line.lstrip().startswith("# ")}
    assert {_words(each) for each in sections} <= headings


def _words(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalpha())


def blind(text: str) -> bool:
    """Knows the words of no family."""
    return False


def levels(found: Sequence[str]) -> list[str]:
    return [line for line in found if line.lstrip().startswith("# ")]


@pytest.mark.parametrize("name", ["f3-2022-html", "f3-word", "f1-pdf"])
def test_where_the_format_shows_headings_no_word_need_be_known(name: str) -> None:
    path = next(p for p in (DATA / name).glob("report.*") if p.suffix != ".json")
    source = read_source(path)
    seen = levels(list(outlined(document(source, blind).tree())))
    known = levels(list(outlined(document(source, is_heading_text).tree())))
    assert seen == known
