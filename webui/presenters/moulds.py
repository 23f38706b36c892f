"""Pieces that stand many times on a page: made by their template once, with gaps, then filled.

A page of results has twenty cards and seventy ticks. A macro called for each of them took half of
the page's time; to fill a piece takes a fifth of that.

Presenters make a ``Mould`` of a macro and hand it the texts of each piece; what comes out is placed
as it is. The HTML stays in the template: its macro prints the texts of the record that it is given,
and may ask of each whether it is empty, but no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any, NamedTuple

from flask import current_app
from markupsafe import Markup, escape

#: Stands around the number of a gap; no template has it.
_EDGE = "\x00"
#: To look for what is to be escaped, in all texts of a record at once, takes a tenth of escaping
#: each, and hardly a name has any.
_special = re.compile("[&<>\"']").search


class _Form(NamedTuple):
    """A piece with gaps, for ``%``, and what takes from a record the text of each."""

    html: str
    texts: Callable[[tuple[Any, ...]], tuple[Any, ...]]


class Mould:
    """What a macro makes of a record, made once for each choice of its texts that are empty."""

    def __init__(self, template: str, macro: str) -> None:
        """``macro`` of ``template`` takes one record, a NamedTuple of texts."""
        self._template, self._macro = template, macro
        self._forms: dict[tuple[bool, ...], _Form] = {}

    def filled(self, records: Iterable[tuple[Any, ...]]) -> Markup:
        """The pieces of some records, all of one type, one after the other.

        Texts are escaped unless they are Markup.
        """
        forms = self._forms
        pieces = []
        for record in records:
            shape = tuple(map(bool, record))
            if (form := forms.get(shape)) is None:
                form = forms[shape] = self._form(record)
            texts = form.texts(record)
            pieces.append(form.html % (_safe(texts) if _special("".join(texts)) else texts))
        return Markup("".join(pieces))

    def one(self, record: tuple[Any, ...]) -> Markup:
        """The piece of one record."""
        return self.filled((record,))

    def _form(self, record: tuple[Any, ...]) -> _Form:
        """What the macro makes of gaps."""
        gaps = [Markup(f"{_EDGE}{i}{_EDGE}") if text else "" for i, text in enumerate(record)]
        module = current_app.jinja_env.get_template(self._template).module
        html = str(getattr(module, self._macro)(type(record)(*gaps)))
        parts = html.replace("%", "%%").split(_EDGE)
        return _Form("%s".join(parts[::2]), _picker([int(place) for place in parts[1::2]]))


def _picker(places: list[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """What takes the texts at these places of a record."""
    if len(places) > 1:
        return itemgetter(*places)
    only = slice(places[0], places[0] + 1) if places else slice(0)
    return lambda record: record[only]


def _safe(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        [text if type(text) is Markup or not _special(text) else escape(text) for text in texts]
    )
