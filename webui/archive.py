"""The archive that this application answers from.

``get_archive()`` gives the one ``indexer.Archive`` of the application that serves the request, as
``get_db()`` does in Flask's tutorial. It is opened before the server listens or, where it cannot
be yet, at the first request that needs it. ``get_joined_table()`` gives what people keep beside it.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from flask import Flask, current_app

from indexer import Archive, JoinedTable


class _Opener:
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
    """Prepares the archive in ``INDEX`` and the table in ``CORPUS``; nothing is opened yet."""
    app.extensions["archive"] = _Opener(Path(app.config["INDEX"]))
    app.extensions["joined_table"] = JoinedTable(Path(app.config["CORPUS"]))


def get_archive() -> Archive:
    """The archive of the current application. Raises NoIndex or ForeignIndex."""
    return archive_of(current_app)


def get_joined_table() -> JoinedTable:
    """The table that people keep beside the register of the current application."""
    table: JoinedTable = current_app.extensions["joined_table"]
    return table


def archive_of(app: Flask) -> Archive:
    """The archive of an application, opened before any request if it has to be. Raises the same."""
    opener: _Opener = app.extensions["archive"]
    return opener.archive()
