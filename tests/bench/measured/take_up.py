"""How soon a server answers from a build that was published while it runs."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from indexer import Report, publish
from tests.bench.invented.reports import reports
from tests.programs import wait_until
from tests.serving import serving

#: How often a build is published; the median counts.
BUILDS = 5
#: Findings of the archive: what is opened anew takes 0.2 seconds for 7,000 and 0.3 for 100,000.
FINDINGS = 7_300


def taken_up() -> float:
    """Milliseconds from a published build to the first answer from it."""
    some = list(reports(FINDINGS))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        index = Path(folder) / "index"
        publish(some, index)
        with serving(index) as address:
            return median(_once(address, index, some[number:]) for number in range(1, BUILDS + 1))


def _once(address: str, index: Path, some: list[Report]) -> float:
    build = publish(some, index).id
    started = time.perf_counter()
    wait_until(lambda: _build(address) == build, "the server answers from the build")
    return (time.perf_counter() - started) * 1000


def _build(address: str) -> str:
    with urlopen(f"{address}/healthz") as answer:
        return str(json.load(answer)["build"])
