"""Facts of a report as printed: title, force, date, ISBN, copyright."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.months import MONTHS
from indexer.reports.lines import Source
from indexer.reports.wording import spaced, without_emphasis

_MONTH_YEAR = re.compile(rf"\b({'|'.join(MONTHS)}),?\s+((?:19|20)\d\d)\b", re.I)
_NUMERIC_DATE = re.compile(r"\b\d{1,2}/(\d{1,2})/((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)(?:/\d\d)?\b")
_PUBLISHED = re.compile(r"\bpublished\b", re.I)
_ISBN = re.compile(r"\bISBN[:\s]*((?:97[89][-\s]?)?\d[\d\s-]{7,14}[\dX])", re.I)
_COPYRIGHT = re.compile(r"crown copyright", re.I)
_WORD = r"[A-Z][\w’'&-]*"
_FORCE = re.compile(
    rf"\b((?:{_WORD}(?:\s+(?:and|of|the|&)\s+|\s+)){{1,6}}(?:Constabulary|Police(?:\s+Service)?))\b"
    r"(?!\s+(?:Act|Authority|Federation|Committee|Effectiveness|and\s+Crime|effectiveness))"
)
#: Words that stand before a force's name and are not part of it.
_BEFORE_NAME = re.compile(
    r"^(?:(?:an?|the|at|by|in|on|for|inspections?|reports?|of|hmicfrs|hmic|peel|police|bcu|"
    r"assessment|\d+|unit|division|command|basic|her|his|majesty[’']s|inspectorate|and)\s+)+",
    re.I,
)
_NO_FORCE = re.compile(
    r"inspectorate|inspectors?\b"
    r"|^(?:of|the|local|chief|home office|national|british)\s+(?:constabulary|police)$"
    r"|association|college|neighbourhood police|^police$|^constabulary$",
    re.I,
)
#: What an archive prints before the title of a page: '[ARCHIVED CONTENT] …'.
_BANNER = re.compile(r"^\[[A-Z ]+\]\s*")
_TITLE = re.compile(r"\binspection\b|\bPEEL\b|\breport\b|\bassessment\b", re.I)

#: How many lines from the top may print what a title page prints.
FRONT = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front of a report says of it; '' where it says nothing."""

    title: str = ""
    force: str = ""
    published: str = ""
    #: 'isbn', 'copyright': as printed.
    further: dict[str, str] = field(default_factory=dict)


def facts(source: Source) -> Facts:
    """The facts of a source, from its title page, its running heads and what its format says."""
    lines = [spaced(without_emphasis(line.text)) for line in source.lines]
    front = lines[:FRONT]
    force = _force(source, front, lines)
    further = {}
    if isbn := _first(_ISBN, lines[:FRONT] + lines[-FRONT:]):
        further["isbn"] = spaced(isbn)
    if any(_COPYRIGHT.search(line) for line in front + lines[-FRONT:]):
        further["copyright"] = "Crown copyright"
    return Facts(
        title=_title(source, front, force),
        force=force,
        published=_published(source, front, lines),
        further=further,
    )


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((m.group(1) for line in lines if (m := pattern.search(line))), "")


def _published(source: Source, front: Sequence[str], lines: Sequence[str]) -> str:
    """'YYYY-MM' from a line with 'Published', the first month on the title page, what the format
    says, or the commonest running date; 'YYYY' where only a year is printed."""
    for line in (*front, *lines[-20:]):
        if _PUBLISHED.search(line) and (found := _month(line) or _numeric_month(line)):
            return found
    printed = (line for line in front[:40] if len(line) <= 200)
    if found := next((month for line in printed if (month := _month(line))), ""):
        return found
    if hint := source.hints.get("published"):
        return hint
    running = Counter(line for line in lines if _MONTH_YEAR.fullmatch(line))
    if running:
        return _month(running.most_common(1)[0][0])
    return _first(_YEAR, front[:12])


def _month(line: str) -> str:
    found = _MONTH_YEAR.search(line)
    if not found:
        return ""
    return f"{found.group(2)}-{MONTHS.index(found.group(1).capitalize()) + 1:02d}"


def _numeric_month(line: str) -> str:
    found = _NUMERIC_DATE.search(line)
    return f"{found.group(2)}-{int(found.group(1)):02d}" if found else ""


def _force(source: Source, front: Sequence[str], lines: Sequence[str]) -> str:
    """The force named on the title page, else the one named most often."""
    tops = [source.hints.get("title", ""), *(line for line in front if len(line) <= 160)]
    named = [name for line in tops for name in _forces(line)]
    if named:
        counts = Counter(name.casefold() for line in lines for name in _forces(line))
        return max(named[:6], key=lambda name: (counts[name.casefold()], -named.index(name)))
    everywhere = Counter(name for line in lines for name in _forces(line))
    return everywhere.most_common(1)[0][0] if everywhere else ""


def _forces(line: str) -> list[str]:
    names = (_BEFORE_NAME.sub("", found.group(1)) for found in _FORCE.finditer(line))
    return [name for name in names if " " in name and not _NO_FORCE.search(name)]


def _title(source: Source, front: Sequence[str], force: str) -> str:
    """The title: what the format says, a line naming force and inspection, or the cover."""
    if hint := source.hints.get("title"):
        return _BANNER.sub("", spaced(hint))
    short = [line for line in front if len(line) <= 120]
    for line in short:
        if _TITLE.search(line) and force and force.casefold() in line.casefold():
            return line
    cover = [line for line in short[:4] if _TITLE.search(line) or (force and force in line)]
    if cover:
        return " – ".join(dict.fromkeys(cover))
    return short[0] if short else source.name
