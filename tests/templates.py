"""Templates that are compiled once in a process, whatever number of applications it makes.

A test with an application of its own compiled some thirty of them anew, which was a fifth of the
work of the tests of pages. ``conftest`` has Flask use it.
"""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Keeps what a template was compiled to, by its name and what it says."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """As Jinja asks for it: the template may be one that was not compiled yet."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """As Jinja hands it over."""
        self._codes[bucket.key, bucket.checksum] = bucket.code
