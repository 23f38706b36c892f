"""What a run took is told by part and by folder, and the parts with long tests come first."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests import worktime
from tests.programs import wait_until
from tests.worktime import CLUSTER, FUZZING, REST, Machine, WorkTime, in_order, part_of, take_note

PARTS = {
    "tests/webui/test_urls.py::test_one": REST,
    "tests/fuzz/test_fuzz.py::test_one": FUZZING,
    "tests/indexer/search/engine/cluster/test_secured.py::test_no_mark": REST,
    "tests/browser/test_on_cluster.py::test_marked": CLUSTER,
    "tests/cluster/test_faults.py::test_one": CLUSTER,
}


class Item:
    """As much of a test as is asked of one."""

    def __init__(self, nodeid: str) -> None:
        self.nodeid = nodeid
        self.user_properties: list[tuple[str, object]] = []

    def get_closest_marker(self, name: str) -> bool:
        return name == "cluster" and self.nodeid.endswith("test_marked")


def items() -> Any:
    return [Item(nodeid) for nodeid in PARTS]


def test_a_test_belongs_to_one_part() -> None:
    assert {item.nodeid: part_of(item) for item in items()} == PARTS


def test_long_tests_come_first_and_all_are_else_as_they_were() -> None:
    ordered = items()
    in_order(ordered)
    assert [part_of(item) for item in ordered] == [CLUSTER, FUZZING, CLUSTER, REST, REST]
    assert ordered[0].nodeid.startswith("tests/browser/")
    assert ordered[2].nodeid.startswith("tests/cluster/")
    assert [item.nodeid for item in ordered[3:]] == list(PARTS)[:1] + list(PARTS)[2:3]


@pytest.mark.parametrize("processes", [1, 2, 3, 4, 9])
def test_each_process_begins_with_other_long_tests(processes: int) -> None:
    short = [Item(f"tests/webui/test_{number}.py::test_one") for number in range(40)]
    ordered: Any = [*short, *items()]
    before = {item.nodeid for item in ordered}
    in_order(ordered, processes)
    assert len(ordered) == len(before)
    assert {item.nodeid for item in ordered} == before
    # As pytest-xdist deals them out.
    shares, left = [], list(ordered)
    for place in range(processes):
        size = len(left) // (processes - place)
        shares.append([item.nodeid for item in left[:size]])
        left = left[size:]
    long = [name for name, part in PARTS.items() if part != REST]
    assert {share[0] for share in shares[:2]} <= set(long)
    assert all(name not in share[3:] for name in long for share in shares)


def test_seconds_are_added_up_by_part_and_by_folder() -> None:
    time = WorkTime()
    for item in items():
        take_note(item)
        for when in ("setup", "call"):
            time.pytest_runtest_logreport(
                pytest.TestReport(
                    item.nodeid, ("", 0, ""), {}, "passed", None, when,  # type: ignore[arg-type]
                    duration=2.0, user_properties=item.user_properties,
                )
            )  # fmt: skip
    told = [line.partition(" s of work")[0] for line in time.lines()]
    assert sorted(told[:3]) == ["a cluster: 8", "everything else: 8", "fuzzing: 4"]
    assert told[3:5] == ["  tests/webui/test_urls.py: 4 s", "  tests/indexer/search: 4 s"]


def test_what_the_machine_did_meanwhile_is_told() -> None:
    machine = Machine()
    wait_until(lambda: len(list(machine.lines())) == 2, "the machine has done something")
    busy, loop = machine.lines()
    assert re.fullmatch(r"the cores: \d+ s of work, \d+% of the time", busy)
    assert loop.startswith("a loop of a million steps: ")


def test_a_machine_that_tells_nothing_of_its_cores_tells_its_speed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worktime, "Path", lambda _: Path("/nowhere"))
    (loop,) = Machine().lines()
    assert loop.startswith("a loop of a million steps: ")
