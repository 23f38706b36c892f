"""What another body must do is not what the force must do; in doubt it is the force's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from indexer.reports.finding import Finding, Span
from indexer.search.bodies import is_joint, other_body

OF_FORCE = Finding(
    "id", "report", "Title", "Kent Police", "2018-08", "family", None, None, None,
    "Section", (), None, "Records should be kept.", Span(1, 2), series="PEEL 2018/19",
)  # fmt: skip
JOINT = replace(OF_FORCE, series="Joint targeted area inspection", place="Medway")


def asked(finding: Finding, addressee: str) -> str:
    return other_body(replace(finding, addressee=addressee))


@pytest.mark.parametrize(
    "whom",
    [
        "the health care provider", "The Home Office", "the College of Policing", "partners",
        "the police and crime commissioner", "The Police, Fire and Crime Commissioner",
        "the Crown Prosecution Service", "NHS England", "The local authority",
        "the National Police Chiefs' Council", "the police authority",
        "The force’s health care provider", "Kent Council and its partners", "the contractor",
    ],
)  # fmt: skip
def test_in_an_inspection_of_a_force_others_are_those_who_are_certainly_no_part_of_it(
    whom: str,
) -> None:
    assert asked(OF_FORCE, whom) == whom[0].upper() + whom[1:]


@pytest.mark.parametrize(
    "whom",
    [
        "", "The force", "Custody staff", "Kent Police", "leaders", "Supervisors", "the Met",
        "The force and its partners", "Kent Police and the health care provider", "All forces",
        "custody officers and health care staff", "chief constables", "Occupational health",
        "The Metropolitan Police Commissioner", "the force’s officers", "The commander",
    ],
)  # fmt: skip
def test_whoever_may_be_of_the_force_is(whom: str) -> None:
    assert asked(OF_FORCE, whom) == ""


@pytest.mark.parametrize(
    ("whom", "other"),
    [
        ("the council", "The council"), ("The partnership", ""), ("Kent Police", ""),
        ("the police and crime commissioner", "The police and crime commissioner"),
    ],
)  # fmt: skip
def test_in_a_joint_inspection_others_are_all_who_are_named_without_the_police(
    whom: str, other: str
) -> None:
    assert asked(JOINT, whom) == other
    with_police = replace(JOINT, text="The council works on it with the police.")
    assert asked(with_police, "the council") == ""


def test_an_inspection_of_several_bodies_in_a_place_is_joint() -> None:
    assert is_joint(JOINT)
    assert not is_joint(replace(JOINT, place=""))
    assert not is_joint(OF_FORCE)
