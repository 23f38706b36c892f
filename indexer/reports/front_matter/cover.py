"""The front of a report: its cover or letter head, before the first running text.

``title``, ``force``, ``publication`` and the others all look at a Front, so that what a cover
is, and where a letter's salutation stands, is settled once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.reports.dates import dates
from indexer.reports.front_matter.forces import named
from indexer.reports.lines import Line, Role, Source
from indexer.reports.wording import ends_sentence, goes_on, spaced, without_emphasis

#: How many lines from the top, and from the end, may print what a title page or an imprint does.
FRONT = 60
#: Prose: a paragraph of so many words that ends as a sentence does.
_PROSE = 12
#: Where lines alone tell, a line of so many characters is one of running text.
_LONG_LINE = 60
#: Type of a title, in points.
_LARGE = 16.0
#: A name over which a title is left open has so many words at most.
_NAME_WORDS = 4
#: A title that goes on in the next line has so many words on its line at least.
_WRAPPED_WORDS = 4
_CONTENTS = re.compile(r"^(?:table of )?contents?:?$|^contents(?: page)?$", re.I)
_SALUTATION = re.compile(r"^dear\b[^.]{0,100}[,:]?$", re.I)
#: A line whose last word leaves it open: 'custody suites in', 'the London Borough of'.
_OPEN = re.compile(r"\b(?:and|or|of|the|in|to|for|by|with|at|on|a|an|HM|His|Her)$|[&–-]$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of the front without marks of emphasis; or some that are one stretch of print."""

    text: str
    lines: tuple[Line, ...]

    @property
    def line(self) -> Line:
        """The first of its lines."""
        return self.lines[0]


@dataclass(frozen=True)
class Front:
    """The front of a source, each part read once."""

    source: Source

    @cached_property
    def lines(self) -> tuple[Printed, ...]:
        """The first lines that are not page chrome."""
        shown = (line for line in self.source.lines if line.role is not Role.CHROME)
        return tuple(_printed(line) for line, _ in zip(shown, range(FRONT), strict=False))

    @cached_property
    def chrome(self) -> tuple[Printed, ...]:
        """What a page prints around its text."""
        return tuple(_printed(ln) for ln in self.source.lines if ln.role is Role.CHROME)

    @cached_property
    def end(self) -> tuple[Printed, ...]:
        """The last lines, where an imprint stands."""
        return tuple(_printed(line) for line in self.source.lines[-FRONT:])

    @cached_property
    def salutation(self) -> int | None:
        """The place in ``lines`` of 'Dear …', or None."""
        return next((i for i, p in enumerate(self.lines) if _SALUTATION.match(p.text)), None)

    @cached_property
    def cover(self) -> tuple[Printed, ...]:
        """The lines before the contents list, the salutation, or the first running text."""
        if self.salutation is not None:
            return self.lines[: self.salutation]
        return self.lines[: _cover_ends(self.lines)]

    @cached_property
    def blocks(self) -> tuple[Printed, ...]:
        """The cover's lines, those joined that are one stretch of print."""
        return tuple(joined(self.cover))

    @cached_property
    def text(self) -> str:
        """All lines of the source as one text with single spaces."""
        return " ".join(spaced(line.text) for line in self.source.lines)


def _printed(line: Line) -> Printed:
    return Printed(spaced(without_emphasis(line.text)), (line,))


def _cover_ends(lines: Sequence[Printed]) -> int:
    """How many lines are the cover's."""
    place = 0
    for paragraph in _paragraphs(lines):
        if _CONTENTS.match(paragraph[0].text):
            return place
        if is_prose(" ".join(printed.text for printed in paragraph)):
            short = next((i for i, p in enumerate(paragraph) if len(p.text) > _LONG_LINE), 0)
            return place + short
        place += len(paragraph)
    return place


def _paragraphs(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    paragraph: list[Printed] = []
    for printed in lines:
        if paragraph and (printed.line.starts or _CONTENTS.match(printed.text)):
            yield paragraph
            paragraph = []
        paragraph.append(printed)
    if paragraph:
        yield paragraph


def is_prose(text: str) -> bool:
    """True for running text: some words that end, or in their middle ended, a sentence."""
    words = text.split()
    if len(words) < _PROSE:
        return False
    sentence = bool(re.search(r"[a-z’)]{2}\. [A-Z]", text)) or ends_sentence(text)
    return sentence and sum(word[:1].islower() for word in words) * 2 > len(words)


def joined(lines: Sequence[Printed]) -> Iterator[Printed]:
    """The lines, each with those that only go on with it: one title over two lines is one."""
    held: list[Printed] = []
    for printed in lines:
        if held and not _goes_on(held[-1], printed):
            yield _as_one(held)
            held = []
        held.append(printed)
    if held:
        yield _as_one(held)


def _goes_on(above: Printed, below: Printed) -> bool:
    if below.text.lower().startswith("by "):
        return False
    first, second = above.line, below.line
    if first.element and first.element == second.element:
        return True
    if first.size is None and not second.starts and _is_rest(above.text, below.text):
        return True
    if first.size is None and not second.starts and _is_wrapped(first, second):
        return True
    alike = (first.size, first.bold, first.page) == (second.size, second.bold, second.page)
    if first.size is not None and alike and not second.starts and not ends_sentence(above.text):
        return True
    is_open = bool(_OPEN.search(above.text))
    # 'inspection visit to custody suites in' may stand over a name in larger type.
    large = (second.size or 0.0) > (first.size or 0.0) >= _LARGE and first.page == second.page
    large = large and len(below.text.split()) <= _NAME_WORDS
    return (alike and (goes_on(below.text) or is_open)) or (large and is_open)


def _is_rest(above: str, below: str) -> bool:
    """True for the last words of a title that a plain text wraps: 'Partnership', 'Borough of X';
    not for a label with its value: 'ISBN-13: 978-…'."""
    wrapped = len(above.split()) >= 5 and len(below.split()) <= 3 and ":" not in below
    return wrapped and not (ends_sentence(above) or dates(below) or named(below, unknown=True))


def _is_wrapped(first: Line, second: Line) -> bool:
    """True for two lines of a title in capitals that a plain text centres or insets, the first of
    which had no room for a word more."""
    above, below = spaced(first.text), spaced(second.text)
    capitals = above.isupper() and below.isupper() and len(above.split()) >= _WRAPPED_WORDS
    full = len(f"{above} {below.split()[0]}") > max(len(above), len(below))
    return capitals and full and not (ends_sentence(above) or named(below, unknown=True))


def _as_one(held: Sequence[Printed]) -> Printed:
    return Printed(spaced(" ".join(p.text for p in held)), tuple(p.line for p in held))
