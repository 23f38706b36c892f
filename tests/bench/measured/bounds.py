"""What is promised of how soon things come, held against what was measured.

``python -m tests.bench`` says which promises are broken and ends with an error; no test of the
suite asserts a time, since its machine may do other things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tests.bench.measured.table import OURS, Results, figures

#: For so many findings; a national archive has fewer.
FINDINGS = 100_000
#: Milliseconds in which 95 of 100 answers of a kind have come. Suggestions come between two keys.
ANSWERED = {"suggestions": 20, "search": 100, "search, a question": 100, "JSON of a search": 100}
#: Milliseconds to the largest paint on a phone: what Core Web Vitals call good.
PAINTED = 2500
#: Milliseconds until a server answers from a build that was published.
TAKEN_UP = 1000


def broken(results: Results) -> Iterator[str]:
    """A sentence for each promise that the figures break."""
    for findings, engines in results.items():
        if findings <= FINDINGS and "pages" in engines.get(OURS, {}):
            for what, milliseconds, most in _promised(engines[OURS]["pages"]):
                if milliseconds > most:
                    yield (
                        f"With {findings:,} findings, {what} takes {milliseconds:.0f} ms, "
                        f"and {most} are promised."
                    )


def _promised(served: Mapping[str, Any]) -> Iterator[tuple[str, float, int]]:
    """What was measured beside what is promised, in milliseconds."""
    for kind, most in ANSWERED.items():
        if times := served.get("times", {}).get(kind):
            yield f"‘{kind}’", figures(times)[1], most
    for kind, time in served.get("painted", {}).items():
        yield f"‘{kind}’, painted by a phone,", time, PAINTED
    if "taken_up" in served:
        yield "to take up a build", served["taken_up"], TAKEN_UP
