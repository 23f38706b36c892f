"""Pieces of pages that are the same for many requests: made by their template once, and kept.

Half of what a page of results prints beside its cards is the same on every page: what its head
loads, where its navigation leads. A template says what such a piece hangs on, and the piece:

    {% kept request.script_root, request.endpoint %}…{% endkept %}

Nothing else that differs between requests may be printed in it; what is the same as long as the
application runs may.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

#: So many pieces are kept, of some 500 bytes; a proxy may name any root, so they could be endless.
_KEPT = 512


class KeptPieces(Extension):
    """The words ``kept`` and ``endkept`` of the templates of one application."""

    tags = frozenset({"kept"})  # type: ignore[assignment]

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        self._pieces: dict[tuple[str, Hashable], str] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """The node of a piece: a call with what it hangs on, around its body."""
        line = next(parser.stream).lineno
        hangs_on = parser.parse_tuple()
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        call = self.call_method("_piece", [place, hangs_on])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _piece(self, place: str, hangs_on: Hashable, caller: Callable[[], Any]) -> str:
        key = place, hangs_on
        if (piece := self._pieces.get(key)) is None:
            if len(self._pieces) >= _KEPT:
                self._pieces.clear()
            piece = self._pieces[key] = str(caller())
        return piece
