"""What is made of a build is made once, and anew of the next."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from indexer import Archive, publish
from tests.national import national
from webui.presenters.kept_by_build import kept_by_build


def test_it_is_made_once_for_each_build(tmp_path: Path) -> None:
    numbers = count()
    publish(national(1), tmp_path)
    archive = Archive(tmp_path)

    def made(key: str) -> int:
        return kept_by_build(archive, key, lambda: next(numbers))

    assert [made("a"), made("a"), made("b"), made("a")] == [0, 0, 1, 0]
    publish(national(2), tmp_path)
    archive.catch_up()
    assert [made("a"), made("a")] == [2, 2]


def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path) -> None:
    publish(national(1), tmp_path)
    archive, numbers = Archive(tmp_path), count()
    for key in range(100):
        kept_by_build(archive, key, lambda: next(numbers))
    assert kept_by_build(archive, 0, lambda: next(numbers)) > 99
