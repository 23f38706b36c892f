"""What people feel, by CPU time: questions as typed, first uses, pages, starts, exports, the disk.

``python -m tests.bench.felt INDEX`` prints the table for an index that the bench made of at least
1,000 findings; with ``--tantivy FOLDER`` the same questions are put to tantivy, in turn. Each
figure is a ratio or stands beside one, since the machine is shared: questions against tantivy's OR
of the same words, pages against a Flask application that says hello.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

import numpy as np
from flask import Flask
from flask.testing import FlaskClient

from indexer import Archive, SearchRequest
from tests.bench.asked import Asked, common_first
from tests.bench.engines import engine
from webui import create_app

#: Different questions: more than any cache of answers holds, and as a server meets them.
QUESTIONS = 400
ROUNDS = 5
#: Questions as people type them; words of the reports are put in.
_FORMS = (
    "{} {}",
    "{} {} {}",
    "how are {} and {} dealt with",
    "what was said about {} of {}",
    "is {} shared with {}",
    "who checks the {} for {}",
    "{} training for {}",
)
#: With it Python compiles its modules anew at each start, which it does for nobody else.
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
_PACKED = {"Accept-Encoding": "gzip"}
Row = tuple[str, str]


def questions(number: int) -> list[str]:
    """So many questions, all different and the same each time, of common and of rare words."""
    dice = random.Random(number)
    words = common_first()
    found: dict[str, None] = {}
    while len(found) < number:
        form = dice.choice(_FORMS)
        drawn = (words[int(len(words) * dice.random() ** 3)] for _ in range(form.count("{}")))
        found[form.format(*drawn)] = None
    return list(found)


def rows(index: Path, tantivy: Path | None = None) -> Iterator[Row]:
    """Each figure with what it is, in order."""
    yield "imports of a search, ms", f"{_command('-c', 'import indexer.search.archive'):.0f}"
    search = ("-m", "indexer", "search", "training of officers", "--index", str(index))
    yield "`indexer search`, ms", f"{_command(*search):.0f}"
    started = time.process_time()
    archive = Archive(index)
    yield "opening, first, ms", f"{_since(started):.0f}"
    again = [_spent(lambda: Archive(index)) for _ in range(ROUNDS)]
    yield "opening after a publication, beside the old build, ms", f"{median(again):.0f}"
    yield from _asked(archive, tantivy)
    yield from _served(index)
    used = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    yield "disk, bytes a finding", f"{used / archive.health().findings:.0f}"


def _asked(archive: Archive, tantivy: Path | None) -> Iterator[Row]:
    """Questions as typed, of which none is asked before, and then the same again."""
    peer = engine("tantivy", tantivy) if tantivy else None
    if peer:
        peer.open()
    for name in ("first asked", "asked again"):
        ours, theirs = [], []
        for question in questions(QUESTIONS):
            request = SearchRequest(q=question, group=True)
            ours.append(_spent(partial(archive.search, request)))
            if peer:
                words = Asked("or", " OR ".join(question.split()))
                theirs.append(_spent(partial(_whole, peer, words)))
        yield f"a question as typed, {name}, ms", _pair(ours)
        if theirs:
            yield f"… against tantivy's OR of its words, {name}", _times(ours, theirs)


def _whole(peer: Any, asked: Asked) -> None:
    best = peer.top(asked)[1]
    peer.counts(asked)
    peer.snippets(asked, best)


def _served(index: Path) -> Iterator[Row]:
    """Pages and exports, in this process: what a server adds is the same for all of them."""
    client = create_app({"INDEX": index}).test_client()
    client.get("/")
    hello = median(_hello())
    yield "Flask's hello, ms", f"{hello:.2f}"
    words = list(common_first()[:200:10])
    found = client.get(f"/api/v1/search?{urlencode({'q': words[0]})}").json["findings"]
    forces = urlencode([("force", one["force"]) for one in found[:2]])
    kinds = {
        "a page of results": [f"/?{urlencode({'q': word})}" for word in words],
        "a page of results, a question": [f"/?{urlencode({'q': q})}" for q in questions(20)],
        "first page": ["/"],
        "a finding": [one["url"] for one in found],
        "breakdown": [f"/shape?{urlencode({'q': word})}" for word in words[:5]],
        "comparison": [f"/compare?{forces}&{urlencode({'q': words[0]})}"],
        "glossary": ["/glossary"],
        "JSON of a search": [f"/api/v1/search?{urlencode({'q': word})}" for word in words],
    }
    for kind, addresses in kinds.items():
        times = _pages(client, addresses)
        yield f"{kind}, ms", f"{_pair(times)}, {median(times) / hello:.1f} × hello"
    pack = urlencode([("q", words[0]), *(("finding", one["id"]) for one in found)])
    yield f"evidence pack of {len(found)}, ms", f"{median(_pages(client, [f'/pack?{pack}'])):.0f}"
    for kind in ("csv", "json"):
        first, whole, number = _export(client, f"/export.{kind}?q={words[0]}")
        yield f"export as {kind}", f"{first:.0f} ms to its first bytes, {whole / number:.3f} a row"


def _pages(client: FlaskClient, addresses: Iterable[str]) -> list[float]:
    """Milliseconds of each page once it has been fetched."""
    times = []
    for address in addresses:
        assert client.get(address, headers=_PACKED).status_code == 200, address
        fetch = partial(client.get, address, headers=_PACKED)
        times.append(median(_spent(fetch) for _ in range(ROUNDS)))
    return times


def _hello() -> Iterator[float]:
    app = Flask("hello")
    app.get("/")(lambda: "hello")
    client = app.test_client()
    for _ in range(200):
        yield _spent(partial(client.get, "/", headers=_PACKED))


def _export(client: FlaskClient, address: str) -> tuple[float, float, int]:
    """Milliseconds to the first bytes and to the last, and the number of rows."""
    found = client.get(f"/api/v1/search?{urlsplit(address).query}").json
    number = found["total"] or found["close"]
    started = time.thread_time()
    chunks = client.get(address).iter_encoded()
    next(chunks)
    first = (time.thread_time() - started) * 1000
    for _ in chunks:
        pass
    return first, (time.thread_time() - started) * 1000, max(1, number)


def _command(*arguments: str) -> float:
    """Milliseconds of CPU that a command takes, the less of two runs, with compiled modules."""
    kept = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
    times = []
    for _ in range(2):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with tempfile.TemporaryFile() as said:
            subprocess.run([sys.executable, *arguments], stdout=said, check=True, env=kept)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        times.append(spent * 1000)
    return min(times)


def _spent(work: Callable[[], Any]) -> float:
    """Milliseconds of CPU that this thread spends on ``work``."""
    started = time.thread_time()
    work()
    return (time.thread_time() - started) * 1000


def _since(started: float) -> float:
    return (time.process_time() - started) * 1000


def _pair(times: Sequence[float]) -> str:
    middle, high = np.percentile(times, [50, 95])
    return f"{middle:.1f} / {high:.1f}"


def _times(ours: Sequence[float], theirs: Sequence[float]) -> str:
    pairs = zip(np.percentile(ours, [50, 95]), np.percentile(theirs, [50, 95]), strict=True)
    return " / ".join(f"{our / their:.1f}" for our, their in pairs) + " times"


def main() -> None:
    """Print the table for the index that the command line names."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.felt", description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--tantivy", type=Path, help="tantivy's index of the same findings")
    options = parser.parse_args()
    print("| what people feel | CPU, median / 95th percentile |\n| --- | --- |")
    for what, figure in rows(options.index, options.tantivy):
        print(f"| {what} | {figure} |", flush=True)


if __name__ == "__main__":
    main()
