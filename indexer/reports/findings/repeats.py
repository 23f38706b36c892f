"""Repeats: what a summary or a list says again is not counted twice. Called by ``pipeline``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from indexer.reports.categories import Stance, category
from indexer.reports.finding import CONTEXT
from indexer.reports.findings.drafts import Cuts, Draft
from indexer.reports.findings.units import LEAD_IN, LEAD_IN_CHARACTERS
from indexer.reports.labelling import statements

REPEAT = "said elsewhere in the report too"

#: A summary's wording is sometimes changed; two recommendations of one report share less of
#: their words (in the samples at most 0.6).
SAME = 0.8
#: What a summary shortens has so many words, and this share of them stands in the body too.
SHORTENED_WORDS, SHORTENED = 6, 0.9
#: Under one number a summary says the same in other words: so much of what it says is there, by
#: the beginnings of its words, and what other numbers say too apart.
SAME_NUMBER, BEGINNING = 0.5, 5
#: 'The force should train' is 'HM Inspector recommends that the force trains' in other words.
_ASKING = frozenset({"should", "must", "that", "recommends", "recommend", "recommended"})


def without_repeats(cuts: Cuts) -> Cuts:
    """The cuts without what is printed twice: findings of a summary that the body of the report
    says too, in the same category and in its words, in fewer of them or, under the same number, in
    half of them, or that an earlier summary says; and of two that the body prints, the one that no
    subject holds, or the later."""
    body = [draft for draft in cuts.drafts if not draft.summary]
    twice = _twice(body)
    longer: defaultdict[str | None, list[set[str]]] = defaultdict(list)
    alike: defaultdict[str | None, list[set[str]]] = defaultdict(list)
    for draft in body:
        longer[draft.category].append(draft.words)
        alike[draft.category].append(_beginnings(draft))
    under = [draft for draft in body if _names(draft.label)]
    said: defaultdict[str | None, list[set[str]]] = defaultdict(list)
    again: set[int] = set()
    for draft in cuts.drafts:
        counts = draft.summary and draft.category != CONTEXT
        if id(draft) in twice or (
            counts
            and (
                _is_in(draft.words, [*longer[draft.category], *said[draft.category]])
                or _is_shortened(draft, alike[draft.category])
                or _is_reworded(draft, under)
            )
        ):
            again.add(id(draft))
        elif counts:
            said[draft.category].append(draft.words)
    return _without(cuts, again)


def _without(cuts: Cuts, again: set[int]) -> Cuts:
    """The cuts without some findings, by ``id``, and without what only leads in to them."""
    found = Cuts(left_out=list(cuts.left_out), empty=list(cuts.empty))
    for draft, below in zip_longest(cuts.drafts, cuts.drafts[1:]):
        if id(draft) in again:
            found.left_out += ((block, REPEAT) for block in draft.blocks)
        elif below is not None and id(below) in again and _leads_in(draft, below):
            found.left_out += ((block, LEAD_IN) for block in draft.blocks)
        else:
            found.drafts.append(draft)
    return found


def _leads_in(draft: Draft, below: Draft) -> bool:
    """True for one short sentence of a summary that speaks of what stands below it by its
    category, and asks for nothing itself: 'We make three recommendations.'"""
    text = " ".join(block.text for block in draft.blocks)
    names = (below.category or "").casefold().removesuffix("s")
    alone = len(draft.blocks) == 1 and len(text) <= LEAD_IN_CHARACTERS
    speaks = draft.summary and draft.category != below.category and names in text.casefold()
    return alone and speaks and bool(names) and ". " not in text and not statements.asks(text)


def _twice(body: Sequence[Draft]) -> set[int]:
    """The findings, by ``id``, that are another printed again: under one name ('Recommendation 3')
    in much the same words, or in a list of what is asked outside any subject, word for word."""
    named = _alike((d.category, d.label) if _names(d.label) else None for d in body)
    asked = _alike((d.category, frozenset(d.words)) if _asks(d) else None for d in body)
    return {
        *(
            id(body[i])
            for i, first in _of_first(body, named)
            if _is_in(body[i].words, [first.words])
        ),
        *(id(body[i]) for i, first in _of_first(body, asked) if _is_list_of(body[i], first)),
    }


def _alike(keys: Iterable[object]) -> Iterator[list[int]]:
    """The places of equal keys, None apart."""
    found: defaultdict[object, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if key is not None:
            found[key].append(place)
    return iter(found.values())


def _of_first(body: Sequence[Draft], groups: Iterable[list[int]]) -> Iterator[tuple[int, Draft]]:
    """Every other finding of a group, with the first that has a subject, else the first."""
    for places in groups:
        first = min(places, key=lambda place: not _has_subject(body[place]))
        yield from ((place, body[first]) for place in places if place != first)


def _is_list_of(draft: Draft, first: Draft) -> bool:
    """True for a finding of no subject that one of a subject says too."""
    return _has_subject(first) and not _has_subject(draft)


def _asks(draft: Draft) -> bool:
    row = category(draft.category)
    return row is not None and row.stance is Stance.ASKS


def _has_subject(draft: Draft) -> bool:
    return draft.area is not None and draft.area.inspected


def _names(label: str | None) -> bool:
    """True for a label that is one finding's name in a report: 'Recommendation 3'. Paragraphs of a
    list are counted from 1 again and again."""
    return label is not None and " " in label


def _is_shortened(draft: Draft, others: Sequence[set[str]]) -> bool:
    words = _beginnings(draft)
    if len(words) < SHORTENED_WORDS:
        return False
    return any(len(words & other) >= SHORTENED * len(words) for other in others)


def _is_reworded(draft: Draft, under: Sequence[Draft]) -> bool:
    """True where the body says it under the same number, whatever it says the same in."""
    alike = [one for one in under if one.category == draft.category]
    same = [_beginnings(one) for one in alike if one.label == draft.label]
    others: set[str] = set().union(*(_beginnings(o) for o in alike if o.label != draft.label))
    words = _beginnings(draft) - others or _beginnings(draft)
    shared = ((len(words & one), min(len(words), len(one))) for one in same)
    return any(common >= SAME_NUMBER * size for common, size in shared)


def _beginnings(draft: Draft) -> set[str]:
    """How its words begin, those apart by which a demand is made."""
    return {word.rstrip("s")[:BEGINNING] for word in draft.words - _ASKING}


def _is_in(words: set[str], others: Sequence[set[str]]) -> bool:
    return any(len(words & other) >= SAME * len(words | other) for other in others if other)
