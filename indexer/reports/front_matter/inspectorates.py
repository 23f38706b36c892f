"""Who inspected: the inspectorates that the front of a report names, by their names in data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from indexer.data_files import toml
from indexer.reports.front_matter.cover import Front, Printed


@cache
def _table() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    data = toml(__package__, "inspectorates.toml")
    return tuple(
        (row["name"], row.get("later", ""), re.compile("|".join(row["patterns"]), re.I))
        for row in data["inspectorate"]
    )


def inspectorates(front: Front) -> tuple[str, ...]:
    """The inspectorates in the order in which they are printed: at the front, else at the end."""
    return _named(front.lines) or _named(front.end)


def _named(lines: Iterable[Printed]) -> tuple[str, ...]:
    text = " ".join(printed.text for printed in lines)
    found = {name: match.start() for name, _, p in _table() if (match := p.search(text))}
    for name, later, _ in _table():
        if name in found and later in found:
            found[later] = min(found[later], found.pop(name))
    return tuple(sorted(found, key=lambda name: found[name]))
