"""What cannot be read is refused in one sentence; what is only odd is read."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import ReportError
from indexer.reports.lines import Source
from indexer.reports.readers.formats import read_source

Read = Callable[..., Source]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def zipped(files: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def document(body: str, before: str = "") -> str:
    inner = f"<w:body>{body}</w:body>"
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{WORD}">{inner}</w:document>'


def word(body: str, before: str = "", **files: str) -> bytes:
    return zipped({"word/document.xml": document(body, before), **files})


def pdf(content: bytes, pages: int = 1) -> bytes:
    """A PDF with that content on each page, compressed."""
    stream = zlib.compress(content, 9)
    kids = b"3 0 R " * pages
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, inner in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inner)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (table, len(data))
    )


TEXT = b"BT /F1 12 Tf 72 700 Td (The force acts.) Tj ET"

#: What a file is made of, its name, and why it is refused. Those of megabytes are made when they
#: are tried: every process of a run has this module.
REFUSED: dict[str, tuple[bytes | Callable[[], bytes], str, str]] = {
    "empty": (b"", "r.txt", "it is empty"),
    "blank": (b" \n\r\n\t\0", "r.txt", "it is blank"),
    "only a byte order mark": (b"\xef\xbb\xbf\n", "r.txt", "there is no text in it"),
    "binary": (bytes(range(256)) * 40, "r.txt", "binary data"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "r.txt", "it is a picture"),
    "an old Word file": (b"\xd0\xcf\x11\xe0" + b"x" * 99, "r.doc", "old Office file"),
    "rich text": (b"{\\rtf1 The force}", "r.rtf", "Rich Text Format"),
    "OpenDocument": (
        b"PK\3\4" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "r.odt",
        "OpenDocument",
    ),
    "a web archive without a page": (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n\nx\n--b--\n",
        "r.mht",
        "without a page",
    ),
    "a web archive too deep": (
        b"MIME-Version: 1.0\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
        ),
        "r.mht",
        "nested deeper",
    ),
    "a long line": (lambda: b"police " * 3_000_000, "r.txt", "10 MB"),
    "a line of a megabyte": (lambda: b"police " * 300_000, "r.txt", "a line of"),
    "too many lines": (lambda: b"a\n" * 300_000, "r.txt", "200,000 lines"),
    "too large": (lambda: b"x" * (50 * 1024 * 1024 + 1), "r.txt", "larger than 50 MB"),
    "tags without end": (lambda: b"<html>" + b"<a " * 1_000_000, "r.html", "tags"),
    "Markdown of marks": (b"[" * 500_000, "r.md", "marks of Markdown"),
    "Markdown too deep": (b"- " * 900 + b"x", "r.md", "levels deep"),
    "a PDF in name only": (b"The force acts.", "r.pdf", "no such file"),
    "a truncated PDF": (pdf(TEXT)[:-30], "r.pdf", "it is truncated"),
    "a broken PDF": (b"%PDF-1.4\n" + b"junk " * 99 + b"%%EOF", "r.pdf", "it is broken"),
    "a PDF without pages": (pdf(TEXT, pages=0), "r.pdf", "it"),
    "a PDF without text": (pdf(b"0 0 m 9 9 l S"), "r.pdf", "no text, only pictures"),
    "a PDF of too many pages": (pdf(TEXT, pages=1501), "r.pdf", "1,501 pages"),
    "a PDF that unpacks to 80 MB": (
        lambda: pdf(b"BT /F1 12 Tf " + b"(police) Tj 0 -1 Td " * 4_000_000 + b"ET"),
        "r.pdf",
        "more time or memory",
    ),
    "a Word file in name only": (b"The force acts.", "r.docx", "no such file"),
    "a zip without a document": (zipped({"a.txt": "x"}), "r.docx", "no Word file"),
    "half a Word file": (word("<w:p/>" * 999)[:200], "r.docx", "no sound zip"),
    "a zip bomb": (lambda: word("<w:p/>" * 3_000_000), "r.docx", "zip bomb"),
    "a zip that climbs": (
        word("<w:p/>", **{"../../evil.txt": "x"}),
        "r.docx",
        "leads out of the archive",
    ),
    "entities": (
        word(
            "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>",
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        ),
        "r.docx",
        "entities",
    ),
    "no sound XML": (zipped({"word/document.xml": "<w:document>"}), "r.docx", "no sound XML"),
    "Word too deep": (
        zipped(
            {"word/document.xml": document("<w:p>" * 20_000 + "</w:p>" * 20_000)},
            zipfile.ZIP_STORED,
        ),
        "r.docx",
        "levels deep",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_in_one_sentence(read: Read, case: str) -> None:
    given, name, reason = REFUSED[case]
    data = given() if callable(given) else given
    with pytest.raises(
        ReportError, match=r"^The file '[^']+' cannot be read: [^\n]+\.$"
    ) as refusal:
        read(data, name)
    assert reason in str(refusal.value)
    assert f"'{name}'" in str(refusal.value)


def test_an_encrypted_pdf(read: Read) -> None:
    from reportlab.lib import pdfencrypt
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=pdfencrypt.StandardEncryption("secret"))
    canvas.drawString(72, 700, "The force acts.")
    canvas.save()
    with pytest.raises(ReportError, match="it is encrypted"):
        read(buffer.getvalue(), "r.pdf")


def test_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    reasons = {
        "missing.txt": "no such file",
        "": "it is a folder",
        "pipe.txt": "no plain file",
        "loop.txt": "symbolic links",
        "a\0b.txt": "null (byte|character)",  # as Python says it, until 3.12 and since
        "x" * 400: "too long",
    }
    for name, reason in reasons.items():
        with pytest.raises(ReportError, match=reason):
            read_source(tmp_path / name)


@pytest.mark.parametrize("name", ["-rf.txt", "a b.txt", "$(touch x).txt", "it's.txt", 'q".txt'])
def test_odd_names_are_only_names(read: Read, name: str) -> None:
    assert read("The force acts.", name).name == name


def test_a_name_with_a_line_break_stays_on_one_line(read: Read) -> None:
    with pytest.raises(ReportError) as refusal:
        read(b"", "a\nb.txt")
    assert "\n" not in str(refusal.value)


def test_reading_writes_nothing_beside_the_file(tmp_path: Path) -> None:
    for name, data in {
        "r.pdf": pdf(TEXT),
        "r.docx": word("<w:p><w:r><w:t>x</w:t></w:r></w:p>"),
    }.items():
        (tmp_path / name).write_bytes(data)
        assert read_source(tmp_path / name).lines
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.docx", "r.pdf"]


def test_the_sum_is_that_of_the_bytes(read: Read) -> None:
    source = read("abc")
    assert source.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
