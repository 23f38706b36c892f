"""A cage for a process that reads what a stranger sent: it may compute, and answer, and no more.

``shut`` is called in a process of its own when all is set up and before the file is looked into.
From then on the process, and whatever it starts, sees no files but those it is given and the
modules of this program, writes nowhere but where it must, reaches no network, and starts no program
(``programs``: none but Python, in the same cage). A reader that is taken over by its file can lie
about the text.

Two parts of the kernel hold it, each for itself where the other is missing: Landlock what files
are seen (``landlock``), seccomp what may be asked of the system (``seccomp``). Nothing is needed to
set them up. ``holding`` says what holds here; where neither does, the limits on time and memory are
all there is, as ``indexer doctor`` tells.
"""

from __future__ import annotations

import ctypes
import os
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from indexer.processes.cage import landlock, seccomp

_NO_NEW_PRIVILEGES = 38
#: The package itself: of the folder that holds it only names are seen.
_PACKAGE = Path(__file__).resolve().parents[2]
#: What an interpreter and its libraries are made of besides the modules.
_SYSTEM = ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo")
_DEVICES = ("/etc/ld.so.cache", "/dev/null", "/dev/urandom")
#: What loads a program; without it none can be started.
_LOADERS = ("/lib64", "/lib")


@dataclass(frozen=True, slots=True)
class Holding:
    """Which parts of a cage the kernel holds."""

    #: The version of Landlock, 0 for none.
    landlock: int
    seccomp: bool


def holding() -> Holding:
    """What holds here."""
    return Holding(landlock.version(), seccomp.is_there())


def shut(
    readable: Iterable[Path] = (), writable: Path | None = None, programs: bool = False
) -> None:
    """Shut the cage around this process for good; what the kernel does not hold is left out.

    ``readable`` are files, or folders with all in them; into the folder ``writable`` files may be
    written, too. ``programs``: Python may be started. Raises OSError when the kernel refuses.
    """
    ctypes.CDLL(None).prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    seen = _seen(readable, programs)
    if writable:
        seen[writable] = landlock.FILL
    landlock.restrict(seen)
    seccomp.restrict(programs)


def _seen(readable: Iterable[Path], programs: bool) -> dict[Path, int]:
    """What is seen, with the rights to it."""
    seen = {Path(name): landlock.READ for name in (*_SYSTEM, *_DEVICES)}
    seen |= dict.fromkeys((_PACKAGE, *readable), landlock.READ)
    for folder in map(Path, sys.path):
        if folder.is_dir():
            of_python = folder.is_relative_to(sys.prefix) or folder.is_relative_to(sys.base_prefix)
            seen.setdefault(folder, landlock.READ if of_python else landlock.LIST)
    if programs:
        seen |= _programs()
    return seen


def _programs() -> dict[Path, int]:
    """What it takes to start Python."""
    real = Path(os.path.realpath(sys.executable))
    loaders = [path for folder in _LOADERS for path in Path(folder).glob("ld-*.so*")]
    started = landlock.READ | landlock.EXECUTE
    found = dict.fromkeys((Path(sys.executable), real, *loaders), started)
    return found | dict.fromkeys((Path(sys.prefix) / "pyvenv.cfg", *_libraries()), landlock.READ)


def _libraries() -> list[Path]:
    """Where Python itself lies as a library, if it is one: beside its modules where it was not
    installed by the system (no PDF was read by such a 3.12).
    """
    name = str(sysconfig.get_config_var("INSTSONAME") or "")
    folders = (sysconfig.get_config_var("LIBDIR"), Path(sys.base_prefix) / sys.platlibdir)
    return [Path(folder) / name for folder in folders if folder and ".so" in name]
