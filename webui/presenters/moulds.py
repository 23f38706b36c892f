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
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from flask import current_app
from markupsafe import Markup, escape

#: Stands around the number of a gap; no template has it.
_EDGE = "\x00"
#: To look for what is to be escaped, in all texts of a record at once, takes a tenth of escaping
#: each, and hardly a name has any.
_special = re.compile("[&<>\"']").search
#: As ``Markup(text)``, which takes three times as long to find that text is text.
_trusted: Callable[[str], Markup] = partial(str.__new__, Markup)

_Record = tuple[Any, ...]
_Picker = Callable[[_Record], tuple[Any, ...]]


class _Form(NamedTuple):
    """A piece with gaps, for ``%``, and what takes from a record the text of each."""

    html: str
    texts: _Picker
    #: What takes those that are not Markup.
    plain: _Picker


class Mould:
    """What a macro makes of a record, made once for each choice of its texts that are empty."""

    def __init__(self, template: str, macro: str) -> None:
        """``macro`` of ``template`` takes one record, a NamedTuple of texts."""
        self._template, self._macro = template, macro
        #: By what is empty, and of which type the others are.
        self._forms: dict[tuple[Any, ...], _Form] = {}

    def filled(self, records: Iterable[_Record]) -> Markup:
        """The pieces of some records, all of one type, one after the other.

        Texts are escaped unless they are Markup.
        """
        return _trusted("".join([self._piece(record) for record in records]))

    def one(self, record: _Record) -> Markup:
        """The piece of one record."""
        return _trusted(self._piece(record))

    def _piece(self, record: _Record) -> str:
        shape = tuple([text and type(text) for text in record])
        if (form := self._forms.get(shape)) is None:
            form = self._forms[shape] = self._form(record)
        texts = form.texts(record)
        if _special("".join(form.plain(record))):
            texts = tuple(map(_safe, texts))
        return form.html % texts

    def _form(self, record: _Record) -> _Form:
        """What the macro makes of gaps."""
        gaps = [Markup(f"{_EDGE}{i}{_EDGE}") if text else "" for i, text in enumerate(record)]
        module = current_app.jinja_env.get_template(self._template).module
        html = str(getattr(module, self._macro)(type(record)(*gaps)))
        parts = html.replace("%", "%%").split(_EDGE)
        places = [int(place) for place in parts[1::2]]
        plain = [place for place in places if type(record[place]) is not Markup]
        return _Form("%s".join(parts[::2]), _picker(places), _picker(plain))


def _safe(text: str) -> str:
    return text if type(text) is Markup or not _special(text) else escape(text)


def _picker(places: list[int]) -> _Picker:
    """What takes the texts at these places of a record."""
    if len(places) > 1:
        return itemgetter(*places)
    only = slice(places[0], places[0] + 1) if places else slice(0)
    return itemgetter(only)
