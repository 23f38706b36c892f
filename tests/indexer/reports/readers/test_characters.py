"""Bytes of every encoding that reports come in, and text that went through a wrong one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.lines import Source

Read = Callable[..., Source]

TEXT = "Strengths\n\n• The force’s ‘safer shops’ plan – £90,000 a year – isn’t known…\n"


def said(source: Source) -> str:
    return "\n".join(line.text for line in source.lines)


def scrambled(text: str) -> str:
    """UTF-8 as a program shows it that takes it for Windows-1252."""
    return "".join(
        bytes([byte]).decode("cp1252", "replace") for char in text for byte in char.encode()
    )


@pytest.mark.parametrize(
    ("encoding", "guessed"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-16-le", "UTF-16-LE"),
        ("cp1252", "Windows-1252"),
        ("mac_roman", "Mac OS Roman"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_says_the_same(read: Read, encoding: str, guessed: str, end: str) -> None:
    source = read((TEXT * 9).replace("\n", end).encode(encoding))
    assert {line.text for line in source.lines} == set(TEXT.split("\n")) - {""}
    assert source.warnings == ((f"The encoding was guessed as {guessed}.",) if guessed else ())


def test_welsh_and_french_letters_are_no_mac(read: Read) -> None:
    text = "Heddlu Gwent: café, rôle, naïve, Môn, tŷ’r cyngor\n".replace("ŷ", "y")
    assert said(read(text.encode("cp1252"))) == text.strip()


def test_text_saved_in_a_wrong_encoding_is_mended_and_told(read: Read) -> None:
    source = read(scrambled("“Dŵr” – it isn’t £5 • café"))
    assert said(source) == "“Dŵr” – it isn’t £5 • café"
    assert source.warnings == ("Characters saved in a wrong encoding were mended, as in ‘â€™’: 8.",)


def test_text_saved_wrongly_twice(read: Read) -> None:
    assert said(read(scrambled(scrambled("it isn’t £5")))) == "it isn’t £5"


def test_text_that_was_read_as_latin_1(read: Read) -> None:
    said_so = "it isn’t £5 – café".encode().decode("latin-1")
    assert said(read(said_so.encode())) == "it isn’t £5 – café"


def test_only_what_is_certain_is_mended(read: Read) -> None:
    text = "ÂNGHARAD, Ð›, â€, façade, CAFÉ – «ÃÊ»"
    source = read(text)
    assert said(source) == text
    assert source.warnings == ()


def test_a_page_saved_in_a_wrong_encoding(read: Read) -> None:
    page = scrambled("<!doctype html><meta charset=utf-8><h1>R</h1><p>It isn’t so.</p>")
    assert said(read(page, "r.html")) == "R\nIt isn’t so."
