"""Whatever fails at whatever moment of a join, the table is the old one or the new one, whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from indexer import JoinedTable
from indexer.errors import CannotStore
from indexer.search.register import RegisterEntry
from indexer.tracking.store import FILE
from tests.faults import Faults

ASKED = (RegisterEntry("kent-1", "kent", (), "2024-03", "", ""),)
OLD = b"Reference,Status\nkent-1,Open\n"
NEW = b"Reference,Status\nkent-1,Done\n"


def change(work: str, corpus: Path, sent: Path) -> None:
    if work == "put":
        JoinedTable(corpus).put(sent, ASKED)
    else:
        JoinedTable(corpus).remove()


def kept(corpus: Path) -> bytes | None:
    return (corpus / FILE).read_bytes() if (corpus / FILE).exists() else None


@pytest.mark.parametrize(
    ("work", "before", "after"), [("put", None, NEW), ("put", OLD, NEW), ("remove", OLD, None)]
)
def test_the_table_is_as_before_or_as_after(
    work: str, before: bytes | None, after: bytes | None, tmp_path: Path
) -> None:
    sent, made = tmp_path / "mine.csv", tmp_path / "made"
    sent.write_bytes(NEW)
    made.mkdir()
    if before:
        (made / FILE).write_bytes(before)
    faults = Faults(made, tmp_path / "home")
    table = JoinedTable(faults.home)
    for at, how in faults.points(lambda: change(work, faults.home, sent)):
        with suppress(CannotStore):
            faults.run(lambda: change(work, faults.home, sent), at, how)
        assert kept(faults.home) in (before, after), (at, how)
        shown = table.beside(ASKED)
        assert shown.problem == ""
        assert bool(shown.rows) == bool(kept(faults.home))
        change(work, faults.home, sent)
        assert kept(faults.home) == after, (at, how, "again")
