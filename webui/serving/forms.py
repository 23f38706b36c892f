"""What stands in a form before its file: the token, by which the file is let in.

``arrival`` looks at the beginning of a form that is still being sent, and keeps no file of those
who do not know the token. Fields come in the order of the page, which has the token first.
"""

from __future__ import annotations

from collections.abc import Mapping

from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Field, File, MultipartDecoder, NeedData

#: The field of the token.
TOKEN = "token"
#: Characters of what parts the fields, at most (RFC 2046, 5.1.1).
_PARTING = 70


class Beginning:
    """The beginning of a form, read as it comes: each byte once, however few come at a time."""

    def __init__(self, content_type: str) -> None:
        boundary = _boundary(content_type)
        self._decoder = MultipartDecoder(boundary) if boundary else None
        self._seen = 0
        self._name, self._value = "", b""
        self._fields: dict[str, str] = {}

    def fields_before_file(self, beginning: bytes) -> dict[str, str] | None:
        """The fields up to the file of the form; {} of what is no form with a file.

        ``beginning`` is all that has come so far. None while the file has not come, and the token
        neither.
        """
        if self._decoder is None:
            return {}
        self._decoder.receive_data(beginning[self._seen :])
        self._seen = len(beginning)
        try:
            ended = self._read(self._decoder)
        except ValueError:
            return {}
        return self._fields if ended or TOKEN in self._fields else None

    def _read(self, decoder: MultipartDecoder) -> bool:
        """Fill in the fields that have come whole; whether the file follows."""
        while not isinstance(event := decoder.next_event(), NeedData):
            if isinstance(event, File):
                return True
            if isinstance(event, Field):
                self._name, self._value = event.name, b""
            elif isinstance(event, Data):
                self._value += event.data
                # A field may come without a name: nothing asks for it.
                if self._name and not event.more_data:
                    self._fields.setdefault(self._name, self._value.decode("utf-8", "replace"))
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
    boundary = options.get("boundary", "")
    is_one = kind == "multipart/form-data" and len(boundary) <= _PARTING
    return boundary.encode() if is_one else b""
