"""One analyser for both sides of the index: the words of a text as terms with positions.

What it does to a word, in order: NFKC, accents and curly quotes folded, possessive ``'s`` off,
case folded, British and American spelling made one, inflections taken off (``inflection``) with the
irregular forms of ``stems.toml``. So one term is one word; which words are of one family
('supervisor', 'supervision') is told by ``root``, and never makes them one term.

What is printed short is written out: 'M.A.R.A.C.' is 'MARAC', 's136' and 's.136' are 'section 136',
'£1.2m' is '£1.2 million', '50k' is '50,000', and '%' is a word.

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
from string import ascii_lowercase
from typing import Any, NamedTuple

from whoosh.lang.snowball.english import EnglishStemmer

from indexer.index.inflection import inflected

#: Stands before a word in capitals that is indexed a second time.
CAPITALS = "^"
#: The terms that belong to the number before them, and those that belong to the one behind.
AMOUNTS = frozenset({"percent", "million", "billion"})
BEFORE_NUMBERS = frozenset({"section"})

_DATA = Path(__file__).with_name("stems.toml")
_MARKS = "\u0300-\u036f\u00ad\u200b\u200c\u200d"
_LETTER = rf"(?:[^\W_][{_MARKS}]*)"
#: Letters with marks after any of them: ``_LETTER`` repeated, in a form that is searched faster.
_LETTERS = rf"[^\W_]+(?:[{_MARKS}]+[^\W_]*)*"
_HYPHENS = "-\u2010\u2011"
_QUOTES = "'\u2019\u2018\u02bc`"
_JOINERS = rf"[{_HYPHENS}{_QUOTES}/.,]"
#: A run of letters and digits, with single joiners inside; or a sign that is read as a word.
_CHUNK = re.compile(rf"{_LETTERS}(?:{_JOINERS}{_LETTERS})*|%")
#: Single letters with points between them.
_DOTTED = r"[A-Za-z](?:\.[A-Za-z])+(?![^\W_])"
_NUMBER = r"\d+(?:[.,]\d+)*"
#: What stays one word inside a chunk: letters with points, a section's 's', thousands ('50k'),
#: what stands short behind an amount, amounts ('6,500', '11.5'), letters with apostrophes, signs.
_PART = re.compile(
    rf"(?<![^\W_])(?P<dotted>{_DOTTED})"
    r"|(?<![^\W_])(?P<section>[sS])(?=\.?\d)"
    rf"|(?<![^\W_])(?P<thousands>\d{{1,6}}(?:\.\d{{1,3}})?)[kK](?!{_LETTER})"
    rf"|(?<=\d)(?P<short>(?i:bn|mn?))(?!{_LETTER})"
    rf"|(?<![^\W_]){_NUMBER}(?=(?i:bn|mn?)(?!{_LETTER}))"
    rf"|\d+(?:[.,]\d+)+(?!{_LETTER})"
    rf"|{_LETTERS}(?:[{_QUOTES}]{_LETTERS})*"
    r"|(?P<sign>%)"
)
#: What most words are: nothing of what else is looked for can be in them.
_is_plain = re.compile("[A-Za-z][a-z]+").fullmatch
#: So many letters of a printed word tell of its term: of two, three times as many words would be
#: analysed in vain.
_TOLD = 3
#: The same, a single letter too, and the signs beside it.
_between_signs = re.compile(r"[(\[“‘\"']?([A-Za-z][a-z]*)[.,;:!?)\]”’\"']*").fullmatch
_POSSESSIVE = re.compile(r"'s?$")
_POINTS = re.compile(_DOTTED)
_ACRONYM = re.compile(r"([A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)s?")
_STEMMER = EnglishStemmer()
#: Marks a family that is one word's own, so that no stem of Porter's is the same.
_OWN = "="


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
    return {
        **data,
        "endings": endings,
        "any_ending": re.compile("|".join(pattern.pattern for pattern, _ in endings)),
        "beginnings": tuple(data["spelling"]["beginnings"]),
        "alone": frozenset(data["alone"]["words"].split()),
    }


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` in small letters without accents, soft hyphens, curly quotes and possessive 's.

    Letters with points between them are without the points.
    """
    if _is_plain(word):
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c.isprintable())
    for quote in _QUOTES:
        plain = plain.replace(quote, "'")
    return _without_points(_POSSESSIVE.sub("", plain)).casefold().replace("'", "")


def _without_points(word: str) -> str:
    return word.replace(".", "") if _POINTS.fullmatch(word) else word


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The term of a folded ``word``: spelling made one, irregular forms, inflections taken off.

    Words of one or two letters and words with digits stay as they are.
    """
    if _is_code(word):
        return str(_rules()["written"].get(word, word)) if word == "%" else word
    plain = _plain(word)
    return plain if plain in _rules()["alone"] else inflected(plain)


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """What a folded ``word`` shares with all words of its family, such as nouns of its verb.

    By all steps of Porter's stemmer and the families of ``stems.toml``.
    """
    if _is_code(word):
        return word
    own = _families().get(stem(word))
    return own or str(_STEMMER.stem(_plain(word)))


@cache
def _families() -> dict[str, str]:
    """The root of each term that stands in a family by data."""
    rules = _rules()
    families = dict.fromkeys(rules["apart"]["words"].split()) | rules["families"]
    alone = {word for word, family in families.items() if family in (None, word)}
    return {
        stem(word): _OWN + stem(family or word)
        if family is None or family in alone
        else str(_STEMMER.stem(_plain(family)))
        for word, family in families.items()
    }


def _is_code(word: str) -> bool:
    return len(word) < 3 or (not word.isalpha() and any(c.isdigit() for c in word))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """``word`` in one spelling, and as the word that it is an irregular form of."""
    forms = _rules()["forms"]
    plain = _one_spelling(word)
    return str(forms.get(word) or forms.get(plain, plain))


def _one_spelling(word: str) -> str:
    rules = _rules()
    if word.startswith(rules["beginnings"]):
        beginnings = rules["spelling"]["beginnings"]
        beginning = next(b for b in beginnings if word.startswith(b))
        word = beginnings[beginning] + word[len(beginning) :]
    if rules["any_ending"].search(word):
        for pattern, new in rules["endings"]:
            word = pattern.sub(new, word)
    return word


def capitals(word: str) -> str | None:
    """The capitals of a word in capitals, plural 's' dropped ('PCSOs' is 'PCSO'), or None."""
    plain = _POSSESSIVE.sub("", unicodedata.normalize("NFKC", word))
    match = _ACRONYM.fullmatch(_without_points(plain))
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
    if _is_plain(chunk):
        return (Piece(stem(chunk.lower()), 0, 0, len(chunk), 1),), 1
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
            word = _written_out(part)
            marked = capitals(word)
            pieces.append(Piece(_term(marked or word), *place))
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
    return joiner != "" and (joiner in _HYPHENS or (joiner == "/" and numbers))


def _joined(chunk: str, parts: list[re.Match[str]]) -> str:
    words = [part[0] for part in parts]
    if all(word.isdigit() for word in words):
        return chunk[parts[0].start() : parts[-1].end()]
    return stem(fold("".join(words)))


def _written_out(part: re.Match[str]) -> str:
    """The word that a part is printed for."""
    if thousands := part["thousands"]:
        return str(round(float(thousands) * 1000))
    short = part["section"] or part["short"]
    return str(_rules()["written"][short.lower()]) if short else part[0]


def _term(word: str) -> str:
    folded = fold(word)
    return folded.replace(",", "") if folded[:1].isdigit() else stem(folded)


def beginning(printed: str) -> str:
    """The letters, three at most, that the only term of what is printed between two spaces begins
    with, where it takes one position; a 'y' may be an 'i' there.

    '' where that is not told without analysing it: then it may have any terms, or none. This takes
    a tenth of that.
    """
    if (match := _between_signs(printed)) is None:
        return ""
    word = match[1].lower()
    forms, turned = _turned()
    return "" if word in forms or word.startswith(turned) else word[:_TOLD]


def told_by(term: str) -> str:
    """The same letters of a term itself; in capitals or not, it begins alike."""
    return term.removeprefix(CAPITALS).lower()[:_TOLD]


@lru_cache(maxsize=4096)
def beginnings(term: str) -> frozenset[str]:
    """What ``beginning`` and ``told_by`` may say of what is printed with ``term``, but for ''.

    Of a term of three letters the last may be another one in print, or one that was put back
    ('using' is 'use'), and more are left out of what is printed with a shorter one ('adding').
    """
    term = term.removeprefix(CAPITALS).lower()
    if len(term) > _TOLD:
        first, last = term[: _TOLD - 1], term[_TOLD - 1]
        return frozenset({first + last, first + "y"} if last == "i" else {first + last})
    known = {term, *(term[: _TOLD - 1] + letter for letter in ascii_lowercase)}
    if len(term) == 1:
        known.update(one + letter for one in tuple(known) for letter in ascii_lowercase)
    return frozenset(known)


@cache
def _turned() -> tuple[frozenset[str], tuple[str, ...]]:
    """Irregular forms, and beginnings of words, whose term begins with other letters."""
    rules = _rules()
    forms = frozenset(form for form, word in rules["forms"].items() if form[:_TOLD] != word[:_TOLD])
    spelling = rules["spelling"]["beginnings"].items()
    return forms, tuple(
        beginning for beginning, one in spelling if beginning[:_TOLD] != one[:_TOLD]
    )


def analyse(text: str) -> list[Token]:
    """The terms of ``text`` in order of position; several may stand at one position."""
    return counted(text)[0]


def counted(text: str) -> tuple[list[Token], int]:
    """As ``analyse``, and the number of positions that ``text`` takes."""
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
    return tokens, position


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
