"""One measurement, in a process of its own so that memory and caches are its own.

``python -m tests.bench.measured.measure build|ask|serve ENGINE FINDINGS FOLDER`` prints one JSON
object.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from statistics import median
from threading import Event, Thread
from typing import Any

from indexer.reports.report import Report
from tests.bench.engines import Engine, engine
from tests.bench.invented.asked import Asked, asked
from tests.bench.invented.reports import reports
from tests.bench.measured.pages import pages
from tests.bench.measured.paint import paints
from tests.bench.measured.take_up import taken_up

#: How often each query is asked once everything is warm; the median counts.
ROUNDS = 5


def main() -> None:
    """Measure what the command line says."""
    what, name, findings, folder = sys.argv[1:]
    home = Path(folder)
    index = home / findings / name.split(",")[0].replace(" ", "-")
    if what == "serve":
        figures = pages(index) | {"painted": paints(index), "taken_up": taken_up()}
    else:
        figures = {"build": build, "ask": ask}[what](
            engine(name, index), home / f"{findings}.jsonl"
        )
    print(json.dumps(figures))


def generate(findings: int, file: Path) -> None:
    """Write that many findings as JSON Lines, a report a line, unless they are there."""
    if not file.exists():
        scratch = file.with_suffix(".new")
        with scratch.open("w", encoding="utf-8") as lines:
            for report in reports(findings):
                lines.write(json.dumps(report.to_json(), ensure_ascii=False) + "\n")
        scratch.rename(file)


def build(one: Engine, file: Path) -> dict[str, Any]:
    """Seconds of indexing, and the most memory that all its processes took together, in MB."""
    with _Memory() as memory:
        started = time.perf_counter()
        one.build(_read(file))
        seconds = time.perf_counter() - started
    return {"seconds": seconds, "peak": memory.most}


def ask(one: Engine, _: Path) -> dict[str, Any]:
    """Milliseconds by piece of work and query: the first pass from cold, then warm medians."""
    started = time.perf_counter()
    one.open()
    opened = time.perf_counter() - started
    queries = asked()
    pieces = (_top, _with_counts, _with_snippets)
    first = [_milliseconds(_with_snippets, one, query) for query in queries]
    warm: dict[str, list[float]] = {piece.__name__[1:]: [] for piece in pieces}
    for piece in pieces:
        for query in queries:
            times = [_milliseconds(piece, one, query) for _ in range(ROUNDS)]
            warm[piece.__name__[1:]].append(median(times))
    return {
        "open": opened,
        "memory": _resident(),
        "first": first,
        "found": [one.top(query)[0] for query in queries],
        **warm,
    }


def _top(one: Engine, query: Asked) -> Any:
    return one.top(query)


def _with_counts(one: Engine, query: Asked) -> Any:
    best = one.top(query)[1]
    # An engine that can count what it has found already does so.
    return best, one.count(best) if hasattr(one, "count") else one.counts(query)


def _with_snippets(one: Engine, query: Asked) -> Any:
    best, counts = _with_counts(one, query)
    return best, counts, one.snippets(query, best)


def _milliseconds(piece: Callable[[Engine, Asked], Any], one: Engine, query: Asked) -> float:
    """Of CPU: all engines answer in this thread, and other jobs may be at work."""
    started = time.thread_time()
    piece(one, query)
    return (time.thread_time() - started) * 1000


def _read(file: Path) -> Iterator[Report]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            yield Report.from_json(json.loads(line))


def _resident() -> float:
    """The memory of this process now, in MB."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


class _Memory:
    """Watches what this process and those it began take, as a context. ``most`` is in MB."""

    def __enter__(self) -> _Memory:
        self.most = 0.0
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            self.most = max(self.most, sum(map(_pages, _session())) * _PAGE / (1 << 20))
            if self._over.wait(0.1):
                return


_PAGE = resource.getpagesize()


def _session() -> Iterator[int]:
    """The processes of this session: ours, since the bench begins one for each measurement."""
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getsid(int(path.name)) == os.getsid(0):
                yield int(path.name)


def _pages(process: int) -> int:
    """The memory that a process has to itself: what it shares with its parent counts once."""
    with suppress(OSError):
        resident, shared = Path(f"/proc/{process}/statm").read_text().split()[1:3]
        return int(resident) - int(shared)
    return 0


if __name__ == "__main__":
    main()
