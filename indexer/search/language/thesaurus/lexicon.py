"""The data files of the search, checked as they are read: acronyms, synonyms, everyday words and
turns of speech, filler words.

``Searcher`` loads them once a process and hands them to ``Expansions`` and ``Interpreter``; each
file says at its head how its entries are written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Any

from indexer.errors import InspectionError
from indexer.index.analysis import fold
from indexer.search.language.thesaurus.compiled import kept, sources
from indexer.search.language.words.denial import Denial
from indexer.search.language.words.grammar import Sense

_FOLDER = Path(__file__).parent
#: What a find counts when its entry does not say: of a group, and of what leads one way.
_GROUP, _ONE_WAY = 0.5, 0.7
_MAX_ENTRY = 200
_DENIAL = _FOLDER.parent / "words" / "denial.toml"
#: What another form of the same word counts.
_FAMILY = 0.7
#: What is equal counts as if it had been typed.
_EQUAL = 1.0
#: What the very thing counts that people call otherwise: with 0.7, 0.75, 0.8 and 1 final questions
#: get 0.689, 0.692, 0.693 and 0.673 with meaning; with 0.8 plain ones of the samples lose 0.008.
_NAME = 0.75
#: What stands behind a single word that finds something in one sense, or in this form, alone.
_ONLY = "only"
_MARK = re.compile(rf" \(({Sense.NOUN}|{Sense.VERB}|{_ONLY})\)$")
#: The theme of ``everyday.toml`` whose entries are turns of speech.
_IDIOMS = "idioms"


class Together(Enum):
    """Whether the words of an entry mean it when they stand apart."""

    #: They do: 'trained officer' is there where officers are trained.
    APART = auto()
    #: They are close to it: 'county lines' is a set phrase.
    SET = auto()
    #: They mean something else: nobody is blind in 'turn a blind eye'.
    IDIOM = auto()
    #: They say nothing at all: 'over the course of'.
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym of the national list."""

    short: str
    #: Forms of its meaning, the usual one first.
    long: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Words that find other words, each find counting ``weight`` of one for what was typed."""

    typed: tuple[str, ...]
    found: tuple[str, ...]
    weight: float
    #: True for everyday words: they count less the more the reports use the word typed themselves.
    loose: bool = False
    together: Together = Together.APART
    #: Whether what is found is the very thing that was typed: it answers, whatever it counts.
    same: bool = False
    #: The sense in which the typed words find it: nobody who spots something asks for a spot.
    sense: Sense = Sense.ANY
    #: Whether they find it in the very form that is written here: locals are no local police.
    only: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A word, and the set phrases in which it does not mean what it means by itself."""

    word: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fillers:
    """Words that say nothing about what is looked for, folded."""

    words: frozenset[str]
    #: Those of the words that make a question in a sentence of what is typed.
    spoken: frozenset[str] = frozenset()
    #: Those of the words that deny, on which it hangs what is asked.
    denial: Denial = field(default_factory=Denial)
    #: What only frames a question in a sentence, no fillers: 'people', 'properly'. Folded texts.
    framing: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All data files together, so that a search can be given others."""

    acronyms: tuple[Acronym, ...]
    likenesses: tuple[Likeness, ...]
    fillers: Fillers
    bound: tuple[Bound, ...] = ()

    @classmethod
    def load(cls) -> Lexicon:
        """The files that lie beside this module. Raises InspectionError for a bad entry."""
        return cls(acronyms(), _shipped(), fillers(), bound())


@cache
def _shipped() -> tuple[Likeness, ...]:
    """The thesaurus and the everyday words, read from the files once for all processes."""
    rows = kept("likenesses", sources(), lambda: list(map(_row, all_likenesses())))
    return tuple(
        Likeness(
            tuple(typed), tuple(found), weight, loose, Together[held], same, Sense(sense), only
        )
        for typed, found, weight, loose, held, same, sense, only in rows
    )


def _row(one: Likeness) -> list[Any]:
    told = one.typed, one.found, one.weight, one.loose, one.together.name, one.same
    return [*told, one.sense.value, one.only]


@cache
def acronyms(path: Path = _FOLDER / "acronyms.toml") -> tuple[Acronym, ...]:
    """The national list, in order. Raises InspectionError naming the file and the bad entry."""
    found: dict[str, Acronym] = {}
    for entry in _table(path, "acronym"):
        acronym = Acronym(
            _text(path, entry, "short"),
            _texts(path, entry, "long"),
            _text(path, entry, "source"),
        )
        if acronym.short in found:
            raise _bad(path, f"'{acronym.short}' is listed twice")
        found[acronym.short] = acronym
    return tuple(found.values())


@cache
def likenesses(path: Path = _FOLDER / "synonyms.toml") -> tuple[Likeness, ...]:
    """The thesaurus: families, set phrases, what is equal, groups, one-way entries.

    Raises InspectionError naming the file and the bad entry.
    """
    found = [Likeness(family, family, _FAMILY) for family in _families(path)]
    for phrase in _listed_texts(path, "phrases"):
        found.append(Likeness((phrase,), (phrase,), _EQUAL, together=Together.SET))
    for entry in _table(path, "equal"):
        words = _several(path, entry)
        found.append(Likeness(words, words, _EQUAL, together=Together.SET))
    for entry in _table(path, "group"):
        words = _several(path, entry)
        weight = _weight(path, entry, _GROUP)
        found.append(Likeness(words, words, weight, together=Together.SET))
    for entry in _table(path, "oneway"):
        typed, to = _texts(path, entry, "from"), _texts(path, entry, "to")
        found.append(Likeness(typed, to, _weight(path, entry, _ONE_WAY)))
    return _sensed(found)


def all_likenesses() -> tuple[Likeness, ...]:
    """All that ships, in order: of what several entries find, what the first says counts."""
    return (*likenesses(), *everyday(), *names())


@cache
def names(path: Path = _FOLDER / "names.toml") -> tuple[Likeness, ...]:
    """What people call the very thing that reports name otherwise, in order.

    Raises InspectionError naming the file and the bad entry.
    """
    found = []
    for name, theme in _load(path).items():
        if not isinstance(theme, dict):
            raise _bad(path, f"every entry must stand under a theme, but '{name}' does not")
        for typed, to in theme.items():
            listed = _listed(path, typed), _listed(path, to)
            found.append(Likeness(*listed, _NAME, True, Together.SET, same=True))
    return _sensed(found)


@cache
def everyday(path: Path = _FOLDER / "everyday.toml") -> tuple[Likeness, ...]:
    """The everyday words, in order. Raises InspectionError naming the file and the bad entry."""
    data = _load(path)
    weight = _weight(path, data, _ONE_WAY)
    found = []
    for name, theme in data.items():
        if name == "weight":
            continue
        if not isinstance(theme, dict):
            raise _bad(path, f"every entry must stand under a theme, but '{name}' does not")
        for typed, to in theme.items():
            together = _together(name, to)
            means = () if together is Together.NOTHING else _listed(path, to)
            found.append(Likeness(_listed(path, typed), means, weight, True, together))
    return _sensed(found)


def _sensed(likenesses: list[Likeness]) -> tuple[Likeness, ...]:
    """The likenesses, what is typed in one sense or form alone in one of its own."""
    return tuple(sensed for one in likenesses for sensed in _by_sense(one))


def _by_sense(likeness: Likeness) -> Iterator[Likeness]:
    found = tuple(_MARK.sub("", text) for text in likeness.found)
    texts: dict[str, list[str]] = {}
    for text in likeness.typed:
        marked = _MARK.search(text)
        texts.setdefault(marked[1] if marked else "", []).append(_MARK.sub("", text))
    for mark, typed in texts.items():
        only = mark == _ONLY
        sense = Sense.ANY if only else Sense(mark)
        yield replace(likeness, typed=tuple(typed), found=found, sense=sense, only=only)


def _together(theme: str, means: object) -> Together:
    if theme != _IDIOMS:
        return Together.APART
    return Together.IDIOM if means else Together.NOTHING


@cache
def bound(path: Path = _FOLDER / "synonyms.toml") -> tuple[Bound, ...]:
    """The words that mean something else in set phrases, in order.

    Raises InspectionError naming the file and the bad entry.
    """
    table = _load(path).get("bound", {})
    if not isinstance(table, dict):
        raise _bad(path, "'bound' must be a table")
    return tuple(Bound(word, _listed(path, phrases)) for word, phrases in table.items())


@cache
def fillers(path: Path = _FOLDER / "fillers.toml", denying: Path = _DENIAL) -> Fillers:
    """The filler words, those that deny among them.

    Raises InspectionError naming the file when it cannot be read.
    """
    joining, spoken = _words(path, "words", "spoken")
    framing = _framing(path)
    denies, unsaid = _words(denying, "words", "spoken")
    try:
        nothing, nobody = (_listed_texts(denying, name) for name in ("nothing", "nobody"))
        denial = Denial.of(denies | unsaid, nothing, nobody)
    except re.error as error:
        raise _bad(denying, str(error)) from None
    return Fillers(joining | spoken | denial.words, spoken | unsaid, denial, framing)


def _framing(path: Path) -> frozenset[str]:
    """What only frames a question, all classes together, folded."""
    classes = _load(path).get("framing", {})
    if not isinstance(classes, dict):
        raise _bad(path, "'framing' must be a table")
    return frozenset(fold(text) for texts in classes.values() for text in _listed(path, texts))


def _words(path: Path, *names: str) -> Iterator[frozenset[str]]:
    """The folded words of some texts of a file; only the first must be there."""
    data = _load(path)
    texts = [data.get(name, "" if place else None) for place, name in enumerate(names)]
    if not all(isinstance(text, str) for text in texts):
        raise _bad(path, f"{' and '.join(map(repr, names))} must be one text each")
    yield from (frozenset(map(fold, str(text).split())) for text in texts)


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _bad(path, str(error)) from None


def _table(path: Path, name: str) -> Iterator[dict[str, Any]]:
    entries = _load(path).get(name, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise _bad(path, f"every entry must stand under [[{name}]]")
    yield from entries


def _text(path: Path, entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    if not isinstance(value, str) or not fold(value).strip() or len(value) > _MAX_ENTRY:
        raise _bad(path, f"'{name}' must be a text of 1 to {_MAX_ENTRY} characters in {entry}")
    return value


def _texts(path: Path, entry: dict[str, Any], name: str) -> tuple[str, ...]:
    values = entry.get(name)
    if not isinstance(values, list) or not values:
        raise _bad(path, f"'{name}' must be a list of texts in {entry}")
    texts = tuple(dict.fromkeys(_text(path, {name: value}, name) for value in values))
    return texts


def _several(path: Path, entry: dict[str, Any]) -> tuple[str, ...]:
    words = _texts(path, entry, "words")
    if len(words) < 2:
        raise _bad(path, f"the group of {words} needs two entries or more")
    return words


def _families(path: Path) -> Iterator[tuple[str, ...]]:
    for family in _listed_texts(path, "families"):
        yield _texts(path, {"families": family.split()}, "families")


def _listed_texts(path: Path, name: str) -> tuple[str, ...]:
    """A list of texts that stands by itself, () where the file has none."""
    listed = _load(path).get(name, [])
    if not isinstance(listed, list) or not all(isinstance(text, str) for text in listed):
        raise _bad(path, f"'{name}' must be a list of texts")
    return _texts(path, {name: listed}, name) if listed else ()


def _listed(path: Path, entries: object) -> tuple[str, ...]:
    """Entries separated by commas."""
    texts = [text.strip() for text in entries.split(",")] if isinstance(entries, str) else []
    return _texts(path, {"entry": texts}, "entry")


def _weight(path: Path, entry: dict[str, Any], default: float) -> float:
    weight = entry.get("weight", default)
    if not isinstance(weight, int | float) or not 0 < weight < 1:
        raise _bad(path, f"'weight' must lie between 0 and 1 in {entry}")
    return float(weight)


def _bad(path: Path, what: str) -> InspectionError:
    return InspectionError(f"{path.name} cannot be used: {what}. Mend the entry and try again.")
