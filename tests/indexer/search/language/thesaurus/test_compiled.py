"""What is worked out of the data files is kept, and is used only while it is of the same files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from indexer.search.language.thesaurus import compiled, expansion
from indexer.search.language.thesaurus.compiled import digest, kept, sources
from indexer.search.language.thesaurus.lexicon import Lexicon


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def never() -> object:
    raise AssertionError("it is kept")


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    made = kept("numbers", "a", lambda: {"one": [1, 2]}, tmp_path)
    assert made == {"one": [1, 2]}
    assert kept("numbers", "a", never, tmp_path) == made


def test_of_other_files_it_is_made_anew(tmp_path: Path) -> None:
    kept("numbers", "a", lambda: 1, tmp_path)
    assert kept("numbers", "b", lambda: 2, tmp_path) == 2
    assert kept("numbers", "b", never, tmp_path) == 2


@pytest.mark.parametrize("held", [b"", b"{", b"[]", b'{"digest": "a"}', b"\xff\xfe"])
def test_what_is_damaged_is_made_anew(held: bytes, tmp_path: Path) -> None:
    kept("numbers", "a", lambda: 1, tmp_path)
    (path,) = tmp_path.iterdir()
    path.write_bytes(held)
    assert kept("numbers", "a", lambda: 2, tmp_path) == 2


def test_where_nothing_can_be_written_it_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert kept("numbers", "a", lambda: 1, tmp_path / "file") == 1


def test_whoever_wants_no_compiled_modules_has_nothing_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert kept("numbers", "a", lambda: 1, tmp_path) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_digest_is_of_what_the_files_say(tmp_path: Path) -> None:
    words, others = tmp_path / "words.toml", tmp_path / "others.toml"
    words.write_text("a")
    others.write_text("b")
    before = digest((words, others))
    assert digest((words, others)) == before != digest((words,))
    others.write_text("c")
    assert digest((words, others)) != before


def test_the_digest_of_the_sources_is_of_each_data_file(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    monkeypatch.setattr(compiled, "digest", lambda paths: read.extend(paths) or "d")
    assert sources.__wrapped__() == "d"
    names = {path.name for path in read}
    data = {"synonyms.toml", "everyday.toml", "names.toml", "fillers.toml", "denial.toml"}
    assert data | {"analysis.py", "stems.toml"} <= names


def test_a_thesaurus_that_was_kept_finds_what_it_found(tmp_path: Path) -> None:
    lexicon = Lexicon.load()
    made = expansion._kept_of(lexicon.likenesses, lexicon.fillers.words)
    again = kept("thesaurus", "a", lambda: made, tmp_path), kept("thesaurus", "a", never, tmp_path)
    first, second = map(expansion._Thesaurus, again)
    keys = [tuple(key.split(" ")) for key in made["exact"]]
    assert len(keys) > 1000
    for key in keys:
        assert list(first.alike(key, key)) == list(second.alike(key, key))
        assert first.together(key) is second.together(key) is not None
        assert first.length(key) == second.length(key)
