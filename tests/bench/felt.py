"""What people feel, by CPU time: questions as typed, first uses, pages, starts, exports, the disk.

``python -m tests.bench.felt INDEX`` prints the table for an index that the bench made of at least
1,000 findings; with ``--tantivy FOLDER`` the same questions are put to tantivy, in turn. Each
figure is a ratio or stands beside one, since the machine is shared: questions against tantivy's OR
of the same words, first uses against tantivy's of the same queries, pages against a Flask
application that says hello on the same server, asked in turn with them (``servers``).
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

import numpy as np
from flask.testing import FlaskClient

from indexer import Archive, SearchRequest
from indexer.index.publication import Publication
from tests.bench.engines import engine
from tests.bench.invented.asked import Asked, asked, common_first
from tests.bench.invented.meaning import with_meaning
from tests.bench.invented.reports import report
from tests.bench.measured import servers
from tests.bench.measured.table import OURS
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
#: The same of twelve words, and so many are asked, each so often once it was asked.
_LONG_FORMS = (
    "how do {} and {} work with {} when {} is {}",
    "what was said about {} of {} who checks {} for {}",
    "why is {} not shared with {} before the {} of {}",
)
_LONG, _AGAIN = 120, 3
#: With it Python compiles its modules anew at each start, which it does for nobody else.
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
Row = tuple[str, str]


def questions(number: int, forms: Sequence[str] = _FORMS) -> list[str]:
    """So many questions, all different and the same each time, of common and of rare words."""
    dice = random.Random(number)
    words = common_first()
    found: dict[str, None] = {}
    while len(found) < number:
        form = dice.choice(forms)
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
    if tantivy:
        yield from _first_used(index, tantivy)
    yield from _asked(archive, tantivy)
    yield from _long(index, archive)
    yield from _served(index)
    yield from _exported(index)
    yield "to publish one report of 230 findings more, ms", f"{_published(index):.0f}"
    used = sum(path.stat().st_size for path in index.rglob("*") if path.is_file())
    yield "disk, bytes a finding", f"{used / archive.health().findings:.0f}"


def _first_used(index: Path, tantivy: Path) -> Iterator[Row]:
    """The queries of the bench, each asked once of an engine that was asked nothing before."""
    times = []
    for name, folder in ((OURS, index), ("tantivy", tantivy)):
        one = engine(name, folder)
        one.open()
        gc.collect()
        gc.freeze()  # as the server does when it has opened a build
        times.append([_spent(partial(_whole, one, query)) for query in asked()])
    yield "first use of a term, ms", _pair(times[0])
    yield "… against tantivy's", _times(*times)


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


def _long(index: Path, by_words: Archive) -> Iterator[Row]:
    """Questions of twelve words, with meaning and without."""
    with tempfile.TemporaryDirectory(dir=index.parent) as folder:
        with_meaning(index, Path(folder) / "index")
        archive = Archive(Path(folder) / "index")
        asked = [SearchRequest(q=one, group=True) for one in questions(_LONG, _LONG_FORMS)]
        archive.search(SearchRequest(q="the question that loads the model"))
        what = "a question of twelve words"
        first = [_spent(partial(archive.search, one)) for one in asked]
        yield f"{what}, with meaning, first asked, ms", _pair(first)
        for how, opened in (("with meaning", archive), ("by words alone", by_words)):
            yield f"{what}, {how}, asked again, ms", _pair([_again(opened, one) for one in asked])


def _again(archive: Archive, request: SearchRequest) -> float:
    """The median of some times, once it was asked."""
    archive.search(request)
    return median(_spent(partial(archive.search, request)) for _ in range(_AGAIN))


def _whole(one: Any, query: Asked) -> None:
    best = one.top(query)[1]
    # An engine that can count what it has found already does so.
    _ = one.count(best) if hasattr(one, "count") else one.counts(query)
    one.snippets(query, best)


def _served(index: Path) -> Iterator[Row]:
    """Pages, by what the process of the server takes for each."""
    with servers.webui(index) as pages, servers.hello() as hello:
        pages.get("/")
        yield "from a start to the first page, ms", f"{pages.started():.0f}"
        for kind, addresses in _kinds(pages).items():
            times, greetings = [], []
            for address in addresses:
                pages.get(address)
                greetings.append(hello.spent("/", ROUNDS))
                times.append(pages.spent(address, ROUNDS))
            ratio = median(times) / median(greetings)
            yield f"{kind}, ms", f"{_pair(times)}, {ratio:.1f} × hello"


def _kinds(pages: servers.Server) -> dict[str, list[str]]:
    """Each kind of page with some addresses."""
    words = list(common_first()[:200:10])
    some = gzip.decompress(pages.get(f"/api/v1/search?{urlencode({'q': words[0]})}"))
    found = json.loads(some)["findings"]
    forces = urlencode([("force", one["force"]) for one in found[:2]])
    pack = urlencode([("q", words[0]), *(("finding", one["id"]) for one in found)])
    return {
        "a page of results": [f"/?{urlencode({'q': word})}" for word in words],
        "a page of results, a question": [f"/?{urlencode({'q': q})}" for q in questions(20)],
        "first page": ["/"],
        "a finding": [one["url"] for one in found],
        "breakdown": [f"/shape?{urlencode({'q': word})}" for word in words[:5]],
        "comparison": [f"/compare?{forces}&{urlencode({'q': words[0]})}"],
        "glossary": ["/glossary"],
        "JSON of a search": [f"/api/v1/search?{urlencode({'q': word})}" for word in words],
        f"evidence pack of {len(found)}": [f"/pack?{pack}"],
    }


def _exported(index: Path) -> Iterator[Row]:
    """Exports, in this process, which sees their first bytes."""
    client = create_app({"INDEX": index}).test_client()
    for kind in ("csv", "json"):
        address = f"/export.{kind}?{urlencode({'q': common_first()[0]})}"
        first, whole, number = _export(client, address)
        yield f"export as {kind}", f"{first:.0f} ms to its first bytes, {whole / number:.3f} a row"


def _published(index: Path) -> float:
    """Milliseconds for a build with one report more, in a copy of the index."""
    with tempfile.TemporaryDirectory(dir=index.parent) as folder:
        copy = Path(folder) / "index"
        shutil.copytree(index, copy, copy_function=os.link)
        started = time.process_time()
        with Publication(copy, meaning=False) as one:
            for name in one.sources:
                one.keep(name)
            one.add(report(10**6))
            one.commit()
        return _since(started)


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
