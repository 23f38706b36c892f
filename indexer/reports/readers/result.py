"""What one reader hands back, and how it says no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from indexer.reports.lines import Line


class Refused(Exception):
    """A reader cannot make lines of these bytes.

    ``str()`` of it is the reason, a clause without a full stop that follows 'because';
    ``read_source`` turns it into a ReportError that names the file.
    """


@dataclass(frozen=True, slots=True)
class Reading:
    """The lines of a file, the facts beside its text, and what could not be made out."""

    lines: Iterable[Line]
    hints: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
