"""The table of the security standard names tests that there are, and each requirement once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
TABLE = (ROOT / "webui" / "operations" / "ASVS.md").read_text(encoding="utf-8")
#: The requirements of level 1 by section: how many numbers there are, and those left out.
LEVEL_1 = {
    "2.1": range(1, 13), "2.2": range(1, 4), "2.3": (1,), "2.5": range(1, 7), "2.7": range(1, 5),
    "2.8": (1,), "3.1": (1,), "3.2": range(1, 4), "3.3": (1, 2), "3.4": range(1, 6), "3.7": (1,),
    "4.1": (1, 2, 3, 5), "4.2": (1, 2), "4.3": (1, 2), "5.1": range(1, 6), "5.2": range(1, 9),
    "5.3": range(1, 11), "5.5": range(1, 5), "6.2": (1,), "7.1": (1, 2), "7.4": (1,),
    "8.2": range(1, 4), "8.3": range(1, 5), "9.1": range(1, 4), "10.3": range(1, 4),
    "11.1": range(1, 6), "12.1": (1,), "12.3": range(1, 6), "12.4": (1, 2), "12.5": (1, 2),
    "12.6": (1,), "13.1": (1, 3), "13.2": range(1, 4), "13.3": (1,), "14.2": range(1, 4),
    "14.3": (2, 3), "14.4": range(1, 8), "14.5": range(1, 4),
}  # fmt: skip


def rows() -> list[list[str]]:
    lines = [line for line in TABLE.splitlines() if re.match(r"\| \d", line)]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def requirements(told: str) -> Iterator[str]:
    """The numbers that a cell names, one by one."""
    for part in told.split(", "):
        first, _, last = part.partition("–")
        section, _, number = first.rpartition(".")
        upto = int(last.rpartition(".")[2]) if last else int(number)
        yield from (f"{section}.{one}" for one in range(int(number), upto + 1))


def test_each_requirement_stands_in_one_row() -> None:
    told = Counter(one for row in rows() for one in requirements(row[0]))
    known = {f"{section}.{one}" for section, numbers in LEVEL_1.items() for one in numbers}
    assert {one for one, times in told.items() if times > 1} == set()
    assert set(told) == known


def test_each_row_has_a_test_that_is_there_or_a_reason() -> None:
    for row in rows():
        named = re.findall(r"`(tests/[^`]+)`", row[2])
        assert named or row[2] == "–", row
        assert row[1], row
        for one in named:
            file, _, test = one.partition("::")
            assert (ROOT / file).is_file(), one
            assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8") or not test, one
