"""The server has its memory of one pool, whatever its threads do."""

from __future__ import annotations

import platform
import sys

import pytest

from tests import programs

#: Threads that each take and hold many small pieces; the pools that the C library then has.
_POOLS = """
import ctypes, os, re, tempfile, threading
from tests import programs
from webui.serving.memory import take_from_one_pool

if {one}:
    assert take_from_one_pool()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
meet = threading.Barrier(9)

def work():
    [libc.malloc(1000) for _ in range(100)]
    meet.wait()
    meet.wait()

threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
meet.wait()
libc.fopen.restype = ctypes.c_void_p
name = tempfile.mktemp()
file = ctypes.c_void_p(libc.fopen(name.encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
meet.wait()
print(len(re.findall("<heap ", open(name).read())))
os.unlink(name)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library has its own ways")
@pytest.mark.parametrize("one", [True, False])
def test_threads_share_one_pool(one: bool) -> None:
    command = [sys.executable, "-c", _POOLS.format(one=one)]
    told = programs.done(command, check=True)
    assert (int(told.stdout) == 1) == one
