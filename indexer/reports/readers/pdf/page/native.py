"""PDFium's functions that are asked thousands of times a page, and small helpers for the rest.

``words``, ``objects``, ``visibility`` and ``tags`` call it. pypdfium2 wraps every pointer in an
object of its own; with plain integers a call takes half the time, and a pointer can be the key of a
dictionary.
"""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as c

_INT, _POINTER = ctypes.c_int, ctypes.c_void_p


def _plain(function: Any, result: Any, *kinds: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *kinds)(ctypes.cast(function, _POINTER).value or 0)


#: The text object that a character of a text page belongs to; None for one that PDFium put in.
text_object: Callable[[int, int], int | None] = _plain(
    c.FPDFText_GetTextObject, _POINTER, _POINTER, _INT
)
font_of: Callable[[int], int | None] = _plain(c.FPDFTextObj_GetFont, _POINTER, _POINTER)
render_mode: Callable[[int], int] = _plain(c.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
#: Whether an object is drawn when the page is.
set_active: Callable[[int, int], int] = _plain(c.FPDFPageObj_SetIsActive, _INT, _POINTER, _INT)
#: Writes the box of a character, advance width and all, to an FS_RECTF; 0 where it has none.
loose_box: Callable[[int, int, int], int] = _plain(
    c.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER
)
count_objects: Callable[[int], int] = _plain(c.FPDFPage_CountObjects, _INT, _POINTER)
page_object: Callable[[int, int], int] = _plain(c.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
count_form_objects: Callable[[int], int] = _plain(c.FPDFFormObj_CountObjects, _INT, _POINTER)
form_object: Callable[[int, int], int] = _plain(
    c.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong
)
object_type: Callable[[int], int] = _plain(c.FPDFPageObj_GetType, _INT, _POINTER)
object_mark: Callable[[int], int] = _plain(c.FPDFPageObj_GetMarkedContentID, _INT, _POINTER)
count_marks: Callable[[int], int] = _plain(c.FPDFPageObj_CountMarks, _INT, _POINTER)
mark_at: Callable[[int, int], int] = _plain(
    c.FPDFPageObj_GetMark, _POINTER, _POINTER, ctypes.c_ulong
)
_mark_name = _plain(c.FPDFPageObjMark_GetName, _INT, _POINTER, _POINTER, ctypes.c_ulong, _POINTER)
#: PDFium's own way to a string loses soft hyphens.
_mark_bytes = _plain(
    c.FPDFPageObjMark_GetParamBlobValue,
    _INT,
    _POINTER,
    ctypes.c_char_p,
    _POINTER,
    ctypes.c_ulong,
    _POINTER,
)
_fill_colour = _plain(c.FPDFPageObj_GetFillColor, _INT, *[_POINTER] * 5)
_draw_mode = _plain(c.FPDFPath_GetDrawMode, _INT, *[_POINTER] * 3)
_object_matrix = _plain(c.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
_object_bounds = _plain(c.FPDFPageObj_GetBounds, _INT, *[_POINTER] * 5)
count_children: Callable[[int], int] = _plain(c.FPDF_StructElement_CountChildren, _INT, _POINTER)
child_at: Callable[[int, int], int | None] = _plain(
    c.FPDF_StructElement_GetChildAtIndex, _POINTER, _POINTER, _INT
)
mark_of_child: Callable[[int, int], int] = _plain(
    c.FPDF_StructElement_GetChildMarkedContentID, _INT, _POINTER, _INT
)
_element_type = _plain(
    c.FPDF_StructElement_GetType, ctypes.c_ulong, _POINTER, _POINTER, ctypes.c_ulong
)

_SMALL = 128


_char_matrix = _plain(c.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
_char_origin = _plain(c.FPDFText_GetCharOrigin, _INT, _POINTER, _INT, _POINTER, _POINTER)
_char_size = _plain(c.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
#: Where PDFium writes its answers: it is used by one thread at a time, and so are these.
_COLOUR = (ctypes.c_uint * 4)()
_COLOUR_AT = tuple(ctypes.addressof(_COLOUR) + 4 * channel for channel in range(4))

_MATRIX = c.FS_MATRIX()
_MATRIX_AT = ctypes.addressof(_MATRIX)
_POINT = (ctypes.c_double * 2)()
_POINT_AT = tuple(ctypes.addressof(_POINT) + 8 * axis for axis in range(2))


def address(pointer: Any) -> int:
    """The plain address behind one of pypdfium2's pointers; 0 for none."""
    return ctypes.cast(pointer, _POINTER).value or 0


def mark_name(mark: int) -> str:
    """The tag of a piece of marked content: 'P', 'Artifact', 'OC'."""
    buffer, length = ctypes.create_string_buffer(_SMALL), ctypes.c_ulong()
    _mark_name(mark, ctypes.addressof(buffer), _SMALL, ctypes.addressof(length))
    return _decoded(buffer.raw[: length.value])


def element_type(element: int) -> str:
    """The type of a structure element, by the file's own role map: 'P', 'LBody'."""
    buffer = ctypes.create_string_buffer(_SMALL)
    length = _element_type(element, ctypes.addressof(buffer), _SMALL)
    return _decoded(buffer.raw[:length]) if length <= _SMALL else ""


def object_bounds(drawn: int) -> tuple[float, float, float, float] | None:
    """Left, bottom, right and top of a page object; None where it has no extent."""
    edges = (ctypes.c_float * 4)()
    at = ctypes.addressof(edges)
    return tuple(edges) if _object_bounds(drawn, at, at + 4, at + 8, at + 12) else None


def object_matrix(drawn: int) -> tuple[float, float, float, float, float, float]:
    """How a page object is placed: a, b, c, d, e and f as PDF has them."""
    m = _MATRIX
    _object_matrix(drawn, _MATRIX_AT)
    return m.a, m.b, m.c, m.d, m.e, m.f


def actual_text(mark: int) -> str:
    """What a piece of marked content says that it stands for; '' where it says nothing."""
    buffer, length = ctypes.create_string_buffer(_SMALL), ctypes.c_ulong()
    at = ctypes.addressof(buffer)
    _mark_bytes(mark, b"ActualText", at, _SMALL, ctypes.addressof(length))
    raw = buffer.raw[: min(length.value, _SMALL)]
    if raw.startswith(codecs.BOM_UTF16_BE):
        return raw[2:].decode("utf-16-be", "replace")
    return raw.decode("latin-1")


def char_type(
    page: int, index: int
) -> tuple[float, tuple[float, float, float, float], tuple[float, float]]:
    """The type size of a character, how it is turned and stretched, and where it stands."""
    _char_matrix(page, index, _MATRIX_AT)
    _char_origin(page, index, *_POINT_AT)
    m = _MATRIX
    return _char_size(page, index), (m.a, m.b, m.c, m.d), (_POINT[0], _POINT[1])


def fill_light(drawn: int) -> int:
    """How light an object is filled, from 0 (black) to 255; what shines through is light."""
    if not _fill_colour(drawn, *_COLOUR_AT):
        return 0
    red, green, blue, opacity = _COLOUR
    light = (299 * red + 587 * green + 114 * blue) // 1000
    return 255 - (255 - light) * opacity // 255


def is_filled(path: int) -> bool:
    """Whether a path is an area that is filled."""
    modes = (ctypes.c_int * 2)()
    at = ctypes.addressof(modes)
    return bool(_draw_mode(path, at, at + 4)) and modes[0] != 0


def _decoded(raw: bytes) -> str:
    return raw.decode("utf-16-le", "replace").rstrip("\0")
