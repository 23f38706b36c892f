"""Areas of different frameworks about one subject."""

from __future__ import annotations

import pytest

from webui.presenters.grading.subjects import subject


@pytest.mark.parametrize(
    ("areas", "name"),
    [
        (
            ["Neighbourhood Policing", "Preventing crime and tackling anti-social behaviour"],
            "Neighbourhood policing and preventing crime",
        ),
        (
            [
                "To what extent does the force treat all of the people it serves with fairness?",
                "Treating the public fairly",
                "Engaging with and treating the public with fairness and respect",
            ],
            "Treating the public fairly",
        ),
        (["Planning for the future", "Performance Management"], "Planning and value for money"),
    ],
)
def test_names_of_one_subject_are_lined_up(areas: list[str], name: str) -> None:
    assert {subject(area).name for area in areas} == {name}
    assert all(subject(area).reason for area in areas)


def test_what_is_not_in_the_map_stands_for_itself() -> None:
    known = subject("Protecting Vulnerable People – Missing Persons")
    assert (known.name, known.reason) == ("Protecting Vulnerable People – Missing Persons", "")
