"""Files that were kept as mail carries them: quoted-printable, as in '=E2=80=93' and '=' at the
ends of lines. The standard library's quopri turns them back."""

from __future__ import annotations

import quopri
import re

#: What a reader says of a file that it turned back.
WARNING = "The file was encoded for mail (quoted-printable) and was read as what it stands for."

_SOFT_BREAK = re.compile(rb"=\r?\n")
_CODE = re.compile(rb"=[0-9A-F]{2}")
#: Fewer of each may be chance.
_FEWEST = 3


def is_quoted_printable(data: bytes) -> bool:
    """Whether every '=' in the file is part of the encoding, and there are enough of them."""
    if not data.isascii():
        return False
    breaks, codes = len(_SOFT_BREAK.findall(data)), len(_CODE.findall(data))
    return min(breaks, codes) >= _FEWEST and breaks + codes == data.count(b"=")


def decoded(data: bytes) -> bytes:
    """The bytes that a quoted-printable file stands for."""
    return quopri.decodestring(data)
