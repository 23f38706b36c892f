"""Reports drawn at random, printed as tools print them: every word comes back in its place."""

from __future__ import annotations

import html
import os
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A5
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from indexer.reports.pipeline import read_report
from indexer.reports.report import Report
from indexer.reports.structure.furniture import REPEATS

bounded = settings(
    max_examples=60,
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)

AREAS = ["Neighbourhood Policing", "Performance Management", "Child Abuse", "Missing Persons"]
GRADES = ["Excellent", "Good", "Fair", "Poor"]
CATEGORIES = ["Strengths", "Work in progress", "Areas for improvement"]
HEADS = ["Somerton Constabulary – HMIC Inspection Report", "October 2007"]
HEADINGS = {*AREAS, *CATEGORIES, "GRADE", *(grade.upper() for grade in GRADES)}
MARKS = ["-", "•", "–", "o", "*", "\uf0b7"]

#: Words that also mean something elsewhere in a report are among them on purpose.
WORDS = [
    "the", "force", "officers", "victims", "of", "in", "and", "with", "a", "team", "(NPT)",
    "24/7", "level", "2", "42%", "£3,500", "co-ordinated", "sergeant’s", "‘golden", "hour’",
    "good", "Good", "fair", "poor", "Excellent", "strengths", "progress", "improvement", "grade",
    "2007", "October", "2008", "IT", "it", "<script>", "&amp;", "&", "5.12", "page", "area",
    "recommendations", "findings", "glossary", "neighbourhood", "safer", "partnership", "<80%",
    "recording", "MAPPA/MARAC", "staff.", "Staff", "sickness,", "training;",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A bullet with its nested bullets and the paragraph that goes on behind them."""

    text: str
    nested: tuple[str, ...]
    rest: str

    @property
    def whole(self) -> str:
        return " ".join(part for part in (self.text, *self.nested, self.rest) if part)


@dataclass(frozen=True, slots=True)
class Section:
    category: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """An area with its grade."""

    name: str
    grade: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Dress:
    """How a tool prints: marks, width of lines (0: not wrapped), gaps, lines on a page."""

    mark: str
    inner: str
    width: int
    gap: bool
    page: int
    heads: tuple[str, ...]
    numbered: bool


def sentence(end: str) -> st.SearchStrategy[str]:
    """A sentence of random words that begins with a capital and stops at ``end``."""
    middle = st.lists(st.sampled_from(WORDS), min_size=5, max_size=30)
    first = st.sampled_from(["The", "Officers", "Each", "Staff", "In", "A"])
    return st.builds(lambda start, words: f"{start} {' '.join(words)} so{end}", first, middle)


@st.composite
def items(draw: st.DrawFn) -> Item:
    count = draw(st.sampled_from([0, 0, 0, 2, 3]))
    text = draw(sentence(":" if count else "."))
    nested = tuple(draw(sentence(";" if n < count else ".")) for n in range(1, count + 1))
    rest = draw(sentence(".")) if count and draw(st.booleans()) else ""
    return Item(text, nested, rest)


@st.composite
def reports(draw: st.DrawFn) -> tuple[Part, ...]:
    parts = []
    for name in draw(st.lists(st.sampled_from(AREAS), min_size=1, max_size=3, unique=True)):
        chosen = draw(st.lists(st.sampled_from(CATEGORIES), min_size=1, unique=True))
        sections = tuple(
            Section(category, tuple(draw(st.lists(items(), min_size=1, max_size=4))))
            for category in CATEGORIES
            if category in chosen
        )
        parts.append(Part(name, draw(st.sampled_from(GRADES)), sections))
    return tuple(parts)


@st.composite
def dresses(draw: st.DrawFn) -> Dress:
    mark, inner = draw(st.lists(st.sampled_from(MARKS), min_size=2, max_size=2, unique=True))
    return Dress(
        mark=mark,
        inner=inner,
        width=draw(st.sampled_from([0, 70, 90, 100])),
        gap=draw(st.booleans()),
        page=draw(st.integers(min_value=6, max_value=25)),
        heads=tuple(draw(st.permutations(HEADS)))[: draw(st.integers(1, 2))],
        numbered=draw(st.booleans()),
    )


Tagged = tuple[str | None, str | None, str | None, str]


def said(report: tuple[Part, ...]) -> list[Tagged]:
    """What should be found: area, category, grade and text of each finding, in order."""
    return [
        (part.name, section.category, part.grade, item.whole)
        for part in report
        for section in part.sections
        for item in section.items
    ]


def found(report: Report) -> list[Tagged]:
    return [
        (f.area, f.category, f.grade, f.text) for f in report.findings if f.category != "Context"
    ]


def read(printed: str, name: str) -> Report:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(printed, encoding="utf-8")
        return read_report(path)


# -- as text -------------------------------------------------------------------------------


def as_text(report: tuple[Part, ...], dress: Dress) -> str:
    listed = ["Contents", "", *(p for part in report for p in (part.name, "")), "Glossary", ""]
    front = [HEADS[0], "", "Somerton Constabulary", "", HEADS[1], "", *listed]
    return "\n".join([*front, *paged(list(body(report, dress)), dress)]) + "\n"


def as_unrepeated_text(report: tuple[Part, ...], dress: Dress) -> str:
    """The report as text, where no line of its prose comes back word for word as running heads
    do: those are a case of their own (``test_furniture``)."""
    prose = [line for line in body(report, dress) if line and line not in HEADINGS]
    assume(len(prose) == len(set(prose)))
    return as_text(report, dress)


def body(report: tuple[Part, ...], dress: Dress) -> Iterator[str]:
    gap = [""] if dress.gap else []
    for part in report:
        yield from ("", part.name, "", "GRADE", "", part.grade.upper(), "")
        for section in part.sections:
            yield from ("", section.category, "")
            for item in section.items:
                yield from (*wrapped(f"{dress.mark} {item.text}", dress), *gap)
                for nested in item.nested:
                    yield from (*wrapped(f"  {dress.inner} {nested}", dress), *gap)
                if item.rest:
                    yield from (*wrapped(item.rest, dress), *gap)


def wrapped(text: str, dress: Dress) -> list[str]:
    if not dress.width:
        return [text]
    return textwrap.wrap(text, dress.width, break_long_words=False, break_on_hyphens=True)


def paged(lines: list[str], dress: Dress) -> Iterator[str]:
    """The lines with a running head where each page is full, in the middle of a bullet or not;
    a page never ends below a heading. A report of fewer than four pages has none: what is
    printed twice is not repetition."""
    ends = page_ends(lines, dress.page)
    for place, line in enumerate(lines):
        yield line
        if len(ends) > REPEATS and place in ends:
            number = [f"Page {ends.index(place) + 3}"] if dress.numbered else []
            for head in (*dress.heads, *number):
                yield from ("", head, "") if dress.gap else (head,)


def page_ends(lines: list[str], length: int) -> list[int]:
    """The places of the last lines of all pages but the last."""
    ends, used = [], 0
    for place, line in enumerate(lines[:-1]):
        used += 1
        if used >= length and line and line not in HEADINGS:
            ends.append(place)
            used = 0
    return ends


# -- as HTML -------------------------------------------------------------------------------


def as_html(report: tuple[Part, ...], levels: int, bold: bool) -> str:
    rows = [f"<h1>{HEADS[0]}</h1>", "<p>Published in October 2007</p>", "<h2>Findings</h2>"]
    for part in report:
        rows += [f"<h{levels}>{part.name}</h{levels}>", f"<p>GRADE {part.grade.upper()}</p>"]
        rows += ["<h5>Contextual factors</h5><p>The force has three divisions.</p>"]
        for section in part.sections:
            rows.append(titled(section.category, bold))
            rows += ["<ul>", *map(listed, section.items), "</ul>"]
    return f"<!doctype html><html><body><main>{''.join(rows)}</main></body></html>"


def titled(text: str, bold: bool) -> str:
    return f"<p><strong>{text}</strong></p>" if bold else f"<h5>{text}</h5>"


def listed(item: Item) -> str:
    nested = "".join(f"<li>{html.escape(text)}</li>" for text in item.nested)
    inner = f"<ul>{nested}</ul>" if nested else ""
    rest = f"<p>{html.escape(item.rest)}</p>" if item.rest else ""
    return f"<li>{html.escape(item.text)}{inner}{rest}</li>"


# -- as Word, PDF and Markdown -------------------------------------------------------------


def as_word(report: tuple[Part, ...], path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = HEADS[0]
    document.add_heading(HEADS[0], 0)
    document.add_paragraph(HEADS[1])
    document.add_heading("Findings", 1)
    for part in report:
        document.add_heading(part.name, 2)
        document.add_paragraph(f"GRADE\t{part.grade.upper()}")
        for section in part.sections:
            document.add_heading(section.category, 3)
            for item in section.items:
                document.add_paragraph(item.text, style="List Bullet")
                for nested in item.nested:
                    document.add_paragraph(nested, style="List Bullet 2")
                if item.rest:
                    document.add_paragraph(item.rest, style="List Continue")
    document.save(str(path))


def as_pdf(report: tuple[Part, ...], path: Path) -> None:
    styles = getSampleStyleSheet()
    outer = ParagraphStyle("outer", styles["BodyText"], leftIndent=18, bulletIndent=4)
    inner = ParagraphStyle("inner", styles["BodyText"], leftIndent=36, bulletIndent=22)
    rest = ParagraphStyle("rest", styles["BodyText"], leftIndent=18)
    story = [Paragraph(HEADS[0], styles["Title"]), Paragraph(HEADS[1], styles["Title"])]
    story.append(Paragraph("Findings", styles["Heading1"]))
    for part in report:
        story.append(Paragraph(part.name, styles["Heading2"]))
        story.append(Paragraph("GRADE", styles["Heading3"]))
        story.append(Paragraph(part.grade.upper(), styles["BodyText"]))
        for section in part.sections:
            story.append(Paragraph(section.category, styles["Heading3"]))
            for item in section.items:
                story.append(Paragraph(html.escape(item.text), outer, bulletText="•"))
                for nested in item.nested:
                    story.append(Paragraph(html.escape(nested), inner, bulletText="–"))
                if item.rest:
                    story.append(Paragraph(html.escape(item.rest), rest))
    SimpleDocTemplate(str(path), pagesize=A5, invariant=1).build(
        story, onFirstPage=running_head, onLaterPages=running_head
    )


def running_head(canvas: Canvas, page: object) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(72, A5[1] - 36, HEADS[0])
    canvas.drawString(72, 30, f"Page {canvas.getPageNumber()}")


def as_markdown(report: tuple[Part, ...], path: Path) -> None:
    rows = [f"# {HEADS[0]}", HEADS[1], "## Findings"]
    for part in report:
        rows += [f"### {part.name}", f"GRADE: {part.grade.upper()}"]
        for section in part.sections:
            rows.append(f"#### {section.category}")
            for item in section.items:
                rows.append(f"- {plain(item.text)}")
                rows += [f"    - {plain(nested)}" for nested in item.nested]
                rows += [f"    {plain(item.rest)}"] if item.rest else []
    path.write_text("\n\n".join(rows) + "\n", encoding="utf-8")


def plain(text: str) -> str:
    """The text with what Markdown would take for marks escaped."""
    return re.sub(r"([\\`*_<>&\[\]])", r"\\\1", text)


PRINTERS = {"docx": as_word, "pdf": as_pdf, "md": as_markdown}


# -- what holds ----------------------------------------------------------------------------


def one_item(text: str, *nested: str) -> tuple[Part, ...]:
    item = Item(text, nested, "")
    return (Part("Child Abuse", "Good", (Section("Strengths", (item,)),)),)


NARROW = Dress("-", "•", 70, False, 25, (HEADS[0],), False)


@bounded
@given(reports(), dresses())
# The only wrapped line of a report, whose rest reads like a heading, or stands behind a semicolon.
@example(
    one_item(f"The officers {'co-ordinated victims ' * 2}a good team IT so:", "A so;", "In so."),
    NARROW,
)
@example(
    one_item("The the officers officers co-ordinated sergeant’s partnership &amp; so."), NARROW
)
# A wrapped line that ends in a semicolon, and what follows begins with no letter.
@example(
    one_item(
        f"The {'the ' * 7}Excellent recommendations neighbourhood training; <script> so:",
        "The the so;",
        "The so.",
    ),
    NARROW,
)
# The only wrapped line again: the next begins in capitals, or the line ends in a figure.
@example(
    one_item(
        f"The {'the ' * 5}officers Excellent recommendations Excellent recommendations "
        f"neighbourhood {'the ' * 7}so."
    ),
    NARROW,
)
@example(
    one_item(
        f"The {'the ' * 4}officers officers co-ordinated Excellent Excellent neighbourhood "
        "5.12 Excellent so:",
        "The the so;",
        "The so.",
    ),
    Dress("-", "•", 100, False, 25, (HEADS[0],), False),
)
@example(one_item(f"Officers {'safer victims ' * 3}training; 24/7 level of the team so."), NARROW)
def test_every_word_comes_back_from_text(report: tuple[Part, ...], dress: Dress) -> None:
    read_back = read(as_unrepeated_text(report, dress), "report.txt")
    assert found(read_back) == said(report)
    assert read_back.unaccounted == ()


@bounded
@given(reports(), st.sampled_from([3, 4]), st.booleans())
def test_every_word_comes_back_from_html(report: tuple[Part, ...], levels: int, bold: bool) -> None:
    read_back = read(as_html(report, levels, bold), "report.html")
    assert found(read_back) == said(report)
    assert read_back.unaccounted == ()


@pytest.mark.parametrize("ending", PRINTERS)
def test_every_word_comes_back_from_other_formats(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"report.{ending}"

    @settings(bounded, max_examples=12 if ending == "pdf" else 40)
    @given(reports())
    def comes_back(report: tuple[Part, ...]) -> None:
        PRINTERS[ending](report, path)
        read_back = read_report(path)
        assert found(read_back) == said(report)
        assert read_back.unaccounted == ()

    comes_back()


@bounded
@given(reports(), dresses())
def test_nested_bullets_are_told_apart(report: tuple[Part, ...], dress: Dress) -> None:
    spaced = Dress(dress.mark, dress.inner, 0, True, 10**6, dress.heads, False)
    read_back = read(as_unrepeated_text(report, spaced), "report.txt")
    printed = [item.nested for part in report for s in part.sections for item in s.items]
    assert [f.nested for f in read_back.findings if f.category != "Context"] == printed


@settings(bounded, max_examples=30)
@given(reports(), dresses(), dresses())
def test_ids_do_not_hang_on_how_a_report_is_printed(
    report: tuple[Part, ...], one: Dress, other: Dress
) -> None:
    first, second = (
        read(as_unrepeated_text(report, dress), "report.txt") for dress in (one, other)
    )
    assert [f.id for f in first.findings] == [f.id for f in second.findings]


@bounded
@given(st.lists(st.sampled_from([*WORDS, *HEADS, *CATEGORIES, *AREAS, "GRADE", "-", "•", "\n",
                                 "\n\n", "  ", "\t", "|", "5.12", "(a)", "**", "\f", "PEEL",
                                 "BCU", "Contents", "Glossary", "Recommendation 3"]),
                min_size=1, max_size=120))  # fmt: skip
def test_no_line_of_any_text_is_lost(pieces: list[str]) -> None:
    printed = " ".join(["Report", *pieces])
    report = read(printed, "report.txt")
    assert report.unaccounted == ()
    kept = " ".join(fate.text for fate in report.ledger)
    assert re.findall(r"\w+", kept) == re.findall(r"\w+", printed)
    in_findings = {fate.line for fate in report.ledger if fate.finding}
    for finding in report.findings:
        assert {finding.source.first, finding.source.last} <= in_findings


def test_the_generator_prints_what_it_says() -> None:
    """The random reports are worth something only if their printing keeps every word."""
    words = cycle([*WORDS, "again"])
    items = tuple(
        Item(" ".join(next(words) for _ in range(20)) + ":", (f"{n};", f"{n}."), f"Rest {n}.")
        for n in range(12)
    )
    report = (Part("Child Abuse", "Good", (Section("Strengths", items),)),)
    printed = as_text(report, Dress("-", "•", 0, False, 9, (HEADS[0],), True))
    assert printed.count(HEADS[0]) > REPEATS
    for item in items:
        assert all(part in printed for part in (item.text, *item.nested, item.rest))
