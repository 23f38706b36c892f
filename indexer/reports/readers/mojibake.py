"""Text that was decoded wrongly once, saved so and decoded rightly since: 'forceâ€™s'.

UTF-8 read as Windows-1252, or as Latin-1, makes two to four odd characters of one. A run of them is
turned back only where that is certain: where it spells a sign or letter that English and Welsh
reports print. No library is taken for it: ftfy mends more kinds, by likelihood; here none may be
mended that could have been meant.
"""

from __future__ import annotations

import re

#: Windows-1252 as characters, and the control characters that Latin-1 has where it has signs.
_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)} | {
    bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0x100)
}
_TABLE = str.maketrans({char: chr(byte) for char, byte in _BYTES.items()})
_FOLLOW = "[" + "".join(re.escape(char) for char, byte in _BYTES.items() if byte < 0xC0) + "]"
_RUN = re.compile(f"[Â-ß]{_FOLLOW}|[à-ï]{_FOLLOW}{{2}}|ð{_FOLLOW}{{3}}")
#: A right double quote loses its last byte (9D), for which Windows-1252 has no character, to the
#: sign of replacement; of the five such bytes no other makes a sign that is printed.
_LOST = re.compile("â€(?:\ufffd|\u009d)")

#: What is printed: punctuation, signs, bullets, vulgar fractions and letters with accents.
_PRINTED = frozenset(
    "‐‑‒–—―‘’‚“”„†‡•…‰′″‹›€™−≤≥≠×÷■□▪▫▲►▼◆●○◦✓✔➢\u00a0\u2002\u2003\u2009\u200b\ufeff\uf0b7\uf0a7"
    "€œ£§©«®°±²³·»¼½¾¡¿"
    "ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜÝàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŴŵŶŷŸẀẁẂẃẄẅỲỳšŠžŽ"
    "ﬀﬁﬂﬃﬄ"
)

#: Some text went through the wrong door twice.
MAX_TIMES = 3


def unscrambled(text: str) -> tuple[str, int]:
    """``text`` with such runs turned back, and how many there were."""
    if text.isascii():
        return text, 0
    total = 0
    for _ in range(MAX_TIMES):
        text, count = _turned_back(_LOST.sub("â€\u009d", text))
        total += count
        if not count:
            break
    return text, total


def _turned_back(text: str) -> tuple[str, int]:
    count = 0

    def turned(run: re.Match[str]) -> str:
        nonlocal count
        char = _meant(run.group())
        count += char != run.group()
        return char

    return _RUN.sub(turned, text), count


def _meant(run: str) -> str:
    """The character that a run spells, or the run itself where it spells none that is printed."""
    try:
        char = run.translate(_TABLE).encode("latin-1").decode("utf-8")
    except UnicodeError:
        return run
    return char if char in _PRINTED else run
