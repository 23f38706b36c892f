"""Days as people type them into a spreadsheet, in the British order: '31/03/2026'."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

_FORMS = (
    "%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y",
    "%d-%b-%y", "%d-%b-%Y", "%d %b %y", "%d %B, %Y", "%Y/%m/%d",
)  # fmt: skip
#: Times that a spreadsheet puts behind a day.
_MIDNIGHT = (" 00:00:00", " 00:00", "T00:00:00")


@lru_cache(1 << 14)
def day(typed: str) -> str:
    """The day as 'YYYY-MM-DD', '' for what is none."""
    plain = " ".join(typed.split())
    for ending in _MIDNIGHT:
        plain = plain.removesuffix(ending)
    return next(filter(None, (_read(plain, form) for form in _FORMS)), "")


def _read(text: str, form: str) -> str:
    try:
        return datetime.strptime(text, form).date().isoformat()
    except ValueError:
        return ""
