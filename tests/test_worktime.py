"""What a run took is told by part and by folder, and the parts with long tests come first."""

from __future__ import annotations

from typing import Any

import pytest

from tests.worktime import CLUSTER, FUZZING, REST, WorkTime, in_order, part_of, take_note

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


def test_the_parts_come_one_after_the_other_and_are_else_as_they_were() -> None:
    ordered = items()
    in_order(ordered)
    assert [part_of(item) for item in ordered] == [CLUSTER, CLUSTER, FUZZING, REST, REST]
    assert ordered[0].nodeid.startswith("tests/browser/")


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
    assert told[3:] == ["  tests/webui/test_urls.py: 4 s", "  tests/indexer/search: 4 s"]
