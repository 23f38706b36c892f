"""Nouns of doing and their verbs: 'abstraction' and 'abstracted', 'recruitment' and 'recruiting'.

Who asks for one asks for the other, and a reader counts both, so they are equal, which other words
of a family are not: a detective is no detection. A noun is one of doing when it is its verb with an
ending that makes such nouns, and the reports use the verb as one ('abstracted', 'abstracting').
``derivation.toml`` has the nouns that have become a thing of their own, and those that no ending
tells.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from indexer.index.analysis import fold, stem

_DATA = Path(__file__).with_name("derivation.toml")
#: What makes a noun of a verb, and what the verb ends with where that stood.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ation", ("", "e", "ate")),
    ("ion", ("", "e")),
    ("ment", ("",)),
    ("al", ("", "e")),
    ("ure", ("", "e")),
)
#: An adjective of a noun ends like a noun of doing: 'conditional'.
_ADJECTIVE = "ional"
#: A verb has so many letters at least.
_SHORTEST = 3


class _Data(NamedTuple):
    things: frozenset[str]
    #: The verb of each noun that no ending tells.
    verbs: dict[str, str]


def derived(word: str, kin: Iterable[str], words: Collection[str]) -> tuple[str, ...]:
    """The words of ``kin``, a folded word's family, that are its verb or its noun of doing.

    ``words`` are all of the reports, folded.
    """
    listed = _data().verbs
    irregular = [listed[noun] for noun in (_singular(word),) if noun in listed]
    irregular += [noun for noun, verb in listed.items() if stem(verb) == stem(word)]
    pairs = (one for one in kin if _is_pair(word, one, words) or _is_pair(one, word, words))
    return tuple(dict.fromkeys((*irregular, *pairs)))


def _is_pair(noun: str, verb: str, words: Collection[str]) -> bool:
    """Whether ``noun`` is what is done where somebody does what ``verb`` is a form of."""
    single = _singular(noun)
    if stem(noun) == stem(verb) or single in _data().things:
        return False
    verbs = (base for base in _verbs(single) if stem(base) == stem(verb))
    return any(_is_used(base, verb, words) for base in verbs)


def _verbs(noun: str) -> Iterator[str]:
    """The verbs that a noun may be made of."""
    for ending, endings in () if noun.endswith(_ADJECTIVE) else _ENDINGS:
        bare = noun.removesuffix(ending)
        if bare == noun or len(bare) < _SHORTEST:
            continue
        yield from (bare + one for one in endings)
        if bare[-1] == bare[-2]:
            yield bare[:-1]


def _is_used(verb: str, typed: str, words: Collection[str]) -> bool:
    """Whether a verb is used as one, by the reports or by what was typed."""
    bare = verb.removesuffix("e")
    forms = (f"{bare}ed", f"{bare}ing", f"{bare}{bare[-1]}ed", f"{bare}{bare[-1]}ing")
    return any(form in words or form == typed for form in forms)


def _singular(noun: str) -> str:
    return noun.removesuffix("s")


@cache
def _data() -> _Data:
    with _DATA.open("rb") as file:
        data = tomllib.load(file)
    pairs = (pair.split() for pair in data["verbs"])
    return _Data(
        frozenset(map(fold, data["things"].split())),
        {fold(noun): fold(verb) for noun, verb in pairs},
    )
