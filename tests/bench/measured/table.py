"""The figures of the bench as Markdown, and their place in `tests/bench/README.md`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

BEGIN, END = "<!-- the bench's table -->", "<!-- end of the bench's table -->"
OURS = "this engine"
WORK = {"top": "top ten", "with_counts": "with facet counts", "with_snippets": "with snippets"}

#: Findings → engine → figures of ``measure``.
Results = Mapping[int, Mapping[str, Mapping[str, Any]]]


def markdown(results: Results) -> str:
    """Tables of answers, ratios, indexes, growth and pages."""
    return "\n\n".join(
        [
            "Milliseconds of CPU for a query, median / 95th percentile over all queries, warm; the "
            "first pass does all the work from cold.",
            _rows(["findings", "engine", *WORK.values(), "first pass"], _answers(results)),
            "How many times the time of this engine the others take (median / 95th percentile).",
            _rows(["findings", "engine", *WORK.values()], _ratios(results)),
            "The index: seconds to make it, its size, the most memory that all processes making "
            "it take; seconds to open it, memory once all queries were asked.",
            _rows(
                ["findings", "engine", "seconds", "MB on disk", "MB to make", "open", "MB to ask"],
                _indexes(results),
            ),
            "How this engine's time grows, and how the findings that match do.",
            _rows(["findings", "matches", *WORK.values()], _growth(results)),
            "Pages of this engine from socket to socket, compressed, one browser at a time; then "
            "how many pages of a search go out a second to eight at once, on two cores that the "
            "browsers share with the server.",
            _rows(["findings", "page", "milliseconds", "kB"], _pages(results)),
        ]
    )


def place(readme: Path, text: str) -> bool:
    """Put ``text`` between the marks in ``readme``; False when it has no marks."""
    whole = readme.read_text(encoding="utf-8")
    before, begin, rest = whole.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return False
    readme.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", encoding="utf-8")
    return True


def figures(times: Sequence[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    middle, high = np.percentile(times, [50, 95])
    return float(middle), float(high)


def _answers(results: Results) -> Iterable[list[str]]:
    for findings, engines in results.items():
        for name, one in engines.items():
            cells = [_pair(figures(one[work])) for work in (*WORK, "first")]
            yield [f"{findings:,}", name, *cells]


def _ratios(results: Results) -> Iterable[list[str]]:
    for findings, engines in results.items():
        for name, one in engines.items():
            if not name.startswith(OURS) and OURS in engines:
                yield [f"{findings:,}", name, *(_ratio(one, engines[OURS], work) for work in WORK)]


def _ratio(one: Mapping[str, Any], ours: Mapping[str, Any], work: str) -> str:
    pairs = zip(figures(one[work]), figures(ours[work]), strict=True)
    return " / ".join(f"{theirs / our:.1f}" for theirs, our in pairs)


def _indexes(results: Results) -> Iterable[list[str]]:
    for findings, engines in results.items():
        for name, one in engines.items():
            if "seconds" in one:
                made = [f"{one[key]:.0f}" for key in ("seconds", "size", "peak")]
                yield [f"{findings:,}", name, *made, f"{one['open']:.2f}", f"{one['memory']:.0f}"]


def _growth(results: Results) -> Iterable[list[str]]:
    sizes = [size for size in results if OURS in results[size]]
    for smaller, larger in pairwise(sizes):
        before, after = results[smaller][OURS], results[larger][OURS]
        matches = sum(after["found"]) / max(1, sum(before["found"]))
        times = [figures(after[work])[0] / figures(before[work])[0] for work in WORK]
        grown = [f"× {number:.1f}" for number in (matches, *times)]
        yield [f"{smaller:,} → {larger:,}", *grown]


def _pages(results: Results) -> Iterable[list[str]]:
    for findings, engines in results.items():
        served = engines.get(OURS, {}).get("pages", {})
        for kind, times in served.get("times", {}).items():
            yield [f"{findings:,}", kind, _pair(figures(times)), f"{served['sent'][kind]:.1f}"]
        for kind, time in served.get("painted", {}).items():
            yield [f"{findings:,}", f"{kind}, painted by a phone", f"{time:.0f}", ""]
        if "taken_up" in served:
            took = f"{served['taken_up']:.0f}"
            yield [f"{findings:,}", "a build that was published, until it is taken up", took, ""]
        if rate := served.get("throughput"):
            yield [f"{findings:,}", "searches a second", f"{rate:.0f}", ""]


def _pair(times: tuple[float, float]) -> str:
    return " / ".join(f"{time:.2f}" if time < 10 else f"{time:.0f}" for time in times)


def _rows(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---"] * len(headings)
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, rule, *rows))
