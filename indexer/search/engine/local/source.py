"""An index folder as a source of builds: the one CURRENT names, an older one if it is damaged.

``Archive`` looks here whether there is something newer, and opens it. A build is opened when it is
ours and every file is as it was written, and is watched from then on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from indexer.errors import DamagedIndex, ForeignIndex
from indexer.index import builds
from indexer.index.builds import MANIFEST, REBUILD, Build
from indexer.index.builds.inventory import damaged
from indexer.index.builds.lease import lease
from indexer.index.builds.trust import Stamp, refuse_damaged, refuse_planted, stamps
from indexer.search.engine.interface import Engine, Opened
from indexer.search.engine.local.engine import LocalEngine
from indexer.search.query.ranking import Ranking

T = TypeVar("T")

#: A build may be swept away while it is opened: then the folder is looked at again, so often.
_ATTEMPTS = 5
_log = logging.getLogger(__name__)


class LocalSource:
    """Implements ``Source`` over one index folder."""

    def __init__(self, index_dir: Path, ranking: Ranking | None = None) -> None:
        self._index_dir = index_dir
        self._ranking = ranking
        self._build: Build | None = None
        self._stamps: Mapping[Path, Stamp] = {}

    def current(self) -> str | None:
        """As ``Source.current``: a build, and the model of its vectors, which come later."""
        named = builds.named(self._index_dir)
        build = builds.build(self._index_dir, named) if named else None
        return f"{named} {build.model}" if build else self._unnamed()

    def open(self, use: Callable[[Engine], T]) -> Opened[T]:
        """As ``Source.open``. Raises DamagedIndex when no build can be opened."""
        faults: list[str] = []
        for _ in range(_ATTEMPTS):
            current = self.current()
            for build in builds.candidates(self._index_dir):
                try:
                    used = use(self._engine(build))
                except Exception as error:  # a damaged pickle may raise anything
                    faults.append(f"Build {build.id} cannot be opened: {_told(error)}")
                    _log.warning("%s", faults[-1])
                    continue
                return Opened(used, current, self._problem(build, faults))
        raise DamagedIndex(f"{faults[0]} No older build is left. {REBUILD}")

    def sound(self) -> bool:
        """As ``Source.sound``."""
        return stamps(self._stamps) == self._stamps

    def state(self) -> str:
        """As ``Source.state``."""
        return ""

    def flaw(self) -> str:
        """As ``Source.flaw``."""
        if self._build is None:
            return ""
        name = next(damaged(self._build.path, self._build.manifest["files"]), None)
        return f"Build {self._build.id}: its file {name} is not as it was written." if name else ""

    def _engine(self, build: Build) -> LocalEngine:
        lease(build, build.path / MANIFEST)
        refuse_planted(self._index_dir, build.path)
        build.check()
        found = refuse_damaged(build.path, build.manifest["files"])
        engine = LocalEngine(build, self._ranking)
        self._build, self._stamps = build, found
        return engine

    def _unnamed(self) -> str:
        """As ``current``, where CURRENT is damaged or gone."""
        return f"? {builds.candidates(self._index_dir)[0].id}"

    def _problem(self, build: Build, faults: list[str]) -> str:
        """What is wrong though ``build`` could be opened, '' when nothing is."""
        if faults:
            return f"{faults[0]} {REBUILD}"
        try:
            if builds.pointer(self._index_dir) is None:
                return f"{self._index_dir / builds.CURRENT} is missing. {REBUILD}"
        except ForeignIndex as error:
            return str(error)
        return ""


def _told(error: Exception) -> str:
    """Why a build cannot be opened, as a sentence."""
    return str(error) if isinstance(error, ForeignIndex) else f"{error!r}."
