"""What is asked in the bench: the same sixty or so queries of every engine and size.

They are written in the small language that all engines share: words with AND or OR between,
a phrase in quotes, a beginning with a star. ``filters`` are values of facets.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from tests.bench.invented.reports import report

#: The facets that are counted.
FACETS = ("area", "category", "grade", "force", "year")
_EACH = 8


@dataclass(frozen=True)
class Asked:
    """One query."""

    kind: str
    text: str
    #: Facet to printed value.
    filters: Mapping[str, str] = field(default_factory=dict)


def asked() -> list[Asked]:
    """All queries, in a fixed order."""
    return [*_words(), *_several(), *_phrases(), *_filtered()]


@cache
def common_first() -> tuple[str, ...]:
    """The words of one report in small letters, the most frequent first, all of them distinct."""
    counts = Counter(
        word
        for finding in report(0).findings
        for word in finding.text.split()
        if word.isalpha() and word.islower() and len(word) > 3
    )
    return tuple(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _spread(first: int, last: int, number: int) -> list[str]:
    """``number`` words, evenly spread over these places in the order of frequency."""
    words = common_first()[first:last]
    return [words[place * len(words) // number] for place in range(number)]


def _words() -> Iterator[Asked]:
    for word in _spread(0, 60, _EACH):
        yield Asked("common", word)
    for word in _spread(600, 2000, _EACH):
        yield Asked("rare", word)
    for word in _spread(20, 400, _EACH):
        yield Asked("prefix", f"{word[:4]}*")


def _several() -> Iterator[Asked]:
    common, middle = _spread(0, 100, 3 * _EACH), _spread(100, 700, 3 * _EACH)
    for number in range(_EACH):
        yield Asked("or", " OR ".join((common[number], middle[number], middle[-number - 1])))
        yield Asked("and", " AND ".join((common[number], common[-number - 1])))


def _phrases() -> Iterator[Asked]:
    """Neighbours that are said more than once."""
    pairs = Counter(
        " ".join(pair)
        for finding in report(0).findings
        for pair in zip(finding.text.split(), finding.text.split()[1:], strict=False)
        if all(word.isalpha() and word.islower() for word in pair)
    )
    often = sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    for number in range(_EACH):
        yield Asked("phrase", f'"{often[number * 25]}"')


def _filtered() -> Iterator[Asked]:
    words = _spread(5, 200, _EACH)
    for number, word in enumerate(words):
        finding = report(number).findings[number]
        filters = {"area": finding.area or "", "category": finding.category or ""}
        one = dict([list(filters.items())[number % 2]])
        yield Asked("filtered", word, filters if number % 3 else one)
        yield Asked("filters", "", {"force": finding.force} if number % 2 else filters)
