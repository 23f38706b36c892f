"""Text within a paragraph, with its type: how line breaks in it are to be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from indexer.reports.readers.characters import meant
from indexer.reports.wording import bullet, could_be_heading, label

#: A number that is set apart before its text: 'Recommendation 3', 'R3', 'AFI 12:'.
_HANGING = re.compile(r"[A-Z][^\W\d]*(?: [^\W\d]+){0,5} ?\d{1,3}(?:\.\d{1,2})?[a-z]?[.:)]?")
#: Behind a letter paragraphs are numbered ('S4'), but for that of recommendations.
_LETTERED = re.compile(r"(?!R)[A-Z]\d{1,3}\.?")
#: The fewest words of the text behind it.
_HANGING_WORDS = 5
#: So many short lines make a block of titles, and so long they may be.
_TITLES, _TITLE = 3, 80


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one type. BREAK, CELL and GAP stand for what is no text."""

    text: str
    bold: bool = False
    linked: bool = False
    #: Set higher and smaller than the text around it, or a link to a note.
    raised: bool = False


#: The end of a printed line, the end of a table cell, and the edge of a block inside a cell.
BREAK, CELL, GAP = Piece("\n"), Piece("\t"), Piece(" ")


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces that are one paragraph, heading or item."""

    text: str
    bold: bool
    linked: bool
    #: A blank line, or the begin of the block, stands before it.
    starts: bool
    #: How many BREAKs stand before it in the block.
    breaks: int


def runs(
    pieces: Iterable[Piece], begins: Callable[[str], bool], heading: bool = False
) -> Iterator[Run]:
    """The pieces of a block, parted where a BREAK stands for the end of a paragraph.

    That is: twice in a row, between bold and plain text, before text that ``begins`` an item, and
    everywhere in a block of titles, as covers have it, unless all of it is one ``heading``. Any
    other BREAK is a space. Blank runs are left out.
    """
    run: list[Piece] = []
    starts = blank = True
    bold, breaks = False, 0
    lines = list(_printed(pieces))
    titles = not heading and _are_titles(lines)
    for count, printed in enumerate(lines):
        text, now_bold = spaced(printed), all_bold(printed)
        if run and (not text or titles or begins(text) or bold != now_bold):
            yield Run(spaced(run), bold, _all_linked(run), starts, breaks)
            run = []
        if text and not run:
            starts, bold, breaks = blank, now_bold, count
        if text:
            run += [GAP, *printed]
        blank = not text
    if run:
        yield Run(spaced(run), bold, _all_linked(run), starts, breaks)


def _are_titles(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether each of three lines or more could be a title by itself."""
    texts = [text for line in lines if (text := spaced(line))]
    return len(texts) >= _TITLES and all(
        len(text) <= _TITLE and could_be_heading(text) for text in texts
    )


def row(pieces: Iterable[Piece]) -> str:
    """The cells between CELLs, parted by tabs; blank ones keep their place but at the end."""
    cells = "".join(" " if piece is BREAK else piece.text for piece in pieces).split(CELL.text)
    return "\t".join(" ".join(meant(cell).split()) for cell in cells).rstrip("\t")


def spaced(pieces: Iterable[Piece]) -> str:
    """The text of the pieces as meant, with single spaces."""
    return " ".join(meant("".join(piece.text for piece in pieces)).split())


def all_bold(pieces: Iterable[Piece]) -> bool:
    """Whether there is text in the pieces and all of it is bold."""
    words = [piece for piece in pieces if piece.text.strip()]
    return bool(words) and all(piece.bold for piece in words)


def _all_linked(pieces: Iterable[Piece]) -> bool:
    return all(piece.linked for piece in pieces if piece.text.strip())


def is_marked(text: str) -> bool:
    """Whether the text begins with a typed bullet or number."""
    return is_bulleted(text) or label(text) is not None


def is_mark(text: str) -> bool:
    """Whether the text is a bullet or a printed number and nothing else."""
    return bullet(f"{text} x") == (text, "x") or label(f"{text} x") == (text, "x")


def hangs(cells: Sequence[str]) -> bool:
    """Whether two cells are a printed number and the text that hangs on it: 'Recommendation 3'
    and 'The chief constable should …'."""
    return (
        len(cells) == 2
        and bool(_HANGING.fullmatch(cells[0]))
        and len(cells[1].split()) >= _HANGING_WORDS
    )


def is_numbered_behind_letter(cells: Sequence[str]) -> bool:
    """Whether two cells are the number of a paragraph behind a letter ('S4') and its text."""
    return hangs(cells) and bool(_LETTERED.fullmatch(cells[0]))


def is_bulleted(text: str) -> bool:
    """Whether the text begins with a typed bullet."""
    return bullet(text) is not None


def _printed(pieces: Iterable[Piece]) -> Iterator[Sequence[Piece]]:
    """The pieces between one BREAK and the next."""
    line: list[Piece] = []
    for piece in pieces:
        if piece is BREAK:
            yield line
            line = []
        else:
            line.append(piece)
    yield line
