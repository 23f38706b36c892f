"""What the inspectors themselves say of how it stands now and how it stood before.

'The force has made progress since our last inspection': no count of findings says that, and a count
may say the contrary. ``pipeline`` hands in the findings of a report; the sentences that judge so
come out, each with the finding that it stands in, those on the whole first. The words are data
(``progress.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from indexer.data_files import toml
from indexer.reports.categories import Stance, category
from indexer.reports.finding import Finding
from indexer.reports.findings.addressees import sentences
from indexer.reports.report import Movement

#: So many sentences are kept: of 31 real reports most have none to three, and one eight.
_MOST = 8
#: Characters of a sentence at most: what is longer is a list that ran into one.
_LONGEST = 600


def progress(findings: Iterable[Finding]) -> tuple[Movement, ...]:
    """The sentences on how it has moved since an inspection before, those of no area first.

    What stands under a heading that praises or asks says so of one thing: 'partnership working has
    been strengthened' stood alone among the strengths of a report on 'widespread failings'.
    """
    telling = (finding for finding in findings if not _praises_or_asks(finding))
    found = {one.sentence: one for finding in telling for one in _in(finding)}
    return tuple(sorted(found.values(), key=lambda one: bool(one.area)))[:_MOST]


def _praises_or_asks(finding: Finding) -> bool:
    row = category(finding.category)
    return row is not None and row.stance in (Stance.ASKS, Stance.PRAISES)


def _in(finding: Finding) -> Iterator[Movement]:
    for sentence in sentences(finding.text):
        if len(sentence) <= _LONGEST and _judges(sentence):
            yield Movement(finding.id, sentence, finding.area or "")


def _judges(sentence: str) -> bool:
    """Whether it says how something moved and since when, and not only what was found then."""
    says = all(_pattern(name).search(sentence) for name in ("moved", "since"))
    return says and not _pattern("told").search(sentence)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(toml(__package__, "progress.toml")[name]), re.I)
