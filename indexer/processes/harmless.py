"""Data from a process that may have been taken over: unpickled without running anything of it.

``workers`` takes in with it what readers in a cage have made. Only values of this package's reports
and its errors are made: dataclasses, enumerations, and exceptions of one tree.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import is_dataclass
from enum import Enum
from typing import Any

from indexer.errors import InspectionError

#: Where the classes are whose values are made.
_OURS = ("indexer.reports.", "indexer.errors")


def harmless(pickled: bytes) -> Any:
    """The value. Raises UnpicklingError for anything but data, and whatever damaged data raise."""
    try:
        return _Unpickler(io.BytesIO(pickled)).load()
    except pickle.UnpicklingError:
        raise
    except Exception as error:  # a made-up pickle may raise anything
        raise pickle.UnpicklingError(repr(error)) from error


class _Unpickler(pickle.Unpickler):
    """Knows no functions and no classes that do anything."""

    def find_class(self, module: str, name: str) -> Any:
        """As pickle asks for it. Raises UnpicklingError for what is no plain value of ours."""
        if module.startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module and _is_plain(found):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no value of a report")


def _is_plain(found: type) -> bool:
    return is_dataclass(found) or issubclass(found, Enum | InspectionError)
