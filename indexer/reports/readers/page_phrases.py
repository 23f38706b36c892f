"""Lines that a web page prints round a report and that only their words tell: 'Back to top'.

The patterns are data (``page_phrases.toml``). Called by ``html``, and by ``page_links`` for any
other format; in: the text of a line, out: why it is chrome, or the date that it prints.
"""

from __future__ import annotations

import re
from functools import cache

from indexer.data_files import toml
from indexer.reports.dates import DATE


def phrase(text: str, linked: bool) -> str:
    """Why a line is page chrome by its words alone; '' when it is not. ``linked``: it is a link."""
    return next(
        (
            reason
            for reason, pattern, link in _phrases()
            if (linked or not link) and pattern.fullmatch(text)
        ),
        "",
    )


def published_on(text: str) -> str | None:
    """The date of a line 'Published on 27 September 2018' as printed, or None."""
    found = re.match(_parts()["published"], text, re.I)
    return found["date"] if found else None


@cache
def _parts() -> dict[str, str]:
    """What patterns are made of, by name; each may stand in those below it."""
    found = {"day": DATE}
    for name, pattern in toml(__package__, "page_phrases.toml")["parts"].items():
        found[name] = _filled(pattern, found)
    return found


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Reason, pattern, and whether the line must be a link."""
    return tuple(
        (row["reason"], re.compile(_filled(pattern, _parts()), re.I), row.get("linked", False))
        for row in toml(__package__, "page_phrases.toml")["phrase"]
        for pattern in row["patterns"]
    )


def _filled(pattern: str, parts: dict[str, str]) -> str:
    """A pattern with its parts in place of their names."""
    for name, part in parts.items():
        pattern = pattern.replace(f"{{{name}}}", part)
    return pattern
