"""Which names of forces stand in a text."""

from __future__ import annotations

import pytest

from indexer.reports.front_matter.forces import (
    ENDINGS,
    FIRE,
    POLICE,
    bare,
    councils,
    forces,
    named,
    short_names,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Devon & Cornwall Police and Kent Police", ["Devon & Cornwall Police", "Kent Police"]),
        ("Surrey and Sussex Police", ["Surrey Police", "Sussex Police"]),
        (
            "the Norfolk and Suffolk Constabularies",
            ["Norfolk Constabulary", "Suffolk Constabulary"],
        ),
        (
            "Bedfordshire, Kent and Essex police forces",
            ["Bedfordshire Police", "Kent Police", "Essex Police"],
        ),
        ("Ofsted and Kent Police", ["Kent Police"]),
        ("officers of KENT POLICE", ["Kent Police"]),
        ("Gloucestershire Police", ["Gloucestershire Constabulary"]),
        ("the Chief Constable of Merseyside police force", ["Merseyside Police"]),
        ("Heddlu Gogledd Cymru North Wales Police", ["North Wales Police"]),
        ("the PSNI, but no psni", ["Police Service of Northern Ireland"]),
        ("West Midlands Fire Service", ["West Midlands Fire Service"]),
        ("London Fire Brigade", ["London Fire Brigade"]),
        ("Kent Police and Crime Commissioner", []),
        ("Kent Police Authority; Kent Police Federation", []),
        ("HMI Constabulary and Fire & Rescue Services", []),
        ("the police of Kent", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert [one.name for one in named(text)] == names


def test_a_name_of_no_table_is_known_by_its_form_where_that_is_asked() -> None:
    assert named("Wexmoor Constabulary") == []
    assert [one.name for one in named("Wexmoor Constabulary", unknown=True)] == [
        "Wexmoor Constabulary"
    ]
    assert named("Thematic Inspection of Police", unknown=True) == []
    assert named("AN INSPECTION OF HOW POLICE ANSWER CALLS", unknown=True) == []


def test_all_names_of_a_force_have_one_key() -> None:
    (old,) = named("Wiltshire Constabulary")
    (new,) = named("Wiltshire Police")
    assert old.name != new.name
    assert old.key == new.key


def test_short_names_need_a_capital() -> None:
    assert [force.name for force in short_names("Warwickshire and West Mercia")] == [
        "Warwickshire Police",
        "West Mercia Police",
    ]
    assert short_names("in kent") == []


def test_every_name_of_the_table_is_found_as_its_own_force() -> None:
    for force in forces():
        for name in (force.name, *force.also, *force.alone):
            assert [one.force for one in named(name)] == [force], name


def test_no_name_stands_for_two_forces_of_a_kind() -> None:
    shorts = [(force.kind, short) for force in forces() for short in force.short]
    assert len(shorts) == len(set(shorts))
    assert councils()["isle of wight"] == "Isle of Wight"


@pytest.mark.parametrize(
    ("name", "ended"),
    [
        ("Kent Police", ("Kent", POLICE)),
        ("Wexmoor Police Service", ("Wexmoor", POLICE)),
        ("Vale of Aire Constabulary", ("Vale of Aire", POLICE)),
        ("Kent Fire and Rescue Service", ("Kent", FIRE)),
        ("Kent Fire and Rescue", ("Kent", FIRE)),
        ("London Fire Brigade", ("London", FIRE)),
        ("Medway", None),
        ("Police", None),
    ],
)
def test_a_name_is_bare_without_what_says_that_it_is_a_force(
    name: str, ended: tuple[str, str] | None
) -> None:
    assert bare(name) == ended


def test_what_a_force_is_called_by_is_taken_off_again() -> None:
    for kind, endings in ENDINGS.items():
        for ending in endings:
            assert bare(f"Wexmoor {ending}") == ("Wexmoor", kind)
