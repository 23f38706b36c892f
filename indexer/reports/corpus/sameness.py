"""Whether two reports are one: another format of it, or a corrected edition.

A report is told by a Likeness, which is small and kept in its manifest and its index, so that a
report is compared with thousands without reading them. Two reports of different forces are never
one, whatever they say: 43 reports of 2007 share a third of their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b, sha256

from indexer.reports.categories import Stance, category
from indexer.reports.corpus.likeness import Likeness
from indexer.reports.finding import AND
from indexer.reports.front_matter.forces import level, named
from indexer.reports.report import Report

#: Words in a row that are compared, and how many of a report are kept: of 128 taken by chance the
#: share that two reports have in common is known to within 0.09, 19 times of 20.
RUN, KEPT = 5, 128
#: Reports that share so much of their words are one. A corrected edition shares more than 0.9;
#: two reports of one force and series about different subjects less than 0.1.
MOST = 0.5


def said(report: Report) -> str:
    """A digest of what the report says: its force, date and findings, whatever the format."""
    text = [report.force, report.published, *sorted(f.text for f in report.findings)]
    return sha256("\n".join(text).casefold().encode()).hexdigest()


def likeness(report: Report) -> Likeness:
    """What a report is compared by; its boilerplate is left out."""
    telling = [f.text for f in report.findings if not _sets_the_scene(f.category)]
    texts = telling or [f.text for f in report.findings]
    return Likeness(
        force=AND.join(sorted(_force(one) for one in report.force.split(AND) if one)),
        place=level(report.place),
        series=report.series,
        published=report.published,
        isbn=re.sub(r"[^\dX]", "", report.facts.get("isbn", "").upper()),
        sketch=sketch(texts),
    )


def _sets_the_scene(name: str | None) -> bool:
    row = category(name)
    return row is not None and row.stance is Stance.SETS_THE_SCENE


def _force(name: str) -> str:
    """One name for all names of a force."""
    found = named(name)
    return found[0].key if found else level(name)


def sketch(texts: Iterable[str]) -> tuple[int, ...]:
    """The least hashes of all runs of five words: linear in the words, and small."""
    hashes: set[int] = set()
    for text in texts:
        words = re.findall(r"\w+", text.casefold())
        for place in range(max(len(words) - RUN + 1, 1) if words else 0):
            run = " ".join(words[place : place + RUN]).encode()
            hashes.add(int.from_bytes(blake2b(run, digest_size=6).digest()))
    return tuple(sorted(hashes)[:KEPT])


def shared(first: Likeness, second: Likeness) -> float:
    """The share of their words that two reports have in common, from 0 to 1."""
    least = sorted({*first.sketch, *second.sketch})[:KEPT]
    both = set(first.sketch) & set(second.sketch)
    return sum(value in both for value in least) / len(least) if least else 0.0


def why_same(first: Likeness, second: Likeness) -> str:
    """Why two reports seem to be one, as the end of a sentence; '' when they do not."""
    if first.force and second.force and first.force != second.force:
        return ""
    if first.isbn and first.isbn == second.isbn:
        return "it has the same ISBN"
    whom = ("force", "place", "series", "published")
    alike = all(getattr(first, name) == getattr(second, name) for name in whom)
    if alike and (first.force or first.place) and first.series and len(first.published) > 4:
        return f"it is of the same {'force' if first.force else 'place'}, series and month"
    part = shared(first, second)
    return f"they share {part:.0%} of their words" if part >= MOST else ""
