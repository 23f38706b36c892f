"""Inputs that nobody would write: seeds with bytes turned, cut, doubled, moved and put in.

``Mutator`` makes the n-th input of a target from its seeds: the same number is the same input, on
every machine, so that a find is told by its number.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

#: How many changes an input has.
_CHANGES = (0, 1, 1, 2, 3, 5, 8, 20)
#: How long a piece is that is cut out or doubled.
_PIECES = (1, 2, 5, 20, 100, 500)
#: How often something is put in at one place.
_TIMES = (1, 1, 1, 2, 5, 50, 400)
_LARGEST = 200_000

#: What readers of all kinds have trouble with.
STRANGE = (
    b"\x00", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x85", b"\x0c", b"\x0b", b"\x1c", b"\x1a",
    b"\x08", b"\r", b"\n\n", b"\t", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xc2\xa0",
    b"\xcc\x81", b"\xed\xa0\x80", b"\xf0\x9f\x9a\x93", b"\xc4\xb0", b"\xc3\x9f", b"-", b"0", b"1",
    b"-1", b"99999999999999999999", b"1e999", b"\xd9\xa3", b"\xc2\xb2", b"(", b")", b"\"", b"'",
    b"&", b"<", b">", b"%", b"/", b"\\", b"..", b"{{7*7}}", b"%s", b"*", b"#", b"|", b" ",
)  # fmt: skip

Change = Callable[[random.Random, bytearray], None]


def _turn(dice: random.Random, data: bytearray) -> None:
    place = dice.randrange(len(data))
    data[place] ^= 1 << dice.randrange(8)


def _set(dice: random.Random, data: bytearray) -> None:
    data[dice.randrange(len(data))] = dice.randrange(256)


def _cut(dice: random.Random, data: bytearray) -> None:
    place = dice.randrange(len(data))
    del data[place : place + dice.choice(_PIECES)]


def _double(dice: random.Random, data: bytearray) -> None:
    start, place = dice.randrange(len(data)), dice.randrange(len(data))
    data[place:place] = data[start : start + dice.choice(_PIECES)]


def _end(dice: random.Random, data: bytearray) -> None:
    del data[dice.randrange(len(data)) :]


class Mutator:
    """Makes the inputs of one target."""

    def __init__(self, name: str, seeds: Sequence[bytes], words: Sequence[bytes] = ()) -> None:
        """``words`` are what the target's language has, to be put in beside ``STRANGE``."""
        self._name = name
        #: What inputs are made of.
        self.seeds = seeds
        self._words = (*words, *STRANGE)
        self._changes: tuple[Change, ...] = (
            self._put, self._put, self._put, _turn, _set, _cut, _double, _end, self._cross,
        )  # fmt: skip

    def made(self, number: int) -> bytes:
        """The input of that number."""
        dice = random.Random(f"{self._name} {number}")
        return self.changed(dice, dice.choice(self.seeds))

    def changed(self, dice: random.Random, seed: bytes) -> bytes:
        """The seed with some changes."""
        data = bytearray(seed)
        for _ in range(dice.choice(_CHANGES)):
            if not data:
                data += dice.choice(self._words)
            dice.choice(self._changes)(dice, data)
        return bytes(data[:_LARGEST])

    def _put(self, dice: random.Random, data: bytearray) -> None:
        place = dice.randrange(len(data) + 1)
        data[place:place] = dice.choice(self._words) * dice.choice(_TIMES)

    def _cross(self, dice: random.Random, data: bytearray) -> None:
        other = dice.choice(self.seeds)
        start = dice.randrange(len(other) + 1)
        place = dice.randrange(len(data) + 1)
        data[place:] = other[start:]


class ZipMutator(Mutator):
    """Changes what is in a zip archive, and now and then the archive itself."""

    def changed(self, dice: random.Random, seed: bytes) -> bytes:
        """The seed with some changes in its parts."""
        if dice.random() < 0.2:
            return super().changed(dice, seed)
        made = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(seed)) as before,
            zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
        ):
            for name in before.namelist():
                part = before.read(name)
                if name.endswith((".xml", ".rels")) and dice.random() < 0.4:
                    part = super().changed(dice, part)
                # A name alone would be dated by the clock.
                after.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
        return made.getvalue()
