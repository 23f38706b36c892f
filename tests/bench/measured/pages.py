"""Every kind of page from socket to socket: a real server, asked as a browser asks it.

The throughput is that of wrk, on the pages of the searches, where wrk is installed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tempfile
import time
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.bench.invented.asked import asked
from tests.serving import serving

#: How often each page is fetched once it has been fetched; the median counts.
ROUNDS = 5
_QUESTIONS = (
    "how do the police find missing children",
    "are victims of domestic violence kept informed",
    "do neighbourhood teams have enough staff",
    "what is done about repeat offenders",
    "how well are officers trained in child protection",
    "who checks that intelligence is shared with partners",
)
_SEARCHES, _SECONDS, _CONNECTIONS = "search", 10, 8


def pages(index: Path, rounds: int = ROUNDS) -> dict[str, Any]:
    """Milliseconds by kind of page, kilobytes sent for the largest of it, searches a second.

    Each page is fetched ``rounds`` times once it has been fetched.
    """
    with serving(index) as address, closing(_Browser(address, rounds)) as browser:
        kinds = {kind: [browser.fetch(path) for path in paths] for kind, paths in _kinds(browser)}
        rate = _throughput(address, [_search(one.text, one.filters) for one in asked()])
    return {
        "times": {kind: [fetched[0] for fetched in each] for kind, each in kinds.items()},
        "sent": {kind: max(fetched[1] for fetched in each) for kind, each in kinds.items()},
        "throughput": rate,
    }


def _kinds(browser: _Browser) -> list[tuple[str, list[str]]]:
    """Each kind of page with its addresses."""
    searches = [_search(one.text, one.filters) for one in asked()]
    words = [one.text for one in asked() if one.kind == "common"]
    some = browser.json(f"/api/v1/search?{urlencode({'q': words[0]})}")
    findings = [finding["url"] for finding in some["findings"]]
    reports = list(dict.fromkeys(finding["report"] for finding in some["findings"]))[:5]
    forces = [value["value"] for value in some["facets"]["force"][:2]]
    compared = urlencode([("force", force) for force in forces] + [("q", words[0])])
    return [
        ("first page", ["/"]),
        (_SEARCHES, searches),
        ("search, a question", [_search(question) for question in _QUESTIONS]),
        ("finding", findings),
        ("report", [f"/reports/{report}" for report in reports]),
        ("shape of an answer", [f"/shape?{urlencode({'q': word})}" for word in words]),
        ("compare", [f"/compare?{compared}"]),
        ("glossary", ["/glossary"]),
        ("JSON of a search", [f"/api/v1/search?{urlencode({'q': word})}" for word in words]),
        ("suggestions", [f"/api/v1/suggestions?{urlencode({'q': word[:4]})}" for word in words]),
    ]


def _search(text: str, filters: Any = ()) -> str:
    return f"/?{urlencode({'q': text, **dict(filters)})}"


class _Browser:
    """One connection that is kept open and takes compressed pages."""

    def __init__(self, address: str, rounds: int) -> None:
        self._rounds = rounds
        self._connection = HTTPConnection(urlsplit(address).netloc, timeout=120)

    def close(self) -> None:
        self._connection.close()

    def fetch(self, path: str) -> tuple[float, float]:
        """Milliseconds from request to last byte, and kilobytes sent."""
        self._get(path, "gzip")
        times = []
        for _ in range(self._rounds):
            started = time.perf_counter()
            body = self._get(path, "gzip")
            times.append((time.perf_counter() - started) * 1000)
        return median(times), len(body) / 1000

    def json(self, path: str) -> Any:
        return json.loads(self._get(path, "identity"))

    def _get(self, path: str, encoding: str) -> bytes:
        self._connection.request("GET", path, headers={"Accept-Encoding": encoding})
        response = self._connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise AssertionError(f"{path} was answered with {response.status}")
        return body


def _throughput(address: str, paths: list[str]) -> float | None:
    """Searches a second with several browsers at once; None without wrk."""
    if shutil.which("wrk") is None:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".lua", encoding="utf-8") as script:
        script.write(f"local paths = {{{', '.join(map(json.dumps, paths))}}}\nlocal turn = 0\n")
        script.write("function request()\n  turn = turn % #paths + 1\n")
        script.write(
            "  return wrk.format('GET', paths[turn], {['Accept-Encoding'] = 'gzip'})\nend\n"
        )
        script.flush()
        command = ["wrk", "-t1", f"-c{_CONNECTIONS}", f"-d{_SECONDS}s", "-s", script.name, address]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found, done.stdout
    return float(found[1])
