"""Whom to write to is in no finding, wherever it is printed."""

from __future__ import annotations

import pytest

from indexer.reports.labelling.contacts import contacts
from indexer.reports.structure.tree import Block, Kind, Part


def taken(*lines: str) -> list[str]:
    nodes = tuple(Block(Kind.PARAGRAPH, line, (number,)) for number, line in enumerate(lines))
    found = contacts([Part(None, nodes)])
    return [node.text for node in nodes if id(node) in found]


@pytest.mark.parametrize(
    "block",
    [
        ["Harbour office, 4 Quay Street, Saltby ZZ2 5QA"],
        ["HM Inspectorate of Harbours", "1st Floor, Quay House", "Saltby", "ZZ2 5QA"],
        ["Telephone: 01632 960114", "Email: office@harbours.example.uk"],
        ["Enquiries: +44 (0)20 7946 0018"],
        ["If you would like to know more, write to the team or email us at a.b@example.uk."],
        ["Further copies are available from HMI, 4 Quay Street, Saltby ZZ2 5QA."],
        ["Full data and further information is available on our website."],
    ],
)
def test_contacts_among_text(block: list[str]) -> None:
    assert taken("The force is well led.", *block, "It has a plan.") == block


@pytest.mark.parametrize(
    "text",
    [
        "The plan should be sent to plans@example.uk by 22 September 2017.",
        "The force tells residents at www.dales.example.uk how many of its calls are late.",
        "Callers who ring 01632 960114 wait for ten minutes on most nights.",
        "FORCE CONTACT: Inspector Jo Otherby – 01632 960114",
        "More information is available to officers than before.",
    ],
)
def test_text_that_names_an_address_stays(text: str) -> None:
    assert taken("Leadership is strong", text) == []
