"""Bullets of plain text as tools print them: a letter in place of a symbol font's sign, and marks
that stand alone above their text. Called by the reader of plain text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from indexer.reports.lines import Line
from indexer.reports.readers.inline import is_mark
from indexer.reports.wording import bullet

#: What a letter of a symbol font stands for.
BULLET = "•"

#: Wingdings and Symbol draw bullets, arrows and ticks for these (Ÿ § Ø ü y n l q v …). Capitals,
#: 'a' and 'i' are words, 'o' is a bullet without them, and raised figures number notes.
_LETTER = re.compile(r"([b-hj-nq-z¡¢¤¦§¨¬®¯´¶¸À-ÖØ-öø-ÿŸ])[ \t]+(?=[^\W_]|[‘“\"'(£])")
#: A mark begins so many lines of a text, and most of them go on as sentences do: with a capital,
#: a figure or a quotation.
_LEAST = 3
_MOST = 0.8
_NUMBER = re.compile(r"(\d{1,3})[.)]")
_BEGINS = re.compile(r"[A-Z0-9‘“\"'(£]")


def with_bullets(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a text with every bullet as one sign before its words."""
    return _joined(_signed(list(lines)))


def _signed(lines: list[Line]) -> list[Line]:
    """The lines, letters of a symbol font at their start as the bullets that they draw."""
    letters = _letters(lines)
    if not letters:
        return lines
    return [
        replace(line, text=f"{BULLET} {line.text[found.end() :]}")
        if (found := _LETTER.match(line.text)) and found.group(1) in letters
        else line
        for line in lines
    ]


def _letters(lines: list[Line]) -> set[str]:
    """The letters that draw bullets in this text."""
    found = [
        (mark, line.text[mark.end() :]) for line in lines if (mark := _LETTER.match(line.text))
    ]
    times = Counter(mark.group(1) for mark, _ in found)
    begins = Counter(mark.group(1) for mark, text in found if _BEGINS.match(text))
    return {
        letter
        for letter, count in times.items()
        if count >= _LEAST and begins[letter] >= _MOST * count and not _counts(letter, times)
    }


def _counts(letter: str, times: Counter[str]) -> bool:
    """Whether the letter is one of a list that counts: a, b, c."""
    before, after = chr(ord(letter) - 1), chr(ord(letter) + 1)
    return letter.isascii() and any(times[near] >= times[letter] for near in (before, after))


def _joined(lines: list[Line]) -> Iterator[Line]:
    """The lines, each mark that stands alone in one line with the next one."""
    counted = _counted(lines)
    mark: Line | None = None
    for line in lines:
        alone = line.number in counted or _is_alone(line)
        if mark is not None and line.page == mark.page and not alone:
            yield replace(mark, text=f"{mark.text} {line.text}")
            mark = None
            continue
        if mark is not None:
            yield mark
        mark = line if alone else None
        if mark is None:
            yield line
    if mark is not None:
        yield mark


def _is_alone(line: Line) -> bool:
    """Whether a line is a bullet, or a number above which a paragraph ends, and nothing else."""
    sign = bullet(f"{line.text} x")
    return sign == (line.text, "x") or (line.starts and is_mark(line.text))


def _counted(lines: list[Line]) -> set[int]:
    """The numbers alone right below a heading, by line: those next to which the text counts others,
    and below which a paragraph begins. What ends a sentence ('… in all' / '12.') does not count."""
    alone = [
        (pair, int(found[1]))
        for pair in pairwise(lines)
        if (found := _NUMBER.fullmatch(pair[0].text)) and _BEGINS.match(pair[1].text)
    ]
    known = {number for (line, _), number in alone if line.starts}
    found_at: set[int] = set()
    for (line, below), number in alone:
        near = known & {number - 1, number + 1}
        if not line.starts and below.starts and near and number not in known:
            known.add(number)
            found_at.add(line.number)
    return found_at
