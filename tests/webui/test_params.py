"""The query string and the request are each other's mirror."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from werkzeug.urls import iri_to_uri

from indexer import RequestError, SearchRequest, Sort
from webui import params


def test_a_silent_query_string_asks_for_the_defaults() -> None:
    assert params.read(MultiDict(), params.PAGE) == SearchRequest(group=True, context=False)
    assert params.read(MultiDict(), params.DATA) == SearchRequest(group=False)


def test_every_parameter_is_read() -> None:
    args = MultiDict(
        [
            ("q", "NPT"), ("area", "child-abuse"), ("area", "Missing Persons"),
            ("category", "strengths"), ("grade", "good"), ("force", "kent"), ("year", "2007"),
            ("report", "kent-2007"), ("sort", "newest"), ("page", "3"), ("size", "50"),
            ("expand", "0"), ("correct", "0"), ("group", "1"),
            ("context", "0"), ("read", "0"), ("literal", "Kent"), ("literal", "since 2007"),
        ]
    )  # fmt: skip
    assert params.read(args, params.DATA) == SearchRequest(
        q="NPT",
        filters={
            "area": ("child-abuse", "Missing Persons"),
            "category": ("strengths",),
            "grade": ("good",),
            "force": ("kent",),
            "year": ("2007",),
            "report": ("kent-2007",),
        },
        sort=Sort.NEWEST,
        page=3,
        size=50,
        expand=False,
        correct=False,
        group=True,
        context=False,
        read=False,
        literal=("Kent", "since 2007"),
    )


def test_the_empty_fields_of_a_form_are_passed_over() -> None:
    args = MultiDict([("q", ""), ("area", ""), ("page", " "), ("size", "")])
    assert params.read(args, params.PAGE) == params.PAGE


def test_a_filter_that_is_given_twice_counts_once() -> None:
    args = MultiDict([("area", "a"), ("area", "a"), ("area", "b")])
    assert params.read(args, params.PAGE).filters == {"area": ("a", "b")}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"), ("page", "-1"), ("page", "1.5"), ("page", "abc"), ("page", "1_0"),
        ("page", "١"), ("page", "9" * 40), ("page", "+1"),
        ("size", "0"), ("size", "101"), ("size", "abc"),
        ("sort", "best"), ("sort", "Newest"),
        ("expand", "2"), ("expand", "true"), ("correct", "no"), ("group", "\x00"),
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(RequestError) as caught:
        params.read(MultiDict([(name, value)]), params.PAGE)
    assert caught.value.parameter == name
    assert f"‘{name}’" in str(caught.value)


def test_one_value_is_enough_of_what_is_no_filter() -> None:
    with pytest.raises(RequestError, match="more than once") as caught:
        params.read(MultiDict([("q", "a"), ("q", "b")]), params.PAGE)
    assert caught.value.parameter == "q"


def test_an_unknown_name_is_refused_only_when_asked_to() -> None:
    args = MultiDict([("utm_source", "x")])
    assert params.read(args, params.PAGE) == params.PAGE
    with pytest.raises(RequestError) as caught:
        params.refuse_unknown(args)
    assert caught.value.parameter == "utm_source"


_VALUES = st.text("abc-é &=?#%+\ufffd", min_size=1, max_size=8).filter(str.strip)
_SLUGS = st.sampled_from(["child-abuse", "neighbourhood-policing", "2007", "not-graded"])
_REQUESTS = st.builds(
    SearchRequest,
    q=st.one_of(st.just(""), _VALUES),
    filters=st.dictionaries(
        st.sampled_from(params.FILTERS),
        st.lists(_SLUGS, min_size=1, unique=True).map(tuple),
    ),
    sort=st.sampled_from(Sort),
    page=st.integers(1, 10**6),
    size=st.integers(1, 100),
    expand=st.booleans(),
    correct=st.booleans(),
    group=st.booleans(),
    context=st.booleans(),
    read=st.booleans(),
    literal=st.lists(_SLUGS, unique=True).map(tuple),
)


@given(_REQUESTS, st.sampled_from([params.PAGE, params.DATA]))
def test_what_is_written_is_read_again(asked: SearchRequest, defaults: SearchRequest) -> None:
    written = MultiDict(params.pairs(asked, defaults))
    assert params.read(written, defaults) == asked


def test_an_address_says_no_more_than_it_must() -> None:
    assert params.address("/", params.PAGE) == "/"
    asked = replace(params.PAGE, q="a b", filters={"area": ("Child Abuse",)}, page=2)
    assert params.address("/", asked, page=2) == "/?q=a+b&area=child-abuse&page=2"


def test_any_change_goes_back_to_the_first_page() -> None:
    asked = replace(params.PAGE, q="a", page=7)
    assert params.address("/", asked, sort=Sort.NEWEST) == "/?q=a&sort=newest"


def test_an_address_is_ascii() -> None:
    address = params.address("/", SearchRequest(q="café “quoted”", group=True))
    assert address.isascii()
    assert iri_to_uri(address) == address


def test_a_filter_is_taken_away_by_name_or_slug() -> None:
    asked = SearchRequest(filters={"area": ("Child Abuse", "missing-persons"), "year": ("2007",)})
    assert params.without(asked, "area", "child-abuse")["area"] == ("missing-persons",)
    assert params.without(asked, "area", "Missing Persons")["area"] == ("Child Abuse",)
    assert params.without(asked, "area", "other") == asked.filters


def test_what_no_page_may_hold_is_shown_as_missing() -> None:
    args = MultiDict([("q", "a\x00b\uffff"), ("area", "\x01")])
    asked = params.read(args, params.PAGE)
    assert asked.q == "a\ufffdb\ufffd"
    assert asked.filters == {"area": ("\ufffd",)}
    assert params.showable("a\tb\r\nc d é 🚓") == "a\tb\r\nc d é 🚓"
