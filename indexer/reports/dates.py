"""Dates: the one parser of the ways in which they are printed and encoded.

Readers use ``month`` for what a format says of itself; ``publication`` asks for every date of a
line, and whether it is one day or the days from … to, as the dates of an inspection are printed.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Day

from indexer.months import MONTHS

_ENGLISH = tuple(name.lower() for name in MONTHS)
#: In their order.
_WELSH_NAMES = (
    "ionawr", "chwefror", "mawrth", "ebrill", "mai", "mehefin", "gorffennaf", "awst", "medi",
    "hydref", "tachwedd", "rhagfyr",
)  # fmt: skip
_SHORT = {english[:3]: number for number, english in enumerate(_ENGLISH, start=1)}
_WELSH = {welsh: number for number, welsh in enumerate(_WELSH_NAMES, start=1)}
_NAME = (
    "(?:"
    + "|".join(f"{english[:3]}(?:{english[3:]})?" for english in _ENGLISH)
    + "|sept|"
    + "|".join(_WELSH)
    + r")\b\.?"
)
_DAY = r"\d{1,2}(?:\s?(?:st|nd|rd|th))?"
_YEAR = r"(?:19|20)\d\d"
#: A year in two figures, where the date ends a line or a clause: '13 May 19', '13/05/19'.
_SHORT_YEAR = r"\d\d(?=[.,;:)]?(?:\s*$|\s+(?-i:[A-Z]))|[,;)])"

#: A date as printed, for use in other patterns: '27 September 2018', 'September 2018',
#: '21/01/2020', '2018-09-27'.
DATE = (
    rf"(?:{_DAY}\s+)?{_NAME},?\s+(?:{_DAY},\s+)?{_YEAR}"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]{_YEAR}|{_YEAR}-\d{{2}}(?:-\d{{2}}\S*)?"
    rf"|{_DAY}\s+{_NAME}\s+[’']?{_SHORT_YEAR}|\d{{1,2}}/\d{{1,2}}/{_SHORT_YEAR}"
)
_TO = r"\s*(?:[-–—‐‑]|\bto\b|\band\b|\buntil\b)\s*"


@dataclass(frozen=True, slots=True, order=True)
class Stamp:
    """A date as far as it is printed; a month or a day of 0 is not."""

    year: int
    month: int = 0
    day: int = 0
    #: Where it stands in the text it was read from.
    start: int = 0
    end: int = 0
    #: True for the first or the last day of some: '3–13 September 2018'.
    in_range: bool = False

    @property
    def text(self) -> str:
        """'YYYY-MM', or 'YYYY' where no month is printed."""
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def iso(self) -> str | None:
        """'YYYY-MM-DD', or None where no day is printed or there is no such day."""
        try:
            return Day(self.year, self.month, self.day).isoformat()
        except ValueError:
            return None


_HAS_YEAR = re.compile(r"(?:19|20)\d\d|[ /’']\d\d(?!\d)")
_Parts = tuple[int, int, int]


def _named(text: str) -> int:
    word = text.rstrip(".").lower()
    return _WELSH.get(word) or _SHORT[word[:3]]


#: A pattern, and the year, month and day out of its groups; day before month, as Britain writes.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Parts]], ...] = (
    (
        re.compile(rf"\b(?:({_DAY})\s+(?:of\s+)?)?({_NAME}),?\s+({_YEAR})\b", re.I),
        lambda m: (int(m[3]), _named(m[2]), _number(m[1])),
    ),
    (
        re.compile(rf"\b({_NAME})\s+({_DAY}),?\s+({_YEAR})\b", re.I),
        lambda m: (int(m[3]), _named(m[1]), _number(m[2])),
    ),
    (
        re.compile(rf"\b(\d{{1,2}})([/.-])(\d{{1,2}})\2({_YEAR})\b"),
        lambda m: (int(m[4]), int(m[3]), int(m[1])),
    ),
    (
        re.compile(rf"\b({_YEAR})-(\d{{2}})(?:-(\d{{2}}))?(?!\d)"),
        lambda m: (int(m[1]), int(m[2]), _number(m[3])),
    ),
    (
        re.compile(rf"\b({_YEAR})([/.])(\d{{2}})\2(\d{{2}})(?!\d)"),
        lambda m: (int(m[1]), int(m[3]), int(m[4])),
    ),
    (
        re.compile(rf"\b({_DAY})\s+({_NAME})\s+[’']?({_SHORT_YEAR})", re.I),
        lambda m: (2000 + int(m[3]), _named(m[2]), _number(m[1])),
    ),
    (
        re.compile(rf"(?<![\d/])(\d{{1,2}})/(\d{{1,2}})/({_SHORT_YEAR})", re.I),
        lambda m: (2000 + int(m[3]), int(m[2]), int(m[1])),
    ),
    (
        re.compile(rf"\bD:({_YEAR})(\d\d)(\d\d)?"),
        lambda m: (int(m[1]), int(m[2]), _number(m[3])),
    ),
)
#: What stands before the last of some days: '8 – ', '31 October to ', '27 June 2022 to '.
_FROM = re.compile(rf"\b{_DAY}(?:\s+{_NAME})?(?:\s+{_YEAR})?{_TO}(?:\w+day\s+)?$", re.I)
#: What stands behind the first of some days with a year of its own: ' to 24 March 2023'.
_UNTIL = re.compile(rf"{_TO}(?:\w+day\s+)?{_DAY}\s+{_NAME}", re.I)


def _number(text: str | None) -> int:
    return int(re.sub(r"\D", "", text)) if text else 0


def dates(text: str) -> list[Stamp]:
    """Every date with its month in ``text``, in order; none of a year outside 1900 to 2099."""
    found: list[Stamp] = []
    if not _HAS_YEAR.search(text):
        return found
    for pattern, parts in _FORMS:
        for match in pattern.finditer(text):
            year, month_, day = parts(match)
            if 1 <= month_ <= 12 and day <= 31:
                before, after = text[: match.start()], text[match.end() :]
                in_range = bool(day and (_FROM.search(before) or _UNTIL.match(after)))
                found.append(Stamp(year, month_, day, match.start(), match.end(), in_range))
    return sorted(_apart(found), key=lambda stamp: stamp.start)


def _apart(found: list[Stamp]) -> list[Stamp]:
    """Without what stands inside a longer date ('June 2020' in '18 June 2020')."""
    longest = sorted(found, key=lambda stamp: stamp.start - stamp.end)
    kept: list[Stamp] = []
    for stamp in longest:
        if all(stamp.end <= other.start or other.end <= stamp.start for other in kept):
            kept.append(stamp)
    return kept


def begins(text: str, stamp: Stamp) -> int:
    """Where a date of ``text`` begins, or the days from … to that it ends: '3–14 December 2018'."""
    found = _FROM.search(text[: stamp.start])
    return found.start() if found else stamp.start


def month(text: str) -> str | None:
    """The first date in ``text`` as 'YYYY-MM', or None where there is none from 1900 to 2099."""
    return next((stamp.text for stamp in dates(text)), None)


def day(text: str) -> str | None:
    """The first date in ``text`` as far as it is given, 'YYYY-MM-DD' or 'YYYY-MM'; else None."""
    return next((stamp.iso or stamp.text for stamp in dates(text)), None)


def is_date(text: str) -> bool:
    """True when ``text`` is nothing but a date, a year, or days from … to."""
    rest = text
    for stamp in reversed(dates(text)):
        rest = rest[: stamp.start] + rest[stamp.end :]
    rest = _FROM.sub("", rest.strip() + " ").strip()
    bare = re.sub(r"\b(?:\w+day|from|to|between|and|dated?|year)\b|[\W\d_]+", "", rest, flags=re.I)
    return not bare and bool(re.search(r"\d", text))


def add_months(start: Day, months: int) -> Day:
    """The day so many months after ``start``: the month's last where it has no such day."""
    year, number = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, number + 1)[1]
    return Day(year, number + 1, min(start.day, last))
