"""Which format some bytes are of, without the library that reads it."""

from __future__ import annotations

import sys

import pytest

from indexer.reports.readers.formats import FORMATS
from tests import programs

HEAVY = ("bs4", "markdown_it", "pypdfium2", "spellchecker")


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"junk before it %PDF-1.4", "pdf"),
        (b"<!doctype html><p>Calls are answered.</p>", "html"),
        (b"<div><p>a</p><p>b</p></div>", "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n<p>a</p>", "html"),
        (b"PK\x03\x04 word/document.xml", "word"),
        (b"# One\n\n# Two\n\n# Three\n", "markdown"),
    ],
)
def test_a_format_is_known_by_what_is_in_the_file(data: bytes, format: str) -> None:
    assert next(each.name for each in FORMATS if each.known(data)) == format


@pytest.mark.parametrize("data", [b"Calls are answered.", b"# One\n", b"<b>bold</b> words", b"PK"])
def test_what_is_plain_is_of_no_other_format(data: bytes) -> None:
    assert not any(each.known(data) for each in FORMATS)


def test_a_text_is_read_without_the_libraries_of_other_formats() -> None:
    code = f"""
import sys, indexer.reports.pipeline
print([name for name in {HEAVY} if name in sys.modules])
"""
    done = programs.done([sys.executable, "-c", code], check=True)
    assert done.stdout.strip() == "[]"
