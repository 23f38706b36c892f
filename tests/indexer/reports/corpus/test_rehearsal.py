"""What reads a report has read one before, and so has the word lists and patterns."""

from __future__ import annotations

from indexer.processes.workers import Workers
from indexer.reports.corpus.rehearsal import READ
from indexer.reports.front_matter import forces
from indexer.reports.labelling import family

#: What is read once in a process, of both rooms that have most.
ONCE = (family.families, forces.forces)


def kept(_: int) -> list[int]:
    """Which of these a process has that has read nothing itself."""
    return [one.cache_info().currsize for one in ONCE]


def test_a_process_has_the_word_lists_from_the_beginning() -> None:
    with Workers(kept, count=1) as workers:
        assert list(workers.map([0])) == [[1, 1]]


def test_the_report_has_what_reports_have() -> None:
    assert (READ.force, READ.published, READ.family) == ("Nowhere Constabulary", "2007-10", "F1")
    assert {"Strengths", "Areas for improvement", "Recommendations"} <= {
        one.category for one in READ.findings
    }
    assert [one.short for one in READ.definitions] == ["NPT"]
    assert READ.unaccounted == ()
