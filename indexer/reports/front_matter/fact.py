"""One fact with the place where it was read, as the ledger and the audit say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """What a report says of itself, and where."""

    value: str = ""
    #: How it was read, as the end of a sentence: 'the line with "Published"'.
    how: str = ""
    #: The line it stands on (as ``Line.number``), and its page; None where it stands on none.
    line: int | None = None
    page: int | None = None
    #: The whole date ('YYYY-MM-DD') where ``value`` is its month; '' for all others.
    day: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def where(self) -> str:
        """Where it was read: 'line 9 (page 1): the line below the salutation'."""
        if self.line is None:
            return self.how
        page = f" (page {self.page})" if self.page else ""
        return f"line {self.line}{page}: {self.how}"


#: What is not printed.
NOTHING = Fact()
