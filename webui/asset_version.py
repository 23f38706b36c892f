"""The version of this package's own source, a short digest of all its files.

``urls.asset`` puts it into the address of each static file, and ``http.caching`` into the tag of
each page, so that no browser keeps a page or a style sheet of an older version. It stands at the
root of the package because it digests every folder below its own.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, current_app

_HERE = Path(__file__).parent
_SHOWN = (".py", ".html", ".xml", ".css", ".js", ".svg", ".json")


def init_app(app: Flask) -> None:
    """Reads all files once, and keeps their digest as ``ASSET_VERSION``."""
    app.config["ASSET_VERSION"] = digest(_HERE)


def asset_version() -> str:
    """Twelve hex digits that change whenever anything of this package's source does."""
    return str(current_app.config["ASSET_VERSION"])


def digest(folder: Path) -> str:
    """The digest of the templates, style sheets, scripts and code in a folder and below it."""
    found = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _SHOWN):
        found.update(path.relative_to(folder).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:12]
