"""One analyser for both sides of the index: the words of a text as terms with positions.

What it does to a word, in order: NFKC, accents and curly quotes folded, possessive ``'s`` off,
case folded, British and American spelling made one, stemmed (Porter's second English stemmer,
http://snowball.tartarus.org/algorithms/english/stemmer.html, as Whoosh ships it, so that no
further dependency is needed) with the exceptions of ``stems.toml``.

A hyphenated word takes as many positions as it has parts and stands at the first of them in its
joined form too: 'co-ordination' is ``coordin``, ``co`` and, one further on, ``ordin``. A number
with slashes is treated alike ('24/7', '2006/07'). A word of two or more capitals stands a second
time at its position, marked, so that 'IT' can be told from 'it'.

Called for every text that is indexed and for every query; text goes in, terms with positions come
out.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.lang.snowball.english import EnglishStemmer

#: Stands before a word in capitals that is indexed a second time.
CAPITALS = "^"

_DATA = Path(__file__).with_name("stems.toml")
_MARKS = "\u0300-\u036f\u00ad\u200b\u200c\u200d"
_LETTER = rf"(?:[^\W_][{_MARKS}]*)"
_HYPHENS = "-\u2010\u2011"
_QUOTES = "'\u2019\u2018\u02bc`"
_JOINERS = rf"[{_HYPHENS}{_QUOTES}/.,]"
#: A run of letters and digits, with single joiners inside.
_CHUNK = re.compile(rf"{_LETTER}+(?:{_JOINERS}{_LETTER}+)*")
#: What stays one word inside a chunk: amounts ('6,500', '11.5'), then letters with apostrophes.
_PART = re.compile(rf"\d+(?:[.,]\d+)+(?!{_LETTER})|{_LETTER}+(?:[{_QUOTES}]{_LETTER}+)*")
_POSSESSIVE = re.compile(r"'s?$")
_ACRONYM = re.compile(r"([A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)s?")
_STEMMER = EnglishStemmer()


class Token(NamedTuple):
    """One term of a text: its position (words, from 0) and its place (characters, end exclusive).

    ``width`` is how many positions it covers: more than one for the joined form of a compound.
    """

    term: str
    position: int
    start: int
    end: int
    width: int = 1


@cache
def _rules() -> dict[str, Any]:
    with _DATA.open("rb") as file:
        data = tomllib.load(file)
    endings = [(re.compile(pattern), new) for pattern, new in data["spelling"]["endings"]]
    return {**data, "endings": endings}


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` in small letters without accents, soft hyphens, curly quotes and possessive 's."""
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c.isprintable())
    for quote in _QUOTES:
        plain = plain.replace(quote, "'")
    return _POSSESSIVE.sub("", plain).casefold().replace("'", "")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The term of a folded ``word``: spelling made one, exceptions of ``stems.toml``, stemmed.

    Words of one or two letters and words with digits stay as they are.
    """
    rules = _rules()
    if len(word) < 3 or any(c.isdigit() for c in word):
        return word
    plain = _one_spelling(word)
    plain = rules["equivalents"].get(word) or rules["equivalents"].get(plain, plain)
    exception = rules["exceptions"].get(word) or rules["exceptions"].get(plain)
    return str(exception or _STEMMER.stem(plain))


def _one_spelling(word: str) -> str:
    rules = _rules()
    for beginning, new in rules["spelling"]["beginnings"].items():
        if word.startswith(beginning):
            word = new + word[len(beginning) :]
            break
    for pattern, new in rules["endings"]:
        word = pattern.sub(new, word)
    return word


def capitals(word: str) -> str | None:
    """The capitals of a word in capitals, plural 's' dropped ('PCSOs' is 'PCSO'), or None."""
    match = _ACRONYM.fullmatch(_POSSESSIVE.sub("", unicodedata.normalize("NFKC", word)))
    return match[1] if match else None


class Piece(NamedTuple):
    """A term of a chunk: as a token, but with its position and place counted from the chunk's."""

    term: str
    offset: int
    start: int
    end: int
    width: int


@lru_cache(maxsize=65536)
def pieces_of(chunk: str) -> tuple[tuple[Piece, ...], int]:
    """The terms of one chunk, places relative to it, and the number of positions it takes."""
    parts = list(_PART.finditer(chunk))
    pieces: list[Piece] = []
    for run in _runs(chunk, parts):
        first = run[0]
        if len(run) > 1 and (joined := _joined(chunk, [parts[i] for i in run])):
            span = (parts[first].start(), parts[run[-1]].end())
            pieces.append(Piece(joined, first, *span, len(run)))
        for index in run:
            part = parts[index]
            place = (index, part.start(), part.end(), 1)
            marked = capitals(part[0])
            pieces.append(Piece(_term(marked or part[0]), *place))
            if marked:
                pieces.append(Piece(CAPITALS + marked, *place))
    return tuple(piece for piece in pieces if piece.term), len(parts)


def forms_of(chunk: str) -> tuple[str, ...]:
    """One chunk as printed, folded: each of its parts, and the words they make together."""
    parts = list(_PART.finditer(chunk))
    words = [part[0] for part in parts]
    for first, *rest in _runs(chunk, parts):
        if rest:
            words.append(chunk[parts[first].start() : parts[rest[-1]].end()])
    return tuple(dict.fromkeys(fold(word) for word in words))


def _runs(chunk: str, parts: list[re.Match[str]]) -> Iterator[list[int]]:
    """The parts that make one word together: by hyphens, or numbers by slashes."""
    run: list[int] = []
    for index, part in enumerate(parts):
        if run and not _together(chunk, parts[index - 1], part):
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _together(chunk: str, left: re.Match[str], right: re.Match[str]) -> bool:
    joiner = chunk[left.end() : right.start()]
    numbers = left[0].isdigit() and right[0].isdigit()
    return joiner in _HYPHENS or (joiner == "/" and numbers)


def _joined(chunk: str, parts: list[re.Match[str]]) -> str:
    words = [part[0] for part in parts]
    if all(word.isdigit() for word in words):
        return chunk[parts[0].start() : parts[-1].end()]
    return stem(fold("".join(words)))


def _term(word: str) -> str:
    folded = fold(word)
    return folded.replace(",", "") if folded[:1].isdigit() else stem(folded)


def analyse(text: str) -> list[Token]:
    """The terms of ``text`` in order of position; several may stand at one position."""
    tokens: list[Token] = []
    position = 0
    for match in _CHUNK.finditer(text):
        base = match.start()
        pieces, taken = pieces_of(match[0])
        tokens.extend(
            Token(term, position + offset, base + start, base + end, width)
            for term, offset, start, end, width in pieces
        )
        position += taken
    return tokens


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of ``text`` as printed, hyphenated ones whole, each where it stands."""
    return _CHUNK.finditer(text)


def positions(text: str) -> Iterator[tuple[int, int]]:
    """The words of ``text``: where each begins, in characters, and the position of its first term.

    Hyphenated words are whole.
    """
    position = 0
    for match in _CHUNK.finditer(text):
        yield match.start(), position
        position += pieces_of(match[0])[1]


def chunks(text: str) -> Iterator[str]:
    """The words of ``text`` as printed, hyphenated ones whole: what the vocabulary counts."""
    return (match[0] for match in _CHUNK.finditer(text))


def sequence(text: str) -> tuple[str, ...]:
    """The terms of ``text``, one a position: no joined forms, no marks."""
    plain: dict[int, str] = {}
    for token in analyse(text):
        if token.width == 1 and not token.term.startswith(CAPITALS):
            plain.setdefault(token.position, token.term)
    return tuple(plain.values())


def fingerprint() -> str:
    """A hash of this module and its data: an index made by any other analyser is out of date."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    digest.update(_DATA.read_bytes())
    return digest.hexdigest()
