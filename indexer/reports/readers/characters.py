"""Bytes to characters, and characters to those that were meant.

What type-setting leaves behind goes: ligatures become letters, no-break spaces become spaces,
soft hyphens and characters of no width go. What the author wrote stays: quotes and dashes are
never touched.
"""

from __future__ import annotations

import codecs
import re

from indexer.reports.readers.mojibake import unscrambled

#: Byte order marks, the longer first: UTF-32 LE begins with the mark of UTF-16 LE.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: The part of the file that is looked at for the NULs of UTF-16, in bytes.
_SAMPLE = 64 * 1024

#: Windows-1252 where it differs from Latin-1; its five unused bytes are left as Latin-1 has them.
_WINDOWS = {
    byte: char for byte in range(0x80, 0xA0) if (char := bytes([byte]).decode("cp1252", "ignore"))
}
#: The same for bytes that Python's 'surrogateescape' kept aside.
_STRAY = {0xDC00 + byte: _WINDOWS.get(byte, chr(byte)) for byte in range(0x80, 0x100)}
_STRAYS = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[\u0080-\ud7ff\ue000-\U0010ffff]")

#: What reports print beyond ASCII, where they print it: quotes at words, dashes between them,
#: bullets at the start of lines, pounds before figures, and accents among small letters.
_PRINT = re.compile(
    "(?<=[a-z])’|[‘“](?=\\w)|(?<=[\\w.,?!])[’”]|(?<=[\\w ])[–—](?=[\\w ])|(?<=\\w)…|£(?=\\d)"
    "|(?:^|(?<=[\\r\\n]))[ \\t]*[•·](?=\\s)|(?<=[a-z])[àáâäçèéêëîïíñôöóûüú]"
)

_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_SPACES = "\u00a0\u202f"
_NO_WIDTH = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff"
_MEANT = str.maketrans(
    {**_LIGATURES, **dict.fromkeys(_SPACES, " "), **dict.fromkeys(_NO_WIDTH, "")}
)
#: A soft hyphen that is printed, because the line ends there.
_BROKEN = re.compile("\u00ad(?=[ \t]*(?:[\r\n\f\v\x85\u2028\u2029]|$))")

#: Control characters other than tab and the line ends (LF, VT, FF, CR, NEL).
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
#: Of random bytes read as Windows-1252 one in eight is a control character, of a report none.
_BINARY_SHARE = 0.03


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters of ``data``, and a sentence about the encoding where it was guessed.

    Tried in this order: a byte order mark; UTF-16 without one, by its NULs; UTF-8; the encoding
    that the file itself ``declared``; Windows-1252, whose five unused bytes are read as Latin-1,
    or Mac OS Roman, whichever makes print of the bytes. A UTF-8 file with a few stray bytes stays
    UTF-8. Text that was once read in a wrong encoding and saved so is mended. Never raises.
    """
    text, warnings = _decoded(data, declared)
    text, mended = unscrambled(text)
    if mended:
        warnings += (f"Characters saved in a wrong encoding were mended, as in ‘â€™’: {mended}.",)
    return text, warnings


def _decoded(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ()
    if wide := _utf16_by_nuls(data[:_SAMPLE]):
        return data.decode(wide, "replace"), (f"The encoding was guessed as {wide.upper()}.",)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _eight_bit(data, declared)


def _utf16_by_nuls(sample: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: English has a NUL in nearly every second byte."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 0.3 * len(sample) or min(even, odd) > 0.02 * len(sample):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _eight_bit(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """Bytes that are no sound UTF-8: stray bytes in UTF-8, or an eight-bit encoding."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(_STRAYS.findall(text))
    if len(_BEYOND_ASCII.findall(text)) > strays:
        warning = f"Bytes that are no UTF-8 were read as Windows-1252: {strays}."
        return text.translate(_STRAY), (warning,)
    if declared and _is_text_codec(declared):
        # Browsers read 'iso-8859-1' as Windows-1252 (WHATWG Encoding Standard, 4.2), and so do we.
        if codecs.lookup(declared).name not in ("iso8859-1", "ascii", "utf-8", "cp1252"):
            return data.decode(declared, "replace"), ()
        return data.decode("latin-1").translate(_WINDOWS), ()
    windows = data.decode("latin-1").translate(_WINDOWS)
    mac = data.decode("mac_roman")
    if len(_PRINT.findall(mac)) > len(_PRINT.findall(windows)):
        return mac, ("The encoding was guessed as Mac OS Roman.",)
    return windows, ("The encoding was guessed as Windows-1252.",)


def _is_text_codec(name: str) -> bool:
    """Whether Python knows ``name`` as an encoding of text (and not as 'zip' or 'hex')."""
    try:
        return isinstance(b"a".decode(name, "replace"), str)
    except (LookupError, UnicodeError, ValueError, AssertionError):
        return False


def is_binary(text: str) -> bool:
    """Whether so many characters are control characters that this was never text."""
    return len(_CONTROLS.findall(text)) > _BINARY_SHARE * len(text)


def meant(text: str) -> str:
    """``text`` as meant: ligatures as letters, no-break spaces as spaces, no hidden characters.

    A soft hyphen at the end of a printed line becomes a hyphen, since there it was printed; any
    other goes. Line ends stay. Control characters go: ``controls`` counts them.
    """
    text = _BROKEN.sub("-", text) if "\u00ad" in text else text
    return _CONTROLS.sub("", text.translate(_MEANT))


def controls(text: str) -> int:
    """The number of control characters in ``text``, tabs and line ends not counted."""
    return len(_CONTROLS.findall(text))
