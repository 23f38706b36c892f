"""Corrections: what a person says of a report that was misread, in a small file beside it.

The report itself is never edited. Each correction names a line as ``indexer audit`` numbers it,
and how that line begins, so that a correction made for another edition is refused and not
applied to the wrong words::

    [[correction]]
    line = 412
    text = "The force has also"
    is = "finding"             # a finding starts here

    [[correction]]
    line = 415
    text = "and the second part"
    is = "continuation"        # this belongs to the finding above

    [[correction]]
    line = 300
    text = "Strong points"
    is = "category"            # or "area": this is a heading of that kind
    name = "Strengths"

    [[correction]]
    line = 310
    text = "Page intentionally"
    is = "furniture"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from indexer.errors import CorpusError
from indexer.reports.lines import Line
from indexer.reports.wording import spaced

FILE = "corrections.toml"
LEFT_OUT = "furniture, corrected by hand"


class Is(StrEnum):
    """What a line is said to be."""

    FINDING = "finding"
    CONTINUATION = "continuation"
    AREA = "area"
    CATEGORY = "category"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Correction:
    """What one line is, by a person's word."""

    line: int
    text: str
    kind: Is
    #: The area or category that a heading names; '' for its own words.
    name: str = ""

    @property
    def note(self) -> str:
        """The correction as the ledger shows it."""
        return f"corrected by hand: {self.kind}" + (f" '{self.name}'" if self.name else "")


#: Piece or line number → its correction.
Corrections = Mapping[int, Correction]

NO_CORRECTIONS: Corrections = MappingProxyType({})

_KEYS = {"line": int, "text": str, "is": str, "name": str}


def read_corrections(path: Path) -> Corrections:
    """The corrections in the file at ``path`` by line number; none when there is no such file.

    Raises CorpusError, with the file and what is wrong, for anything that is no correction.
    """
    if not path.is_file():
        return {}
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} cannot be read as TOML: {error}. Mend it.") from error
    unknown = set(data) - {"correction"}
    entries = data.get("correction", [])
    if unknown or not isinstance(entries, list):
        raise CorpusError(f"{path} may only hold [[correction]] tables. Mend it.")
    found: dict[int, Correction] = {}
    for number, entry in enumerate(entries, start=1):
        correction = _correction(entry, f"Correction {number} in {path}")
        if correction.line in found:
            raise CorpusError(f"Line {correction.line} is corrected twice in {path}. Keep one.")
        found[correction.line] = correction
    return found


def _correction(entry: Mapping[str, Any], where: str) -> Correction:
    for key, kind in _KEYS.items():
        if key != "name" and key not in entry:
            raise CorpusError(f"{where} has no '{key}'. Add it.")
        if key in entry and (not isinstance(entry[key], kind) or entry[key] is True):
            raise CorpusError(f"{where} has a wrong '{key}': {entry[key]!r}. Mend it.")
    if unknown := set(entry) - set(_KEYS):
        raise CorpusError(f"{where} has an unknown '{min(unknown)}'. Remove it.")
    if entry["is"] not in list(Is):
        raise CorpusError(f"{where} says 'is = \"{entry['is']}\"'. It may be {', '.join(Is)}.")
    return Correction(entry["line"], entry["text"], Is(entry["is"]), entry.get("name", ""))


def placed(
    corrections: Corrections, lines: Sequence[Line], printed_on: Mapping[int, int]
) -> Corrections:
    """The corrections by piece number (``run_in_headings.unglued``), each checked against its line.

    Raises CorpusError when a line is not in the report or begins with other words.
    """
    if not corrections:
        return {}
    found = {}
    for correction in corrections.values():
        pieces = [piece for piece in lines if printed_on[piece.number] == correction.line]
        if not pieces:
            raise CorpusError(
                f"There is no line {correction.line} in the report to correct. "
                "'indexer audit --all' shows the numbers."
            )
        meant = [p for p in pieces if spaced(p.text).startswith(spaced(correction.text))]
        if not meant:
            raise CorpusError(
                f"Line {correction.line} does not begin with '{correction.text}' but with "
                f"'{spaced(pieces[0].text)[:60]}'. Mend the correction."
            )
        found[meant[0].number] = correction
    return found
