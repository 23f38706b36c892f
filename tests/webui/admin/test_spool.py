"""The spool itself: what is kept, for whom, and what makes room."""

from __future__ import annotations

import io
import stat
from pathlib import Path

import pytest

from indexer import Amendment, AmendmentKind, InspectionError, UploadJob, UploadState, UploadStep
from webui.admin.spool import MOST, Spool, Upload

CHANGE = Amendment(AmendmentKind.SET, "cambridgeshire-2007", {"place": "Ely"})


@pytest.fixture
def spool(tmp_path: Path) -> Spool:
    return Spool(tmp_path / ".uploads", tmp_path / "corpus", tmp_path / "index")


def published(spool: Spool) -> Upload:
    """A change that waited and was published."""
    change = spool.ask(CHANGE)
    (change.folder / "step").write_text(UploadStep.PUBLISH)
    UploadJob(change.folder).conclude(UploadStep.PUBLISH, UploadState.DONE)
    return change


def test_published_changes_make_room_the_oldest_first(spool: Spool) -> None:
    waits = spool.ask(CHANGE)
    first, *others = [published(spool) for _ in range(MOST - 1)]
    new = spool.ask(CHANGE)
    assert {change.id for change, _ in spool.waiting()} == {waits.id, new.id}
    assert not first.folder.exists()
    assert all(change.folder.exists() for change in others)


def test_what_waits_makes_no_room(spool: Spool) -> None:
    for _ in range(MOST):
        spool.ask(CHANGE)
    with pytest.raises(InspectionError, match=f"{MOST} changes are waiting"):
        spool.ask(CHANGE)
    assert len(spool.waiting()) == MOST


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_nobody_else_can_look_into_its_folders(spool: Spool, tmp_path: Path) -> None:
    change = spool.ask(CHANGE)
    sent = spool.receive("report.txt", io.BytesIO(b"text"))
    folders = [tmp_path / ".uploads", change.folder, sent.folder, sent.folder / "file"]
    assert [mode(folder) for folder in folders] == [0o700] * 4


def test_changes_that_go_meanwhile_are_passed_over(spool: Spool, tmp_path: Path) -> None:
    """A folder that is listed and cannot be looked at is what one deleted meanwhile is."""
    stays, goes = spool.ask(CHANGE), spool.ask(CHANGE)
    (goes.folder / "lock").symlink_to(tmp_path / "gone" / "lock")
    (tmp_path / ".uploads" / ("0" * 32)).symlink_to(tmp_path / "gone")
    spool.sweep()
    assert [change.id for change, _ in spool.waiting()] == [stays.id]
    # What is gone takes no room, either.
    for _ in range(MOST - 1):
        spool.ask(CHANGE)
    assert len(spool.waiting()) == MOST
