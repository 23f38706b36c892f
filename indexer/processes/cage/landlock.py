"""Landlock: which files a process sees, for good (Linux 5.13 and later).

``cage`` hands in paths with the rights to them. There is no way around it through the
folders of other processes, and where the kernel knows of networks (6.7) and of signals and abstract
sockets (6.12), these are closed as well.
"""

from __future__ import annotations

import ctypes
import os
import stat
from collections.abc import Mapping
from pathlib import Path

EXECUTE, _WRITE_FILE, READ_FILE, LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
READ = READ_FILE | LIST
_TRUNCATE, _DEVICES = 1 << 14, 1 << 15
#: To write files into a folder: make, fill, rename and delete them.
FILL = READ | _WRITE_FILE | _TRUNCATE | 1 << 5 | 1 << 8
#: The rights to files that each version of Landlock knows: 13 of the first, one more in some.
_KNOWN = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
#: Those that can be had of a file; the others are of folders.
_OF_FILES = EXECUTE | _WRITE_FILE | READ_FILE | _TRUNCATE | _DEVICES
#: Versions that know of networks, and of what lies between processes.
_NETWORKS, _SCOPES = 4, 6
_BOTH = 0b11
#: The numbers of the calls, the same on every kind of processor.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION = 1
_BENEATH = 1


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scope", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """The version of Landlock that the kernel has, 0 for none."""
    return max(0, _call(_CREATE, None, 0, _VERSION))


def restrict(seen: Mapping[Path, int]) -> None:
    """Have this process see ``seen`` alone, with the rights to each; nothing without Landlock.

    What is not there is left out. Raises OSError when the kernel has it and refuses.
    """
    if not (known := version()):
        return
    handled = (1 << _KNOWN[min(known, max(_KNOWN))]) - 1
    rules = _ruleset(known, handled)
    try:
        for path, rights in seen.items():
            _allow(rules, path, rights & handled)
        if _call(_RESTRICT, rules, 0):
            raise OSError(ctypes.get_errno(), "Landlock refuses to be shut")
    finally:
        os.close(rules)


def _ruleset(known: int, handled: int) -> int:
    net = _BOTH if known >= _NETWORKS else 0
    scope = _BOTH if known >= _SCOPES else 0
    asked = _Ruleset(handled, net, scope)
    size = 8 * (1 + (known >= _NETWORKS) + (known >= _SCOPES))
    if (rules := _call(_CREATE, ctypes.byref(asked), size, 0)) < 0:
        raise OSError(ctypes.get_errno(), "Landlock takes no rules")
    return rules


def _allow(rules: int, path: Path, rights: int) -> None:
    try:
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        if not stat.S_ISDIR(os.fstat(opened).st_mode):
            rights &= _OF_FILES
        rule = _Beneath(rights, opened)
        if rights and _call(_ADD, rules, _BENEATH, ctypes.byref(rule), 0):
            raise OSError(ctypes.get_errno(), f"Landlock takes no rule for {path}")
    finally:
        os.close(opened)


def _call(number: int, *arguments: object) -> int:
    whole = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result: int = ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *whole)
    return result
