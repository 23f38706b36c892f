"""``python -m tests.bench.costliest INDEX``: the most work that an anonymous request can cause.

Asks every route that is there without a token for what costs it most: the longest queries of
several kinds (beginnings of words, alternatives, slips, brackets, a phrase), the largest pages, all
filters, the fullest pack. Each is asked of an application that has been asked for a page before, in
this process, and its work is that of its thread. As a loop takes longer on a busy machine, the
seconds are told beside those of a known loop. Ends with an error when a page takes more than
``PAGE`` seconds, or an export more than ``ROWS`` for 100,000 rows; of those that are refused
(503) the work until then counts.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from indexer.search.searcher import MAX_QUERY
from tests.bench.invented.asked import asked
from webui import create_app

PAGE, ROWS = 2.0, 3.0
#: Turns of the known loop, and the seconds that they take on a quiet machine of 2023.
_TURNS, _QUIET = 1_000_000, 0.05
#: What is answered where it takes too much.
_REFUSED = 503
_EXPORTS = ("/export", "/data", "/register.")
#: How many words begin.
BEGINNINGS = ("pro", "con", "com", "pre", "per", "tra", "sta", "str", "for", "man", "int", "rep")


class Asked(NamedTuple):
    """A request and what it took."""

    path: str
    status: int
    #: Seconds of work, in all and to the first byte, and those of the known loop beside them.
    work: float
    first: float
    loop: float

    @property
    def quiet(self) -> float:
        """What it would have taken where the loop takes as long as on a quiet machine."""
        return self.work * min(1.0, _QUIET / self.loop)


def main() -> bool:
    """Do what the command line says, and tell whether what is promised was kept."""
    options = _options()
    app = create_app({"INDEX": options.index})
    client = app.test_client()
    client.get("/?q=police").get_data()
    rows = client.get("/healthz").get_json()["findings"]
    broken = []
    print("| route | costliest | status | work, s | first byte, ms | as on a quiet machine, s |")
    print("| --- | --- | --- | --- | --- | --- |")
    for route, paths in _routes(app, client):
        if options.routes and not route.startswith(tuple(options.routes)):
            continue
        each = [_ask(client, path) for path in paths]
        worst = max(each, key=lambda one: one.quiet)
        failed = (one for one in each if one.status >= 500 and one.status != _REFUSED)
        broken += [f"{one.path[:50]} was answered with {one.status}" for one in failed]
        promised = ROWS * max(1, rows / 100_000) if route.startswith(_EXPORTS) else PAGE
        if worst.quiet > promised:
            broken.append(f"{route} took {worst.quiet:.1f} s")
        print(
            f"| {route} | {worst.path[:50]} | {worst.status} | {worst.work:.2f} | "
            f"{1000 * worst.first:.0f} | {worst.quiet:.2f} |",
            flush=True,
        )
    print("BROKEN: " + "; ".join(broken) if broken else "KEPT: what is promised")
    return not broken


def _ask(client: FlaskClient, path: str) -> Asked:
    loop, began, first = _loop(), time.thread_time(), 0.0
    with client.get(path, buffered=False) as answer:
        for _ in answer.iter_encoded():
            first = first or time.thread_time() - began
    return Asked(path, answer.status_code, time.thread_time() - began, first, loop)


def _loop() -> float:
    began, summed = time.thread_time(), 0
    for number in range(_TURNS):
        summed += number
    return time.thread_time() - began


def _routes(app: Flask, client: FlaskClient) -> Iterator[tuple[str, list[str]]]:
    """Each route, with what is asked of it."""
    page = client.get("/api/v1/search?size=100").get_json()
    found, named = page["findings"], [one["value"] for one in page["facets"]["force"]]
    values = {"finding_id": found[0]["id"], "report_id": found[0]["report"], "ending": "bib"}
    values |= {"name": named[0], "filename": "app.css"}
    forces = [("force", name) for name in named]
    pack = [("finding", one["id"]) for one in found]
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: one.rule):
        path = _path(rule, values)
        asks = [urlencode([("q", query), ("size", 100), ("group", 1)]) for query in queries()]
        more = forces[:2] if path == "/compare" else pack if path.startswith("/pack") else []
        asks += [urlencode([*more, ("q", query)]) for query in queries() if more]
        asks += ["", urlencode([("q", "police"), *forces, ("size", 100)]), "page=900&size=100"]
        if path.startswith(_EXPORTS):
            # What nearly all findings have, so that there is something to mark in each.
            wide = " OR ".join(f"{one}*" for one in BEGINNINGS)
            asks = ["", "q=police", asks[0], urlencode([("q", wide)])]
        yield rule.rule, [f"{path}?{one}" for one in asks] if "q" in _takes(path) else [path]


def _takes(path: str) -> str:
    """'q' for what takes the parameters of a search or a pack, '' for what is one page."""
    alone = ("/static", "/sitemap", "/robots", "/favicon", "/healthz", "/readyz", "/metrics")
    return "" if path.startswith(alone) else "q"


def _path(rule: Rule, values: dict[str, str]) -> str:
    with_values = {name: values[name] for name in rule.arguments}
    if rule.rule.startswith("/pack."):
        with_values["ending"] = "csv" if "csv" in rule.rule else "bib"
    return str(rule.build(with_values)[1])  # type: ignore[index]


def queries() -> list[str]:
    """The longest queries of several kinds."""
    words = [one.text for one in asked() if one.kind == "common"]
    slips = [word[:2] + word[3:] + word[2:3] for word in words if len(word) > 5]
    return [
        _long([f"{one}*" for one in BEGINNINGS]),
        _long(words, " OR "),
        _long(words),
        _long(slips),
        _long(["the", *words[:3], "of"], " "),
        '"' + _long(words)[: MAX_QUERY - 2] + '"',
        "(" * 400 + "police" + ")" * 400,
        _long([f"-{word}" for word in words]),
        _long([f'"{one} {two}"' for one, two in pairwise(words)], " OR "),
        " ".join(f"w{number}" for number in range(MAX_QUERY // 5))[:MAX_QUERY],
    ]


def _long(words: list[str], parting: str = " ") -> str:
    """The words over and over, as long as a query may be."""
    return parting.join((words * MAX_QUERY)[: MAX_QUERY // 4])[:MAX_QUERY].rpartition(parting)[0]


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.costliest", description=__doc__)
    parser.add_argument("index", type=Path, help="an index that the bench made")
    parser.add_argument("routes", nargs="*", help="how the routes begin; all by default")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(not main())
