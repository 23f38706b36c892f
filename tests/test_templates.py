"""Applications of one process share what their templates were compiled to, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from jinja2 import DictLoader, Environment

from tests.templates import CompiledTemplates


@pytest.fixture
def compiled() -> CompiledTemplates:
    return CompiledTemplates()


def told(compiled: CompiledTemplates, templates: Mapping[str, str], who: str) -> str:
    """What an environment of its own makes of the template 'page'."""
    environment = Environment(loader=DictLoader(templates), bytecode_cache=compiled)
    environment.filters["named"] = lambda name: f"{who} {name}"
    return environment.get_template("page").render(name="you")


def test_each_fills_them_with_its_own(
    compiled: CompiledTemplates, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = {"page": "Hello {{ name | named }}"}
    assert told(compiled, template, "dear") == "Hello dear you"
    monkeypatch.delattr(Environment, "_compile")  # nothing is compiled any more
    assert told(compiled, template, "old") == "Hello old you"


def test_what_says_something_else_is_another(compiled: CompiledTemplates) -> None:
    assert told(compiled, {"page": "Hello {{ name }}"}, "") == "Hello you"
    assert told(compiled, {"page": "Goodbye {{ name }}"}, "") == "Goodbye you"
