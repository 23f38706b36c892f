"""Which force, or forces, a report is about. One that is merely mentioned never is it.

The evidence is asked in the order of ``_EVIDENCE``: the title, the cover, the addressees of a
letter, what the opening says was inspected, and in the end the one force of whom the text asks
something. Several forces are given as 'A; B', in the order in which they are printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from indexer.reports.finding import AND
from indexer.reports.front_matter.cover import Front, Printed
from indexer.reports.front_matter.fact import NOTHING, Fact
from indexer.reports.front_matter.forces import FIRE, POLICE, Named, named, short_names
from indexer.reports.front_matter.series import Series
from indexer.reports.lines import Role
from indexer.reports.wording import ends_sentence, without_emphasis

_ADDRESSEE = re.compile(
    r"\b(?:(?:acting|temporary|interim|deputy)\s+)*(?:chief\s+constables?|commissioner(?!\s+for)|"
    r"chief\s+fire\s+officers?|director\s+general)\b",
    re.I,
)
#: What an opening says was inspected, up to the force's name.
_INSPECTED = re.compile(
    r"(?:inspection|assessment|inspected|assessed|examin(?:ed|ation)|review)\b[^.]{0,80}$"
    r"|extent\s+to\s+which\s+(?:the\s+)?$|with\s+which\s+(?:the\s+)?$|(?:good|well|effective)\s+$"
    r"|^\W*$",
    re.I,
)
#: How a sentence goes on behind the name; a grade below a heading begins with a capital.
_GOOD_AT = re.compile(
    r"^\s*(?:is|was|requires|needs|keeps|has\s+performed|[Cc]ustody|[Pp]olic(?:es|ing))\b"
)
#: 'our inspection of custody services in Harrowdale Police', unless it goes on with others.
_INSPECTION_OF = re.compile(
    r"\b(?:our|this|an|the|joint|unannounced)\s+(?:inspection|assessment|review|examination)\s+of\s"
    r"[^.,;:]{0,60}\b(?:in|at|by|of|within|for)\s+(?:the\s+)?$",
    re.I,
)
_WITH_OTHERS = re.compile(r"^\s*(?:,|and\b|&)", re.I)
_ASKS = re.compile(r"^\s*(?:should|must|needs?\s+to|is\s+asked)\b", re.I)
_RECOMMENDED = re.compile(r"\brecommends?\s+that\s+(?:the\s+)?$", re.I)
#: A title that is no more than whom it is about and when: 'Cleveland PEEL 2018'.
_SHORT_TITLE = re.compile(
    r"^[A-Z][A-Za-z -]+?(?: [–-])?(?: PEEL)?(?: assessment)? (?:19|20)\d\d\b.{0,6}$"
)
_FIELD = re.compile(
    r"(?:name of )?(?:the )?(?:police )?(?:force|service)(?: inspected)?\s*[:\t|]\s*", re.I
)
#: How much of what is named in the text must be the one force that is asked.
_SHARE = 0.8
_OPENING = 40
#: The longest line of a cover that names whom the report is about.
_LINE = 160


def force(front: Front, title: Fact, series: Series | None) -> Fact:
    """The force or forces that the report is about; '' when it is about none or about all."""
    for read in _EVIDENCE:
        if fact := read(front, title, series):
            return fact
    return NOTHING


def _in_title(front: Front, title: Fact, series: Series | None) -> Fact:
    found = named(title.value, unknown=True)
    return _fact(found, "the title", title, front)


def _on_cover(front: Front, title: Fact, series: Series | None) -> Fact:
    """Lines of a cover that are short and no sentences; a letter's cover is its addressees."""
    if front.salutation is not None:
        return NOTHING
    for printed in _short(front.cover):
        if found := _about(printed.text):
            return _fact(found, "the front", _at(printed), front)
    return NOTHING


def _short(lines: Iterable[Printed]) -> Iterator[Printed]:
    return (p for p in lines if len(p.text) <= _LINE and not ends_sentence(p.text))


def _about(text: str) -> list[Named]:
    """The forces of a line, unless they stand in it as somebody's employer."""
    found = named(text, unknown=True)
    return [
        one for one in found if not re.search(r"\bofficers?\b|\bfrom\b", text[: one.start], re.I)
    ]


def _in_field(front: Front, title: Fact, series: Series | None) -> Fact:
    """What a page of facts prints behind its label: 'Force: Kent Police'."""
    for printed in front.lines:
        # The cells of a table's row are parted by tabs, which ``text`` has not.
        label = _FIELD.match(text := without_emphasis(printed.line.text))
        if label and (found := named(text[label.end() :], unknown=True)):
            return _fact(found, "the page of facts", _at(printed), front)
    return NOTHING


def _addressed(front: Front, title: Fact, series: Series | None) -> Fact:
    """The addressees of a letter: 'Chief Constable, Kent Police', one line or two."""
    lines = front.cover if front.salutation is not None else front.lines[:_OPENING]
    found: list[tuple[Named, Printed]] = []
    for printed, below in zip_longest(lines, lines[1:]):
        post = _ADDRESSEE.search(printed.text)
        if not post or (front.salutation is None and ends_sentence(printed.text)):
            continue
        text = printed.text[post.start() :]
        if below and not named(text, unknown=True):
            text = below.text
        found += [(name, printed) for name in _side_by_side(named(text, unknown=True), text)]
    if not found:
        return NOTHING
    return _fact([name for name, _ in found], "whom it is addressed to", _at(found[0][1]), front)


def _side_by_side(names: Sequence[Named], text: str) -> Iterator[Named]:
    """The first name and those that only 'and' or a comma parts from it: 'Chief Constables of
    Surrey Police and Sussex Police'."""
    for above, name in zip((None, *names), names, strict=False):
        if above and not re.fullmatch(r",?\s*(?:and|&)?\s*", text[above.end : name.start]):
            return
        yield name


def _inspected(front: Front, title: Fact, series: Series | None) -> Fact:
    """'Our inspection assessed how good Kent Police is', 'an inspection of Kent Police custody'. A
    table with the grades of several forces says it of none."""
    if series and not series.police:
        return NOTHING
    lines = [printed for printed in front.lines if printed.line.role is not Role.ROW]
    for printed, below in zip_longest(lines, lines[1:]):
        text = f"{printed.text} {below.text}" if below else printed.text
        in_line = (one for one in named(text, unknown=True) if one.start < len(printed.text))
        for one in in_line:
            if _says_inspected(text[: one.start], text[one.end :]):
                return _fact([one], "what the opening says was inspected", _at(printed), front)
    return NOTHING


def _says_inspected(before: str, behind: str) -> bool:
    """True where the words around a name say that it was inspected."""
    if _INSPECTED.search(before) and _GOOD_AT.match(behind):
        return True
    return bool(_INSPECTION_OF.search(before)) and not _WITH_OTHERS.match(behind)


def _by_short_name(front: Front, title: Fact, series: Series | None) -> Fact:
    """A title that prints only the short name, and nothing else ('Cleveland PEEL 2018') or of a
    force that the text names in full, or whose area is what was inspected ('police custody suites
    in Norfolk and Suffolk')."""
    if series is None or not series.police:
        return NOTHING
    for kind in (POLICE, FIRE):
        printed = {one.key for one in _in_text(front)}
        found = [Named(f.name, 0, 0, f, full=False) for f in short_names(title.value, kind)]
        told = _SHORT_TITLE.match(title.value) or (series.by_area and kind == POLICE)
        if found and (told or all(one.key in printed for one in found)):
            return _fact(found, "the short name in the title", title, front)
    return NOTHING


def _asked(front: Front, title: Fact, series: Series | None) -> Fact:
    """The one force that the text asks to do something, where hardly any other is named."""
    if series and not series.police:
        return NOTHING
    found = _in_text(front)
    counts = Counter(one.key for one in found)
    asked = {one.key for one in found if _is_asked(one, front.text)}
    if len(asked) != 1:
        return NOTHING
    (key,) = asked
    if counts[key] < 2 or counts[key] < _SHARE * counts.total():
        return NOTHING
    one = next(one for one in found if one.key == key)
    return _fact([one], "the one force of which the text asks something", Fact(), front)


def _is_asked(one: Named, text: str) -> bool:
    asked = _ASKS.match(text[one.end : one.end + 20])
    return bool(asked or _RECOMMENDED.search(text[max(one.start - 30, 0) : one.start]))


def _in_text(front: Front) -> list[Named]:
    return named(front.text)


def _fact(found: Iterable[Named], how: str, at: Fact, front: Front) -> Fact:
    """Each force once; a short or incomplete name as the text prints it in full, if it does."""
    first: dict[str, Named] = {}
    for one in found:
        first.setdefault(one.key, one)
    names = [one.name if one.full else _in_full(one, front) for one in first.values()]
    return Fact(AND.join(names), how, at.line, at.page) if names else NOTHING


def _in_full(one: Named, front: Front) -> str:
    return next((n.name for n in _in_text(front) if n.key == one.key and n.full), one.name)


def _at(printed: Printed) -> Fact:
    return Fact("", "", printed.line.number, printed.line.page)


_Evidence = Callable[[Front, Fact, Series | None], Fact]
_EVIDENCE: tuple[_Evidence, ...] = (
    _in_title, _on_cover, _in_field, _addressed, _by_short_name, _inspected, _asked,
)  # fmt: skip
