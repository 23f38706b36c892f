"""What is near a finding, and who does well what it wants improved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.errors import NotFound
from indexer.reports.categories import Stance, names
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest

Found = Callable[..., Archive]
Make = Callable[..., Report]
WANTED = "Return interviews for missing children are late and are not recorded."
DONE = "Return interviews for missing children are prompt and well recorded."


def test_the_nearest_share_most(archive: Archive) -> None:
    """Of two word for word the same findings each is the nearest of the other."""
    page = archive.search(SearchRequest(q='"role profiles and job descriptions for CDAIU"'))
    one, other = (hit.finding for hit in page.hits)
    nearest = archive.similar(one.id)
    assert nearest[0].finding == other
    assert one not in [hit.finding for hit in nearest]
    assert [hit.score for hit in nearest] == sorted((hit.score for hit in nearest), reverse=True)
    assert all(0 < hit.score <= 1 for hit in nearest)
    assert any(segment.match for segment in nearest[0].text)


def test_nobody_may_do_well_what_is_wanting(archive: Archive) -> None:
    """Whatever praises is no answer: most areas for improvement have none in one report."""
    request = SearchRequest(filters={"category": ("Areas for improvement",)}, size=100)
    wanting = [hit.finding for hit in archive.search(request).hits]
    answers = [archive.who_does_this_well(finding.id) for finding in wanting]
    praise = names(Stance.PRAISES)
    assert all(hit.finding.category in praise for hits in answers for hit in hits)
    assert 0 < sum(map(bool, answers)) < 0.5 * len(wanting)


def test_other_forces_come_first(found: Found, report: Make) -> None:
    archive = found(
        report(WANTED, category="Areas for improvement", id="north-2020"),
        report(DONE, "Custody is clean.", id="north-2021"),
        report(DONE.replace("well ", ""), "Dogs bark.", id="south-2020", force="South Police"),
        report(DONE, category="Areas for improvement", id="west-2020", force="West Police"),
    )
    hits = archive.who_does_this_well("north-2020-1")
    assert [hit.finding.id for hit in hits] == ["south-2020-1", "north-2021-1"]
    assert archive.who_does_this_well("north-2020-1", 1) == hits[:1]


def test_what_shares_nothing_is_not_related(found: Found, report: Make) -> None:
    archive = found(report(WANTED, "Dogs bark."), report("", id="empty-2020"))
    assert archive.similar("north-2020-2") == ()
    assert archive.similar("empty-2020-1") == ()


def test_an_unknown_finding_is_not_found(archive: Archive) -> None:
    for ask in (archive.similar, archive.who_does_this_well):
        with pytest.raises(NotFound):
            ask("nowhere")
