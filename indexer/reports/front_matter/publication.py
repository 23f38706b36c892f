"""When a report was published: never the days of the inspection, always the newest edition's.

The evidence is asked in the order of ``_EVIDENCE``, the surest first. Each gives a Fact that says
how it was read, so that a doubtful one can be seen to be so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date as Day
from datetime import timedelta
from itertools import zip_longest

from indexer.months import MONTHS
from indexer.reports.dates import DATE, Stamp, dates, is_date
from indexer.reports.front_matter.cover import Front, Printed
from indexer.reports.front_matter.fact import NOTHING, Fact
from indexer.reports.lines import Line

#: 'Published on: …', 'Revised edition published July 2013', 'Date of publication …', 'Dated …':
#: where a statement begins, so that 'since the publication of' in a sentence is none.
_PUBLISHED = re.compile(
    r"(?:^|[.;|,·–—-]\s*|©\s*)(?:(?:this|the|an?|new|first|originally|report|letter|\w+ edition|"
    r"\w+ version|revised|date|this (?:report|letter) (?:was|is))\s+)*"
    r"(?:(?:(?:printed|produced)\s+and\s+)?(?:re-?)?published(?:\s+by\b[^.]{0,60}?)?|"
    r"publication(?:\s+date)?|of\s+publication|date\s+of\s+(?:publication|"
    r"issue|report)|issued|dated?|edition|revised|sent)\b[^.]{0,50}?"
    rf"(?P<date>{DATE})",
    re.I,
)
_COPYRIGHT = re.compile(rf"(?:{DATE})\s*[|,·–—-]?\s*(?:©|\(c\)\s|(?:crown )?copyright\b)", re.I)
_UPDATED = re.compile(
    rf"\b(?:updated|reviewed|modified|amended)\b[^.]{{0,12}}?(?P<date>{DATE})", re.I
)
#: Lines that date something else: the inspection, its fieldwork, an earlier report, a page's copy.
_OTHER = re.compile(
    r"\b(?:inspect(?:ed|ion)s?\s+(?:dates?|period|took)|dates?\s+of\s+(?:the\s+)?(?:previous|last|"
    r"inspection|visit)|previous|last\s+inspection|inspected|field\s?work|took\s+place|carried\s+out|"
    r"conducted|visit(?:ed|s)?|follow(?:ing|ed)?[- ]?up|since|between|until|as\s+(?:at|of)|due|"
    r"deadline|snapshot|archived|will|act|data|from|inspection\s+dates?)\b",
    re.I,
)
_INSPECTED = re.compile(
    r"\b(?:inspection dates?|inspected|fieldwork|took place|between|visit)\b", re.I
)
#: A date that is broken before its year.
_ENDS_IN_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})$", re.I)
_BEGINS_WITH_YEAR = re.compile(r"(?:19|20)\d\d\b")
#: A year of copyright is none: it may be that of a template, or of the inspection.
_FIRST_YEAR = re.compile(r"\bpublished\b\D{0,20}((?:19|20)\d\d)\b", re.I)
#: Not the year of an assessment ('PEEL 2018'), which is published in another.
_YEAR = re.compile(r"(?:^|\breport\b\D{0,20})((?:19|20)\d\d)$", re.I)
#: In the order of ``date.weekday``, whatever the machine's language.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})(?:,|\s+the)?\s+$", re.I)
#: A cover's line with a date and more is short; how many months after an inspection its file,
#: where no date is printed, may have been made to tell the month of publication. Of 31 reports
#: six print none: their files were made 0 to 3 months after, in the month of publication or the
#: next to it.
#: They were made 1 to 5 days before it, so one that was made in a month's last days tells none.
MADE = "the file's own date, for no date of publication is printed"
_OFFICE = re.compile(r"\b(?:chief )?inspector(?: general)?(?: (?:of|for|in) [^.:]{3,60})?$", re.I)
_LINE, _MONTHS_AFTER, _DAYS_BEFORE = 200, 9, 5
_RUNNING = 3


def published(front: Front) -> Fact:
    """The month of publication ('YYYY-MM'; 'YYYY' where only a year is printed)."""
    return next((fact for read in _EVIDENCE if (fact := read(front))), NOTHING)


def _stated(front: Front) -> Fact:
    """A line that says 'Published'; the newest where there are editions."""
    for lines in (_near_top(front), front.end):
        if found := _newest(_said(_PUBLISHED, _with_values(lines))):
            return _fact(found, "the line that says when it was published")
    return NOTHING


def _with_values(lines: Sequence[Printed]) -> Iterator[Printed]:
    """The lines, a label with the date below it as one: 'Published on:' / '17 May 2024'; and those
    in which a date breaks off with its year: '… Published February' / '2023 by His Majesty's …'."""
    for printed, below in zip_longest(lines, lines[1:]):
        rest = _rest_of_date(printed, below) if below is not None else ""
        if below is not None and rest:
            yield Printed(f"{printed.text} {rest}", (*printed.lines, *below.lines))
        else:
            yield printed


def _rest_of_date(printed: Printed, below: Printed) -> str:
    """What the next line has of the date that a line waits for or begins; '' for nothing."""
    if printed.text.endswith(":") and is_date(below.text):
        return below.text
    year = _BEGINS_WITH_YEAR.match(below.text)
    breaks = _ENDS_IN_MONTH.search(printed.text) and not below.line.starts
    return year.group() if year and breaks else ""


def _near_top(front: Front) -> tuple[Printed, ...]:
    return (*front.chrome, *front.lines)


_Found = tuple[Stamp, Printed]


def _said(pattern: re.Pattern[str], lines: Iterable[Printed]) -> Iterator[_Found]:
    for printed in lines:
        stamps = {stamp.end: stamp for stamp in dates(printed.text) if not stamp.in_range}
        for match in pattern.finditer(printed.text) if len(printed.text) <= _LINE else ():
            stamp = stamps.get(match.end("date"))
            if stamp and not _OTHER.search(printed.text[match.start() : match.start("date")]):
                yield stamp, printed


def _newest(found: Iterable[_Found]) -> _Found | None:
    return max(found, key=lambda pair: _order(pair[0]), default=None)


def _order(stamp: Stamp) -> tuple[int, int, int]:
    """Where a date stands among others; one without a day or a month before those of it."""
    return stamp.year, stamp.month, stamp.day


def _beside_copyright(front: Front) -> Fact:
    """The date in front of the sign of copyright: 'January 2025 | © HMICFRS 2025'."""
    lines = [p for p in (*_near_top(front), *front.end) if _COPYRIGHT.match(p.text)]
    found = _newest((dates(printed.text)[0], printed) for printed in lines)
    return _fact(found, "the date at the sign of copyright") if found else NOTHING


def _bare(front: Front) -> Fact:
    """A line of the cover that is a date; the newest where it also prints the inspection's."""
    bare = ((s, p) for p in front.cover if is_date(p.text) for s in dates(p.text) if not s.in_range)
    found = _newest(bare)
    return _fact(found, "the date on the front") if found else NOTHING


def _running(front: Front) -> Fact:
    """A date that is repeated through the report, alone or at the end of its running head."""
    seen: dict[str, list[_Found]] = {}
    for line in front.source.lines:
        text = line.text.strip()
        if len(text) > 120 or (not line.edge and not is_date(text)):
            continue
        for stamp in dates(text)[-1:]:
            if not stamp.in_range and not _OTHER.search(text):
                seen.setdefault(stamp.text, []).append((stamp, Printed(text, (line,))))
    often = max(seen.values(), key=len, default=[])
    return _fact(often[0], "the date in the running head") if len(often) >= _RUNNING else NOTHING


def _hinted(front: Front) -> Fact:
    hint = front.source.hints.get("published", "")
    return Fact(hint, "what the page says of itself outside its text") if hint else NOTHING


def _beside_words(front: Front) -> Fact:
    """A date at the end of a line of the cover, else anywhere in one, that dates nothing else."""
    lines = [p for p in (front.cover or front.lines[:12]) if len(p.text) <= _LINE]
    for at_end in (True, False):
        for printed in lines:
            for stamp in dates(printed.text):
                ends = stamp.end >= len(printed.text) - 1
                if not stamp.in_range and not _OTHER.search(printed.text) and (ends or not at_end):
                    return _fact((stamp, printed), "the date in a line of the front")
    return NOTHING


def _signed(front: Front) -> Fact:
    """The date below the first office that signs a text: 'HM Chief Inspector' / 'January 2014'."""
    lines = front.source.lines
    for place, line in enumerate(lines[1:], start=1):
        if not (is_date(line.text) and any(map(_is_office, lines[max(place - 2, 0) : place]))):
            continue
        for stamp in dates(line.text):
            if not stamp.in_range:
                return _fact((stamp, Printed(line.text, (line,))), "the date below a signature")
    return NOTHING


def _is_office(line: Line) -> bool:
    return len(line.text) <= _LINE // 2 and bool(_OFFICE.search(line.text))


def _updated(front: Front) -> Fact:
    """The newest 'Last updated' of a page that prints no other date."""
    every = (Printed(line.text, (line,)) for line in front.source.lines)
    found = _newest(_said(_UPDATED, every))
    return _fact(found, "the newest 'Last updated'") if found else NOTHING


def _made(front: Front) -> Fact:
    """The month in which the file was made, where the report prints only when it inspected;
    nothing where the file was made in a month's last days."""
    made = front.source.hints.get("created", "")
    ended = max((stamp.text for stamp in inspected(front)), default="")
    if not made or not ended or not 0 <= _months(made) - _months(ended) <= _MONTHS_AFTER:
        return NOTHING
    month = made[: len("YYYY-MM")]
    return Fact(month, MADE) if _days_later(made).startswith(month) else NOTHING


def _days_later(made: str) -> str:
    """The last day on which the report of a file made on that day was published."""
    try:
        day = Day.fromisoformat(made)
    except ValueError:
        return made
    return (day + timedelta(days=_DAYS_BEFORE)).isoformat()


def wrong_weekday(front: Front, dated: Fact) -> str:
    """That the weekday printed in front of the date of publication is not that date's: one of both
    is misprinted. '' where none is printed, or it fits."""
    if not dated.day:
        return ""
    right = WEEKDAYS[Day.fromisoformat(dated.day).weekday()]
    for line in front.source.lines:
        for stamp in dates(line.text) if line.number == dated.line else ():
            found = _WEEKDAY.search(line.text[: stamp.start]) if stamp.iso == dated.day else None
            if found and found[1].capitalize() != right:
                return f"{found[1].capitalize()} is printed, and {dated.day} was a {right}"
    return ""


def inspected(front: Front) -> list[Stamp]:
    """The last days of the inspection, as the front prints them."""
    lines = (p for p in front.lines if _INSPECTED.search(p.text) or any(_ranges(p.text)))
    return [stamp for p in lines if "previous" not in p.text for stamp in dates(p.text)]


def _ranges(text: str) -> Iterator[bool]:
    return (stamp.in_range for stamp in dates(text))


def _months(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7])


def _year(front: Front) -> Fact:
    """A year of publication, else of a report, on its cover."""
    over = max((stamp.text for stamp in inspected(front)), default="")
    for pattern, lines in (
        (_FIRST_YEAR, (*front.lines, *front.end)),
        (_YEAR, (front.cover or front.lines)[:12]),
    ):
        for printed in lines:
            match = pattern.search(printed.text)
            if match and not _OTHER.search(printed.text) and f"{match[1]}-10" > over:
                return _fact((Stamp(int(match[1])), printed), "a year without a month")
    return NOTHING


def _fact(found: _Found, how: str) -> Fact:
    stamp, printed = found
    line = printed.line
    return Fact(stamp.text, how, line.number, line.page, stamp.iso or "")


_EVIDENCE: tuple[Callable[[Front], Fact], ...] = (
    _stated, _bare, _beside_copyright, _running, _hinted, _beside_words, _signed,
    _updated, _made, _year,
)  # fmt: skip
