"""The ways in which the parts of a Word file are kept together."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.errors import ReportError
from indexer.reports.lines import Source
from tests.indexer.reports.readers.word.files import linked, numbered, p, parts, zipped

Read = Callable[..., Source]

BODY = p("Vans", style="H2") + numbered("They are clean.", 1)


def flat(files: dict[str, str]) -> str:
    """The parts as one XML file."""
    bare = {name: xml.partition("?>")[2] for name, xml in files.items()}
    inner = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>'
        for name, xml in bare.items()
    )
    space = "http://schemas.microsoft.com/office/2006/xmlPackage"
    declared = '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
    return f'{declared}<pkg:package xmlns:pkg="{space}">{inner}</pkg:package>'


def test_names_with_backslashes(read: Read) -> None:
    plain = read(zipped(parts(BODY)), "r.docx")
    windows = {name.replace("/", "\\"): xml for name, xml in parts(BODY).items()}
    assert read(zipped(windows), "r.docx").lines == plain.lines


@pytest.mark.parametrize("name", ["r.xml", "r.docx", "r"])
def test_one_flat_file(read: Read, name: str) -> None:
    source = read(flat(parts(BODY)), name)
    assert source.format == "word"
    assert [(line.text, line.label) for line in source.lines] == [
        ("Vans", None),
        ("They are clean.", "5"),
    ]


def test_a_flat_file_with_entities_is_refused(read: Read) -> None:
    hostile = flat(parts(BODY)).replace("?><?", '?><!DOCTYPE d [<!ENTITY x "y">]><?', 1)
    with pytest.raises(ReportError, match="entities"):
        read(hostile, "r.xml")


def test_the_package_says_which_part_holds_the_text(read: Read) -> None:
    files = parts(BODY)
    files["word/document7.xml"] = files.pop("word/document.xml")
    files["_rels/.rels"] = linked("/word/document7.xml", "officeDocument")
    assert read(zipped(files), "r.docx").lines[0].text == "Vans"


@pytest.mark.parametrize("name", ["r.xml", "r.txt", "r"])
def test_xml_of_another_kind_is_refused(read: Read, name: str) -> None:
    xml = '<?xml version="1.0"?><w:wordDocument xmlns:w="urn:2003"><w:p>Vans</w:p></w:wordDocument>'
    with pytest.raises(ReportError, match=r"it is XML .* save it as \.docx"):
        read(xml, name)
