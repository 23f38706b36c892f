"""Repeats: what a summary says again is not counted twice. Called by ``pipeline``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from indexer.reports.finding import CONTEXT
from indexer.reports.findings.drafts import Cuts

REPEAT = "said again in the summary"

#: A summary's wording is sometimes changed; two recommendations of one report share less of
#: their words (in the samples at most 0.6).
SAME = 0.8
#: What a summary shortens has so many words, and this share of them stands in the body too.
SHORTENED_WORDS, SHORTENED = 6, 0.9


def without_repeats(cuts: Cuts) -> Cuts:
    """The cuts without findings of a summary that the body of the report says too, in the same
    category and in its words, in fewer of them or under the same number, or that an earlier
    summary says."""
    under = {(draft.category, draft.label) for draft in cuts.drafts if not draft.summary}
    longer: defaultdict[str | None, list[set[str]]] = defaultdict(list)
    for draft in cuts.drafts:
        if not draft.summary:
            longer[draft.category].append(draft.words)
    said: defaultdict[str | None, list[set[str]]] = defaultdict(list)
    found = Cuts(left_out=list(cuts.left_out), empty=list(cuts.empty))
    for draft in cuts.drafts:
        counts = draft.summary and draft.category != CONTEXT
        again = counts and (
            _is_in(draft.words, [*longer[draft.category], *said[draft.category]])
            or _is_shortened(draft.words, longer[draft.category])
            or (_names(draft.label) and (draft.category, draft.label) in under)
        )
        if again:
            found.left_out += ((block, REPEAT) for block in draft.blocks)
            continue
        found.drafts.append(draft)
        if counts:
            said[draft.category].append(draft.words)
    return found


def _names(label: str | None) -> bool:
    """True for a label that is one finding's name in a report: 'Recommendation 3'. Paragraphs of a
    list are counted from 1 again and again."""
    return label is not None and " " in label


def _is_shortened(words: set[str], others: Sequence[set[str]]) -> bool:
    if len(words) < SHORTENED_WORDS:
        return False
    return any(len(words & other) >= SHORTENED * len(words) for other in others)


def _is_in(words: set[str], others: Sequence[set[str]]) -> bool:
    return any(len(words & other) >= SAME * len(words | other) for other in others if other)
