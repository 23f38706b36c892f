"""Whether a build may be opened: it is ours, nobody else can write it, and it is as it was written.

Whoosh keeps pickles in its files, and a pickle that somebody planted runs what he likes. So before
anything is unpickled the folders are looked at, whose they are and who may write them, and every
file is compared with its SHA-256 in the manifest, which has one of itself.

``publication`` seals a manifest, ``LocalSource`` has it all checked when it opens a build and
watches it afterwards.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from indexer.errors import DamagedIndex, ForeignIndex
from indexer.index.builds.inventory import damaged

_SEAL = "seal"
_MANIFEST = "manifest.json"
_OTHERS = stat.S_IWGRP | stat.S_IWOTH
#: Files of reports: each is compared when it is asked for (``Build.read_whole``).
_LATER = "reports/"

#: What is told of a file without reading it.
Stamp = tuple[int, int, int]


def sealed(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest with a checksum of itself."""
    return {**manifest, _SEAL: _digest({**manifest})}


def unsealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest that ``sealed`` made, 'sealed' being True in it; as it is where it has no seal.

    Raises ValueError when it is not as it was sealed.
    """
    plain = {name: value for name, value in data.items() if name != _SEAL}
    if _SEAL in data and data[_SEAL] != _digest(plain):
        raise ValueError("the manifest is damaged")
    return {**plain, "sealed": _SEAL in data}


def _digest(plain: Mapping[str, Any]) -> str:
    bare = {name: value for name, value in plain.items() if name != "sealed"}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def close_to_others(path: Path) -> None:
    """Have nobody but the owner write ``path``."""
    mode = path.stat().st_mode
    if mode & _OTHERS:
        path.chmod(stat.S_IMODE(mode) & ~_OTHERS)


def refuse_planted(index_dir: Path, build: Path) -> None:
    """Raises ForeignIndex when anybody but us or root owns or may write what is to be opened."""
    build = build.resolve()
    folders = (index_dir.resolve(), build.parent, build, build / "segments")
    files = (path for folder in folders[2:] for path in folder.iterdir())
    for path in (*folders, *files):
        if fault := _fault(path):
            raise ForeignIndex(
                f"{path} {fault}, who could have put anything there, so it is not opened. If it is "
                "yours, put that right with chown and chmod; else name another folder with "
                "--index, or delete it and run 'indexer build'."
            )


def _fault(path: Path) -> str:
    found = path.lstat()
    if found.st_uid not in (0, os.geteuid()):
        return f"belongs to another user ({found.st_uid})"
    return "can be written by other users" if _is_open_to_others(found.st_mode) else ""


def _is_open_to_others(mode: int) -> bool:
    return bool(mode & _OTHERS) and not stat.S_ISLNK(mode)


def refuse_damaged(build: Path, files: Mapping[str, str]) -> dict[Path, Stamp]:
    """Compare what a build is searched by with its checksums; what tells later that it changed.

    Raises DamagedIndex, naming the file.
    """
    parts = {name: sum_ for name, sum_ in files.items() if not name.startswith(_LATER)}
    before = stamps(build / name for name in (_MANIFEST, *parts))
    if (flaw := next(damaged(build, parts), None)) is not None:
        raise DamagedIndex(f"Its file {flaw} is not as it was written.")
    return before


def stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    """Size, time and number of each file; (0, 0, 0) of one that is gone."""
    return {path: _stamp(path) for path in paths}


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return found.st_size, found.st_mtime_ns, found.st_ino
