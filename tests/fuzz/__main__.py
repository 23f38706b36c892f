"""``python -m tests.fuzz``: try inputs until a time is over, and keep those that fail.

Targets take turns, a batch each. What fails is written to ``--keep`` (a folder for each target)
with its traceback beside it; once mended it belongs into ``cases``. With ``--report`` it goes on
where the campaign that wrote that file had come to.
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
from tests.fuzz.campaign import ROOT, Tried, run
from tests.fuzz.targets import INDEX, QUERIES, TARGETS

#: Inputs of one turn: readers take longer, and each turn starts a process.
_BATCH, _BATCH_OF_QUERIES = 300, 4000
#: What a report tells of each target.
_INPUTS, _LONGEST, _FINDS = "inputs", "longest, seconds of work", "finds"


def main() -> None:
    """Do what the command line says; the exit status is 1 when something was found."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="fuzz-index-") as folder:
        os.environ[INDEX] = folder
        build_index(ROOT / "corpus", Path(folder), meaning=False)
        _try(options)


def _try(options: argparse.Namespace) -> None:
    ends = time.monotonic() + options.seconds
    tried, longest, finds = _known(options.report)
    began = finds.total()
    # What was tried least has the next turn, in shares of its turns.
    while time.monotonic() < ends:
        name = min(options.targets, key=lambda one: tried[one] / _batch(one))
        first = options.first + tried[name]
        found = run(name, first, first + _batch(name))
        tried[name] += found.inputs
        longest[name] = max(longest.get(name, 0.0), found.longest)
        finds[name] += len(found.finds)
        _keep(options.keep, found)
        _report(options.report, tried, longest, finds)
    print(json.dumps(tried))
    sys.exit(finds.total() > began)


def _batch(target: str) -> int:
    return _BATCH_OF_QUERIES if target in QUERIES else _BATCH


def _known(file: Path | None) -> tuple[Counter[str], dict[str, float], Counter[str]]:
    """The inputs tried, the longest work and the finds of each target, as a report has them."""
    told = json.loads(file.read_text(encoding="utf-8")) if file and file.exists() else {}
    return Counter(told.get(_INPUTS)), told.get(_LONGEST, {}), Counter(told.get(_FINDS))


def _keep(folder: Path, found: Tried) -> None:
    for find in found.finds:
        home = folder / find.target
        home.mkdir(parents=True, exist_ok=True)
        data = TARGETS[find.target].inputs().made(find.number)
        (home / str(find.number)).write_bytes(data)
        (home / f"{find.number}.txt").write_text(find.what, encoding="utf-8")


def _report(
    file: Path | None, tried: Counter[str], longest: dict[str, float], finds: Counter[str]
) -> None:
    if file is None:
        return
    work = {name: round(one, 2) for name, one in longest.items()}
    told = {_INPUTS: tried, _LONGEST: work, _FINDS: finds}
    file.write_text(json.dumps(told, indent=1), encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", default=list(TARGETS), help="all by default")
    parser.add_argument("--seconds", type=float, default=3600.0)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--keep", type=Path, default=Path(".fuzz"), help="where finds go")
    parser.add_argument("--report", type=Path, help="a file that says how far it is; gone on from")
    return parser.parse_args()


if __name__ == "__main__":
    main()
