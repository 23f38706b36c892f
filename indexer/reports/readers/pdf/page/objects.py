"""What a page draws: for each text object where the file's tags place it, and the pictures.

``glyphs`` calls it with a page; out come the marked-content id of each text object, or that it is
an artifact (a running head, a page number), which stands in no element, and what may cover text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as c

from indexer.reports.readers.pdf.page import native

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]

#: Text so light, from 0 (black) to 255, may be white on white.
LIGHT = 190
#: Areas smaller than this, in points, are rules and no areas.
SMALLEST = 4.0
#: A small drawing is as wide and as high as this, in points, and nearly as wide as high.
DOT, SQUARE = (1.5, 9.0), (0.7, 1.4)
#: Forms (drawings used in drawings) are looked into so deep.
MAX_DEPTH = 4


@dataclass(slots=True)
class Mark:
    """How a text object is marked and drawn."""

    #: Its id in the structure tree, or -1.
    id: int = -1
    #: It is an artifact.
    artifact: bool = False
    #: It is so light, in a layer or in a drawing, which may be switched off, that it may not show.
    may_hide: bool = False
    #: What is drawn later covers what is drawn before.
    order: int = 0
    #: From 0 (black) to 255.
    light: int = 0

    def is_of(self, other: Mark) -> bool:
        """Whether both belong to the same place of the structure tree."""
        return self.id == other.id and self.artifact == other.artifact


@dataclass(frozen=True, slots=True)
class Area:
    """A picture, or an area filled with a colour."""

    order: int
    box: Box
    #: From 0 (black) to 255; None for pictures.
    light: int | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The objects of one page."""

    #: Text object, by its address, to its mark.
    marks: dict[int, Mark]
    pictures: list[Area]
    fills: list[Area]
    #: Lines drawn from left to right, or up and down.
    rules: list[Box]
    #: Small squares and discs, which may be bullets.
    dots: list[Area]


UNMARKED = Mark()


def drawn(page: pdfium.PdfPage) -> Drawn:
    """The marks of the text objects of a page, its pictures and filled areas."""
    walk = _Walk()
    walk.objects(native.address(page.raw), native.count_objects, native.page_object, _OUTERMOST)
    return walk.found


@dataclass(frozen=True, slots=True)
class _Around:
    """The drawing that an object stands in: its mark, how it is placed, how deep it is."""

    mark: Mark
    matrix: Matrix
    depth: int


_OUTERMOST = _Around(UNMARKED, (1, 0, 0, 1, 0, 0), 0)


class _Walk:
    """Goes through the objects of a page and of the drawings on it, in the order of drawing."""

    def __init__(self) -> None:
        self.found = Drawn({}, [], [], [], [])
        self._order = 0

    def objects(
        self,
        owner: int,
        count: Callable[[int], int],
        at: Callable[[int, int], int],
        around: _Around,
    ) -> None:
        """Note the objects of a page or drawing; those of a drawing bear its mark too."""
        for index in range(count(owner)):
            item = at(owner, index)
            kind = native.object_type(item)
            self._order += 1
            if kind == c.FPDF_PAGEOBJ_TEXT:
                self.found.marks[item] = self._mark(item, around.mark)
            elif kind == c.FPDF_PAGEOBJ_IMAGE:
                self._picture(item, around.matrix)
            elif kind == c.FPDF_PAGEOBJ_PATH:
                self._path(item, around.matrix)
            elif kind == c.FPDF_PAGEOBJ_FORM and around.depth < MAX_DEPTH:
                inner = self._inside(item, around)
                self.objects(item, native.count_form_objects, native.form_object, inner)

    def _inside(self, item: int, around: _Around) -> _Around:
        mark = replace(self._mark(item, around.mark), may_hide=True)
        matrix = _product(native.object_matrix(item), around.matrix)
        return _Around(mark, matrix, around.depth + 1)

    def _picture(self, item: int, matrix: Matrix) -> None:
        if box := _box(item, matrix):
            self.found.pictures.append(Area(self._order, box, None))

    def _path(self, item: int, matrix: Matrix) -> None:
        box = _box(item, matrix)
        if box is None:
            return
        if _is_dot(box):
            self.found.dots.append(Area(self._order, box, native.fill_light(item)))
        elif min(box[2] - box[0], box[3] - box[1]) < SMALLEST:
            self.found.rules.append(box)
        elif native.is_filled(item):
            self.found.fills.append(Area(self._order, box, native.fill_light(item)))

    def _mark(self, item: int, around: Mark) -> Mark:
        light = native.fill_light(item)
        id, count, names = native.object_mark(item), native.count_marks(item), []
        if id < 0 or count > 1:
            names = [native.mark_name(native.mark_at(item, index)) for index in range(count)]
        return Mark(
            id if id >= 0 else around.id,
            around.artifact or "Artifact" in names,
            around.may_hide or "OC" in names or light >= LIGHT,
            self._order,
            light,
        )


def _is_dot(box: Box) -> bool:
    width, height = box[2] - box[0], box[3] - box[1]
    small = all(DOT[0] <= side <= DOT[1] for side in (width, height))
    return small and SQUARE[0] <= width / height <= SQUARE[1]


def _box(item: int, matrix: Matrix) -> Box | None:
    bounds = native.object_bounds(item)
    return _placed(bounds, matrix) if bounds else None


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """The two placements one after the other."""
    a, b, c_, d, e, f = inner
    g, h, i, j, k, m = outer
    return (
        a * g + b * i,
        a * h + b * j,
        c_ * g + d * i,
        c_ * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def _placed(box: Box, matrix: Matrix) -> Box:
    """The box around a box that is placed by the matrix."""
    a, b, c_, d, e, f = matrix
    left, bottom, right, top = box
    xs = [a * x + c_ * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
