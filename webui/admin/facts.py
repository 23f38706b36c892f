"""The fields of the form in which a person mends the facts of a report before it is published.

``uploads`` asks it for them: how an upload stands and the form as it was sent go in, a field for
each fact comes out, with what was typed, set before, or read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer import UploadProgress

#: Fact → its label, and what to write there.
LABELS: Mapping[str, tuple[str, str]] = {
    "title": ("Title", "As the report prints it."),
    "force": ("Force or service", "The whole name; several with a semicolon between them."),
    "place": ("Place", "The place inspected, where that is not the force’s."),
    "series": ("Series", "Such as ‘PEEL 2018/19’ or ‘Joint targeted area inspection’."),
    "published": ("Date of publication", "Such as 3 July 2009, 2009-07 or 2009."),
    "source": ("Source", "Where it was published: an address, or words."),
    "licence": ("Licence", "Only what its publisher states."),
}


@dataclass(frozen=True, slots=True)
class FactField:
    """One field: the name of its fact, what it is called, a hint, and what stands in it."""

    name: str
    label: str
    hint: str
    value: str


def fields(progress: UploadProgress, typed: Mapping[str, str]) -> tuple[FactField, ...]:
    """The fields of a report that was read, in the order of its facts; none before that."""
    if progress.preview is None:
        return ()
    values = {**progress.preview.facts, **progress.facts}
    return tuple(
        FactField(name, *LABELS[name], value=typed.get(name, value))
        for name, value in values.items()
    )
