"""The rooms of ``webui`` stand on floors: each knows those below its own, and no other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parents[2]
WEBUI = ROOT / "webui"
#: From the ground up. Rooms of one floor know nothing of each other.
FLOORS = (
    ("params", "archive", "asset_version"),
    ("urls",),
    ("presenters",),
    ("templating", "http", "api"),
    ("exports",),
    ("pages", "admin"),
    ("__init__",),
    ("serving",),
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
#: More at the root could not be taken in at a glance.
MOST_ROOMS = 15


def modules() -> list[Path]:
    return sorted(WEBUI.rglob("*.py"))


def room(path: Path) -> str:
    """The folder or the module at the root of webui that a file belongs to."""
    return path.relative_to(WEBUI).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[Path]:
    """The files of webui that a module imports from."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "webui":
            yield from (file_of(f"{node.module}.{alias.name}") for alias in node.names)


def file_of(name: str) -> Path:
    """The file of a module, or of the module that has a name."""
    path = ROOT / name.replace(".", "/")
    found = path.with_suffix(".py"), path / "__init__.py"
    return next((file for file in found if file.is_file()), None) or file_of(
        name.rpartition(".")[0]
    )


def test_every_room_has_a_floor() -> None:
    rooms = {room(path) for path in modules()}
    assert rooms == set(FLOOR_OF)
    assert len(rooms) <= MOST_ROOMS


def test_the_map_names_every_room() -> None:
    named = (WEBUI / "README.md").read_text(encoding="utf-8")
    for path in WEBUI.iterdir():
        if path.suffix == ".py" and not path.name.startswith("__"):
            assert f"`{path.name}`" in named, path
        elif path.is_dir() and path.name != "__pycache__":
            assert f"`{path.name}/`" in named, path


def test_no_import_goes_up_or_across() -> None:
    arrows = [(path, other) for path in modules() for other in imported(path)]
    assert len(arrows) > 50
    for path, other in arrows:
        above, below = room(path), room(other)
        assert above == below or FLOOR_OF[above] > FLOOR_OF[below], f"{path} imports {other}"


def test_no_modules_import_each_other_in_a_circle() -> None:
    order = TopologicalSorter({path: set(imported(path)) for path in modules()}).static_order()
    assert {*order} == set(modules())
