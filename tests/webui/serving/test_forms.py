"""The token stands before the file, or there is none."""

from __future__ import annotations

import io

import pytest
from werkzeug.formparser import parse_form_data

from webui.serving.forms import Beginning, without_file

KIND = "multipart/form-data; boundary=parting"
TOKEN = b'--parting\r\nContent-Disposition: form-data; name="token"\r\n\r\nsecret\r\n'
OTHER = b'--parting\r\nContent-Disposition: form-data; name="other"\r\n\r\ntoken\r\n'
FILE = (
    b'--parting\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
    b"token secret\r\n"
)
NAMELESS = b"--parting\r\nContent-Disposition: form-data\r\n\r\nnothing\r\n"
END = b"--parting--\r\n"


TOLD, ELSE = {"token": "secret"}, {"other": "token"}


@pytest.mark.parametrize(
    ("beginning", "fields"),
    [
        (TOKEN + FILE, TOLD),
        (OTHER + TOKEN + FILE, ELSE | TOLD),
        (TOKEN + b"--parting\r\n", TOLD),
        (TOKEN + TOKEN.replace(b"secret", b"another") + FILE, TOLD),
        (FILE + TOKEN + END, {}),
        (OTHER + FILE, ELSE),
        (OTHER + END, None),
        (NAMELESS + FILE, {}),
        (NAMELESS + TOKEN + FILE, TOLD),
        (NAMELESS, None),
        (TOKEN.replace(b"secret", b"") + FILE, {"token": ""}),
        (TOKEN.replace(b"secret", b"\xff\xfe") + FILE, {"token": "\ufffd\ufffd"}),
        (b"", None),
        (TOKEN[:20], None),
        (TOKEN[:-5], None),
        (OTHER, None),
        (b"no form at all", None),
        (TOKEN.replace(b"Content-", b"Other-") + FILE, {}),
    ],
)
def test_what_stands_before_the_file(beginning: bytes, fields: dict[str, str] | None) -> None:
    assert Beginning(KIND).fields_before_file(beginning) == fields


@pytest.mark.parametrize("form", [TOKEN + FILE, OTHER + NAMELESS + TOKEN + FILE, OTHER + FILE])
def test_it_is_the_same_however_it_comes(form: bytes) -> None:
    whole = Beginning(KIND).fields_before_file(form)
    beginning = Beginning(KIND)
    found = (beginning.fields_before_file(form[:length]) for length in range(len(form)))
    assert next(fields for fields in found if fields is not None) == whole


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain; boundary=parting",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ],
)
def test_what_is_no_form_with_files_has_none(kind: str) -> None:
    assert Beginning(kind).fields_before_file(TOKEN + FILE) == {}


@pytest.mark.parametrize(("length", "fields"), [(70, TOLD), (71, {})])
def test_what_parts_the_fields_is_as_short_as_the_standard_says(
    length: int, fields: dict[str, str]
) -> None:
    """Half a second went into making a pattern of one with 250 kB, while all waited."""
    parting = "b" * length
    form = (TOKEN + FILE).replace(b"parting", parting.encode())
    kind = f"multipart/form-data; boundary={parting}"
    assert Beginning(kind).fields_before_file(form) == fields


def test_the_form_without_its_file_is_a_form() -> None:
    sent = {"action": "replace", "token": "wrong – so"}
    left = without_file(KIND, sent)
    environ = {
        "wsgi.input": io.BytesIO(left),
        "CONTENT_TYPE": KIND,
        "CONTENT_LENGTH": str(len(left)),
        "REQUEST_METHOD": "POST",
    }
    _, fields, files = parse_form_data(environ)
    assert fields.to_dict() == sent
    assert not files
