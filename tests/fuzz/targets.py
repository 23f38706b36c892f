"""What is fuzzed: each target takes bytes and must answer, or refuse in a sentence of its own.

``TARGETS`` has them by name. A target raises nothing for what it should: whatever it raises is a
find, and so is an input that takes longer than ``PATIENCE`` seconds of work.
"""

from __future__ import annotations

import atexit
import os
import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from werkzeug.wrappers import Request

from indexer import Archive, InspectionError, RequestError, SearchRequest
from indexer.reports.lines import Cell, Line, Role, Source
from indexer.reports.pipeline import read_report, understand
from indexer.reports.readers import pdf
from indexer.reports.readers.result import Refused
from tests.fuzz import seeds
from tests.fuzz.mutation import Mutator, ZipMutator
from webui import create_app, params
from webui.http.query_strings import encoded

#: Seconds of work that no input may take.
PATIENCE = 10
#: The folder of the index that is searched, in the environment.
INDEX = "FUZZ_INDEX"
#: Files are written where that costs nothing, if there is such a place.
_MEMORY = "/dev/shm"
_NAMES = tuple(name.encode() for name in sorted(params.NAMES))
_SYNTAX = (b" OR ", b" AND ", b" NOT ", b" -", b"*", b"area:", b"category:", b"year:", b" since ")
_PATHS = (
    "/", "/api/v1/search", "/api/v1/suggestions", "/shape", "/compare", "/pack", "/pack.bib",
    "/feed.atom", "/glossary", "/reports", "/forces", "/grades", "/export.csv", "/export.json",
    "/findings/cambridgeshire-2007-ffc9b710", "/api/v1/reports", "/api/v1/forces",
)  # fmt: skip
_HTML = (
    b"<div>", b"</div>", b"<table><tr><td>", b"<li>", b"<ol start=-999999999>", b"<h2>Strengths",
    b"<li value=999999999>", b"<!--", b"<![CDATA[", b"&#x110000;", b"&#0;", b"<p hidden>",
)  # fmt: skip
_PRINTED = (
    b"\n- ", b"\n* ", b"\n1. ", b"\n5.12 ", b"\n# ", b"\n> ", b"```", b"\n|", b"[a](b)", b"---\n",
    b"\nStrengths\n", b"\nAreas for improvement\n", b"\nRecommendation 1\n", b"\nGood\n",
    b"\nContents\n", b"\n\x0c", b" ........ 12\n", b"\xe2\x80\xa2 ",
)  # fmt: skip
_PDF = (
    b"endobj", b"stream\n", b"/Kids [1 0 R]", b"/Type /Page", b"1 0 R", b"<<", b">>", b"[", b"]",
    b"BT", b"ET", b"Tj", b" 0 0 0 0 0 0 cm", b"/MCID 0", b"/Length 0", b"\xff" * 4, b"null",
)  # fmt: skip
_XML = (
    b"<w:p>", b"</w:p>", b"<w:tbl><w:tr><w:tc>", b"<w:r><w:t>", b'w:val="-1"', b'w:val="99999999"',
    b"<w:numPr>", b'<w:ilvl w:val="9"/>', b"<w:gridSpan w:val='100000'/>", b"<w:vMerge/>", b"&a;",
    b"<!DOCTYPE a [<!ENTITY a 'aaaa'>]>", b"<w:sdt>", b"<mc:AlternateContent>",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that takes inputs."""

    name: str
    inputs: Callable[[], Mutator]
    ask: Callable[[bytes], object]


@cache
def _archive() -> Archive:
    return Archive(os.environ[INDEX])


@cache
def _client() -> Any:
    return create_app({"INDEX": os.environ[INDEX], "CORPUS": seeds.ROOT / "corpus"}).test_client()


def query(data: bytes) -> None:
    """A search in whatever words."""
    with suppress(RequestError):
        _archive().search(SearchRequest(q=data.decode("utf-8", "replace"), size=2)).to_json()


def parameters(data: bytes) -> None:
    """A query string of whatever parameters."""
    sent = Request({"REQUEST_METHOD": "GET", "QUERY_STRING": encoded(data.decode("latin-1"))})
    with suppress(RequestError):
        asked = params.read(sent.args, params.PAGE)
        params.address("/", asked)
        _archive().search(asked)


def request(data: bytes) -> None:
    """A whole request: the first byte says for which page, the rest is its query string."""
    path = _PATHS[data[0] % len(_PATHS)] if data else "/"
    asked = data[1:].decode("latin-1")
    answer = _client().get(path, environ_overrides={"QUERY_STRING": asked})
    answer.get_data()
    assert answer.status_code < 500, f"{answer.status_code} for {path}?{asked!r}"


def splitter(data: bytes) -> None:
    """Lines with whatever marks a reader gives them; each must be accounted for."""
    dice = random.Random(data)
    texts = [text for text in data.decode("utf-8", "replace").split("\n") if text.strip()]
    lines = [_line(dice, number, text.strip()) for number, text in enumerate(texts, 1)]
    report = understand(Source("report.txt", "text", "0" * 64, tuple(lines)), "fuzzed")
    assert not report.unaccounted


def _line(dice: random.Random, number: int, text: str) -> Line:
    return Line(
        number,
        text,
        page=dice.choice((None, number // 9 + 1)),
        starts=dice.random() < 0.5,
        indent=dice.choice((0.0, 0.0, 2.0, 36.0, 400.5)),
        role=dice.choice((None, None, None, *Role)),
        level=dice.choice((0, 0, 1, 2, 9)),
        bold=dice.random() < 0.2,
        size=dice.choice((None, 10.0, 10.5, 24.0)),
        edge=dice.random() < 0.1,
        label=dice.choice((None, None, None, "1", "5.12", "a", "Recommendation 3")),
        groups=tuple(dice.choices(range(4), k=dice.choice((0, 0, 1, 3)))),
        element=dice.choice((0, 0, 0, number // 2)),
        cell=dice.choice((None, None, None, _cell(number))),
    )


def _cell(number: int) -> Cell:
    """Tables of three rows and two columns."""
    return Cell(number // 6, number % 6 // 2 + 1, number % 2 + 1)


def reader(suffix: str) -> Callable[[bytes], None]:
    """A file of that name, whatever is in it."""

    def ask(data: bytes) -> None:
        path = Path(_shelf()) / f"{os.getpid()}{suffix}"
        path.write_bytes(data)
        try:
            with suppress(InspectionError):
                assert not read_report(path).unaccounted
        finally:
            path.unlink()

    return ask


def printed(data: bytes) -> None:
    """A PDF, read in this process: the one that it has in the product takes 0.2 seconds to start,
    and would hide how its reader ends.
    """
    with suppress(Refused):
        pdf.read_printed(data)


def fail(data: bytes) -> None:
    """Fails as a target may, to try the campaign itself."""
    if data == b"raise":
        raise ValueError("a fault")
    if data == b"die":
        os._exit(9)


@cache
def _shelf() -> str:
    place = _MEMORY if os.path.isdir(_MEMORY) else None
    folder = tempfile.mkdtemp(prefix="fuzz-files-", dir=place)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _target(
    name: str,
    ask: Callable[[bytes], object],
    some: Callable[[], Sequence[bytes]],
    words: Sequence[bytes],
    kind: type[Mutator] = Mutator,
) -> Target:
    return Target(name, lambda: kind(name, some(), words), ask)


_PARTS = (*_NAMES, b"&", b"=", b"finding")
_QUERIES = (
    _target("query", query, seeds.queries, _SYNTAX),
    _target("parameters", parameters, seeds.query_strings, _PARTS),
    _target("request", request, lambda: seeds.requests(len(_PATHS)), _PARTS),
)
_READERS = (
    _target("splitter", splitter, lambda: seeds.pieces(".txt"), _PRINTED),
    _target("text", reader(".txt"), lambda: seeds.pieces(".txt"), _PRINTED),
    _target("markdown", reader(".md"), lambda: seeds.pieces(".md"), _PRINTED),
    _target("html", reader(".html"), lambda: seeds.pieces(".html"), _HTML),
    _target("web archive", reader(".mht"), seeds.web_archives, _HTML),
    _target("word", reader(".docx"), seeds.word_files, _XML, ZipMutator),
    _target("pdf", printed, seeds.pdf_pages, _PDF),
)
#: All targets by name: what people type, and what they send in.
QUERIES = {target.name: target for target in _QUERIES}
READERS = {target.name: target for target in _READERS}
TARGETS = {**QUERIES, **READERS}
#: Not one of them.
FAULTY = _target("faulty", fail, lambda: (b"fine", b"raise", b"die"), ())
