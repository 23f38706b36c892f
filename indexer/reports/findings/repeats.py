"""Repeats: what a summary says again is not counted twice. Called by ``pipeline``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from indexer.reports.finding import CONTEXT
from indexer.reports.findings.drafts import Cuts

REPEAT = "said again in the summary"

#: A summary's wording is sometimes shortened; two recommendations of one report share less of
#: their words (in the samples at most 0.6).
SAME = 0.8


def without_repeats(cuts: Cuts) -> Cuts:
    """The cuts without findings of a summary that the body of the report says too, or that an
    earlier summary says under the same category."""
    body = [draft.words for draft in cuts.drafts if not draft.summary]
    said: defaultdict[str | None, list[set[str]]] = defaultdict(list)
    found = Cuts(left_out=list(cuts.left_out), empty=list(cuts.empty))
    for draft in cuts.drafts:
        counts = draft.summary and draft.category != CONTEXT
        if counts and _is_in(draft.words, [*body, *said[draft.category]]):
            found.left_out += ((block, REPEAT) for block in draft.blocks)
            continue
        found.drafts.append(draft)
        if counts:
            said[draft.category].append(draft.words)
    return found


def _is_in(words: set[str], others: Sequence[set[str]]) -> bool:
    return any(len(words & other) >= SAME * len(words | other) for other in others if other)
