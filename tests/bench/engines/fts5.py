"""SQLite's full-text search: Porter stems, facets in an ordinary table, counts by GROUP BY."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from indexer.reports.report import Report
from tests.bench.engines import TOP, groups, values
from tests.bench.invented.asked import FACETS, Asked


class FTS5:
    """One database, searched over one connection."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "findings.sqlite"

    def build(self, reports: Iterable[Report]) -> None:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        columns = ", ".join(FACETS)
        with closing(sqlite3.connect(self._file)) as database, database:
            database.execute(f"CREATE TABLE findings (number INTEGER PRIMARY KEY, id, {columns})")
            database.execute(
                "CREATE VIRTUAL TABLE texts USING fts5(text, tokenize = 'porter unicode61')"
            )
            number = 0
            for report in reports:
                rows = list(enumerate(report.findings, start=number + 1))
                number += len(rows)
                database.executemany(
                    f"INSERT INTO findings VALUES ({', '.join('?' * (2 + len(FACETS)))})",
                    [(n, finding.id, *values(finding).values()) for n, finding in rows],
                )
                database.executemany(
                    "INSERT INTO texts (rowid, text) VALUES (?, ?)",
                    [(n, finding.text) for n, finding in rows],
                )
            for facet in FACETS:
                database.execute(f"CREATE INDEX by_{facet} ON findings ({facet})")
            database.execute("INSERT INTO texts (texts) VALUES ('optimize')")

    def open(self) -> None:
        self._database = sqlite3.connect(self._file)
        # Python 3.13 warns of a connection that is given up open.
        weakref.finalize(self, self._database.close)

    def top(self, asked: Asked) -> tuple[int, Any]:
        source, given = _source(asked.text, asked.filters)
        ((total,),) = self._database.execute(f"SELECT count(*) {source}", given)
        order = "bm25(texts)" if asked.text else "number"
        best = self._database.execute(
            f"SELECT number {source} ORDER BY {order} LIMIT {TOP}", given
        ).fetchall()
        return total, [number for (number,) in best]

    def counts(self, asked: Asked) -> Mapping[str, Mapping[str, int]]:
        found = {}
        for facets, filters in groups(asked):
            source, given = _source(asked.text, filters)
            for facet in facets:
                rows = self._database.execute(
                    f"SELECT {facet}, count(*) {source} GROUP BY {facet}", given
                )
                found[facet] = dict(rows.fetchall())
        return found

    def snippets(self, asked: Asked, best: Any) -> list[str]:
        marks = ", ".join("?" * len(best))
        if not asked.text:
            query = f"SELECT substr(text, 1, 200) FROM texts WHERE rowid IN ({marks})"
            return [text for (text,) in self._database.execute(query, best)]
        rows = self._database.execute(
            "SELECT snippet(texts, 0, '<b>', '</b>', '…', 40) FROM texts "
            f"WHERE texts MATCH ? AND rowid IN ({marks})",
            [asked.text, *best],
        )
        return [text for (text,) in rows]


def _source(text: str, filters: Mapping[str, str]) -> tuple[str, list[str]]:
    """From where, under what conditions, with what parameters."""
    tables = "FROM findings" + (" JOIN texts ON texts.rowid = number" if text else "")
    conditions = (["texts MATCH ?"] if text else []) + [f"{facet} = ?" for facet in filters]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    return tables + where, ([text] if text else []) + list(filters.values())
