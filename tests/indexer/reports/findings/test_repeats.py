"""What a report prints twice is counted once, and what only bears the same name twice."""

from __future__ import annotations

import pytest

from indexer.reports.findings.drafts import Cuts, Draft
from indexer.reports.findings.repeats import REPEAT, without_repeats
from indexer.reports.findings.units import LEAD_IN
from indexer.reports.labelling.stretches import AreaDraft
from indexer.reports.structure.tree import Block, Kind

CUSTODY = AreaDraft("Custody")


def asked(text: str, area: AreaDraft | None = None, label: str | None = None) -> Draft:
    draft = Draft(area=area, category="Recommendations", section="", path=(), label=label)
    draft.blocks.append(Block(Kind.PARAGRAPH, text, (1,)))
    return draft


def kept(*drafts: Draft) -> list[tuple[str, bool]]:
    """The texts that are kept, each with whether a subject holds it."""
    found = without_repeats(Cuts(drafts=list(drafts)))
    assert len(found.drafts) + len(found.left_out) == len(drafts)
    assert {reason for _, reason in found.left_out} <= {REPEAT}
    return [(draft.blocks[0].text, draft.area is not None) for draft in found.drafts]


def test_what_a_list_outside_any_subject_asks_again_is_counted_with_its_subject() -> None:
    assert kept(asked("Train them."), asked("Train them.", CUSTODY)) == [("Train them.", True)]


def test_two_subjects_may_be_asked_for_the_same() -> None:
    other = asked("Train them.", AreaDraft("Fraud"))
    assert len(kept(asked("Train them.", CUSTODY), other)) == 2


@pytest.mark.parametrize("again", [None, CUSTODY])
def test_a_name_printed_again_in_the_same_words_is_counted_once(again: AreaDraft | None) -> None:
    name = "Recommendation 1"
    first = asked("The force should train its sergeants.", CUSTODY, name)
    same = asked("The force should train its sergeants", again, name)
    assert kept(first, same) == [("The force should train its sergeants.", True)]


def test_recommendations_that_are_counted_from_1_again_are_others() -> None:
    first = asked("The force should train its sergeants.", CUSTODY, "Recommendation 1")
    other = asked("The authority visits each suite.", None, "Recommendation 1")
    assert len(kept(first, other)) == 2


def summed_up(text: str, category: str = "Findings") -> Draft:
    draft = Draft(area=None, category=category, section="", path=(), label=None, summary=True)
    draft.blocks.append(Block(Kind.PARAGRAPH, text, (1,)))
    return draft


def test_what_leads_in_to_repeats_alone_goes_with_them() -> None:
    lead = summed_up("The inspection makes one recommendation, listed here for ease of reference.")
    again = summed_up("The force should train its sergeants.", "Recommendations")
    body = asked("The force should train its sergeants.", CUSTODY)
    found = without_repeats(Cuts(drafts=[lead, again, body]))
    assert found.drafts == [body]
    assert [reason for _, reason in found.left_out] == [LEAD_IN, REPEAT]


@pytest.mark.parametrize(
    "text",
    [
        "Sickness is high and rising.",
        "The force should act on each recommendation of its own audits.",
        "One recommendation of 2004 is not met. Sickness is high.",
    ],
)
def test_what_a_summary_says_above_repeats_is_kept(text: str) -> None:
    again = summed_up("The force should train its sergeants.", "Recommendations")
    body = asked("The force should train its sergeants.", CUSTODY)
    found = without_repeats(Cuts(drafts=[summed_up(text), again, body]))
    assert found.drafts[0].blocks[0].text == text
