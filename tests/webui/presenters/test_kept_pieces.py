"""A piece of a template is made once for what it hangs on, and never for anything else."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from jinja2 import DictLoader, Environment

from webui.presenters import kept_pieces
from webui.presenters.kept_pieces import KeptPieces

PAGE = """{% kept root, page %}<a href="{{ root }}/">{{ page }} {{ made() }}</a>{% endkept %}
{% kept root %}{{ root }} {{ made() }}{% endkept %} {{ name }}"""


@pytest.fixture
def pages() -> Environment:
    numbers = count(1)
    made = Environment(
        loader=DictLoader({"page": PAGE, "other": PAGE}), autoescape=True, extensions=[KeptPieces]
    )
    made.globals["made"] = lambda: next(numbers)
    return made


def shown(pages: Environment, template: str = "page", **values: Any) -> str:
    return pages.get_template(template).render({"root": "/a", "page": "help", **values})


def test_it_is_made_once(pages: Environment) -> None:
    first = shown(pages, name="first")
    assert first == '<a href="/a/">help 1</a>\n/a 2 first'
    assert shown(pages, name="second") == first.replace("first", "second")


def test_it_is_another_for_another_value_place_and_template(pages: Environment) -> None:
    shown(pages)
    assert shown(pages, page="search") == '<a href="/a/">search 3</a>\n/a 2 '
    assert shown(pages, root="/b") == '<a href="/b/">help 4</a>\n/b 5 '
    assert shown(pages, "other") == '<a href="/a/">help 6</a>\n/a 7 '


def test_it_is_escaped_as_anything_else(pages: Environment) -> None:
    for _ in range(2):
        assert "&lt;b&gt;" in shown(pages, page="<b>")


def test_only_so_many_are_kept(pages: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pieces, "_KEPT", 4)
    for number in range(9):
        assert f"/{number}/" in shown(pages, root=f"/{number}")
    (extension,) = pages.extensions.values()
    assert isinstance(extension, KeptPieces)
    assert len(extension._pieces) <= 4
