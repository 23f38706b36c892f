"""What stands in a form before its file: the token, by which the file is let in.

``arrival`` looks at the beginning of a form that is still being sent, and keeps no file of those
who do not know the token. Fields come in the order of the page, which has the token first.
"""

from __future__ import annotations

from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

#: The field of the token.
TOKEN = "token"


def token_before_file(content_type: str, beginning: bytes) -> str | None:
    """The token in the beginning of a form, '' where its file comes without one.

    None while neither has come.
    """
    boundary = _boundary(content_type)
    if not boundary:
        return ""
    decoder = MultipartDecoder(boundary)
    decoder.receive_data(beginning)
    try:
        return _first_token(decoder)
    except ValueError:
        return ""


def _first_token(decoder: MultipartDecoder) -> str | None:
    name, value = "", b""
    while not isinstance(event := decoder.next_event(), NeedData):
        if isinstance(event, File | Epilogue):
            return ""
        if isinstance(event, Field):
            name, value = event.name, b""
        elif isinstance(event, Data) and name == TOKEN:
            value += event.data
            if not event.more_data:
                return value.decode("utf-8", "replace")
    return None


def without_file(content_type: str, token: str) -> bytes:
    """The same form with the token alone."""
    parting = b"--" + _boundary(content_type)
    head = f'Content-Disposition: form-data; name="{TOKEN}"'.encode()
    return b"\r\n".join((parting, head, b"", token.encode(), parting + b"--", b""))


def _boundary(content_type: str) -> bytes:
    """What parts the fields of a form, b'' where it is none that may have a file."""
    kind, options = parse_options_header(content_type)
    return options.get("boundary", "").encode() if kind == "multipart/form-data" else b""
