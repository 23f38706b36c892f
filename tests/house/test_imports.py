"""The house rules that keep data flowing one way."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

#: What stands on nothing else.
_GROUND = {
    "indexer.budget",
    "indexer.data_files",
    "indexer.disk",
    "indexer.errors",
    "indexer.months",
    "indexer.number_words",
    "indexer.processes",
    "indexer.slugs",
}
_REPORTS = _GROUND | {"indexer.reports"}
_INDEX = _REPORTS | {"indexer.index"}
_QUERY = _INDEX | {"indexer.search.query"}
#: What engines and language both stand on.
_CATALOGUE = _QUERY | {"indexer.search.catalogue", "indexer.search.cache"}
_DOOR = _CATALOGUE | {"indexer.search.engine.interface"}
_SEARCH = _DOOR | {"indexer.search"}
#: The folders of the engines.
ENGINES = ("local", "cluster")
#: What each room may import of the others.
ALLOWED = {
    "indexer/reports": _REPORTS,
    "indexer/index": _INDEX,
    "indexer/search/query": _QUERY,
    "indexer/search/engine/interface.py": _CATALOGUE,
    "indexer/search/engine/local": _DOOR | {"indexer.search.engine.local"},
    # What a cluster has narrowed a search to is ranked by the steps of the embedded engine.
    "indexer/search/engine/cluster": _DOOR
    | {"indexer.search.engine.local", "indexer.search.engine.cluster"},
    "indexer/search/language": _CATALOGUE | {"indexer.search.language"},
    "indexer/search": _SEARCH,
}

#: Libraries, and the only rooms that may know them.
ROOMS = {
    "whoosh": ("indexer/index", "indexer/search/engine/local"),
    "numpy": (
        "indexer/index",
        "indexer/search/engine/local",
        "indexer/search/engine/cluster",
        "indexer/search/language/words/spelling",
    ),
    "opensearchpy": ("indexer/search/engine/cluster",),
    "spellchecker": ("indexer/search/language", "indexer/reports"),
    "onnxruntime": ("indexer/index/meaning",),
    "tokenizers": ("indexer/index/meaning",),
    "flask": ("webui",),
    "waitress": ("webui",),
    "bs4": ("indexer/reports",),
    "lxml": ("indexer/reports",),
    "pypdfium2": ("indexer/reports",),
    "markdown_it": ("indexer/reports/readers",),
}


def modules(room: str) -> list[Path]:
    return [ROOT / room] if room.endswith(".py") else sorted((ROOT / room).rglob("*.py"))


@cache
def imported(path: Path) -> tuple[str, ...]:
    return tuple(_imported(ast.parse(path.read_text(encoding="utf-8"))))


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", ALLOWED)
def test_imports_run_one_way(room: str) -> None:
    for path in modules(room):
        for name in imported(path):
            if name.startswith(("indexer", "webui")):
                assert any(name == a or name.startswith(a + ".") for a in ALLOWED[room]), (
                    f"{path} imports {name}"
                )


def test_an_engine_is_known_to_whoever_opens_an_archive_or_builds_alone() -> None:
    inside = {ROOT / "indexer/search/engine" / name for name in ENGINES}
    openers = {ROOT / "indexer/search/archive.py", ROOT / "indexer/build.py"}
    known = tuple(f"indexer.search.engine.{name}" for name in ENGINES)
    for path in modules("indexer"):
        if not inside & set(path.parents) and path not in openers:
            for name in imported(path):
                assert not name.startswith(known), f"{path} imports {name}"


def test_every_engine_is_named() -> None:
    folders = {path.parent.name for path in (ROOT / "indexer/search/engine").glob("*/__init__.py")}
    assert folders == set(ENGINES)


def test_the_skin_sees_only_public_names() -> None:
    for path in modules("webui"):
        for name in imported(path):
            assert not name.startswith("indexer."), f"{path} imports {name}, not from indexer"


@pytest.mark.parametrize("library", ROOMS)
def test_a_library_stays_in_its_rooms(library: str) -> None:
    for path in [*modules("indexer"), *modules("webui")]:
        room = path.relative_to(ROOT).as_posix()
        if not room.startswith(ROOMS[library]):
            assert library not in {name.split(".")[0] for name in imported(path)}, path


def test_the_top_level_is_the_users() -> None:
    kept = {path.name for path in ROOT.iterdir() if not path.name.startswith(".")}
    made_by_tools = {name for name in kept if name.endswith(".egg-info")} | {"build", "dist"}
    assert kept - made_by_tools == {
        "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "indexer", "webui", "corpus",
        "tests",
    }  # fmt: skip
