"""A name means one thing, and what bears it has a test of its name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import indexer

ROOT = Path(__file__).parents[2]

#: Modules that only their room's tests reach: what PDFium alone can feed, what a process is started
#: with, and steps that are tried as one with their pipeline. Whatever else does something has a
#: test of its name, or of the name of its room ('test_layout' for all of 'layout/').
TESTED_WITH_THEIR_ROOM = frozenset(
    {
        "areas",
        "batch",
        "engine",
        "framing",
        "glyphs",
        "lookup",
        "native",
        "objects",
        "plain_words",
        "roles",
        "segment_sink",
        "source",
    }
)
#: Exported classes whose names others bear as well, until these are called something else.
BORNE_TWICE = frozenset({"Area", "Format"})


def modules() -> list[Path]:
    return [path for room in ("indexer", "webui") for path in sorted((ROOT / room).rglob("*.py"))]


def public_classes(path: Path) -> Iterator[str]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name


def homes() -> dict[str, list[Path]]:
    """The modules of each public class."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in modules():
        for name in public_classes(path):
            found[name].append(path)
    return found


def test_no_two_classes_of_a_room_have_one_name() -> None:
    for name, paths in homes().items():
        rooms = [path.parent for path in paths]
        assert len(rooms) == len(set(rooms)), f"{name} in {paths}"


def test_no_exported_class_shares_its_name() -> None:
    shared = {name for name, paths in homes().items() if len(paths) > 1}
    assert shared & set(indexer.__all__) <= BORNE_TWICE


def does_something(path: Path) -> bool:
    """Whether a module has a public function or method; the others hold values and protocols."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    classes = [node for node in body if isinstance(node, ast.ClassDef) and not _is_protocol(node)]
    return any(
        isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        for node in [*body, *(each for one in classes for each in one.body)]
    )


def _is_protocol(node: ast.ClassDef) -> bool:
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def untested() -> set[str]:
    """The names of modules that do something, and whose name and room's name no test has."""
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py")}
    return {
        path.stem
        for path in modules()
        if not path.stem.startswith("__")
        and not {path.stem, path.parent.name} & tests
        and does_something(path)
    }


def test_every_module_has_a_test_of_its_name_or_its_rooms() -> None:
    assert untested() == TESTED_WITH_THEIR_ROOM
