"""A name means one thing, and what bears it has a test of its name."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import indexer

ROOT = Path(__file__).parents[2]

#: Modules that are tested through others: plain values, what a process or a library is started
#: with, and steps that only their pipeline calls. Whatever else is new has a test of its name, or
#: of the name of its room ('test_pdf' for the reader of PDFs).
TESTED_ELSEWHERE = frozenset(
    {
        "areas",
        "arrays",
        "batch",
        "bm25f",
        "browser_print",
        "bullets",
        "coordination",
        "document",
        "drop_caps",
        "elements",
        "engine",
        "framing",
        "glyphs",
        "hyphens",
        "inline",
        "interface",
        "kind",
        "layout_tables",
        "ligatures",
        "lock",
        "lookup",
        "mojibake",
        "months",
        "native",
        "nesting",
        "nodes",
        "note_marks",
        "numbering",
        "objects",
        "originals",
        "overleaf",
        "plain_words",
        "plan",
        "preview",
        "printed",
        "progress",
        "ranking",
        "reading",
        "result",
        "roles",
        "ruled_tables",
        "sections",
        "segment_sink",
        "source",
        "stretches",
        "tags",
        "templating",
        "tracking",
        "urls",
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


def test_every_module_has_a_test_of_its_name_or_its_rooms() -> None:
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests").rglob("test_*.py")}
    without = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if not path.stem.startswith("__")
        and not {path.stem, path.parent.name} & tests
        and path.stem not in TESTED_ELSEWHERE
    }
    assert without == set()
