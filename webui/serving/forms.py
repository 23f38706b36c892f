"""What stands in a form before its file: the token, by which the file is let in.

``arrival`` looks at the beginning of a form that is still being sent, and keeps no file of those
who do not know the token. Fields come in the order of the page, which has the token first.
"""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

#: The field of the token.
TOKEN = "token"


def fields_before_file(content_type: str, beginning: bytes) -> dict[str, str] | None:
    """The fields in the beginning of a form, up to its file; {} of what is no form with a file.

    None while its file has not come, and the token neither.
    """
    boundary = _boundary(content_type)
    if not boundary:
        return {}
    decoder = MultipartDecoder(boundary)
    decoder.receive_data(beginning)
    fields: dict[str, bytes] = {}
    try:
        ended = _read(decoder, fields)
    except ValueError:
        return {}
    read = {name: value.decode("utf-8", "replace") for name, value in fields.items()}
    return read if ended or TOKEN in read else None


def _read(decoder: MultipartDecoder, fields: dict[str, bytes]) -> bool:
    """Fill in the fields that have come whole; whether they have ended."""
    name, value = "", b""
    while not isinstance(event := decoder.next_event(), NeedData):
        if isinstance(event, File | Epilogue):
            return True
        if isinstance(event, Field):
            name, value = event.name, b""
        elif isinstance(event, Data):
            value += event.data
            if not event.more_data:
                fields.setdefault(name, value)
    return False


def without_file(content_type: str, fields: Mapping[str, str]) -> bytes:
    """A form with these fields and no file."""
    parting = b"--" + _boundary(content_type)
    parts = [
        b'%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
        % (parting, name.encode(), value.encode())
        for name, value in fields.items()
    ]
    return b"".join(parts) + parting + b"--\r\n"


def _boundary(content_type: str) -> bytes:
    """What parts the fields of a form, b'' where it is none that may have a file."""
    kind, options = parse_options_header(content_type)
    return options.get("boundary", "").encode() if kind == "multipart/form-data" else b""
