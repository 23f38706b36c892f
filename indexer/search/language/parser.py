"""The query language: what a person types as a tree. It never refuses anything.

``Searcher`` parses the text of a request; ``Interpreter`` takes the tree.

Words, "exact phrases", AND OR NOT in capitals, -word, brackets, prefix* (three letters or more)
and ``facet:value`` for the name of any facet. Everything else is words; quotes and brackets that
do not pair are left out.

::

    either  = all {"OR" all}
    all     = run {"AND" run}
    run     = item item …              words side by side: the more of them the better
    item    = ["NOT" | "-"] (phrase | "(" either ")" | prefix | field | word)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.index.facets import FACETS

MAX_WORDS = 32
_MAX_DEPTH = 12
#: Told in words in a note of the interpretation and on the help page.
_MIN_PREFIX = 3

#: Marks at the end of a word that are not part of it: 'what do they do, and when?'.
_STOPS = ",.;:!?…"

_QUOTE, _NO_QUOTE = '["“”]', '[^"“”]'
_LEXEME = re.compile(
    rf"""(?P<minus>(?<![^\s(])-+)?(?:
           (?P<field>\b(?:{"|".join(facet.name for facet in FACETS)})):
             (?:{_QUOTE}(?P<quoted>{_NO_QUOTE}*){_QUOTE}|(?P<bare>[^\s()"“”]+))
         | {_QUOTE}(?P<phrase>{_NO_QUOTE}*){_QUOTE}
         | (?P<open>\())
      | (?P<close>\))
      | (?P<word>[^\s()"“”]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed, perhaps with hyphens or slashes inside."""

    text: str
    #: Where it begins in what was typed.
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that must stand side by side."""

    text: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """All words that begin like this."""

    text: str


@dataclass(frozen=True, slots=True)
class Restriction:
    """A facet and the value it must have."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Without:
    """Findings that do not match."""

    node: Typed


@dataclass(frozen=True, slots=True)
class Run:
    """Things side by side: single words are wished for, the rest is required."""

    nodes: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Findings that match every one."""

    nodes: tuple[Typed, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Findings that match at least one."""

    nodes: tuple[Typed, ...]


Typed = Word | Quoted | Beginning | Restriction | Without | Run | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query; ``tree`` is None when nothing was asked for."""

    tree: Typed | None
    #: The words beyond MAX_WORDS, which are not searched for.
    dropped: tuple[str, ...] = ()


def parse(text: str) -> Query:
    """The tree of ``text``, which may be any string."""
    lexemes = list(_LEXEME.finditer(text))
    words = [i for i, lexeme in enumerate(lexemes) if _counts(lexeme)]
    dropped = tuple(lexemes[i][0] for i in words[MAX_WORDS:])
    if dropped:  # operators count too, so that this bounds how deep the parser goes
        lexemes = lexemes[: words[MAX_WORDS]]
    return Query(_Parser(_paired(lexemes)).either(), dropped)


def _counts(lexeme: re.Match[str]) -> bool:
    return lexeme["open"] is None and lexeme["close"] is None


def _paired(lexemes: list[re.Match[str]]) -> list[re.Match[str]]:
    """The lexemes without brackets that do not pair or lie too deep."""
    opened: list[int] = []
    unpaired = set()
    for i, lexeme in enumerate(lexemes):
        if lexeme["open"]:
            opened.append(i)
        elif lexeme["close"] and not opened:
            unpaired.add(i)
        elif lexeme["close"] and len(opened) > _MAX_DEPTH:
            unpaired |= {i, opened.pop()}
        elif lexeme["close"]:
            opened.pop()
    unpaired.update(opened)
    return [lexeme for i, lexeme in enumerate(lexemes) if i not in unpaired]


class _Parser:
    """Descends over the lexemes; an operator with nothing to work on is left out."""

    def __init__(self, lexemes: list[re.Match[str]]) -> None:
        self._lexemes = lexemes
        self._next = 0

    def either(self) -> Typed | None:
        choices = [self._all()]
        while self._operator("OR"):
            choices.append(self._all())
        return _combined(AnyOf, choices)

    def _all(self) -> Typed | None:
        parts = [self._run()]
        while self._operator("AND"):
            parts.append(self._run())
        return _combined(AllOf, parts)

    def _run(self) -> Typed | None:
        items: list[Typed] = []
        while (lexeme := self._peek()) is not None and not lexeme["close"]:
            if lexeme[0] in ("AND", "OR"):
                break
            item = self._item()
            items.extend([item] if item is not None else [])
        return _combined(Run, list(items))

    def _item(self) -> Typed | None:
        if self._operator("NOT"):
            lexeme = self._peek()
            if lexeme is None or lexeme["close"] or lexeme[0] in ("AND", "OR"):
                return None
            return _without(self._item())
        lexeme = self._lexemes[self._next]
        self._next += 1
        item = self._group() if lexeme["open"] else _leaf(lexeme)
        return _without(item) if lexeme["minus"] else item

    def _group(self) -> Typed | None:
        inside = self.either()
        self._next += 1  # the closing bracket, which is there: brackets pair
        return inside

    def _operator(self, name: str) -> bool:
        lexeme = self._peek()
        found = lexeme is not None and lexeme[0] == name
        self._next += found
        return found

    def _peek(self) -> re.Match[str] | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None


def _combined(kind: type[Run | AllOf | AnyOf], nodes: list[Typed | None]) -> Typed | None:
    """The nodes under one of ``kind``; a single one stands for itself."""
    there = tuple(node for node in nodes if node is not None)
    if len(there) > 1:
        return kind(there)
    return there[0] if there else None


def _without(node: Typed | None) -> Typed | None:
    if isinstance(node, Without):
        return node.node
    return Without(node) if node is not None else None


def _leaf(lexeme: re.Match[str]) -> Typed | None:
    if lexeme["field"]:
        value = (lexeme["quoted"] or lexeme["bare"] or "").strip()
        return Restriction(lexeme["field"].lower(), value) if value else None
    if lexeme["phrase"] is not None:
        return Quoted(lexeme["phrase"]) if any(c.isalnum() for c in lexeme["phrase"]) else None
    return _word(lexeme["word"], lexeme.start())


def _word(text: str, at: int) -> Typed | None:
    if text.startswith("-"):
        bare = text.lstrip("-")
        return _without(_word(bare, at + len(text) - len(bare)))
    letters = sum(c.isalnum() for c in text)
    if text.endswith("*") and letters >= _MIN_PREFIX:
        return Beginning(text.rstrip("*"))
    return Word(text.rstrip(_STOPS), at) if letters else None
