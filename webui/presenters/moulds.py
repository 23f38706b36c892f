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
#: The piece for ``str.format``, and the places of the texts that it prints.
_Form = tuple[str, tuple[int, ...]]


class Mould:
    """What a macro makes of a record, made once for each choice of its texts that are empty."""

    def __init__(self, template: str, macro: str) -> None:
        """``macro`` of ``template`` takes one record, a NamedTuple of texts."""
        self._name = template, macro

    def filled(self, records: Iterable[tuple[Any, ...]]) -> Markup:
        """The pieces of some records, all of one type, one after the other.

        Texts are escaped unless they are Markup.
        """
        forms = _kept().setdefault(self._name, {})
        pieces = []
        for record in records:
            shape = tuple(map(bool, record))
            if (form := forms.get(shape)) is None:
                form = forms[shape] = self._form(record)
            text, printed = form
            pieces.append(text.format(*[_safe(record[place]) for place in printed]))
        return Markup("".join(pieces))

    def one(self, record: tuple[Any, ...]) -> Markup:
        """The piece of one record."""
        return self.filled((record,))

    def _form(self, record: tuple[Any, ...]) -> _Form:
        """What the macro makes of gaps."""
        template, macro = self._name
        gaps = [Markup(f"{_EDGE}{i}{_EDGE}") if text else "" for i, text in enumerate(record)]
        module = current_app.jinja_env.get_template(template).module
        html = str(getattr(module, macro)(type(record)(*gaps)))
        texts = html.replace("{", "{{").replace("}", "}}").split(_EDGE)
        printed = sorted({int(gap) for gap in texts[1::2]})
        texts[1::2] = [f"{{{printed.index(int(gap))}}}" for gap in texts[1::2]]
        return "".join(texts), tuple(printed)


def _kept() -> dict[tuple[str, str], dict[tuple[bool, ...], _Form]]:
    """The forms of this application's templates."""
    kept: dict[tuple[str, str], dict[tuple[bool, ...], _Form]]
    kept = current_app.extensions.setdefault("moulds", {})
    return kept


def _safe(text: Any) -> str:
    if type(text) is str:
        return escape(text) if _special(text) else text
    return text if type(text) is Markup else escape(text)
