"""PDFs made on the spot: drawn ones by reportlab, and tagged or odd ones object by object."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from indexer.reports.readers.pdf import read_printed
from indexer.reports.readers.result import Reading

Draw = Callable[[Canvas], None]
#: x from the left, y from the top, the text, and {'page', 'font', 'size'} where not usual.
Text = tuple[Any, ...]
#: The type of an element, and the elements and texts in it.
Node = tuple[Any, ...]

WIDTH, HEIGHT = 595, 842
FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "ZapfDingbats"}


@pytest.fixture
def drawn() -> Callable[[Draw], bytes]:
    """Makes a PDF that a function has drawn on."""

    def draw_on(draw: Draw) -> bytes:
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4, pageCompression=0)
        draw(canvas)
        canvas.save()
        return buffer.getvalue()

    return draw_on


@pytest.fixture
def pages() -> Callable[[bytes], Reading]:
    """Reads a PDF in this process, which is ten times as fast as in one of its own."""

    def read_pages(data: bytes) -> Reading:
        reading = read_printed(data)
        return Reading(tuple(reading.lines), reading.hints, reading.warnings)

    return read_pages


@pytest.fixture
def pdf_of() -> Callable[[dict[int, bytes]], bytes]:
    """Makes a PDF of numbered objects, the first of which is the catalogue."""
    return _file


@pytest.fixture
def tagged() -> Callable[..., bytes]:
    """Makes a tagged PDF of a tree, of texts outside it and of artifacts."""

    def make(*roots: Node, loose: tuple[Text, ...] = (), artifacts: tuple[Text, ...] = ()) -> bytes:
        writer = _Writer()
        for root in roots:
            writer.element(root, parent=2)
        for text in loose:
            writer.draw(text, b"")
        for text in artifacts:
            writer.draw(text, b"/Artifact <</Type /Pagination>> BDC")
        return writer.file(roots)

    return make


class _Writer:
    """Objects 1 to 3: catalogue, structure tree, page tree; 4 to 6: fonts; the rest as it comes."""

    def __init__(self) -> None:
        self.objects: dict[int, bytes] = {}
        for number, name in enumerate(FONTS.values(), start=4):
            encoding = b"" if name == "ZapfDingbats" else b"/Encoding /WinAnsiEncoding"
            self.objects[number] = b"<</Type /Font /Subtype /Type1 /BaseFont /%b %b>>" % (
                name.encode(),
                encoding,
            )
        self.next = 100
        self.content: dict[int, list[bytes]] = {}
        #: For each page the elements that its marked content belongs to.
        self.parents: dict[int, list[int]] = {}
        self.roots: list[int] = []

    def element(self, node: Node, parent: int) -> int:
        """Write an element with all that is in it."""
        number = self.next
        self.next += 1
        if parent == 2:
            self.roots.append(number)
        kids = [self._kid(kid, number) for kid in node[1:]]
        self.objects[number] = b"<</Type /StructElem /S /%b /P %d 0 R /K [%b]>>" % (
            node[0].encode(),
            parent,
            b" ".join(kids),
        )
        return number

    def _kid(self, kid: Node | Text, parent: int) -> bytes:
        if isinstance(kid[0], str):
            return b"%d 0 R" % self.element(kid, parent)
        page = _options(kid)["page"]
        owners = self.parents.setdefault(page, [])
        owners.append(parent)
        self.draw(kid, b"/P <</MCID %d>> BDC" % (len(owners) - 1))
        return b"<</Type /MCR /Pg %d 0 R /MCID %d>>" % (_page(page), len(owners) - 1)

    def draw(self, text: Text, mark: bytes) -> None:
        """Draw a text, in marked content where ``mark`` begins some."""
        options = _options(text)
        shown = text[2].encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(")
        shown = shown.replace(b")", rb"\)")
        drawn = b"BT /%b %g Tf %g %g Td (%b) Tj ET" % (
            options["font"].encode(),
            options["size"],
            text[0],
            HEIGHT - text[1],
            shown,
        )
        content = self.content.setdefault(options["page"], [])
        content += [mark, drawn, b"EMC"] if mark else [drawn]

    def file(self, roots: tuple[Node, ...]) -> bytes:
        """The whole file."""
        fonts = b" ".join(b"/F%d %d 0 R" % (at, at + 3) for at in (1, 2, 3))
        pages = sorted(self.content)
        for page in pages:
            self.objects[_page(page)] = (
                b"<</Type /Page /Parent 3 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
                b" /StructParents %d /Resources <</Font <<%b>>>>>>"
                % (WIDTH, HEIGHT, _page(page) + 1, page, fonts)
            )
            stream = b"\n".join(self.content[page])
            self.objects[_page(page) + 1] = b"<</Length %d>> stream\n%b\nendstream" % (
                len(stream),
                stream,
            )
        self.objects[1] = (
            b"<</Type /Catalog /Pages 3 0 R /StructTreeRoot 2 0 R /MarkInfo <</Marked true>>>>"
        )
        numbers = b" ".join(
            b"%d [%b]" % (page, b" ".join(b"%d 0 R" % owner for owner in owners))
            for page, owners in self.parents.items()
        )
        self.objects[2] = b"<</Type /StructTreeRoot /K [%b] /ParentTree <</Nums [%b]>>>>" % (
            b" ".join(b"%d 0 R" % root for root in self.roots),
            numbers,
        )
        self.objects[3] = b"<</Type /Pages /Count %d /Kids [%b]>>" % (
            len(pages),
            b" ".join(b"%d 0 R" % _page(page) for page in pages),
        )
        return _file(self.objects)


def _options(text: Text) -> dict[str, Any]:
    return {"page": 1, "font": "F1", "size": 11} | (text[3] if len(text) > 3 else {})


def _page(number: int) -> int:
    return 8 + 2 * number


def _file(objects: dict[int, bytes]) -> bytes:
    return b"".join(_written(objects))


def _written(objects: dict[int, bytes]) -> Iterator[bytes]:
    head = b"%PDF-1.7\n"
    yield head
    at, places = len(head), {}
    for number, content in sorted(objects.items()):
        places[number] = at
        written = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        at += len(written)
        yield written
    yield b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        yield b"%d 1\n%010d 00000 n \n" % (number, place)
    yield b"trailer\n<</Root 1 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        max(objects) + 1,
        at,
    )
