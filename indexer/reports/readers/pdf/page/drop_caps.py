"""Large first letters that reach down over several lines of a paragraph.

``glyphs`` calls it with the stretches of a page. The letter goes to the word that it begins; the
lines beside it begin where it begins.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from indexer.reports.readers.pdf.page.stretches import Stretch

#: A first letter is so much larger than the text beside it. Of its height, in type sizes, capitals
#: take up so much; the tops of letter and line differ by so much, in type sizes of the line.
LARGER, CAPITAL, TOP = 1.8, 0.7, 0.5
#: How far behind the letter its word begins, in type sizes of the letter.
NEAR = 0.5
#: One-letter words that can stand at the begin of a paragraph; a gap parts them from the next.
_WORDS, _GAP = ("A", "I"), 0.25


def with_drop_caps(stretches: list[Stretch]) -> list[Stretch]:
    """The stretches, large first letters put in front of the lines that they begin."""
    if not stretches:
        return stretches
    usual = median(each.size for each in stretches)
    letters = [each for each in stretches if _is_large_letter(each, usual)]
    taken = {id(letter) for letter in letters if _join(letter, stretches)}
    return [each for each in stretches if id(each) not in taken] if taken else stretches


def _is_large_letter(each: Stretch, usual: float) -> bool:
    return len(each.text) == 1 and each.text.isupper() and each.size >= LARGER * usual


def _join(letter: Stretch, stretches: Sequence[Stretch]) -> bool:
    """Put the letter in front of the line beside its top, if it is the begin of a paragraph."""
    beside = [each for each in stretches if _is_beside(each, letter)]
    top = letter.baseline + CAPITAL * letter.size
    first = min(beside, key=lambda each: abs(_top(each) - top), default=None)
    if first is None or abs(_top(first) - top) > TOP * first.size:
        return False
    if first.baseline - letter.baseline < TOP * first.size:
        return False
    apart = letter.text in _WORDS and first.left - letter.right > _GAP * first.size
    first.text = f"{letter.text} {first.text}" if apart else letter.text + first.text
    for each in beside:
        each.left = letter.left
    return True


def _is_beside(each: Stretch, letter: Stretch) -> bool:
    """Whether a stretch begins right behind the letter, between its foot and its top."""
    return (
        each is not letter
        and letter.size >= LARGER * each.size
        and -0.1 * letter.size <= each.left - letter.right <= NEAR * letter.size
        and letter.baseline - 0.3 * each.size <= each.baseline
        and each.baseline <= letter.baseline + letter.size
    )


def _top(each: Stretch) -> float:
    return each.baseline + CAPITAL * each.size
