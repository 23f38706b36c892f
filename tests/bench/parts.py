"""Where the time of a page of results goes: ``python -m tests.bench.parts INDEX`` prints a table.

A thousand times a second of work it is looked which line runs. The work of a library counts for
the line of ours that asked for it, and each line for its room. Made for one word and for questions.
"""

from __future__ import annotations

import argparse
import signal
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from urllib.parse import urlencode

from flask.testing import FlaskClient

from tests.bench.felt import questions
from tests.bench.invented.asked import common_first
from webui import create_app

ROOT = Path(__file__).parents[2]
#: Seconds of work that are looked at, and those between two looks.
SECONDS, _STEP = 10.0, 0.001
_PACKED = {"Accept-Encoding": "gzip"}
#: What is not asked for by any line of ours; the outermost line of ours hands on to Flask.
_OTHERS = "Flask, Werkzeug, the client"
#: Files under these are a part each, by what it does for a page; the first that fits counts.
PARTS: Mapping[str, str] = {
    "indexer/search/engine/": "the engine",
    "indexer/search/snippets.py": "what is shown and marked of each finding",
    "indexer/search/understanding/": "what the question says",
    "indexer/search/language/": "what its words mean",
    "indexer/index/analysis.py": "what its words mean",
    "indexer/": "the rest of the search",
    "webui/presenters/moulds.py": "pieces of HTML filled",
    "webui/presenters/": "presenters",
    "webui/templates/": "templates",
    "webui/http/query_strings.py": _OTHERS,
    "webui/http/": "what every request passes, gzip among it",
    "webui/": "addresses, parameters, the view",
}


def parts(client: FlaskClient, addresses: Sequence[str], seconds: float) -> dict[str, float]:
    """Each part with its share of the time of these pages, the largest first."""
    for address in addresses:
        assert client.get(address, headers=_PACKED).status_code == 200, address
    seen: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        seen[_part(frame)] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _STEP, _STEP)
    try:
        ends = time.process_time() + seconds
        while time.process_time() < ends:
            for address in addresses:
                client.get(address, headers=_PACKED)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return {part: number / seen.total() for part, number in seen.most_common()}


def _part(frame: FrameType | None) -> str:
    """The part of the nearest line of ours."""
    for name in _files(frame):
        for beginning, part in PARTS.items():
            if name.startswith(beginning):
                return part
    return _OTHERS


def _files(frame: FrameType | None) -> Iterator[str]:
    """The files of ours that are at work, the innermost first."""
    while frame is not None:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
            yield path.relative_to(ROOT).as_posix()
        frame = frame.f_back


def main() -> None:
    """Print the table for the index that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.parts", description=__doc__)
    parser.add_argument("index", type=Path)
    client = create_app({"INDEX": parser.parse_args().index}).test_client()
    words = parts(client, [f"/?{urlencode({'q': q})}" for q in common_first()[:200:10]], SECONDS)
    asked = parts(client, [f"/?{urlencode({'q': q})}" for q in questions(20)], SECONDS)
    print("| part of a page of results | a word | a question |\n| --- | --- | --- |")
    for part in sorted({*words, *asked}, key=lambda part: -words.get(part, 0)):
        print(f"| {part} | {words.get(part, 0):.0%} | {asked.get(part, 0):.0%} |")


if __name__ == "__main__":
    main()
