"""The title of a report as it is printed.

A title in the properties of a file is believed only when it is printed, too: of 31 real PDFs nine
have one, and it is a template's name, a draft's or another report's in all nine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile, zip_longest

from indexer.reports.dates import begins, dates, is_date
from indexer.reports.front_matter.cover import Front, Printed, is_prose, joined
from indexer.reports.front_matter.fact import NOTHING, Fact
from indexer.reports.front_matter.forces import named
from indexer.reports.lines import Role
from indexer.reports.wording import ends_open, ends_sentence, goes_on, key, spaced, without_number

#: Parts the lines of a cover that make one title.
APART = " – "
#: What an archive prints before the title of a page: '[ARCHIVED CONTENT] …'.
_BANNER = re.compile(r"^\[[A-Z ]+\]\s*")
_ABOUT = re.compile(
    r"\binspections?\b|\bPEEL\b|\breports?\b|\bassessment\b|\breview\b|\bvisit\b|\baudit\b"
    r"|\bthematic\b|\bmonitoring\b|\bevaluation\b",
    re.I,
)
#: Lines of a cover that are no title, nor part of one.
_NO_TITLE = re.compile(
    r"^(?:skip to .*|home|menu|search|page \d+.*|contents?|table of contents"
    r"|local area partnership report|(?:our|the|this) (?:inspection|review|report)"
    r"|summary|overall summary"
    r"|executive summary|report summary|introduction|foreword|our judge?ments|main findings"
    r"|(?:headline|inspection|key|detailed|our) findings|recommendations"
    r"|inspection outcome|judgement\b.*|source\b.*|restricted|official\b.*|draft"
    r"|outstanding|excellent|good|adequate|fair|requires improvement\b.*|poor|inadequate"
    r"|age group\b.*|reference (?:no|number)\b.*|website\b.*|www\..*|https?:.*|isbn\b.*"
    r"|(?:published|first published|publication|date|dated|last updated|sent on)\b.*"
    r"|(?:©|\(c\)|crown copyright|copyright).*|lead inspector\b.*|reporting inspector\b.*"
    r"|inspection dates?\b.*|dates? of (?:the )?(?:previous |last )?inspection\b.*|inspected\b.*"
    r"|fieldwork\b.*|follow-?up to\b.*|sample report for testing.*"
    r"|(?:north|south|east|west|wales|central)(?:ern)?\b[\w &-]* region"
    r"|by (?:hm|his|her|the|ofsted|criminal)\b.*|read more about\b.*|\W*)$",
    re.I,
)
#: A body on its cover, by itself, is whose report it is and not its title.
_BODY = re.compile(
    r"^(?:(?:hm|his majesty[’']s|her majesty[’']s)\s+(?:chief\s+)?inspect(?:orate|or)\b[^:]*"
    r"|care quality commission|ofsted|hmicf?r?s?|hmi \w+|criminal justice inspection\b.*"
    r"|inspectorate of constabulary\b.*|reports? of the \w.* inspectorate)$",
    re.I,
)
_PEEL = re.compile(r"^[A-Z][A-Za-z -]+ PEEL (?:Assessment )?(?:19|20)\d\d")
_COUNCIL = re.compile(r"\bcouncil$|\bborough\b|,? city of$|\bservices authority area$", re.I)
PAGE_TITLE = "the title of the page"
_YEARS = re.compile(r"\b20\d\d(?:[/–-]\d\d)?$")
_LONGEST, _LINES, _RUN = 240, 120, 4
#: So many words at least say what a report is: 'Joint targeted area inspection of X'.
_TOLD = 4
#: A line that so many pages print is a running head or foot.
_RUNNING = 3
#: A title in larger type than the text: by so many points.
_LARGER = 1.0


def title(front: Front, fallback: str) -> Fact:
    """The printed title; ``fallback``, the file's name, where none is printed."""
    for read in _EVIDENCE:
        if fact := read(front):
            return fact
    return Fact(fallback, "the file's name, for no title is printed")


def _below_salutation(front: Front) -> Fact:
    """The line or lines between 'Dear …' and the letter's first paragraph."""
    if front.salutation is None:
        return NOTHING
    below = list(joined(front.lines[front.salutation + 1 :][: _RUN + 2]))
    first = next((p for p in below if not _NO_TITLE.match(p.text)), None)
    if first is None or not _could_be(first.text) or len(first.text.split()) < 3:
        return NOTHING
    above = (p.line for p in front.lines[: front.salutation] if p.line.role is Role.HEADING)
    if any(0 < heading.level < first.line.level for heading in above):
        return NOTHING  # a heading of the letter's text: its own stands over its address
    return _fact(first.text, "the heading below the salutation", first)


def _said_and_printed(front: Front) -> Fact:
    """What the format says, where a line, a heading or the cover's lines together print it.

    A web page shows its title itself, in the window's bar, and Markdown's is part of its text."""
    hint = _BANNER.sub("", spaced(front.source.hints.get("title", "")))
    if not hint or not _could_be(hint) or _is_chapter(hint) or _is_bare(hint):
        return NOTHING
    return _hinted(front, hint)


def _bare_hint(front: Front) -> Fact:
    """The same for what names no more than a series, where nothing tells more."""
    hint = _BANNER.sub("", spaced(front.source.hints.get("title", "")))
    return _hinted(front, hint) if _is_bare(hint) and not _BODY.match(hint) else NOTHING


def _is_bare(hint: str) -> bool:
    """True for a heading that the next lines complete: 'PEEL 2018', or the inspectorate's name."""
    return bool(_BODY.match(hint) or _YEARS.search(hint)) and not _names_one(hint)


def _hinted(front: Front, hint: str) -> Fact:
    wanted = _levelled(hint)
    for printed in _runs((*front.lines, *front.chrome)):
        words = _levelled(printed.text)
        if words == wanted or (_is_title(hint) and _names_one(hint) and f" {wanted} " in words):
            whole = _in_one([hint, *(_below(front, printed) if _waits(hint) else ())])
            return _fact(whole, "the line that the format also names", printed)
    if front.source.format in ("html", "markdown"):
        return Fact(hint, PAGE_TITLE)
    return NOTHING


def _below(front: Front, printed: Printed) -> list[str]:
    """The words of the line below, where they could be the rest of a title."""
    after = (p.text for p in front.lines if p.line.number > printed.lines[-1].number)
    return [text for text in islice(after, 1) if _is_title(text)]


def _levelled(text: str) -> str:
    return " ".join(re.findall(r"\w+", _BANNER.sub("", key(text))))


def _runs(lines: Sequence[Printed]) -> Iterator[Printed]:
    """Each line alone, and with up to three that follow it."""
    for length in range(1, _RUN + 1):
        for place in range(len(lines) - length + 1):
            part = lines[place : place + length]
            yield Printed(" ".join(p.text for p in part), tuple(p.line for p in part))


def _largest(front: Front) -> Fact:
    """The cover's largest type, where only a title's few lines are so large."""
    sizes = Counter(ln.size for ln in front.source.lines if ln.size)
    blocks = [p for p in _candidates(front) if p.line.size]
    if not sizes or not blocks:
        return NOTHING
    body = sizes.most_common(1)[0][0]
    top = max(p.line.size or 0.0 for p in blocks)
    largest = [p for p in blocks if (p.line.size or 0.0) == top]
    few = len(largest) <= 2 or largest == blocks[: min(len(largest), _RUN)]
    if top < body + _LARGER or not few or not _first_of(largest, blocks):
        return NOTHING
    chosen = [*_opening(largest, blocks), *largest, *_completing(largest, blocks, body)]
    return _together([p for p in blocks if p in chosen], "the largest type on the front")


def _only_first(front: Front) -> Fact:
    """The one heading of the first level that a file has, where it stands on the front and says of
    whom it is, or in some words what: a web page that was printed has a notice and its menus above
    it."""
    lines = [ln for ln in front.source.lines if ln.role is Role.HEADING and ln.level == 1]
    elements = {line.element or -line.number for line in lines}
    at_front = any(printed.line in lines for printed in front.lines)
    text = spaced(" ".join(line.text for line in lines))
    if len(elements) != 1 or not at_front or _is_bare(text):
        return NOTHING
    printed = Printed(text, tuple(lines))
    how = "the only heading of the first level"
    tells = _names_one(text) or (_ABOUT.search(text) and len(text.split()) >= _TOLD)
    return _fact(text, how, printed) if _is_title(text) and tells else NOTHING


def _first_of(largest: Sequence[Printed], blocks: Sequence[Printed]) -> bool:
    """Nothing that tells more stands in front: what is large is not the next part's heading."""
    return blocks.index(largest[0]) <= 2


def _opening(largest: Sequence[Printed], blocks: Sequence[Printed]) -> Sequence[Printed]:
    """The block above that says what was inspected and waits for the largest to say whom: 'An
    inspection of probation services in:'."""
    above = blocks[: blocks.index(largest[0])][-1:]
    return above if above and _ABOUT.search(above[0].text) and _waits(above[0].text) else ()


def _completing(
    largest: Sequence[Printed], blocks: Sequence[Printed], body: float
) -> list[Printed]:
    """The next block that says what the largest leaves open: what was inspected, or whom. Where
    that is no more than a series ('PEEL 2018'), all blocks down to the one that says whom."""
    said = APART.join(p.text for p in largest)
    place = blocks.index(largest[-1])
    below = [*takewhile(lambda p: (p.line.size or 0.0) > body or p.line.bold, blocks[place + 1 :])]
    if not below or (ends_open(said) and not _COUNCIL.search(said)):
        return below[:1]
    if _is_bare(said):
        whom = next((at for at, p in enumerate(below[: _RUN - 1]) if _tells_whom(p.text)), -1)
        return below[: whom + 1]
    if _ABOUT.search(said) and named(said, unknown=True):
        return []
    return below[:1] if _ABOUT.search(below[0].text) or _tells_whom(below[0].text) else []


def _tells_whom(text: str) -> bool:
    return bool(_COUNCIL.search(text) or named(text, unknown=True))


def _names_force(front: Front) -> Fact:
    """A line that names an inspection and a force: a cover's, or a running head."""
    for printed in (*front.blocks, *_whole(front.lines)):
        text = _undated(printed.text)
        if len(text) <= _LINES and _ABOUT.search(text) and _names_one(text) and _is_title(text):
            how = "the line that names inspection and force"
            return _together([*_begun(front, printed), printed], how)
    return NOTHING


def _whole(lines: Sequence[Printed]) -> Iterator[Printed]:
    """The lines of which none goes on in the next: the others are running text."""
    for printed, below in zip_longest(lines, lines[1:]):
        if below is None or below.line.starts or not goes_on(below.text):
            yield printed


def _begun(front: Front, last: Printed) -> list[Printed]:
    """The lines of the cover in which the title of ``last`` began: 'PEEL: Police effectiveness'."""
    above = list(takewhile(lambda printed: printed is not last, front.blocks))[: _RUN - 1]
    if last not in front.blocks:
        return []
    said = set(_levelled(last.text).split())
    # A running head says the cover's lines again.
    above = [p for p in above if _is_title(p.text) and set(_levelled(p.text).split()) - said]
    begins = [bool(_ABOUT.search(p.text) or _YEARS.search(p.text)) for p in above]
    return above[begins.index(True) :] if any(begins) else []


def _names_one(text: str) -> bool:
    """A force, or the short name of one in front of 'PEEL 2018'."""
    return bool(_PEEL.match(text) or named(text, unknown=True))


def _is_title(text: str) -> bool:
    return _could_be(text) and not (text.endswith(".") or _is_chapter(text) or _BODY.match(text))


def _is_chapter(text: str) -> bool:
    """True for what is no title, with or without a number: 'Section 1. Introduction'."""
    return bool(_NO_TITLE.match(without_number(text)))


def _undated(text: str) -> str:
    """A running head without the date, or the page number, at its end."""
    head = text.split("\t")[0]
    stamps = dates(head)
    if stamps and stamps[-1].end >= len(head.rstrip()) and (start := begins(head, stamps[-1])) > 0:
        head = head[:start]
    return spaced(head).rstrip(" ,–-")


def _on_cover(front: Front) -> Fact:
    """The lines of the cover that say what it is, or of whom."""
    lines = list(_candidates(front))[:4]
    tells = [bool(_ABOUT.search(p.text) or _tells_whom(p.text)) for p in lines]
    last = max((place for place, telling in enumerate(tells) if telling), default=0)
    last += bool(lines) and _waits(lines[last].text)
    return _together(lines[: last + 1], "the first lines of the front")


def _candidates(front: Front) -> Iterable[Printed]:
    """The lines of the cover that could be a title's, without its running head and foot where the
    others say what it is."""
    blocks = front.blocks or tuple(joined(front.lines[:3]))
    could = [printed for printed in blocks if _is_title(printed.text)]
    often = Counter(_unnumbered(line.text) for line in front.source.lines)
    once = [printed for printed in could if often[_unnumbered(printed.text)] < _RUNNING]
    return once if any(_ABOUT.search(printed.text) for printed in once) else could


def _unnumbered(text: str) -> str:
    return re.sub(r"\d+", "#", spaced(text))


def _together(blocks: Sequence[Printed], how: str) -> Fact:
    texts = dict.fromkeys(_undated(p.text) for p in blocks)
    shown = _in_one(takewhile(lambda text: len(text) <= _LONGEST, texts))
    return _fact(shown[:_LONGEST], how, blocks[0]) if shown else NOTHING


def _in_one(texts: Iterable[str]) -> str:
    """The lines of a title: one that waits for the next ('… custody suites in') is not parted from
    it; a council's name may end so ('Bristol City of')."""
    shown = ""
    for text in texts:
        shown += (" " if _waits(shown) else APART if shown else "") + text
    return shown


def _waits(text: str) -> bool:
    """True for words of a title that another line must complete: 'An inspection of:'."""
    return text.endswith(":") or (ends_open(text) and not _COUNCIL.search(text))


def _could_be(text: str) -> bool:
    """False for a date, for running text and for what has no words."""
    if is_date(text) or is_prose(text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    words = len(text.split())
    return words <= 40 and not (ends_sentence(text.rstrip("?")) and words > 8 and text[-1] != "?")


def _fact(value: str, how: str, printed: Printed) -> Fact:
    return Fact(value, how, printed.line.number, printed.line.page)


_EVIDENCE: tuple[Callable[[Front], Fact], ...] = (
    _below_salutation, _said_and_printed, _only_first, _largest, _names_force, _bare_hint,
    _on_cover,
)  # fmt: skip
