"""What is worked out of the data files is kept beside them, as Python keeps its compiled modules.

``expansion`` keeps the thesaurus here: to read its files and to find the terms of its ten thousand
texts took 0.6 of the 1.5 seconds of 'indexer search'. A name, the digest of what it is made of and
a function that makes it go in; plain values of JSON come out. It is kept in the folder of these
modules, for whoever may write there: nobody else could change what this program does. Where it
cannot be kept it is made anew by each process.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_LANGUAGE = _HERE.parent
#: What the terms of a text hang on, beside the data files.
_CODE = tuple(
    _LANGUAGE.parents[1] / "index" / name for name in ("analysis.py", "inflection.py", "stems.toml")
)


@cache
def sources() -> str:
    """The digest of the language's data files and modules, and of the analysis."""
    return digest((*sorted(_LANGUAGE.rglob("*.toml")), *sorted(_LANGUAGE.rglob("*.py")), *_CODE))


def digest(paths: Iterable[Path]) -> str:
    """What some files say, under this Python, as 32 hex digits."""
    found = blake2b(sys.version.encode(), digest_size=16)
    for path in paths:
        found.update(path.read_bytes())
    return found.hexdigest()


def kept(name: str, made_of: str, make: Callable[[], Any], folder: Path | None = None) -> Any:
    """What is kept under this name; else what ``make`` makes, which is then kept.

    ``made_of`` is the digest of what it is made of: what has another is not used. ``folder`` is
    another to keep it in than the one of compiled modules.
    """
    path = (folder or _HERE / "__pycache__") / f"{name}.{sys.implementation.cache_tag}.json"
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads(path.read_bytes())
        if held["digest"] == made_of:
            return held["value"]
    value = make()
    if not sys.dont_write_bytecode:
        _keep(path, {"digest": made_of, "value": value})
    return value


def _keep(path: Path, held: dict[str, Any]) -> None:
    """Write it whole or not at all."""
    scratch = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(exist_ok=True)
        scratch.write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
        scratch.replace(path)
