"""Web pages saved as a single file."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from indexer.errors import ReportError
from indexer.reports.lines import Role, Source

Read = Callable[..., Source]

PAGE = "<html><body><h1>Vans</h1><ul><li>They’re clean – all of them.</li></ul></body></html>"


def archive(*parts: MIMEText) -> bytes:
    whole = MIMEMultipart("related")
    whole["Subject"] = "Vans"
    for part in parts:
        whole.attach(part)
    return whole.as_bytes()


def page(html: str, charset: str = "utf-8", address: str = "https://example.org/vans") -> MIMEText:
    part = MIMEText(html, "html", charset)
    part["Content-Location"] = address
    return part


@pytest.mark.parametrize("name", ["r.mhtml", "r.mht", "r.html", "r"])
@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_the_page_in_it_is_read(read: Read, name: str, charset: str) -> None:
    source = read(archive(MIMEText("p {}", "css"), page(PAGE, charset)), name)
    assert [(line.role, line.text) for line in source.lines] == [
        (Role.HEADING, "Vans"),
        (Role.ITEM, "They’re clean – all of them."),
    ]
    assert (source.format, source.warnings) == ("html", ())
    assert source.hints["url"] == "https://example.org/vans"


def test_a_mail_with_a_page(read: Read) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Vans"
    mail.set_content("Vans")
    mail.add_alternative(PAGE, subtype="html")
    assert read(mail.as_bytes(), "r.eml").lines[1].text == "They’re clean – all of them."


def test_frames_are_told(read: Read) -> None:
    source = read(archive(page(PAGE), page("<p>More</p>", address="cid:frame")), "r.mht")
    assert len(source.lines) == 2
    assert source.warnings == ("Further pages (frames) of the web archive were not read: 1.",)


@pytest.mark.parametrize("text", ["Content-Type: text/html, it said.\n\nVans\n", "To: all\n\nx"])
def test_a_text_that_begins_like_a_message_is_text(read: Read, text: str) -> None:
    assert read(text).format == "text"


@pytest.mark.parametrize("line", ["a\n", "--b\n\nx\n", "=\n", "Content-Type: a; boundary=b\n"])
def test_an_archive_made_to_cost_time_is_refused(read: Read, line: str) -> None:
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    with pytest.raises(ReportError, match="save the page as HTML"):
        read(head + line * (3_000_000 // len(line)), "r.mht")
