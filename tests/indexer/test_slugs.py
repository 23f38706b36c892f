"""One slug for ids, folders, filters and addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.slugs import former_slug, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Protecting Vulnerable People – Child Abuse", "protecting-vulnerable-people-child-abuse"),
        ("Good", "good"),
        ("  Réponse / 2 ", "reponse-2"),
        ("Heddlu Dŵr", "heddlu-dwr"),
        # What ids and filters once wrote in two ways.
        ("Children’s services", "childrens-services"),
        ("Children's services", "childrens-services"),
        ("Crime & Disorder", "crime-and-disorder"),
        ("Crime–disorder", "crime-disorder"),
        ("PEEL 2023–2025", "peel-2023-2025"),
        ("½ day", "1-2-day"),
        ("Straße", "strasse"),
        ("", "-"),
        ("–", "-"),
    ],
)
def test_the_slug_of_a_name(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Children’s services", "children-s-services"),
        ("Crime & Disorder", "crime-disorder"),
        ("Child Abuse", "child-abuse"),
    ],
)
def test_what_the_slug_in_an_earlier_address_was(name: str, expected: str) -> None:
    assert former_slug(name) == expected


def test_names_in_another_script_stay_apart() -> None:
    names = ("Полиция", "Отчёт", "Отчёт 2016", "警察")
    assert len({slug(name) for name in names}) == len(names)


@given(st.text())
def test_a_slug_is_small_ascii_and_its_own_slug(name: str) -> None:
    made = slug(name)
    assert re.fullmatch(r"-|[a-z0-9]+(?:-[a-z0-9]+)*", made)
    assert slug(made) == made
