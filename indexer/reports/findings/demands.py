"""What a finding asks for: its printed reference, who must act, and by when.

Everything is read from the words of the finding; null where they say nothing. A subject is the
addressee only where it can act ('the force', 'Kent Police', 'leaders'), and a time is a deadline
only where it says by when the asked must be done: 'answers within 24 hours' is what is asked.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import cache
from importlib import resources

from indexer.reports.categories import Stance, category
from indexer.reports.dates import DATE, Stamp, add_months, dates
from indexer.reports.front_matter.forces import named
from indexer.reports.wording import spaced


@dataclass(frozen=True, slots=True)
class Demand:
    """What a finding says of the action that it asks for."""

    #: As printed: 'Recommendation 3', 'R3'.
    reference: str | None = None
    #: As printed: 'Kent Police', 'The chief constable'.
    addressee: str | None = None
    #: As printed: 'within six months', 'by 31 March 2024', 'immediately'.
    deadline: str | None = None
    #: The last day of that, 'YYYY-MM-DD'; None where it cannot be reckoned.
    due: str | None = None


NOTHING_ASKED = Demand()

_REFERENCE = re.compile(
    r"(?:(?:new |accelerated )?recommendation|area for (?:improvement|development|priority action)|"
    r"areas? for (?:improvement|development)|improvement action|cause of concern|priority action|"
    r"AFI|AFD|Rec\.?|R)\s?(?:no\.?\s?)?\d{1,3}(?:\.\d{1,3})?[a-z]?",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“(])")
#: The verb of an order; what follows tells whether its subject acts or is acted upon.
_ORDER = re.compile(r"\b(?:should|must|needs?\s+to)\b(?P<after>.{0,40})", re.I | re.S)
_PASSIVE = re.compile(
    r"^,?\s*(?:also|always|all|not|now|only|be\s+)?\s*be\s+(?:\w+ly\s+)?(?!able|aware|clear|confident"
    r"|prepared|ready|responsible|satisfied|mindful|certain|sure)\w+(?:ed|en|de|ne|ld|pt|ght|wn|ut)\b",
    re.I,
)
#: 'HMIC recommends that the force reviews …'; 'That the commander publishes …'.
_RECOMMENDS = re.compile(r"\brecommends?\s+(?:that\s+)?|^that\s+", re.I)
#: What may stand in front of a subject and is none of it.
_LEADING = re.compile(
    r"^(?:[\s,:–-]*(?:" + _REFERENCE.pattern + r"\s*[:.–-]\s"
    r"|(?:recommendation|cause of concern|area for improvement)\s*[:–-]\s*"
    r"|.*?\brecommend(?:s|ed)?\s+(?:that\b)?|that\b(?=\s+(?:the|all|each))"
    r"|(?:by|within|in|as|to|when|where|working|following|at|for|after|before|until|across|having|"
    r"if|with|during|once|because|through|therefore|immediately|urgently|and)\b[^,]*,"
    r"|within\s+(?:the\s+next\s+)?[\w-]+\s+(?:days|weeks|months|years)\b"
    r"|by\s+" + DATE + r"|and\b|also\b|both\b)\s*)+",
    re.I,
)  # fmt: skip
#: Words of a subject, and characters of a sentence in front of its verb, at the most.
_LONGEST_SUBJECT, _LONGEST_START = 16, 600
_NUMBERS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
)  # fmt: skip
_COUNT = rf"(?:{'|'.join(_NUMBERS[1:])}|\d{{1,3}}|an?)"
_PUBLICATION = (
    r"(?:\s+(?:of|from|after|following)\s+(?:the\s+)?(?:date\s+of\s+)?(?:the\s+|its\s+|this\s+)?"
    r"(?:publication|report|inspection\s+report|receipt|letter)(?:\s+of\s+(?:this|the)\s+"
    r"(?:report|letter))?)"
)
_WITHIN = re.compile(
    rf"\b(?:within|in)\s+(?:the\s+next\s+)?(?P<count>{_COUNT})\s+(?P<working>working\s+)?"
    rf"(?P<unit>day|week|month|year)s?\b(?P<from>{_PUBLICATION})?(?P<other>\s+of\b)?",
    re.I,
)
_BY = re.compile(
    r"\b(?:by|before|no\s+later\s+than|not\s+later\s+than)\s+(?:the\s+)?(?:end\s+of\s+)?"
    r"(?:\w+day,?\s+)?"
    rf"(?P<date>{DATE}|(?:(?:spring|summer|autumn|winter|early|late)\s+)?20\d\d)\b",
    re.I,
)
_LABELLED = re.compile(
    rf"\b(?:target\s+date|timescale|deadline|due(?:\s+date)?|completion\s+date)\s*:\s*(?P<date>{DATE})",
    re.I,
)
_AT_ONCE = re.compile(
    r"\b(?:immediately|with\s+immediate\s+effect|without\s+delay|at\s+once)\b", re.I
)


def demand(
    kind: str | None,
    label: str | None,
    text: str,
    headings: Sequence[str] = (),
    *,
    owner: str = "",
    lead: str = "",
    published: str = "",
) -> Demand:
    """What a finding asks: nothing but for categories that ask.

    ``kind`` is its category, ``headings`` those above it, ``owner`` the cell of its row that names
    the responsible body, ``lead`` the sentence that leads in to its list, ``published`` the day or
    the month of publication ('YYYY-MM-DD', 'YYYY-MM').
    """
    row = category(kind)
    if row is None or row.stance is not Stance.ASKS:
        return NOTHING_ASKED
    said = spaced(f"{lead} {text}" if lead else text)
    deadline, due = _deadline(said, published)
    return Demand(
        reference=_reference(label, headings, text),
        addressee=spaced(owner) or _addressee(said),
        deadline=deadline,
        due=due,
    )


def _reference(label: str | None, headings: Sequence[str], text: str) -> str | None:
    """The label where it is a name and a number; the heading directly above; the first words."""
    for printed in (label or "", *headings[-1:]):
        if _REFERENCE.fullmatch(printed.strip(" .:")):
            return spaced(printed.strip(" .:"))
    found = re.match(rf"({_REFERENCE.pattern})\s*[:.–-]\s", text, re.I)
    return spaced(found[1]) if found else None


def _addressee(text: str) -> str | None:
    """The first subject that is asked to act, or of whom it is recommended that it acts."""
    for sentence in _SENTENCE.split(text):
        for subject in (*_subjects(sentence), *_recommended(sentence)):
            if found := _actor(subject):
                return found
    return None


def _subjects(sentence: str) -> Iterator[str]:
    """What stands before 'should', 'must' or 'need to', where it is not acted upon."""
    for order in _ORDER.finditer(sentence):
        if order.start() <= _LONGEST_START and not _PASSIVE.match(order["after"]):
            yield _LEADING.sub("", sentence[: order.start()])
        return


def _recommended(sentence: str) -> Iterator[str]:
    if found := _RECOMMENDS.search(sentence):
        yield _up_to_actor(_LEADING.sub("", sentence[found.end() :][:_LONGEST_START]))


def _up_to_actor(text: str) -> str:
    """The first words of ``text`` that can be a subject: a name, or words up to an actor."""
    if (names := named(text)) and names[0].start <= len("the "):
        return text[: names[0].end]
    words = text.split()[:5]
    ends = [place for place, word in enumerate(words) if _bare(word) in _words("actors")]
    return " ".join(words[: ends[0] + 1]) if ends else ""


def _actor(subject: str) -> str | None:
    """The subject as printed, if it can act; None where it points back or is a thing."""
    parts = re.split(r"(,\s+(?:and\s+)?)", subject.strip(" ,:;–-"))
    said = ""
    for place in range(0, len(parts), 2):
        if not _can_act(parts[place].split()):
            break
        said += "".join(parts[max(place - 1, 0) : place + 1])
    return said or None


def _can_act(words: Sequence[str]) -> bool:
    """True for a force's name, an acronym, and what ends with an actor."""
    if not words or len(words) > _LONGEST_SUBJECT or _bare(words[0]) in _words("pointers"):
        return False
    if any(_bare(word) in _words("verbs") for word in words):
        return False
    head = _head(words)
    names = named(head)
    if names and names[0].start <= len("the ") and names[0].end >= len(head):
        return True
    last = head.split()[-1]
    return bool(re.fullmatch(r"[A-Z]{3,}s?", last)) or _bare(last) in _words("actors")


def _head(words: Sequence[str]) -> str:
    """A subject up to its last word: 'Leaders across the partnership' is about leaders."""
    for place, word in enumerate(words):
        if place and _bare(word) in _words("behind"):
            return " ".join(words[:place])
    return " ".join(words)


def _bare(word: str) -> str:
    return word.strip(".,:;()‘’“”'\"").casefold()


@cache
def _words(name: str) -> frozenset[str]:
    path = resources.files("indexer.reports.findings") / "demands.toml"
    data: dict[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(data[name])


def _deadline(text: str, published: str) -> tuple[str | None, str | None]:
    """By when, as printed and as its last day."""
    for sentence in _SENTENCE.split(text):
        if found := _LABELLED.search(sentence):
            return spaced(found["date"]), _last_day(found["date"])
        if not (_ORDER.search(sentence) or _RECOMMENDS.search(sentence)):
            continue
        for read in (_by, _within, _at_once):
            if deadline := read(sentence, published):
                return deadline
    return None, None


_Deadline = tuple[str, str | None] | None


def _by(sentence: str, published: str) -> _Deadline:
    """'by 31 March 2024', unless that was before the report."""
    for found in _BY.finditer(sentence):
        due = _last_day(found["date"])
        if due is None or due >= published:
            return spaced(found.group()), due
    return None


def _within(sentence: str, published: str) -> _Deadline:
    """'within six months' in front of what is asked or directly behind 'should'; behind it only
    with 'of publication'."""
    order = _ORDER.search(sentence) or _RECOMMENDS.search(sentence)
    asked = order.end() - len(order.groupdict().get("after") or "") if order else 0
    for found in _WITHIN.finditer(sentence):
        if found["other"] and not found["from"]:
            continue
        near = found.start() <= asked + 3
        if near or found["from"]:
            printed = sentence[found.start() : found.end("from")] if found["from"] else ""
            return spaced(printed or found.group()), _reckoned(found, published)
    return None


def _at_once(sentence: str, published: str) -> _Deadline:
    found = _AT_ONCE.search(sentence)
    return (spaced(found.group()).lower(), None) if found else None


def _reckoned(found: re.Match[str], published: str) -> str | None:
    """The last day of some time after publication; of months alone where its day is not known."""
    count, unit = _count(found["count"]), found["unit"].lower()
    start = _day(published)
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        if start:
            return add_months(start, months).isoformat()
        return _end_of_month(published, months)
    if start is None or found["working"]:
        return None
    return (start + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()


def _count(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.index(word) if word in _NUMBERS else 1


def _day(text: str) -> Day | None:
    try:
        return Day.fromisoformat(text) if len(text) == len("2024-03-31") else None
    except ValueError:
        return None


def _end_of_month(month: str, months: int) -> str | None:
    if not re.fullmatch(r"\d{4}-\d\d", month):
        return None
    return _last_of(add_months(Day.fromisoformat(f"{month}-01"), months))


def _last_of(first: Day) -> str:
    return (add_months(first.replace(day=1), 1) - timedelta(days=1)).isoformat()


def _last_day(printed: str) -> str | None:
    """The last day of a printed date: of its month or its year where it names no day."""
    stamps: Iterable[Stamp] = dates(printed)
    for stamp in stamps:
        return stamp.iso if stamp.day else _last_of(Day(stamp.year, stamp.month, 1))
    return f"{printed}-12-31" if re.fullmatch(r"20\d\d", printed) else None
