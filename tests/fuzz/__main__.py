"""``python -m tests.fuzz``: try inputs until a time is over, and keep those that fail.

Targets take turns, a batch each. What fails is written to ``--keep`` (a folder for each target)
with its traceback beside it; once mended it belongs into ``cases``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from indexer import build_index
from tests.fuzz.campaign import ROOT, Find, Tried, run
from tests.fuzz.targets import INDEX, QUERIES, TARGETS

#: Inputs of one turn: readers take ten times as long.
_BATCH, _BATCH_OF_QUERIES = 200, 2000


def main() -> None:
    """Do what the command line says; the exit status is 1 when something was found."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="fuzz-index-") as folder:
        os.environ[INDEX] = folder
        build_index(ROOT / "corpus", Path(folder), meaning=False)
        _try(options)


def _try(options: argparse.Namespace) -> None:
    ends = time.monotonic() + options.seconds
    tried: Counter[str] = Counter()
    longest: dict[str, float] = {}
    finds: list[Find] = []
    while time.monotonic() < ends:
        for name in options.targets:
            size = _BATCH_OF_QUERIES if name in QUERIES else _BATCH
            first = options.first + tried[name]
            found = run(name, first, first + size)
            tried[name] += size
            longest[name] = max(longest.get(name, 0.0), found.longest)
            finds += found.finds
            _keep(options.keep, found)
            _report(options.report, tried, longest, finds)
    print(json.dumps(tried))
    sys.exit(bool(finds))


def _keep(folder: Path, found: Tried) -> None:
    for find in found.finds:
        home = folder / find.target
        home.mkdir(parents=True, exist_ok=True)
        data = TARGETS[find.target].inputs().made(find.number)
        (home / str(find.number)).write_bytes(data)
        (home / f"{find.number}.txt").write_text(find.what, encoding="utf-8")


def _report(
    file: Path | None, tried: Counter[str], longest: dict[str, float], finds: list[Find]
) -> None:
    if file is None:
        return
    told = {
        "inputs": tried,
        "longest, seconds of work": {name: round(one, 2) for name, one in longest.items()},
        "finds": Counter(find.target for find in finds),
    }
    file.write_text(json.dumps(told, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=list(TARGETS), help="all by default")
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="where finds go")
    parser.add_argument("--report", type=Path, help="a file that says how far it is")
    return parser.parse_args()


if __name__ == "__main__":
    main()
