"""Several processes answer at one address; one that ends is replaced, and all end together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.programs import PATIENCE, Program, done, wait_until

WORKERS = 2
#: A process that is told to end while it begins, where Python loses what that raises.
LOST = """
import os, sys, time
from pathlib import Path
from webui import create_app
from webui.cli import serve
from webui.serving.processes import Processes
from webui.serving.server import answer

def begin(listener):
    try:
        print(os.getpid(), flush=True)
        while True:  # a signal just before a long sleep would be seen after it
            time.sleep(0.01)
    except KeyboardInterrupt:
        pass  # as in a callback of the garbage collector
    answer(create_app({"INDEX": Path(sys.argv[1])}), listener)

processes = Processes()
serve("127.0.0.1", 0, lambda listener: processes.run(1, lambda: begin(listener)))
"""
#: The first process, told to end where that is lost: its processes end at once and for ever.
LOST_BY_THE_FIRST = """
import signal
from webui.serving.processes import Processes

processes = Processes()
try:
    signal.raise_signal(signal.SIGTERM)
except KeyboardInterrupt:
    pass  # as in a callback of the garbage collector
processes.run(1, lambda: None)
"""
#: Where what makes ready has ended before the others begin.
ENDED_BEFORE = """
import os, time
from webui.serving.processes import Processes

def work():
    print(os.getpid(), flush=True)
    time.sleep(3600)

processes = Processes()
processes.first(lambda: None)
time.sleep(0.5)
processes.run(1, work)
"""


@pytest.fixture
def server(index: Path) -> Iterator[tuple[Program, str]]:
    command = [sys.executable, "-m", "webui", "--port", "0", "--workers", WORKERS]
    with Program([*command, "--index", index], stdout=subprocess.PIPE) as started:
        yield started, started.until(r"http://\S+")[0]


def below(process: int) -> list[int]:
    """The processes that one began."""
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def works(address: str) -> bool:
    with urlopen(f"{address}healthz", timeout=PATIENCE) as answer:
        return bool(answer.status == 200)


def gone(processes: list[int]) -> bool:
    return not any(Path(f"/proc/{process}/exe").exists() for process in processes)


def test_one_that_dies_is_replaced_and_all_end_when_told(
    server: tuple[Program, str],
) -> None:
    started, address = server
    wait_until(lambda: len(below(started.pid)) == WORKERS, "both processes are there")
    assert all(works(address) for _ in range(8))
    before = below(started.pid)
    os.kill(before[0], signal.SIGKILL)
    assert all(works(address) for _ in range(8))
    wait_until(lambda: len(set(below(started.pid)) - {before[0]}) == WORKERS, "it is replaced")
    everyone = below(started.pid)
    started.terminate()
    assert started.wait() == 0
    assert gone(everyone)


def test_one_that_is_told_to_end_while_it_begins_ends(index: Path) -> None:
    command = [sys.executable, "-c", LOST, index]
    with Program(command, stdout=subprocess.PIPE) as started:
        begun = int(started.until(r"^\d+$")[0])
        started.terminate()
        assert started.wait() == 0
    assert gone([begun])


def test_the_first_ends_when_it_is_told_though_that_was_lost() -> None:
    assert done([sys.executable, "-c", LOST_BY_THE_FIRST]).returncode == 0


def test_none_is_left_when_the_first_is_killed(
    server: tuple[Program, str],
) -> None:
    started, address = server
    assert works(address)
    wait_until(lambda: len(below(started.pid)) == WORKERS, "both processes are there")
    everyone = below(started.pid)
    started.kill()
    wait_until(lambda: gone(everyone), "all of them have ended")


def test_what_ended_before_the_others_began_is_not_kept() -> None:
    with Program([sys.executable, "-c", ENDED_BEFORE], stdout=subprocess.PIPE) as started:
        begun = int(started.until(r"^\d+$")[0])
        wait_until(lambda: below(started.pid) == [begun], "what made ready is gone")
        started.terminate()
        assert started.wait() == 0


def test_an_index_that_cannot_be_is_told_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "webui", "--port", "0", "--workers", str(WORKERS)]
    places = ["--corpus", str(tmp_path / "none"), "--index", str(tmp_path / "index")]
    refused = done([*command, *places])
    assert refused.returncode == 2
    assert refused.stderr.count("\n") == 1
    assert refused.stderr.startswith("webui: ")
