"""Files that a Word file takes in: read in their place, or told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.errors import ReportError
from indexer.reports.lines import Role, Source
from tests.indexer.reports.readers.word.files import linked, p, parts, zipped

Read = Callable[..., Source]

CHUNK = '<w:altChunk xmlns:r="urn:r" r:id="rId1"/>'
PAGE = b"<html><body><h2>Keys</h2><div><ul><li>They are signed for.</li></ul></div></body></html>"


def merged(data: bytes, name: str, body: str = p("Vans") + CHUNK + p("Bikes")) -> bytes:
    """A Word file that takes in another."""
    links = {"word/_rels/document.xml.rels": linked(name)}
    return zipped({**parts(body), **links, f"word/{name}": data})


def test_a_page_is_read_where_it_stands(read: Read) -> None:
    lines = read(merged(PAGE, "a.html"), "r.docx").lines
    assert [(line.role, line.text) for line in lines] == [
        (Role.PARAGRAPH, "Vans"),
        (Role.HEADING, "Keys"),
        (Role.ITEM, "They are signed for."),
        (Role.PARAGRAPH, "Bikes"),
    ]
    assert [line.number for line in lines] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Keys</p>", "a.mht"),
        (b"Keys", "a.txt"),
        (zipped(parts(p("Keys"))), "a.docx"),
    ],
)
def test_other_files_that_are_read(read: Read, data: bytes, name: str) -> None:
    source = read(merged(data, name), "r.docx")
    assert [line.text for line in source.lines] == ["Vans", "Keys", "Bikes"]
    assert source.warnings == ()


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"{\\rtf1 Keys}", "a.rtf"), (b"\xd0\xcf\x11\xe0", "a.doc"), (b"PKKeys", "a.docx")],
)
def test_what_is_not_read_is_told(read: Read, data: bytes, name: str) -> None:
    source = read(merged(data, name), "r.docx")
    assert [line.text for line in source.lines] == ["Vans", "Bikes"]
    assert source.warnings == (
        "Files embedded in the text were not read: 1. Open the report in Word, save it again as"
        " .docx and add that.",
    )


def test_a_report_that_is_nothing_else_is_read_or_refused(read: Read) -> None:
    assert len(read(merged(PAGE, "a.html", CHUNK), "r.docx").lines) == 2
    with pytest.raises(ReportError, match="another file inside it; open it in Word"):
        read(merged(b"{\\rtf1 Keys}", "a.rtf", CHUNK), "r.docx")


def test_files_in_files_come_to_an_end(read: Read) -> None:
    inner = zipped(parts(p("Keys")))
    for _ in range(5):
        inner = merged(inner, "a.docx", CHUNK + p("Level"))
    source = read(inner, "r.docx")
    assert [line.text for line in source.lines] == ["Level", "Level"]
    assert len(source.warnings) == 1
