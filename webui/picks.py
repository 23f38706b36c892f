"""Findings that somebody has ticked: a list of ids in the address, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from webui import query

#: The parameter that names a ticked finding; it may repeat.
NAME = "finding"
#: Findings in one pack; more are counted and left out.
MOST = 100


def read(args: MultiDict[str, str]) -> list[str]:
    """The ids that a query string ticks, each once, in its order, however many there are."""
    return query.several(args, NAME)


def carried(address: str, ids: Iterable[str]) -> str:
    """An address of ours with the ticked findings added to its query string."""
    ticked = urlencode([(NAME, finding) for finding in ids])
    return address + ("&" if "?" in address else "?") + ticked if ticked else address
