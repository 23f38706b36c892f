"""Seccomp: what a process may not ask of the system any more, for good.

``cage`` sets it. The filter is a small program for the kernel, made here: it looks at the
number of each call and has those fail that a reader never makes. A list of what is refused, and not
of what is allowed: a new version of a library may make other harmless calls.
"""

from __future__ import annotations

import ctypes
import errno
import platform
from collections.abc import Iterator, Mapping
from typing import NamedTuple

#: The numbers of calls by processor: on x86-64 and on ARM.
_MACHINES = ("x86_64", "aarch64")
_ARCHITECTURES = (0xC000003E, 0xC00000B7)
#: Refused always: other processes, networks, what could get round the cage or change a file's
#: owner, mode or time; -1 where the processor has no such call.
_REFUSED: Mapping[str, tuple[int, int]] = {
    "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "sendto": (44, 206),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "keyctl": (250, 219), "add_key": (248, 217), "request_key": (249, 218),
    "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "open_by_handle_at": (304, 265), "memfd_create": (319, 279), "shmget": (29, 194),
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, -1), "fchown": (93, 55), "lchown": (94, -1), "fchownat": (260, 54),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "utime": (132, -1), "utimes": (235, -1), "futimesat": (261, -1), "utimensat": (280, 88),
}  # fmt: skip
#: Refused as well where no program may be started, nor ended, nor given limits.
_PROGRAMS: Mapping[str, tuple[int, int]] = {
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, -1), "vfork": (58, -1),
    "kill": (62, 129), "tkill": (200, 130), "prlimit64": (302, 261),
}  # fmt: skip
_SOCKET, _CLONE, _CLONE3 = (41, 198), (56, 220), 435
#: A new thread, not a new process.
_THREAD = 0x00010000

# The filter's machine: load a word, compare it, test bits of it, return.
_LOAD, _EQUAL, _BITS, _RETURN, _AT_LEAST = 0x20, 0x15, 0x45, 0x06, 0x35
_NUMBER, _ARCHITECTURE, _FIRST = 0, 4, 16
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000
#: x86-64 has a second set of the same calls from here.
_OTHER_SET = 0x40000000
_SET_SECCOMP, _GET_SECCOMP, _FILTER = 22, 21, 2


class _Step(NamedTuple):
    code: int
    value: int
    yes: int = 0
    no: int = 0


class _Instruction(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Instruction)))


def is_there() -> bool:
    """Whether the kernel has it, and this processor's calls are known here."""
    found: int = ctypes.CDLL(None).prctl(_GET_SECCOMP, 0, 0, 0, 0)
    return found >= 0 and platform.machine() in _MACHINES


def restrict(programs: bool) -> None:
    """Have the calls that a reader never makes fail from now on; nothing without seccomp.

    ``programs``: starting some is allowed. Raises OSError when the kernel has it and refuses.
    """
    if not is_there():
        return
    steps = list(_filter(_MACHINES.index(platform.machine()), programs))
    made = (_Instruction * len(steps))(*(_Instruction(s.code, s.yes, s.no, s.value) for s in steps))
    program = _Program(len(steps), made)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "seccomp takes no filter")


def _filter(machine: int, programs: bool) -> Iterator[_Step]:
    yield _Step(_LOAD, _ARCHITECTURE)
    yield _Step(_EQUAL, _ARCHITECTURES[machine], yes=1)
    yield _Step(_RETURN, _KILL)
    yield _Step(_LOAD, _NUMBER)
    yield _Step(_AT_LEAST, _OTHER_SET, no=1)
    yield _Step(_RETURN, _KILL)
    refused = _REFUSED if programs else {**_REFUSED, **_PROGRAMS}
    for numbers in (*refused.values(), _SOCKET):
        if numbers[machine] >= 0:
            yield from _refuse(numbers[machine], errno.EPERM)
    if not programs:
        # Its flags lie in memory, where a filter cannot look; without it libraries take 'clone'.
        yield from _refuse(_CLONE3, errno.ENOSYS)
        yield _Step(_EQUAL, _CLONE[machine], no=3)
        yield _Step(_LOAD, _FIRST)
        yield _Step(_BITS, _THREAD, yes=1)
        yield _Step(_RETURN, _FAIL | errno.EPERM)
    yield _Step(_RETURN, _ALLOW)


def _refuse(number: int, error: int) -> Iterator[_Step]:
    yield _Step(_EQUAL, number, no=1)
    yield _Step(_RETURN, _FAIL | error)
