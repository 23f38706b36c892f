"""What a page draws: for each text object where the file's tags place it, and the pictures.

``glyphs`` calls it with a page; out come the marked-content id of each text object, or that it is
an artifact (a running head, a page number, a rule), which stands in no element.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as c

from indexer.reports.readers.pdf import native

Box = tuple[float, float, float, float]

#: Forms (drawings used in drawings) are looked into so deep.
MAX_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Mark:
    """How a text object is marked: its id in the structure tree, or -1; whether it is an artifact
    and whether it stands in a layer that can be switched off."""

    id: int = -1
    artifact: bool = False
    layer: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The objects of one page."""

    #: Text object, by its address, to its mark.
    marks: dict[int, Mark]
    pictures: list[Box]


UNMARKED = Mark()


def drawn(page: pdfium.PdfPage) -> Drawn:
    """The marks of the text objects of a page, and the boxes of its pictures."""
    found = Drawn({}, [])
    raw = native.address(page.raw)
    for item, mark in _objects(raw, native.count_objects, native.page_object, UNMARKED, 0):
        if native.object_type(item) == c.FPDF_PAGEOBJ_TEXT:
            found.marks[item] = mark
        elif box := native.object_bounds(item):
            found.pictures.append(box)
    return found


def _objects(
    owner: int,
    count: Callable[[int], int],
    at: Callable[[int, int], int],
    around: Mark,
    depth: int,
) -> Iterator[tuple[int, Mark]]:
    """Text and pictures of a page or form; what is drawn in a form bears the form's mark too."""
    for index in range(count(owner)):
        item = at(owner, index)
        kind = native.object_type(item)
        if kind == c.FPDF_PAGEOBJ_TEXT:
            yield item, _mark(item, around)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            yield item, around
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            inner = native.count_form_objects, native.form_object
            yield from _objects(item, *inner, _mark(item, around), depth + 1)


def _mark(item: int, around: Mark) -> Mark:
    id = native.object_mark(item)
    names = (
        [native.mark_name(native.mark_at(item, index)) for index in range(native.count_marks(item))]
        if id < 0
        else []
    )
    return Mark(
        id if id >= 0 else around.id,
        around.artifact or "Artifact" in names,
        around.layer or "OC" in names,
    )
