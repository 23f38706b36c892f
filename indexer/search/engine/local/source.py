"""An index folder as a source of builds: the one CURRENT names, an older one if it is damaged.

``Archive`` looks here whether there is something newer, and opens it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from indexer.errors import ForeignIndex
from indexer.index import builds
from indexer.index.builds import Build
from indexer.search.engine.interface import Engine, Opened
from indexer.search.engine.local.engine import LocalEngine
from indexer.search.query.ranking import Ranking

T = TypeVar("T")

#: A build may be swept away while it is opened: then the folder is looked at again, so often.
_ATTEMPTS = 5


class LocalSource:
    """Implements ``Source`` over one index folder."""

    def __init__(self, index_dir: Path, ranking: Ranking | None = None) -> None:
        self._index_dir = index_dir
        self._ranking = ranking

    def current(self) -> str | None:
        """As ``Source.current``: a build, and the model of its vectors, which come later."""
        build = builds.pointer(self._index_dir)
        model = builds.candidates(self._index_dir)[0].model if build else ""
        return f"{build} {model}" if model else build

    def open(self, use: Callable[[Engine], T]) -> Opened[T]:
        """As ``Source.open``. Raises ForeignIndex when no build can be opened."""
        damage = ""
        for _ in range(_ATTEMPTS):
            current = self.current()
            for build in builds.candidates(self._index_dir):
                try:
                    used = use(self._engine(build))
                except ForeignIndex:
                    raise
                except Exception as error:  # a damaged pickle may raise anything
                    damage = damage or f"Build {build.id} cannot be opened ({error!r})."
                    continue
                problem = (
                    ""
                    if build.id == builds.pointer(self._index_dir)
                    else f"{damage} Run 'indexer build' again."
                )
                return Opened(used, current, problem)
        raise ForeignIndex(f"{damage} No older build is left. Run 'indexer build'.")

    def _engine(self, build: Build) -> LocalEngine:
        build.check()
        return LocalEngine(build, self._ranking)
