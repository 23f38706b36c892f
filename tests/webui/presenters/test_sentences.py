from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import Change, FacetValue, Finding, Hit, SearchPage, SearchRequest, Understood
from indexer.reports.finding import Span
from indexer.search.understanding.reading import Nowhere
from webui.presenters import sentences


def page(total: int, q: str = "", **chosen: list[str]) -> SearchPage:
    facets = {
        name: (
            *(FacetValue(label, label, 1, True) for label in labels),
            FacetValue("Other", "Other", 2, False),
        )
        for name, labels in chosen.items()
    }
    return SearchPage(SearchRequest(q=q), total, 1, (), facets, (), (), None, (), "b")


def sentence(*args: object, **kwargs: object) -> str:
    return "".join(part.text for part in sentences.sentence(page(*args, **kwargs)))  # type: ignore[arg-type]


def test_a_search_is_said_as_a_sentence() -> None:
    assert sentence(264) == "264 findings"
    assert sentence(1, "cells") == "1 finding about cells"
    assert sentence(0, "zebra") == "No findings about zebra"
    assert (
        sentence(
            1234,
            "  return   interviews ",
            area=["Missing Persons", "Child Abuse"],
            category=["Strengths"],
            grade=["Good"],
            force=["Kent Police"],
            year=["2007"],
        )
        == "1,234 findings about return interviews in Missing Persons or Child Abuse, "
        "under Strengths, graded Good, in reports on Kent Police, published in 2007"
    )


def test_what_has_all_the_words_far_apart_is_not_said_to_lack_them() -> None:
    finding = Finding(
        "id", "report", "Title", "Kent Police", "2018-08", "family", None, None, None,
        "Section", (), None, "Staff know it.", Span(1, 2),
    )  # fmt: skip
    hits = (Hit(finding, (), False, 1.0, answers=False, apart=True),)
    closest = replace(page(0, "who checks cells"), mixed=True, close=1, hits=hits)
    assert "".join(part.text for part in sentences.sentence(closest)) == (
        "No finding has all of ‘who checks cells’ together; the closest"
    )
    found = replace(closest, total=1)
    assert "".join(part.text for part in sentences.sentence(found)).startswith(
        "1 finding has all the words of ‘who checks cells’; "
    )


@pytest.mark.parametrize("mixed", [True, False])
def test_what_nothing_has_all_words_of_is_not_said_to_find_nothing(mixed: bool) -> None:
    closest = replace(page(0, "who checks cells", area=["Custody"]), mixed=mixed, close=12)
    said = "".join(part.text for part in sentences.sentence(closest))
    assert said == "No finding has all the words of ‘who checks cells’ in Custody; the 12 closest"
    few = replace(page(2, "zebra"), mixed=mixed, close=3, ignored=("is",))
    assert "".join(part.text for part in sentences.sentence(few)) == (
        "2 findings have ‘zebra’; the 3 closest others"
    )
    one = replace(page(0, "zebra"), mixed=mixed, close=1)
    assert "".join(part.text for part in sentences.sentence(one)) == (
        "No finding has ‘zebra’; the closest"
    )


@pytest.mark.parametrize(
    ("total", "close", "mixed", "ignored", "said"),
    [
        (1, 20, False, (), "1 finding has all the words of ‘waiting lists’; the 20 closest others"),
        (2, 4, True, ("by",), "2 findings have the words of ‘waiting lists’; the 4 closest others"),
        (3, 1, True, (), "3 findings have all the words of ‘waiting lists’; the closest other"),
        (3, 1, False, (), "3 findings about waiting lists"),
        (3, 0, True, (), "3 findings about waiting lists"),
    ],
)  # fmt: skip
def test_where_most_is_merely_close_what_answers_is_not_said_to_be_about_it(
    total: int, close: int, mixed: bool, ignored: tuple[str, ...], said: str
) -> None:
    found = replace(page(total, "waiting lists"), close=close, mixed=mixed, ignored=ignored)
    assert "".join(part.text for part in sentences.sentence(found)) == said


@pytest.mark.parametrize(
    ("total", "close", "counts"),
    [
        (1, 20, "the 1 finding with all of the words"),
        (5, 2, "the 5 findings with all of the words"),
        (0, 2, "what comes close"),
        (5, 0, ""),
    ],
)
def test_what_the_filters_count_is_said_where_more_is_listed(
    total: int, close: int, counts: str
) -> None:
    assert sentences.counted_by(replace(page(total, "cells"), close=close)) == counts


def test_of_marks_alone_nothing_was_searched_for() -> None:
    assert sentence(261, "???") == "261 findings"
    assert sentence(0, "نص") == "No findings about نص"


def test_many_values_are_counted_instead_of_named() -> None:
    assert sentence(5, area=["A", "B", "C"]) == "5 findings in A, B or C"
    assert sentence(5, area=["A", "B", "C", "D"]) == "5 findings in 4 areas"


def test_only_the_words_searched_for_are_marked() -> None:
    marked = [part.text for part in sentences.sentence(page(2, "cells", area=["A"])) if part.match]
    assert marked == ["cells"]


@pytest.mark.parametrize(
    ("words", "text"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")]
)
def test_all_of_a_list(words: list[str], text: str) -> None:
    assert sentences.listed(words, "and") == text


def changes(**searched: str) -> tuple[Change, ...]:
    """``changes(kids="child youth")``: what was searched for each word."""
    return tuple(Change(typed, word) for typed, some in searched.items() for word in some.split())


def test_a_few_changes_are_all_named() -> None:
    few = changes(kids="child youth", risk="harm danger")
    assert sentences.foremost(few) == few


def test_of_many_changes_the_first_of_each_word_are_named() -> None:
    many = changes(kids="child youth minor", risk="harm danger")
    assert [change.searched for change in sentences.foremost(many)] == ["child", "harm", "youth"]


def test_names_of_several_facets_are_either() -> None:
    found = replace(
        page(3, "Norfolk children"),
        words="children",
        understood=(
            Understood("Norfolk", "force", ("Norfolk Constabulary",)),
            Understood("Norfolk", "place", ("Norfolk",)),
        ),
    )
    said = "".join(part.text for part in sentences.sentence(found))
    assert said == "3 findings about children, in reports on Norfolk Constabulary or Norfolk"
    assert sentences.readings(found) == [("Norfolk", "Norfolk Constabulary or Norfolk")]


def test_many_values_that_were_read_are_counted() -> None:
    years = tuple(map(str, range(2007, 2012)))
    found = replace(page(3, "since 2007"), understood=(Understood("since 2007", "year", years),))
    assert sentences.readings(found) == [("since 2007", "2007 to 2011")]
    said = "".join(part.text for part in sentences.sentence(replace(found, words="")))
    assert said.startswith("3 findings, published since 2007")


def test_a_question_is_said_without_its_mark() -> None:
    said = "".join(part.text for part in sentences.sentence(page(3, "who answers calls?")))
    assert said == "3 findings about who answers calls"


def test_a_force_that_is_left_out_is_said_so() -> None:
    kent = Understood("-Kent", "force", ("Kent Police",), excluded=True)
    found = replace(page(3, "custody -Kent"), words="custody", understood=(kent,))
    said = "".join(part.text for part in sentences.sentence(found))
    assert said == "3 findings about custody, without Kent Police"
    assert sentences.readings(found) == [("-Kent", "not Kent Police")]


def test_what_is_only_left_out_is_said_so() -> None:
    found = replace(page(3, "-custody NOT taser"), without=True)
    said = "".join(part.text for part in sentences.sentence(found))
    assert said == "3 findings without custody or taser"


@pytest.mark.parametrize(
    ("total", "close", "mixed", "heading"),
    [
        (3, 12, False, "Also close: 12 findings"),
        (0, 1, False, ""),
        (3, 0, False, ""),
        (3, 12, True, ""),
        (3, 0, True, ""),
        (0, 1, True, ""),
    ],
)
def test_the_heading_of_what_is_close(total: int, close: int, mixed: bool, heading: str) -> None:
    assert sentences.closeness(replace(page(total), close=close, mixed=mixed)) == heading


@pytest.mark.parametrize(
    ("category", "one"),
    [
        ("Areas for improvement", "an area for improvement"),
        ("Recommendations", "a recommendation"),
        ("Causes of concern", "a cause of concern"),
    ],
)
def test_one_of_a_category_is_called_by_its_singular(category: str, one: str) -> None:
    assert sentences.one_of(category) == one


@pytest.mark.parametrize(
    ("label", "said"),
    [("5.12", "No. 5.12"), ("Recommendation 3", "Recommendation 3"), ("R3", "R3"), (None, "")],
)
def test_a_bare_number_is_called_one(label: str | None, said: str) -> None:
    assert sentences.numbered(label) == said


@pytest.mark.parametrize(
    ("series", "place", "addressee", "whose"),
    [
        ("PEEL 2018/19", "", None, "Kent Police"),
        ("BCU inspection", "Dover BCU", "the BCU Commander", "Kent Police · Dover BCU"),
        ("Joint targeted area inspection", "Medway", None, "Medway, with Kent Police"),
        ("Joint targeted area inspection", "Medway", "The force", "Medway, with Kent Police"),
        ("Joint targeted area inspection", "Medway", "the council", "Medway · The council"),
    ],
)
def test_a_joint_inspection_is_not_of_the_force_alone(
    series: str, place: str, addressee: str | None, whose: str
) -> None:
    finding = Finding(
        "id", "report", "Title", "Kent Police", "2018-08", "family", None, None, None,
        "Section", (), None, "Staff know it.", Span(1, 2),
        series=series, place=place, addressee=addressee,
    )  # fmt: skip
    assert sentences.origin(finding) == f"{whose} · August 2018 · {series}"


@pytest.mark.parametrize(
    ("series", "place", "whom"),
    [
        ("PEEL 2018/19", "", "Kent Police"),
        ("BCU inspection", "Dover BCU", "Kent Police"),
        ("Joint targeted area inspection", "Medway", "Medway, with Kent Police"),
    ],
)
def test_of_a_joint_inspection_the_place_is_named_first(series: str, place: str, whom: str) -> None:
    finding = Finding(
        "id", "report", "Title", "Kent Police", "2018-08", "family", None, None, None,
        "Section", (), None, "Staff know it.", Span(1, 2), series=series, place=place,
    )  # fmt: skip
    assert sentences.of_whom(finding) == whom


@pytest.mark.parametrize(
    ("close", "notes", "said"),
    [
        (2, (), "; the 2 closest, none of which has ‘kennels’ or ‘zebra’"),
        (1, (), "; the closest, without ‘kennels’ or ‘zebra’"),
        (2, (Nowhere("No report has 'zebra'."),), "; the 2 closest, none of which has ‘kennels’"),
    ],
)
def test_what_none_of_the_closest_has_is_said_once(
    close: int, notes: tuple[str, ...], said: str
) -> None:
    finding = Finding(
        "id", "report", "Title", "Force", "2007-10", "family", None, "Strengths", None,
        "Strengths", (), None, "Dogs bark.", Span(1, 1),
    )  # fmt: skip
    lacks = "kennels", "zebra"
    hits = (Hit(finding, (), False, 1.0, answers=False, lacks=lacks),) * close
    found = replace(page(0, "kennels of zebra"), hits=hits, close=close, mixed=True, notes=notes)
    assert "".join(part.text for part in sentences.sentence(found)).endswith(said)
