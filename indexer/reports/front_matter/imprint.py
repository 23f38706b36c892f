"""What an imprint prints: ISBN, copyright, and the licence if it names one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.reports.front_matter.cover import Front, Printed
from indexer.reports.front_matter.fact import Fact
from indexer.reports.wording import spaced

_ISBN = re.compile(r"\bISBN(?:-1[03])?[:\s]*((?:97[89][-\s]?)?\d[\d\s-]{7,14}[\dX])", re.I)
_COPYRIGHT = re.compile(r"crown copyright", re.I)
_OGL = re.compile(r"open\s+government\s+licence", re.I)
_VERSION = re.compile(r"\bv(?:ersion)?\s?\.?\s?(\d)(?:\.0)?\b|licence/version/(\d)", re.I)
#: Terms printed instead of a licence's name, up to the end of their sentence.
_TERMS = re.compile(r"(?:this|the)\s+(?:document|report|publication|information)\s+may\s+be\s+"
                    r"(?:reproduced|re-?used|copied)\b[^.]*\.", re.I)  # fmt: skip


def imprint(front: Front) -> dict[str, Fact]:
    """'isbn', 'copyright' and 'licence' as printed; none that is not."""
    lines = (*front.lines, *front.chrome, *front.end)
    found = {
        "isbn": _first(_ISBN, lines, "the imprint"),
        "copyright": _copyright(lines),
        "licence": _licence(lines),
    }
    return {name: fact for name, fact in found.items() if fact}


def _first(pattern: re.Pattern[str], lines: tuple[Printed, ...], how: str) -> Fact:
    for printed in lines:
        if match := pattern.search(printed.text):
            return _fact(spaced(match[1]), how, printed)
    return Fact()


def _copyright(lines: tuple[Printed, ...]) -> Fact:
    found = next((p for p in lines if _COPYRIGHT.search(p.text)), None)
    return _fact("Crown copyright", "the imprint", found) if found else Fact()


def _licence(lines: tuple[Printed, ...]) -> Fact:
    """The Open Government Licence where it is named, else the printed terms."""
    for text, printed in _stretches(lines):
        if named := _OGL.search(text):
            version = _VERSION.search(text[named.end() : named.end() + 250])
            number = f" v{version[1] or version[2]}.0" if version else ""
            return _fact(f"Open Government Licence{number}", "the imprint", printed)
    for text, printed in _stretches(lines):
        if terms := _TERMS.search(text):
            return _fact(spaced(terms.group()), "the imprint", printed)
    return Fact()


def _stretches(lines: tuple[Printed, ...]) -> Iterator[tuple[str, Printed]]:
    """Each line with the few behind it, for a sentence runs over several."""
    for place, printed in enumerate(lines):
        if re.search(r"licen|may be", printed.text, re.I):
            before = lines[place - 1].text if place else ""
            yield " ".join([before, *(p.text for p in lines[place : place + 4])]), printed


def _fact(value: str, how: str, printed: Printed) -> Fact:
    return Fact(value, how, printed.line.number, printed.line.page)
