"""The archive that the pages answer from: opened once, at the first request that needs it."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from flask import Flask, current_app

from indexer import Archive


class Library:
    """Keeps the one archive of an application.

    Opening is tried again at each request until it succeeds, so that a server that was started
    before the first build begins to answer as soon as there is one.
    """

    def __init__(self, index: Path) -> None:
        self._index = index
        self._archive: Archive | None = None
        self._lock = Lock()

    def archive(self) -> Archive:
        """The archive. Raises NoIndex or ForeignIndex when the folder cannot be used."""
        with self._lock:
            if self._archive is None:
                self._archive = Archive(self._index)
            return self._archive


def init_app(app: Flask) -> None:
    """Gives the application its library."""
    app.extensions["library"] = Library(Path(app.config["INDEX"]))


def archive() -> Archive:
    """The archive of the current application. Raises NoIndex or ForeignIndex."""
    library: Library = current_app.extensions["library"]
    return library.archive()
