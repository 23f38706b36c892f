"""How this program starts Python processes of its own: with the modules that it has itself, and
none from the folder that it happens to stand in.

Whoever may write into that folder could else have code run (a ``struct.py`` there was imported
by every reader). Called where readers, uploads and workers are started.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

#: The folder that holds this package.
_HOME = str(Path(__file__).resolve().parents[2])
#: Python's own switch for it, as ``-P``, which processes of libraries obey too.
_SAFE = {"PYTHONSAFEPATH": "1"}


def child_environment() -> dict[str, str]:
    """The environment for a Python process with this one's modules."""
    return {**os.environ, **_SAFE, "PYTHONPATH": os.pathsep.join(_modules())}


@contextmanager
def safe_path() -> Iterator[None]:
    """Within it, Python processes that a library starts import nothing from this folder."""
    before = {name: os.environ.get(name) for name in _SAFE}
    os.environ.update(_SAFE)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _modules() -> list[str]:
    """Where this process looks for modules, but the current folder; this package's is last."""
    apart = {_HOME}
    with suppress(FileNotFoundError):  # the current folder may be gone
        apart.add(os.getcwd())
    return [*(entry for entry in sys.path if entry and entry not in apart), _HOME]
