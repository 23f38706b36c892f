"""Ligatures that a font has by name alone: '/f_f_i' for the three letters 'ffi'.

``words`` asks for them when PDFium knows no letter for a character, which then has the code of
its glyph. PDFium gives no names of glyphs, so they are taken from the file itself: the arrays
``/Differences`` in plain objects and in compressed ones.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping

_DIFFERENCES = re.compile(rb"/Differences\s*\[([^\]]{0,20000})\]")
_TOKEN = re.compile(rb"\d+|/[^\s/\[\]<>()]+")
_COMPRESSED = re.compile(rb"/ObjStm\b[^\0]{0,300}?stream\r?\n")
#: 'f_f_i', 'T_h' and the same with a suffix ('f_f.liga'); the parts are single letters.
_NAME = re.compile(r"([A-Za-z](?:_[A-Za-z])+)(?:\.\w+)?$")
#: Bytes of one compressed part, unpacked; those of a report have 100 kB.
MAX_PART = 4 * 1024 * 1024


def ligatures(data: bytes) -> Mapping[int, str]:
    """Code of a character to the letters of the ligature that it is in this file.

    A code that stands for different ligatures in different fonts is left out.
    """
    found: dict[int, set[str]] = {}
    for part in _parts(data):
        for array in _DIFFERENCES.finditer(part):
            for code, name in _names(array.group(1)):
                if letters := _NAME.match(name):
                    found.setdefault(code, set()).add(letters.group(1).replace("_", ""))
    return {code: names.pop() for code, names in found.items() if len(names) == 1}


def _parts(data: bytes) -> Iterator[bytes]:
    """The file, and each of its parts that hold compressed objects."""
    yield data
    for head in _COMPRESSED.finditer(data):
        try:
            yield zlib.decompressobj().decompress(data[head.end() :], MAX_PART)
        except zlib.error:
            continue


def _names(array: bytes) -> Iterator[tuple[int, str]]:
    """Code and name of each glyph: a number, and the names from that number on."""
    code = 0
    for token in _TOKEN.findall(array):
        if token.startswith(b"/"):
            yield code, token[1:].decode("latin-1")
            code += 1
        else:
            code = int(token[:6])
