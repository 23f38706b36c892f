"""An alias of a cluster as a source of builds: the index it names, an older one if it is damaged.

``Archive`` looks here whether there is something newer, and opens it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import TypeVar

from indexer.errors import ClusterUnreachable, DamagedIndex, ForeignIndex, NoIndex
from indexer.index.builds import REBUILD
from indexer.index.location import ClusterAddress
from indexer.search.engine.cluster.asking.meaning import meaning_of
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.engine import ClusterEngine
from indexer.search.engine.cluster.kept import mapping, papers
from indexer.search.engine.cluster.sending import upload
from indexer.search.engine.interface import Engine, Opened
from indexer.search.query.ranking import Ranking

T = TypeVar("T")
_log = logging.getLogger(__name__)


class ClusterSource:
    """Implements ``Source`` over one address."""

    def __init__(self, address: ClusterAddress, ranking: Ranking | None = None) -> None:
        """Nothing is asked yet. Raises IndexUnusable when the client is not installed."""
        self._address = address
        self._connection = Connection(address)
        self._ranking = ranking
        self._engine: ClusterEngine | None = None

    def current(self) -> str | None:
        """As ``Source.current``."""
        return upload.current(self._connection)

    def open(self, use: Callable[[Engine], T]) -> Opened[T]:
        """As ``Source.open``.

        Raises ClusterUnreachable when nobody answers, NoIndex when nothing is published,
        DamagedIndex when nothing can be opened.
        """
        self._connection.check()
        current = self.current()
        faults = [] if current else [f"Nothing is published at {self._address}."]
        if not (candidates := list(self._candidates(current))):
            raise NoIndex(f"There is no index at {self._address} yet. Run 'indexer build' first.")
        for index in candidates:
            try:
                used = use(self._opened(index))
            except ClusterUnreachable:
                raise
            except Exception as error:  # what is damaged may raise anything
                told = str(error) if isinstance(error, ForeignIndex) else f"{error!r}."
                faults.append(f"The index {index} cannot be opened: {told}")
                _log.warning("%s", faults[-1])
                continue
            return Opened(used, current, f"{faults[0]} {REBUILD}" if faults else "")
        raise DamagedIndex(f"{faults[0]} No older one is left. {REBUILD}")

    def sound(self) -> bool:
        """As ``Source.sound``: whether the index was there when it was asked last."""
        return self._engine is None or not self._engine.gone

    def flaw(self) -> str:
        """As ``Source.flaw``."""
        return self._engine.flaw() if self._engine else ""

    def state(self) -> str:
        """As ``Source.state``."""
        # Of a name that is missing the cluster's answer waits for half a minute.
        health = self._connection.ask("GET", "/_cluster/health", local="true")
        return f"{health['status']}, {health['number_of_nodes']} nodes"

    def _candidates(self, current: str | None) -> Iterator[str]:
        """The index that is published, then whole ones of older builds, the newest first."""
        if current:
            yield current
        listed = self._connection.ask("GET", f"/{self._address.name}-*/_mapping")
        told = {name: one["mappings"].get("_meta", {}) for name, one in listed.items()}
        older = [
            name
            for name, one in told.items()
            if name != current and one.get("tool") == upload.TOOL and upload.is_whole(name, one)
        ]
        yield from sorted(older, key=lambda name: (told[name]["number"], name), reverse=True)

    def _opened(self, index: str) -> ClusterEngine:
        told = upload.about(self._connection, index)
        if told.get("identity") != mapping.identity():
            made = told.get("version", "another tool")
            raise ForeignIndex(f"it was made by another version of this tool ({made}). {REBUILD}")
        known = papers.read(self._connection, index)
        meaning = meaning_of(str(told["model"]), known.spread, bool(told["searchable"]))
        engine = ClusterEngine(
            self._connection, index, known, str(told["model"]), meaning, self._ranking
        )
        self._engine = engine
        return engine
