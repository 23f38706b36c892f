"""What a question says of the list that is wanted, and not of what is in it.

'Latest' asks for an order, 'which forces are good at' and 'better than' for a comparison, 'better
than last time' for one with the past, 'what needs to improve in' for what comes first: these are no
words to search for. 'Too few' and 'who does it well' only lean to some categories, and stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from indexer.reports import categories
from indexer.reports.categories import Stance
from indexer.search.understanding.line import Line
from indexer.search.understanding.phrases import Phrases
from indexer.search.understanding.vocabulary import vocabulary


class Aside(NamedTuple):
    """Some words of a line that ask for something beside what is looked for."""

    places: tuple[int, ...]
    #: The stances of the categories that it leans to.
    stances: tuple[Stance, ...] = ()


class Asides:
    """The words for one purpose, each group of them with the stances that they lean to."""

    def __init__(self, groups: Iterable[tuple[Phrases, tuple[Stance, ...]]]) -> None:
        self._groups = tuple(groups)

    def find(self, line: Line) -> Iterator[Aside]:
        """The words of this purpose in a line, group by group."""
        for said, stances in self._groups:
            for places in said.found(line):
                yield Aside(places, stances)


def newest() -> Asides:
    """What asks for the latest first."""
    return Asides([(vocabulary().section("newest").phrases("phrases"), ())])


def grading() -> Asides:
    """What asks for the grades that were given."""
    return Asides([(vocabulary().section("grades").phrases("asked"), ())])


def telling() -> Asides:
    """What asks to be told what the reports say."""
    return Asides([(vocabulary().section("telling").phrases("phrases"), ())])


def standing() -> Asides:
    """What asks how somebody stands."""
    return Asides([(vocabulary().section("standing").phrases("phrases"), ())])


def standing_alone() -> Asides:
    """What asks it of a subject beside a name, where nothing else is said."""
    return Asides([(vocabulary().section("standing").phrases("alone"), ())])


def repeated() -> Asides:
    """What asks which of it somebody was told more than once."""
    return Asides([(vocabulary().section("repeated").phrases("phrases"), ())])


def comparing() -> Asides:
    """What asks who is better."""
    words = vocabulary().section("comparing")
    return Asides(
        [
            (words.phrases("either"), ()),
            (words.phrases("well"), (Stance.PRAISES,)),
            (words.phrases("badly"), (Stance.ASKS,)),
        ]
    )


def past() -> tuple[Asides, Asides]:
    """What asks how it was before: what is no part of what is looked for, and what stays."""
    words = vocabulary().section("past")
    return Asides([(words.phrases("gone"), ())]), Asides([(words.phrases("stays"), ())])


def asking() -> Asides:
    """What asks for what is lacking or is done well, and is no part of what is looked for."""
    words = vocabulary().section("asking")
    return Asides(
        [(words.phrases("lacking"), (Stance.ASKS,)), (words.phrases("well"), (Stance.PRAISES,))]
    )


def leaning() -> Asides:
    """What is about something that is lacking, or is done well."""
    words = vocabulary().section("leaning")
    return Asides(
        [
            (words.phrases("lacking"), (Stance.ASKS,)),
            (words.phrases("praising"), (Stance.PRAISES,)),
        ]
    )


def names_of(stances: tuple[Stance, ...]) -> frozenset[str]:
    """The categories that have any of these stances."""
    return frozenset(categories.names(*stances))
