"""Whatever is public says what it is for, and what it raises."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULES = [
    path
    for room in ("indexer", "webui")
    for path in sorted((ROOT / room).rglob("*.py"))
    if path.read_text(encoding="utf-8").strip()
]

Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def public(path: Path) -> Iterator[tuple[str, Documented]]:
    """The module, its public classes and functions, and the public methods of these classes."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    yield "the module", module
    yield from _public(module.body, "")


def _public(body: list[ast.stmt], of: str) -> Iterator[tuple[str, Documented]]:
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield of + node.name, node
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, f"{node.name}.")


def raised(node: ast.AST) -> Iterator[str]:
    """The errors raised in a function that leave it: not in a ``try`` nor in a function within."""
    for inner in ast.iter_child_nodes(node):
        if isinstance(inner, ast.Try | ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(inner, ast.Raise) and isinstance(inner.exc, ast.Call):
            name = inner.exc.func
            if isinstance(name, ast.Name) and name.id[0].isupper():
                yield name.id
        yield from raised(inner)


def is_called_by_a_library(function: ast.FunctionDef) -> bool:
    """Whether it is a command, whose docstring users read, or a page, whose errors are pages."""
    return any(
        isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
        for one in function.decorator_list
    )


def test_what_is_public_says_what_it_is_for() -> None:
    silent = [
        (place(path), name)
        for path in MODULES
        for name, node in public(path)
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_what_is_raised_is_told() -> None:
    untold = [
        (place(path), name, error)
        for path in MODULES
        for name, node in public(path)
        if isinstance(node, ast.FunctionDef) and not is_called_by_a_library(node)
        for error in sorted(set(raised(node)))
        if error not in (ast.get_docstring(node) or "")
    ]
    assert untold == []


def place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
