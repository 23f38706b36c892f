"""Web pages: blocks in order, and chrome told from the report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Line, Role, Source

Read = Callable[..., Source]

PROSE = "<p>The force works with its partners to keep people safe, and checks that it does.</p>"


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def told(source: Source) -> list[tuple[Role | None, int, str]]:
    return [(line.role, line.level, line.text) for line in source.lines]


def content(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.role is not Role.CHROME]


def chrome(source: Source) -> list[str]:
    return [line.text for line in source.lines if line.role is Role.CHROME]


def test_nested_lists_and_what_goes_on_after_them(read: Read) -> None:
    source = read(
        page(
            "<ul><li>One:<ul><li>a</li><li>b</li></ul><p>On.</p></li><li><p>2</p><p>3</p></li></ul>"
        ),
        "r.html",
    )
    assert told(source) == [
        (Role.ITEM, 1, "One:"),
        (Role.ITEM, 2, "a"),
        (Role.ITEM, 2, "b"),
        (Role.PARAGRAPH, 1, "On."),
        (Role.ITEM, 1, "2"),
        (Role.PARAGRAPH, 1, "3"),
    ]


@pytest.mark.parametrize(
    ("attributes", "labels"),
    [
        ("", ["1", "2"]),
        (" start=5", ["5", "6"]),
        (" type=a", ["a", "b"]),
        (" type=I start=4", ["IV", "V"]),
        (" reversed", ["2", "1"]),
    ],
)
def test_ordered_lists_print_their_numbers(read: Read, attributes: str, labels: list[str]) -> None:
    source = read(page(f"<ol{attributes}><li>x<li>y</ol>"), "r.html")
    assert [line.label for line in source.lines] == labels


def test_elements_that_are_not_ended(read: Read) -> None:
    source = read(page("<p>a<p>b<ul><li>c<li>d</ul><table><tr><td>e<td>f</table>"), "r.html")
    assert [line.text for line in source.lines] == ["a", "b", "c", "d", "e\tf"]


def test_inline_marks_neither_add_nor_lose_spaces(read: Read) -> None:
    source = read(
        page("<p>The <b>for</b>ce&nbsp;<i>has </i>one\n\tgoal, its 21<sup>st</sup>.</p>"),
        "r.html",
    )
    assert content(source) == ["The force has one goal, its 21st."]


def test_the_lines_of_a_cover_are_lines_and_those_of_a_heading_are_one(read: Read) -> None:
    cover = "<p>Inspectorate of Vans<br>Inspection of Kent<br>May 2005</p>"
    prose = "<p>The force has<br>clean vans<br>and keys.</p><h2>Kent<br>Its Vans<br>Its Keys</h2>"
    assert content(read(page(cover + prose), "r.html")) == [
        "Inspectorate of Vans",
        "Inspection of Kent",
        "May 2005",
        "The force has clean vans and keys.",
        "Kent Its Vans Its Keys",
    ]


def test_text_that_looks_like_markup_stays_text(read: Read) -> None:
    source = read(page("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp;</p>"), "r.html")
    assert content(source) == ["<script>alert(1)</script> &amp;"]


def test_scripts_styles_and_comments_are_no_text(read: Read) -> None:
    body = (
        "<script>a</script><style>b</style><!-- c --><noscript>d</noscript><template>e</template>"
    )
    assert [line.text for line in read(page(body + "<p>x</p>"), "r.html").lines] == ["x"]


def test_bold_lines_are_marked_and_parted(read: Read) -> None:
    source = read(
        page("<p><strong>Strengths</strong><br>The force.</p><p>a <b>b</b></p>"), "r.html"
    )
    assert [(line.text, line.bold) for line in source.lines] == [
        ("Strengths", True),
        ("The force.", False),
        ("a b", False),
    ]


def test_line_breaks_part_paragraphs_and_typed_bullets(read: Read) -> None:
    source = read(page("<div>One<br>line.<br><br>Two.<br>• a<br>• b</div>"), "r.html")
    assert told(source) == [
        (Role.PARAGRAPH, 0, "One line."),
        (Role.PARAGRAPH, 0, "Two."),
        (None, 0, "• a"),
        (None, 0, "• b"),
    ]


def test_rows_of_data_and_boxes_of_text(read: Read) -> None:
    source = read(
        page(
            "<table><tr><th>Area</th><th>Grade</th></tr><tr><td>CA</td><td><p>Good</p></td></tr>"
            "<tr><td>SOLUTION</td><td><p>One.</p><p>Two.</p></td></tr></table>"
            "<dl><dt>NPT</dt><dd>neighbourhood policing team</dd></dl>"
        ),
        "r.html",
    )
    assert told(source) == [
        (Role.ROW, 0, "Area\tGrade"),
        (Role.ROW, 0, "CA\tGood"),
        (Role.PARAGRAPH, 0, "SOLUTION"),
        (Role.PARAGRAPH, 0, "One."),
        (Role.PARAGRAPH, 0, "Two."),
        (Role.ROW, 0, "NPT\tneighbourhood policing team"),
    ]
    assert source.lines[0].bold
    assert not source.lines[1].bold


def test_preformatted_text_keeps_its_lines(read: Read) -> None:
    source = read(page("<pre>one\n  two\n\nthree</pre>"), "r.html")
    assert [(line.text, line.indent, line.starts) for line in source.lines] == [
        ("one", 0, True),
        ("two", 2, False),
        ("three", 0, True),
    ]


def test_boxes_are_groups(read: Read) -> None:
    source = read(page("<div><h3>Area for improvement</h3><p>Do.</p></div><p>Out.</p>"), "r.html")
    inside, more, outside = (line.groups for line in source.lines)
    assert inside == more
    assert inside != outside


def test_the_chrome_of_a_page_with_a_main_part(read: Read) -> None:
    source = read(
        page(
            "<a href='#m'>Skip to main content</a>"
            "<div><p>We use cookies.</p><button>Accept</button></div>"
            "<header><a href='/'>Site</a></header><nav><ul><li><a href='/'>Home</a></ul></nav>"
            f"<main id=m><h1>PEEL</h1><p>Published on 27 September 2018</p>{PROSE}</main>"
            "<footer><p>© Crown</p></footer>"
        ),
        "r.html",
    )
    assert content(source)[0] == "PEEL"
    assert len(content(source)) == 2
    assert source.hints["published"] == "2018-09"
    assert all(line.chrome for line in source.lines if line.role is Role.CHROME)


def test_the_chrome_of_a_page_that_names_no_parts(read: Read) -> None:
    source = read(
        page(
            "<div><span>Inspectorate</span></div>"
            "<div><ul><li><a href='/a'>Home</a></li><li><a href='/b'>Reports</a></li></ul></div>"
            "<div><div><a href='/'>Home</a> &gt; <a href='/r'>Reports</a> &gt; PEEL</div>"
            f"<h1>PEEL</h1>{PROSE * 5}<h2>Strengths</h2><p>The force should know.</p></div>"
            "<div><a href='/t'>Terms</a> <a href='/p'>Privacy</a></div>"
        ),
        "r.html",
    )
    assert content(source)[0] == "PEEL"
    assert content(source)[-2:] == ["Strengths", "The force should know."]
    assert "Inspectorate" in chrome(source)
    assert "Terms Privacy" in chrome(source)


def test_an_archived_page_without_a_title_of_its_own(read: Read) -> None:
    source = read(
        page(
            "<div><p>This page has been archived. Links may fail. <a href='#'>More</a></p></div>"
            "<div><p>You are here: <a href='/'>Home</a> » <a href='/r'>Reports</a> » North Wessex"
            " Constabulary, a long title of a report that was inspected in October 2007</p>"
            f"<h2>Introduction</h2>{PROSE * 5}</div>"
        ),
        "r.html",
    )
    assert content(source)[0] == "Introduction"
    assert len(content(source)) == 6


def test_boxes_of_findings_are_no_chrome(read: Read) -> None:
    source = read(
        page(
            f"<main><h1>A</h1>{PROSE}<aside><h3>Cause of concern</h3><p>It fails.</p></aside>"
            "<div><h3>Area for improvement</h3><p>The force should.</p></div></main>"
        ),
        "r.html",
    )
    assert chrome(source) == []


def test_a_main_part_that_holds_little_is_not_believed(read: Read) -> None:
    source = read(page(f"<main><p>Menu</p></main><div><h1>R</h1>{PROSE * 3}</div>"), "r.html")
    assert content(source).count("R") == 1
    assert len(content(source)) >= 4


@pytest.mark.parametrize(
    "links",
    [
        "<ul><li><a href='#a'>One</a></li><li><a href='#b'>Two</a></li></ul>",
        "<p><a href='/t'>Share on Twitter</a></p>",
        "<p>Print this page</p>",
        "<p><a href='#top'>Back to top</a></p>",
        "<p>Last updated 21/01/2020</p>",
    ],
)
def test_lists_of_contents_and_links_to_share(read: Read, links: str) -> None:
    source = read(page(f"<main><h1>R</h1>{PROSE}{links}{PROSE}</main>"), "r.html")
    assert len(content(source)) == 3
    assert chrome(source)


def test_a_list_of_findings_with_links_in_them_is_no_chrome(read: Read) -> None:
    item = "<li>The force should act on <a href='/x'>our report of 2014</a> on crime data.</li>"
    source = read(page(f"<main><h1>R</h1>{PROSE}<ul>{item * 3}</ul></main>"), "r.html")
    assert chrome(source) == []


def test_what_is_hidden_is_chrome_but_panels_are_the_report(read: Read) -> None:
    source = read(
        page(
            f"<main><h1>R</h1>{PROSE}<div hidden>Draft</div>"
            "<button aria-controls=p>Strengths</button><div id=p hidden><p>It does.</p></div>"
            "</main>"
        ),
        "r.html",
    )
    assert chrome(source) == ["Draft"]
    heading = next(line for line in source.lines if line.text == "Strengths")
    assert heading.bold
    assert "It does." in content(source)


def test_what_holds_a_heading_only_is_no_container(read: Read) -> None:
    inner = "<div><div><h2>Keys</h2></div><div><p>One.</p><p>Two.</p></div></div>"
    lines = read(page(f"<main><h1>R</h1>{PROSE}{inner}</main>"), "r.html").lines[2:]
    heading, *below = (line.groups for line in lines)
    assert below[0] == below[1]
    assert below[0][: len(heading)] == heading


def test_hints_of_the_head(read: Read) -> None:
    head = (
        "<title>T | Site</title><meta property='og:site_name' content='HMICFRS'>"
        "<meta name='DCTERMS.issued' content='2014-11-27'>"
        "<link rel=canonical href='https://example.org/r'>"
    )
    source = read(page("<h1>The  report</h1><p>x</p>", head), "r.html")
    assert source.hints == {
        "title": "The report",
        "published": "2014-11",
        "url": "https://example.org/r",
        "site": "HMICFRS",
    }


def test_the_encoding_that_a_page_declares(read: Read) -> None:
    source = read(
        page("<p>caf\u00e9 ’</p>", "<meta charset=iso-8859-1>").encode("cp1252"), "r.html"
    )
    assert content(source) == ["café ’"]
    assert source.warnings == ()


def test_a_page_is_known_without_its_name(read: Read) -> None:
    assert read(page("<p>x</p>"), "report").format == "html"
    assert read("A report that says <b>bold</b> once.\n" * 9, "report").format == "text"


@pytest.mark.parametrize("element", ["div", "ul><li", "b", "blockquote", "table><tr><td"])
def test_ten_thousand_levels_are_read(read: Read, element: str) -> None:
    source = read(page(f"<{element}>" * 10_000 + "the bottom"), "r.html")
    assert [line.text for line in source.lines] == ["the bottom"]


def test_five_megabytes_are_read(read: Read) -> None:
    item = "<h2>Head</h2><p>" + "The force has done well and then more. " * 15 + "</p>"
    source = read(page(item * 8500), "r.html")
    assert len(source.lines) == 17_000


def test_numbers_rise(read: Read) -> None:
    lines: tuple[Line, ...] = read(page(f"<p>a <span hidden>h</span> b</p>{PROSE}"), "r.html").lines
    assert [line.number for line in lines] == [1, 2, 3]
