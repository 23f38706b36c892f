"""The ledger: what became of every line of a source. Called by ``pipeline`` at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from indexer.reports.corrections import Corrections
from indexer.reports.lines import Line
from indexer.reports.report import Fate
from indexer.reports.structure.tree import Block


def reasons(left_out: Mapping[int, str], blocks: Iterable[tuple[Block, str]]) -> dict[int, str]:
    """Line number → why the line, or a part of it, is in no finding; ``left_out`` holds what the
    structure leaves out, ``blocks`` what labelling and cutting leave out."""
    found = dict(left_out)
    for block, reason in blocks:
        for line in block.lines:
            if reason not in found.get(line, "").split("; "):
                found[line] = f"{found[line]}; {reason}" if line in found else reason
    return found


def ledger(
    lines: Sequence[Line],
    places: Mapping[int, str],
    why: Mapping[int, str],
    corrections: Corrections,
) -> tuple[Fate, ...]:
    """What became of every line. A line with neither finding nor reason is lost: a fault of ours,
    which ``Report.unaccounted`` and the audit show."""
    return tuple(
        Fate(
            line.number,
            line.text,
            line.page,
            places.get(line.number),
            why.get(line.number, ""),
            corrections[line.number].note if line.number in corrections else "",
        )
        for line in lines
    )
