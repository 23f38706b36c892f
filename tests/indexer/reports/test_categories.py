"""The one table of categories."""

from __future__ import annotations

from indexer.reports.categories import CATEGORIES, Stance


def test_each_category_that_asks_says_how_urgent_it_is_and_no_other_does() -> None:
    urgencies = {
        stance: [row.urgency for row in CATEGORIES if row.stance is stance] for stance in Stance
    }
    asking = urgencies.pop(Stance.ASKS)
    assert sorted(asking) == list(range(1, len(asking) + 1))
    assert not any(urgency for others in urgencies.values() for urgency in others)
