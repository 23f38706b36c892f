"""A finding as a record for reference managers, BibTeX and RIS, for its page and the pack.

Both formats are written from one list of facts, so that they always say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Response

from indexer import Finding, NotFound
from webui.presenters.citation import Cited, place, source
from webui.presenters.dates import today


@dataclass(frozen=True, slots=True)
class Record:
    """The facts that a reference manager keeps of a finding; '' where nothing is known."""

    key: str
    #: The inspectorate, or '' where the report does not name it.
    author: str
    title: str
    year: str
    #: Two digits, or ''.
    month: str
    isbn: str
    #: Area, heading and label within the report, place in the file, and the build that says so.
    note: str
    quotation: str
    url: str
    #: The day on which it was taken, 'YYYY-MM-DD'.
    taken: str


def record(finding: Finding, report: Cited, url: str, build: str) -> Record:
    """The record, taken today, of a finding of a ``build``, whose full address is ``url``."""
    year, _, month = finding.published.partition("-")
    return Record(
        key=finding.id,
        author=report.facts.get("inspectorate", ""),
        title=finding.title,
        year=year,
        month=month,
        isbn=report.facts.get("isbn", ""),
        note=", ".join([*place(finding), source(finding), f"build {build}"]),
        quotation=finding.text,
        url=url,
        taken=today(),
    )


#: Characters that TeX reads as commands. Source: Knuth, The TeXbook, chapter 7. Braces have names
#: here because BibTeX counts those that are escaped with the others.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
        "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
        **{sign: f"\\{sign}" for sign in "&%$#_"},
    }
)  # fmt: skip


def bibtex(found: Record) -> str:
    """The record as a BibTeX entry in UTF-8.

    It is a ``techreport``, which must name its author and institution, or ``misc`` where the
    inspectorate is not known. Source: Patashnik, 'BibTeXing', 1988, sections 3.1 and 3.2.
    """
    fields = {
        "author": f"{{{_tex(found.author)}}}" if found.author else "",
        "institution": _tex(found.author),
        "title": f"{{{_tex(found.title)}}}",
        "year": found.year,
        "month": str(int(found.month)) if found.month else "",
        "isbn": found.isbn,
        "note": _tex(found.note),
        "abstract": _tex(found.quotation),
        "url": found.url,
        "urldate": found.taken,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "techreport" if found.author else "misc"
    return "\n".join([f"@{kind}{{{found.key},", *lines, "}", ""])


def _tex(text: str) -> str:
    return text.translate(_TEX)


def ris(found: Record) -> str:
    """The record in RIS, lines ended by CR and LF. Source: Research Information Systems, 2011."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _ris(found) if value or tag == "ER")


def _ris(found: Record) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    yield "ID", found.key
    yield "AU", found.author
    yield "TI", found.title
    yield "PB", found.author
    yield "PY", found.year
    yield "DA", f"{found.year}/{found.month}//" if found.month else ""
    yield "SN", found.isbn
    yield "N1", found.note
    yield "AB", found.quotation
    yield "UR", found.url
    yield "Y2", found.taken.replace("-", "/") + "//"
    yield "ER", ""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of references: how it is called, written and sent."""

    name: str
    write: Callable[[Record], str]
    media_type: str


#: By the ending of the file.
FORMATS: Mapping[str, Format] = {
    "bib": Format("BibTeX", bibtex, "application/x-bibtex"),
    "ris": Format("RIS", ris, "application/x-research-info-systems"),
}


def answer(found: Iterable[Record], ending: str, name: str) -> Response:
    """The records as a file called ``name`` to download. Raises NotFound for an unknown ending."""
    if ending not in FORMATS:
        endings = " or ".join(f".{known}" for known in FORMATS)
        raise NotFound(f"There are no references in the format ‘{ending[:60]}’. End in {endings}.")
    wanted = FORMATS[ending]
    body = "".join(wanted.write(one) for one in found)
    answer = Response(body, content_type=f"{wanted.media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return answer
