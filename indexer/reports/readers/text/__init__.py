"""Plain text, from any tool: one Line per printed line. Only bullets and the cells of
tables are told here; what else the lines are is left to those who see the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.reports.lines import Line
from indexer.reports.readers.characters import controls, decode, is_binary, meant
from indexer.reports.readers.result import Reading, Refused
from indexer.reports.readers.text.aligned_tables import with_tables
from indexer.reports.readers.text.bullets import with_bullets
from indexer.reports.readers.text.page_columns import with_columns

TAB = 8
SIDE_BY_SIDE = (
    "Its pages have columns that stand side by side in the lines: they were read one after the "
    "other, and lines are counted as they were read. The file that the text was made from is read "
    "with more certainty."
)

#: Reports have some thousand lines; far beyond that the file is no report, and memory is at
#: stake: a Line takes about 250 bytes.
MAX_LINES = 200_000
MAX_LINE = 1_000_000

LINE_END = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")


def read_text(data: bytes) -> Reading:
    """The printed lines of a text file, in order.

    ``page`` counts form feeds where there are any; ``indent`` is in columns, tabs to eight. A
    bullet that stands alone in its line is one line with its text, and so is a row of a table
    whose cells go on in the next lines (cells parted by tabs).
    Raises Refused for binary data, for more than 200,000 lines and for a line of more than a
    million characters.
    """
    text, warnings = decode(data)
    if is_binary(text):
        raise Refused("it is binary data and not text")
    if removed := controls(text):
        warnings += (f"Control characters were removed: {removed}.",)
    lines, have_columns = with_columns(list(printed_lines(meant(text))))
    if have_columns:
        warnings += (SIDE_BY_SIDE,)
    return Reading(with_bullets(with_tables(lines)), warnings=warnings)


def printed_lines(text: str) -> Iterator[Line]:
    """The lines of ``text`` that are not blank, numbered from 1 by line ends.

    A form feed with text on both sides ends a line too, so that no number stands twice.
    Raises Refused for too many lines and too long ones.
    """
    page, number, starts = 1, 0, True
    paged = "\f" in text
    for physical in _physical(text):
        number += 1
        taken = False
        for feeds, part in enumerate(physical.split("\f")):
            page += feeds > 0
            starts = starts or feeds > 0
            content = part.strip()
            if not content:
                starts = True
                continue
            number += taken
            yield Line(number, content, page if paged else None, starts, _indent(part))
            taken, starts = True, False


def _physical(text: str) -> Iterator[str]:
    """The printed lines without their line ends."""
    start = 0
    for count, end in enumerate(LINE_END.finditer(text), start=1):
        if count > MAX_LINES:
            raise Refused(f"it has more than {MAX_LINES:,} lines")
        yield _bounded(text[start : end.start()])
        start = end.end()
    yield _bounded(text[start:])


def _bounded(line: str) -> str:
    if len(line) > MAX_LINE:
        raise Refused(f"it has a line of {len(line):,} characters")
    return line


def _indent(line: str) -> float:
    """The columns before the first character, tabs to eight."""
    margin = line[: len(line) - len(line.lstrip())]
    return len(margin.expandtabs(TAB))
