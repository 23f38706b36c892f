"""By when something must be done: a printed time, and the last day of it.

``demands`` asks for the time in a sentence that asks, ``action_columns`` for that of a cell. A time
is a deadline only where it says by when the asked must be done: 'answers within 24 hours' is what
is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date as Day
from datetime import timedelta
from functools import cache

from indexer.data_files import toml
from indexer.months import MONTHS
from indexer.number_words import NUMBER_WORDS, SPELT
from indexer.reports.dates import DATE, Stamp, add_months, dates
from indexer.reports.wording import spaced

_COUNT = rf"(?:{SPELT}|\d{{1,3}}|an?)"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
#: 'six months', 'six (6) months', 'a calendar month', '70 working days'.
_SPAN = (
    rf"(?P<count>{_COUNT})(?:\s*\(\d{{1,3}}\))?\s+(?:calendar\s+)?(?P<working>working\s+)?"
    r"(?P<unit>day|week|month|year)s?\b"
)
_PUBLICATION = (
    r"(?:\s+(?:of|from|after|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+|its\s+|this\s+)?"
    r"(?:publication|report|inspection\s+report|receipt|letter)(?:\s+of\s+(?:this|the)\s+"
    r"(?:inspection\s+)?(?:report|letter))?)"
)
_WITHIN = re.compile(
    rf"\b(?:(?:within|in|over|during)\s+(?P<next>the\s+(?:next|coming)\s+)?"
    rf"|(?:no|not)\s+later\s+than\s+)"
    rf"{_SPAN}(?P<from>{_PUBLICATION})?(?P<other>\s+(?:of|from|after|before)\b)?",
    re.I,
)
_DATED = rf"{DATE}|(?:(?:spring|summer|autumn|winter|early|late)\s+)?20\d\d"
_BY = re.compile(
    r"\b(?:by|before|no\s+later\s+than|not\s+later\s+than)\s+(?:the\s+)?(?:end\s+of\s+)?"
    r"(?:\w+day,?\s+)?"
    rf"(?:(?P<date>{_DATED})\b"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?-i:{_MONTH})\b|(?<=end of )the\s+\w+\s+year\b)",
    re.I,
)
_LABELLED = re.compile(
    r"\b(?:target\s+date|timescales?|timeframe|deadline|due(?:\s+(?:date|by))?|by\s+when"
    rf"|completion\s+date|to\s+be\s+completed\s+by)\s*[:–-]\s*"
    rf"(?P<time>{_DATED}|(?:within\s+)?{_SPAN}|immediate(?:ly)?\b)",
    re.I,
)
#: What stands before a time without a year that is in front of what is asked.
_BEGINS = re.compile(r"(?:^|\bthat|,)\s*$")
#: What stands before a time of those who are spoken of: 'staff who joined by …'.
_RELATIVE = re.compile(r"\b(?:who|whom|which)\b[^,]*$", re.I)
#: What says that a time is part of what is asked.
_OF_EACH = re.compile(
    r"\b(?:each|every|any|cases)\b|\b(?:is|are)\s+(?:\w+ly\s+)?\w+(?:ed|en|de|ne|ld|pt|ght|wn|ut)\s+$",
    re.I,
)
#: A day of some year, or a month of it: '31 March', 'March'.
_DAY_OF_YEAR = re.compile(rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\b")
#: In a cell: 'Mar-24', 'Q2 2024/25'.
_SHORT_MONTH = re.compile(r"\b([A-Z][a-z]{2})[a-z]{0,6}[-’' ](\d\d)\b")
_QUARTER = re.compile(r"\b(?:Q[1-4]|quarter\s+(?:[1-4]|one|two|three|four))\b", re.I)
_BARE_SPAN = re.compile(_SPAN, re.I)
_BARE_DATE = re.compile(rf"{_DATED}|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?-i:{_MONTH})\b", re.I)
#: Other words that a cell with a time may have: 'To be done by the end of', 'from publication'.
_WORDS_BESIDE = 6

#: A time as printed, and its last day ('YYYY-MM-DD') where that can be reckoned.
Deadline = tuple[str, str | None]


def in_sentence(sentence: str, asked: tuple[int, int] | None, published: str) -> Deadline | None:
    """The deadline of a sentence, None where it has none.

    ``asked`` is where 'should' begins and ends in it, None for a sentence that asks nothing: there
    only a labelled time counts ('Target date: March 2025'). ``published`` is the day or the month
    of publication ('YYYY-MM-DD', 'YYYY-MM'), '' where it is not known.
    """
    if found := _LABELLED.search(sentence):
        return spaced(found["time"]), _last_day(found["time"], published)
    if asked is None:
        return None
    reads: tuple[Callable[[str, tuple[int, int], str], Deadline | None], ...]
    reads = (_by, _within, _at_once)
    return next((time for read in reads if (time := read(sentence, asked, published))), None)


def in_cell(text: str, published: str) -> Deadline | None:
    """The deadline that a cell of a table is: a time with few words beside it, else None."""
    printed = spaced(text)
    plain = printed.strip(" .").casefold()
    if plain in _words("open"):
        return printed, None
    spots = [found for p in (_BARE_DATE, _BARE_SPAN, _SHORT_MONTH, _QUARTER)
             if (found := p.search(printed))]  # fmt: skip
    if not spots or len(printed.split()) > len(spots[0].group().split()) + _WORDS_BESIDE:
        return None
    return printed, _last_day(printed, published)


def _by(sentence: str, asked: tuple[int, int], published: str) -> Deadline | None:
    """'by 31 March 2024', unless that was before the report; without a year the next after it."""
    for found in _BY.finditer(sentence):
        before, date = sentence[: found.start()], found["date"]
        if _RELATIVE.search(before) or not (date or _BEGINS.search(before)):
            continue
        due = _last_day(date, "") if date else None
        if not date:
            return spaced(found.group()), _next(found.group(), published)
        if (due or date[-4:]) >= published[: len(due or "YYYY")]:
            return spaced(found.group()), due
    return None


def _within(sentence: str, asked: tuple[int, int], published: str) -> Deadline | None:
    """'within six months' in front of what is asked or directly behind 'should'; behind it only
    with 'of publication', as 'the next six months', or as the last that is said."""
    for found in _WITHIN.finditer(sentence):
        if found["other"] and not found["from"]:
            continue
        near = found.start() <= asked[1] + 3 and not _is_condition(sentence[: found.start()])
        behind = found["next"] and found.start() > asked[0]
        if near or found["from"] or behind or _is_said_last(found, sentence, asked):
            printed = (
                found.group() if not found["other"] else sentence[found.start() : found.end("from")]
            )
            return spaced(printed), _reckoned(found, published)
    return None


def _is_said_last(found: re.Match[str], sentence: str, asked: tuple[int, int]) -> bool:
    """Whether some months end a sentence that asks: 'The force should train them within 8 months.'

    Days and weeks are mostly what is asked ('answers within 10 days'), and so is what is to happen
    to each of several, or what things are to be within.
    """
    between = sentence[asked[1] : found.start()]
    return (
        found["unit"].lower() in ("month", "year")
        and found.start() > asked[0]
        and not sentence[found.end() :].strip(" .;)")
        and not _OF_EACH.search(between)
    )


def _is_condition(before: str) -> bool:
    """True where a time belongs to a clause that says when, not by when."""
    return any(word in _words("conditions") for word in re.findall(r"\w+", before.casefold()))


def _at_once(sentence: str, asked: tuple[int, int], published: str) -> Deadline | None:
    start, end = asked
    for word in (*_words("anywhere"), *_words("at_once")):
        for found in re.finditer(rf"\b{re.escape(word)}\b", sentence, re.I):
            beside = found.end() <= start or found.start() <= end + 2
            if word in _words("anywhere") or (beside and not _is_condition(sentence[:start])):
                return found.group().lower(), None
    return None


def _last_day(printed: str, published: str) -> str | None:
    """The last day of a printed time: of its month or its year where it names no day."""
    stamps: Iterable[Stamp] = dates(printed)
    if found := max(stamps, default=None):
        return found.iso if found.day else _last_of(Day(found.year, found.month, 1))
    if short := _SHORT_MONTH.search(printed):
        return _last_day(f"{short[1]} 20{short[2]}", "")
    if re.fullmatch(r"(?:by )?(?:the )?(?:end of )?20\d\d", printed.strip(), re.I):
        return f"{printed.strip()[-4:]}-12-31"
    span = _BARE_SPAN.search(printed)
    return _reckoned(span, published) if span else None


def _next(printed: str, published: str) -> str | None:
    """The first day after publication that a day without a year can be, None for no such day."""
    found, start = _DAY_OF_YEAR.search(printed), _start(published)
    if found is None or start is None:
        return None
    month = MONTHS.index(found["month"]) + 1
    for year in (start.year, start.year + 1):
        try:
            first = Day(year, month, int(found["day"] or 1))
        except ValueError:
            return None
        day = first.isoformat() if found["day"] else _last_of(first)
        if day > start.isoformat():
            return day
    return None


def _reckoned(found: re.Match[str], published: str) -> str | None:
    """The last day of some time after publication, or after its month where no day is known."""
    count, unit = _count(found["count"]), found["unit"].lower()
    start = _day(published)
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        if start:
            return add_months(start, months).isoformat()
        return _end_of_month(published, months)
    start = start or _start(published)
    if start is None or found["working"]:
        return None
    return (start + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()


def _count(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else NUMBER_WORDS.get(word, 1)


def _day(text: str) -> Day | None:
    try:
        return Day.fromisoformat(text) if len(text) == len("2024-03-31") else None
    except ValueError:
        return None


def _start(published: str) -> Day | None:
    """The day of publication, or the last of its month; None where no month is known."""
    if (day := _day(published)) is not None:
        return day
    last = _end_of_month(published, 0)
    return _day(last) if last else None


def _end_of_month(month: str, months: int) -> str | None:
    if not re.fullmatch(r"\d{4}-\d\d", month):
        return None
    return _last_of(add_months(Day.fromisoformat(f"{month}-01"), months))


def _last_of(first: Day) -> str:
    return (add_months(first.replace(day=1), 1) - timedelta(days=1)).isoformat()


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(toml(__package__, "deadlines.toml")[name])
