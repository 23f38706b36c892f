"""Pieces that stand many times on a page: made by their template once, with gaps, then filled.

A page of results has twenty cards and seventy ticks. A macro called for each of them took half of
the page's time; to fill a piece takes a fifth of that.

Presenters make a ``Mould`` of a macro and hand it the texts of each piece; what comes out is placed
as it is. The HTML stays in the template: its macro prints the texts of the record that it is given,
and may ask of each whether it is empty, but no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from flask import current_app
from markupsafe import Markup, escape

#: Stands around the number of a gap; no template and no text has it.
_EDGE = "\x00"
#: To look for what is to be escaped takes a third of escaping it, and hardly a name has any.
_special = re.compile("[&<>\"']").search


class Mould:
    """What a macro makes of a record, made once for each choice of its texts that are empty."""

    def __init__(self, template: str, macro: str) -> None:
        """``macro`` of ``template`` takes one record, a NamedTuple of texts."""
        self._name = template, macro

    def filled(self, records: Iterable[tuple[Any, ...]]) -> Markup:
        """The pieces of some records, all of one type, one after the other.

        Texts are escaped unless they are Markup.
        """
        forms: dict[tuple[bool, ...], str] = _kept().setdefault(self._name, {})
        pieces = []
        for record in records:
            shape = tuple(map(bool, record))
            if (form := forms.get(shape)) is None:
                form = forms[shape] = self._form(record)
            pieces.append(form.format(*map(_safe, record)))
        return Markup("".join(pieces))

    def one(self, record: tuple[Any, ...]) -> Markup:
        """The piece of one record."""
        return self.filled((record,))

    def _form(self, record: tuple[Any, ...]) -> str:
        """What the macro makes of gaps, for ``str.format``."""
        template, macro = self._name
        gaps = [Markup(f"{_EDGE}{i}{_EDGE}") if text else "" for i, text in enumerate(record)]
        module = current_app.jinja_env.get_template(template).module
        html = str(getattr(module, macro)(type(record)(*gaps)))
        texts = html.replace("{", "{{").replace("}", "}}").split(_EDGE)
        return "".join(f"{{{text}}}" if i % 2 else text for i, text in enumerate(texts))


def _kept() -> dict[tuple[str, str], dict[tuple[bool, ...], str]]:
    """The forms of this application's templates."""
    kept: dict[tuple[str, str], dict[tuple[bool, ...], str]]
    kept = current_app.extensions.setdefault("moulds", {})
    return kept


def _safe(text: Any) -> str:
    return text if type(text) is str and not _special(text) else escape(text)
