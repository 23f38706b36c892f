"""The letters of ligatures that a font has by name alone."""

from __future__ import annotations

import zlib

import pytest

from indexer.reports.readers.pdf.page.ligatures import ligatures


def font(names: bytes) -> bytes:
    return b"<</Type /Encoding /Differences [%b]>>" % names


@pytest.mark.parametrize(
    ("name", "letters"), [(b"/f_f_i", "ffi"), (b"/T_h", "Th"), (b"/f_f.liga", "ff")]
)
def test_a_name_spells_its_letters(name: bytes, letters: str) -> None:
    assert ligatures(font(b"33 " + name)) == {33: letters}


def test_names_are_counted_on_from_a_number() -> None:
    assert ligatures(font(b"32 /space /f_i 64 /at /f_l")) == {33: "fi", 65: "fl"}


def test_what_is_compressed_is_looked_into() -> None:
    packed = b"1 0 obj <</Type /ObjStm >> stream\n" + zlib.compress(font(b"33 /f_i"))
    assert ligatures(packed) == {33: "fi"}


def test_a_code_with_two_meanings_has_none() -> None:
    assert ligatures(font(b"33 /f_i") + font(b"33 /f_l 34 /f_f")) == {34: "ff"}


@pytest.mark.parametrize("data", [b"", font(b"33 /fi /one /uni0066"), b"/ObjStm stream\nnoise"])
def test_other_names_and_noise_are_none(data: bytes) -> None:
    assert ligatures(data) == {}
