"""Which findings of a part still count."""

from __future__ import annotations

from indexer.index.segments.segment_list import Part, Share


def part(*findings: int, name: str = "p") -> Part:
    shares = (Share(f"{name}{i}", n, {"body": 10 * n}) for i, n in enumerate(findings))
    return Part(name, tuple(shares))


def test_masked_documents_are_those_of_the_reports_that_left() -> None:
    kept = part(2, 3, 1).keeping({"p0", "p2"})
    assert list(kept.masked()) == [2, 3, 4]
    assert (kept.size, kept.live, kept.reports) == (6, 3, ("p0", "p2"))
    assert kept.terms("body") == 30


def test_what_was_masked_stays_masked() -> None:
    """A report that comes back is in another part by then."""
    assert part(2, 3).keeping({"p1"}).keeping({"p0", "p1"}).reports == ("p1",)


def test_it_reads_back_as_written() -> None:
    masked = part(2, 3).keeping({"p1"})
    assert Part.from_json(masked.to_json()) == masked
