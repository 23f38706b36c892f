"""How a stretch of print is compared and classified: keys, marks, labels and joins.

Everything here looks at one string at a time and knows nothing of families or of order. Rooms of
every step call it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from indexer.months import MONTHS
from indexer.reports.english_words import is_common

_DASHES = re.compile(r"\s*[‐‑‒–—―−-]+\s*")
#: 'P 1.1. Leadership' is numbered behind a letter; 'A12' is a road.
_NUMBERING = re.compile(
    r"^(?:(?:chapter|section|part|question)\s+)?"
    r"(?:\d{1,2}[a-h]?(?:\.\d{1,2})*|[ivx]{1,4}(?=[.)])|[a-z]\s?\d{1,2}(?:\.\d{1,2})+)[.):]?\s+"
    r"(?:[–—-]\s+(?=[^\W\d_]))?",
    re.I,
)
#: 'S4 Cause of concern': paragraphs numbered behind a letter.
_LETTERED = re.compile(r"^([A-Z]\d{1,3})\.?\s+(?=[\w‘“\"'(*£])")
#: An asterisk with spaces on both sides is meant ('* means not known').
_EMPHASIS = re.compile(r"(?<!\s)\*+|\*+(?!\s)|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)")

#: Marks that begin a bullet: geometric shapes, arrows and ticks, and the private characters of
#: symbol fonts (Wingdings, Symbol); a heavy list doubles them ('■■').
_ROUND = "•·‣⁃∙✓✔➢➤►❑❖\u25a0-\u25ff\u2b1b-\u2b1e\uf020-\uf0ff"
#: 'o', dashes and 'Ÿ' (a bullet of Wingdings in Latin-1) need a space behind them; the round ones
#: do not.
_BULLET = re.compile(rf"^(?:([{_ROUND}])[{_ROUND}]*\s*|([-–—−*oŸ])\s+)(?=\S)")
#: A mark that stands alone on its line, above the text that it belongs to.
_LONE_MARK = re.compile(rf"^(?:[{_ROUND}]+|[-–—−oŸ])$")
#: Labels that begin an item: '5.12', '5.12.1', '(a)', 'a)', '(iv)', '3.' or '3)'.
_LABEL = re.compile(
    r"^(\d{1,2}\.\d{1,3}(?:\.\d{1,3})?\.?|\d{1,3}[.)]|\((?:[a-z]|[ivx]{1,4}|\d{1,2})\)|[a-z]\)|[ivx]{1,4}[.)])"
    r"\s+(?=[\w‘“\"'(*£])"
)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,3}){1,2}\.?$|^[A-Z]?\d{1,3}\.?$")
#: '5.12' at a line's end is a figure, 'trained.12' the mark of a note behind a sentence.
_SENTENCE_END = re.compile(r"[.!?:;…][’”'\")\]]*$|(?<!\d)[.!?…][’”'\")\]]*\d{1,2}$")
#: Where else a sentence is said, behind its end: 'Cells should be clean. (1.3)'.
_ELSEWHERE = re.compile(
    r"(?<=[.!?]) ?\((?:see )?(?:para(?:graph)?s? |section )?[A-Z]?\d(?:[\d.,; –-]|and)*\)$"
)
_OPEN_END = re.compile(
    r"\b(?i:to|of|the|an?|and|or|for|by|with|in|at|from|into|upon|against|between|towards?|among"
    r"|their|its|our|that|which|is|are|be|should|must)$|[a-z][.,;]?\d{1,2}$"
)
_RULE = re.compile(r"^[\s|+:=_–—-]{3,}$")
_CELLS = re.compile(r"\t+|\s*\|\s*|(?<=\S) {3,}(?=\S)")

#: The fields of a practice box: 'TITLE: One call, one owner', 'OUTCOME(S):'.
_FIELD = re.compile(r"^[A-Z][A-Z ()/]{3,24}:")

#: A full stop that stands in front of a text ends what is above it.
_STOPPED = re.compile(r"[.:](?:\s|$)")

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"(?:{_DAY}(?:\s+{_MONTH}(?:\s+\d{{4}})?)?\s*(?:[-–—]|to|and)\s*)?(?:{_DAY}\s+)?{_MONTH}\s+\d{{4}}",
    re.I,
)

#: What begins with an amount is a figure set large ('86.4% of crimes were recorded'), no heading.
_AMOUNT = re.compile(r"[£€$]\s?\d|\d[\d.,]*(?:\s?%|\sper\s?cent\b)|\d{1,3},\d{3}\b", re.I)

#: Longest text that can still be a heading. The longest printed in the four families has 17
#: words ('How effective is the force at protecting those who are vulnerable …?').
HEADING_CHARACTERS = 160
HEADING_WORDS = 26
#: A question may be longer: the longest printed in PEEL reports has 165 characters.
QUESTION_CHARACTERS = 200


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """The text as headings are compared: case, numbering, dashes, quotes and colons levelled."""
    plain = _LETTERED.sub("", unicodedata.normalize("NFKC", without_emphasis(text))).casefold()
    plain = plain.replace("’", "'").replace("‘", "'").replace("&", " and ")
    plain = _NUMBERING.sub("", " ".join(plain.split()))
    plain = _DASHES.sub(lambda m: " - " if " " in m.group() else "-", plain)
    return " ".join(plain.split()).strip(" :.*_")


def without_number(text: str) -> str:
    """A heading without the number in front: '1. How effective is the force …?'"""
    return _NUMBERING.sub("", text) or text


def is_chapter_number(text: str) -> bool:
    """True for the number of a chapter without its name: 'Section 2'; not for a bare number."""
    return len(text.split()) == 2 and bool(_NUMBERING.fullmatch(f"{text} "))


def without_emphasis(text: str) -> str:
    """The text without the asterisks and underscores that some tools print around bold words."""
    return _EMPHASIS.sub("", text) if "*" in text or "_" in text else text


def spaced(text: str) -> str:
    """The text with every run of white space as one space."""
    return " ".join(text.split())


def bullet(text: str) -> tuple[str, str] | None:
    """The bullet mark in front and the text behind it, or None."""
    found = _BULLET.match(text)
    return (found.group(1) or found.group(2), text[found.end() :]) if found else None


def is_lone_mark(text: str) -> bool:
    """True for a bullet mark without text, as some tools print it above its text."""
    return bool(_LONE_MARK.match(text))


def label(text: str) -> tuple[str, str] | None:
    """The printed number or letter in front and the text behind it, or None."""
    found = _LABEL.match(text)
    return (found.group(1), text[found.end() :]) if found else None


def lettered(text: str) -> tuple[str, str] | None:
    """The number behind a letter in front ('S4') and the text behind it, or None. Only where a
    report numbers its paragraphs so is it a label: 'A12' is a road too."""
    found = _LETTERED.match(text)
    return (found.group(1), text[found.end() :]) if found else None


def is_paragraph_number(printed: str | None) -> bool:
    """True for a label that numbers paragraphs through a report: '5.12', '5.12.', '17.', 'S4'."""
    return bool(printed and _NUMBERED.match(printed))


def is_rule(text: str) -> bool:
    """True for a line drawn under or between table rows."""
    return bool(_RULE.match(text)) and not text.strip().isspace()


def cells(text: str) -> list[str]:
    """The cells of a table row: parted by tabs, pipes or three spaces; one cell for prose."""
    found = [cell.strip() for cell in _CELLS.split(text.strip().strip("|"))]
    return [cell for cell in found if cell]


def row_cells(text: str) -> list[str]:
    """The cells of a row whose reader parts them by tabs, the empty ones among them too."""
    return [cell.strip() for cell in text.rstrip().split("\t")] if "\t" in text else cells(text)


def is_field(text: str) -> bool:
    """True for a field of a practice box, which is printed like a heading: 'PROBLEM:'."""
    return bool(_FIELD.match(text))


def is_date(text: str) -> bool:
    """True for a date, or the days from … to, and nothing else: 'October 2007', '3–14 May 2019'."""
    return bool(_DATE.fullmatch(text.strip()))


def ends_sentence(text: str) -> bool:
    """True when the text can be the end of a paragraph or bullet."""
    return bool(_SENTENCE_END.search(_ELSEWHERE.sub("", text.rstrip())))


def goes_on(text: str) -> bool:
    """True when the text can only be the middle of a sentence: it begins in lower case, or with the
    end of one behind the mark of a note: '. In particular:'."""
    return text[:1].islower() or text[:1] in ",;)&" or bool(_STOPPED.match(text))


def could_be_heading(text: str) -> bool:
    """True when the words could be a heading: short, capitalised, without a sentence's end, and no
    amount in front."""
    plain = without_emphasis(text).strip()
    asks = plain.endswith("?") and len(plain) <= QUESTION_CHARACTERS
    if not asks and (len(plain) > HEADING_CHARACTERS or len(plain.split()) > HEADING_WORDS):
        return False
    if not plain:
        return False
    if plain[0].islower() or not any(c.isalpha() for c in plain) or _AMOUNT.match(plain):
        return False
    return plain[-1] not in ".,;" and not _ELSEWHERE.search(plain)


def ends_open(text: str) -> bool:
    """True for words that another must follow ('… of action to'), and for the mark of a note behind
    a word, which stands at a sentence's end: no heading ends so."""
    return bool(_OPEN_END.search(text))


#: A word that is broken at the end of a line. Begun within a word, the search of 8,000 digits
#: without a space took 0.4 s, at each line that was joined to them.
_BROKEN = re.compile(r"(?<!\w)(\w+)-$")

#: Words between two halves that share an end: 'short- and long-term'.
_BETWEEN = frozenset({"and", "or", "to"})


def join(first: str, second: str, vocabulary: frozenset[str] = frozenset()) -> str:
    """Two halves of one stretch of print as one, with hyphenation at the break undone.

    A hyphen at the break is kept where ``vocabulary`` (the report's other words, in lower case)
    knows the word only with it: 'multi-' + 'agency' against 'improve-' + 'ment'. So is one after a
    figure ('24-' + 'hour', '2019-' + '20'), one that waits for a later word ('short-' + 'and'),
    one between words that are known apart, and one behind a prefix that is set with it.
    """
    if not first or not second:
        return first or second
    if _STOPPED.match(second):
        return first + second
    broken = _BROKEN.search(first)
    rest = re.match(r"\w+", second)
    if not broken or not rest or _waits(broken.group(1), rest.group(), vocabulary):
        return f"{first} {second}"
    if broken.group(1)[-1].isdigit() and (second[0].islower() or second[0].isdigit()):
        return first + second
    if not second[0].islower():
        return f"{first} {second}"
    whole = broken.group(1) + rest.group()
    hyphenated = f"{broken.group(1)}-{rest.group()}"
    if whole.lower() not in vocabulary and (
        hyphenated.lower() in vocabulary
        or _is_prefix_before_vowel(broken.group(1), rest.group())
        or _are_words(broken.group(1), rest.group(), vocabulary)
        or _is_compound(broken.group(1), rest.group())
    ):
        return first + second
    return first[:-1] + second


def _waits(first: str, second: str, vocabulary: frozenset[str]) -> bool:
    """True for 'short-' above 'and long-term', not for 'pho-' above 'to'."""
    return second in _BETWEEN and len(first) > 3 and (first + second).lower() not in vocabulary


def _is_prefix_before_vowel(first: str, second: str) -> bool:
    """British English prints 'co-operate', 're-examine', 'pre-eminent' with the hyphen."""
    return first.lower() in ("co", "re", "pre", "de") and second[0].lower() == first[-1].lower()


def _are_words(first: str, second: str, vocabulary: frozenset[str]) -> bool:
    return first.lower() in vocabulary and second.lower() in vocabulary


#: Prefixes that stand with a hyphen before a word that goes on without them: 'multi-agency'.
_PREFIXES = frozenset({"multi", "non", "self", "cross", "mid", "post", "pre", "anti", "semi", "ex"})


def _is_compound(first: str, second: str) -> bool:
    """True for two words of English that are none together: 'follow-' + 'up'."""
    if is_common(first + second) or not is_common(second):
        return False
    return first.lower() in _PREFIXES or is_common(first)
