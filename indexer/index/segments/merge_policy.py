"""Which parts of a build are written anew: those of masked reports, and those that are too many.

``segment_sink`` asks before a build is published; parts go in, and those to be written anew come
out.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import log

from indexer.index.segments.segment_list import Part

#: Parts of like size that may stand beside each other, and by how much sizes of a like differ.
_TIER = 8
#: A part of more findings is not written anew to save on parts: it takes two seconds and more.
LARGE = 8192


def worn(part: Part) -> bool:
    """Whether most of a part is masked."""
    return 2 * part.live < part.size


def surplus(parts: Sequence[Part]) -> list[Part]:
    """The parts to be written anew as one, smallest first; none when there are not too many.

    Parts fall into tiers by size, each ``_TIER`` times the one below (as in O'Neil et al., 'The
    log-structured merge-tree', 1996): of a full tier all are taken, so that a finding is written
    anew once a tier and not at every addition.
    """
    small = sorted((part for part in parts if part.live <= LARGE), key=lambda part: part.live)
    for _, tier in groupby(small, key=_tier):
        if len(alike := list(tier)) > _TIER:
            return alike
    return []


def _tier(part: Part) -> int:
    return int(log(max(1, part.live), _TIER))
