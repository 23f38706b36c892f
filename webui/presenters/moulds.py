"""Pieces that stand many times on a page: made by their template once, with gaps, then filled.

A page of results has twenty cards and seventy ticks. A macro called for each of them took half of
the page's time; to fill a piece takes a fifth of that, and a piece of which most is kept from one
page to the next (``Partly``) a third of it.

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
#: Stands in a piece where a text is to come; it would be escaped if it were no Markup.
_GAP = Markup("<\x00>")
#: To look for what is to be escaped, in all texts of a record at once, takes a tenth of escaping
#: each, and hardly a name has any.
_special = re.compile("[&<>\"']").search
#: As ``Markup(text)``, which takes three times as long to find that text is text.
_trusted: Callable[[str], Markup] = partial(str.__new__, Markup)

_Record = tuple[Any, ...]
_Picker = Callable[[_Record], tuple[Any, ...]]


class _Form(NamedTuple):
    """A piece with gaps, for ``%``."""

    html: str
    #: The place in a record of the text of each gap.
    places: list[int]
    #: What takes those texts from a record, and what takes those that are not Markup.
    texts: _Picker
    plain: _Picker


class Partly:
    """A piece of which some texts are filled in already, and the others each time."""

    def __init__(self, html: str) -> None:
        """``html`` for ``%``, with the names of the other texts."""
        self._html = html

    def filled(self, **texts: str) -> Markup:
        """The piece with the other texts. They are escaped unless they are Markup."""
        for name, text in texts.items():  # no call for each: there are ten on each of twenty cards
            if type(text) is not Markup and _special(text):
                texts[name] = escape(text)
        return _trusted(self._html % texts)


class Frame(NamedTuple):
    """A piece that lacks one text, which it prints once: filled in a third of the time."""

    before: str
    after: str

    def around(self, text: str) -> Markup:
        """The piece with that text, which is escaped unless it is Markup."""
        return _trusted(self.html(text))

    def html(self, text: str) -> str:
        """The same where many are put together: to call each Markup takes as long again."""
        if type(text) is not Markup and _special(text):
            text = escape(text)
        return f"{self.before}{text}{self.after}"


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
        return _trusted("".join(map(self._piece, records)))

    def one(self, record: _Record) -> Markup:
        """The piece of one record."""
        return _trusted(self._piece(record))

    def partly(self, record: Any, *later: str) -> Partly:
        """The piece of a record without the fields that ``later`` names, which come later.

        What such a field has in ``record`` only says whether it is empty to the macro.
        """
        form, names = self._formed(record), record._fields
        texts = (
            f"%({names[place]})s"
            if names[place] in later
            else str(_safe(record[place])).replace("%", "%%")
            for place in form.places
        )
        return Partly(form.html.replace("%%", "%%%%") % tuple(texts))

    def frame(self, record: Any, later: str) -> Frame:
        """The same without one field, which the macro prints once."""
        before, _, after = self._piece(record._replace(**{later: _GAP})).partition(_GAP)
        return Frame(before, after)

    def _piece(self, record: _Record) -> str:
        form = self._formed(record)
        texts = form.texts(record)
        if _special("".join(form.plain(record))):
            texts = tuple(map(_safe, texts))
        return form.html % texts

    def _formed(self, record: _Record) -> _Form:
        shape = (*map(bool, record), *map(type, record))
        if (form := self._forms.get(shape)) is None:
            form = self._forms[shape] = self._form(record)
        return form

    def _form(self, record: _Record) -> _Form:
        """What the macro makes of gaps."""
        gaps = [Markup(f"{_EDGE}{i}{_EDGE}") if text else "" for i, text in enumerate(record)]
        module = current_app.jinja_env.get_template(self._template).module
        html = str(getattr(module, self._macro)(type(record)(*gaps)))
        parts = html.replace("%", "%%").split(_EDGE)
        places = [int(place) for place in parts[1::2]]
        plain = [place for place in places if type(record[place]) is not Markup]
        return _Form("%s".join(parts[::2]), places, _picker(places), _picker(plain))


def joined(pieces: Iterable[str]) -> Markup:
    """Pieces of HTML one after the other. ``Markup.join`` looks at each again."""
    return _trusted("".join(pieces))


def _safe(text: str) -> str:
    return text if type(text) is Markup or not _special(text) else escape(text)


def _picker(places: list[int]) -> _Picker:
    """What takes the texts at these places of a record."""
    if len(places) > 1:
        return itemgetter(*places)
    only = slice(places[0], places[0] + 1) if places else slice(0)
    return itemgetter(only)
