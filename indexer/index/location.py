"""Where an index is: in a folder of this machine, or in a cluster, by an address.

``--index`` and its environment variable take both, and hand both on as a path: the commands, the
build and the ``Archive`` ask here which of the two it is.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import ForeignIndex

#: A path has lost one of the two slashes of an address.
_ADDRESS = re.compile(r"opensearch(?P<secure>s?):/+(?P<hosts>[^/]+)/(?P<rest>[^/]+)/?")
_SCHEME = re.compile(r"opensearchs?:")
_HOST = re.compile(r"(?:[\w.-]+|\[[\da-fA-F:]+\]):\d{1,5}")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """The hosts of a cluster, each as 'host:port', and what the index is called there."""

    hosts: tuple[str, ...]
    name: str
    #: Whether it is spoken to by TLS.
    secure: bool = False

    @classmethod
    def of(cls, index: Path | str) -> ClusterAddress | None:
        """The address that ``index`` is; None where it is a folder.

        Raises ForeignIndex when it means to be an address and is none.
        """
        text = str(index)
        if not _SCHEME.match(text):
            return None
        found = _ADDRESS.fullmatch(text)
        name, *more = found["rest"].split(",") if found else ("",)
        hosts = (*found["hosts"].split(","), *more) if found else ()
        if not found or not _NAME.fullmatch(name) or not all(map(_HOST.fullmatch, hosts)):
            raise ForeignIndex(
                f"'{text}' is no address of a cluster. Write opensearch://host:9200/name, more "
                "hosts after commas, the name in small letters."
            )
        return cls(hosts, name, bool(found["secure"]))

    def __str__(self) -> str:
        scheme = "opensearchs" if self.secure else "opensearch"
        return f"{scheme}://{','.join(self.hosts)}/{self.name}"


def anywhere(index: Path) -> Path:
    """The same index, named so that it is found from any folder: an address is as it is."""
    return index if ClusterAddress.of(index) else index.resolve()


def workspace(index: Path) -> Path:
    """The folder in which builds of ``index`` are written: itself, or one of this machine's cache
    for an index in a cluster. Raises ForeignIndex as ``ClusterAddress.of``.
    """
    address = ClusterAddress.of(index)
    if address is None:
        return index
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    digest = hashlib.sha256(str(address).encode()).hexdigest()[:12]
    return cache / "inspection-findings" / f"{address.name}-{digest}"
