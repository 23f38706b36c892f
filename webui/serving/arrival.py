"""How a request arrives: how much of it, in what time, and its file behind the token alone.

``server`` has waitress make its channels of ``Channel``. What is refused here is refused by its
head, or by the beginning of its form: nothing of it is kept on the disk.
"""

from __future__ import annotations

import copy
import time
from enum import Enum, auto
from functools import partial
from typing import Any

from waitress.buffers import OverflowableBuffer  # type: ignore[import-untyped]
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]
from waitress.utilities import Error  # type: ignore[import-untyped]

from webui.admin import desk
from webui.admin.access import Gate, bearer
from webui.serving.forms import TOKEN, Beginning, without_file

#: Bytes of a body from which a request is refused unread, in words of waitress' own. To the pages
#: that take files it is read to the end and answered by a page up to there, since a browser shows
#: no answer before that. Elsewhere there is none: six clients that each sent 190 MB to an address
#: that does not exist filled 1.1 GB of disk.
LARGE, SMALL = 2 * desk.LARGEST, 64 * 1024
#: Bytes of a form in which the token has to stand.
BEGINNING = 16 * 1024
#: Requests with a file that are taken in at once, of those who know the token; and so many, of
#: those who do not, may take as long.
FILES = 4
#: Seconds for the whole of a request to arrive, and of one that has a place. A hundred connections
#: that sent a byte now and then were all there could be, for as long as they liked.
ARRIVAL, ARRIVAL_OF_FILES = 20.0, 600.0


class _Forbidden(Error):  # type: ignore[misc]
    code, reason = 403, "Forbidden"


class _Full(Error):  # type: ignore[misc]
    code, reason = 503, "Service Unavailable"


class _Place(Enum):
    """What a request may take long for. There are ``FILES`` places of each kind."""

    #: Its file is let in.
    TAKEN_IN = auto()
    #: Its file is thrown away, and whoever sends it is to be told why.
    THROWN_AWAY = auto()


class _Nothing(OverflowableBuffer):  # type: ignore[misc]
    """Keeps what it has, and nothing that is put to it."""

    def __init__(self, kept: bytes) -> None:
        super().__init__(SMALL)
        super().append(kept)

    def append(self, s: bytes) -> None:
        """Nothing."""


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads a request, and knows by its head and its beginning how much of it is kept."""

    adj: Any
    #: '' until its head has come, and of one that cannot be read.
    path = ""
    #: None until it is asked for, when the head has come.
    _beginning: Beginning | None = None

    #: The place it has, if any.
    place: _Place | None = None

    #: Whether it is to a page that takes files, and whether it was seen if its file is let in.
    _is_of_files = _judged = False

    def __init__(self, channel: Channel, adj: Any) -> None:
        super().__init__(adj)
        self._channel = channel

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress does."""
        super().parse_header(header_plus)
        self._is_of_files = self.path.startswith("/admin/")
        if not self._is_of_files:
            less: Any = copy.copy(self.adj)
            less.max_request_body_size = SMALL
            self.adj = less

    def received(self, data: bytes) -> int:
        """As waitress does."""
        taken = int(super().received(data))
        if self._sends_file and not (self._judged or self.error):
            self._judge()
        if self.error:
            self.expect_continue = False  # else waitress asks for what it refuses
        return taken

    @property
    def _sends_file(self) -> bool:
        """Whether its head has come, and more follows than a form without a file has."""
        large = self.chunked or self.content_length > SMALL
        return self._is_of_files and self.headers_finished and large

    def _judge(self) -> None:
        """Let the file in behind the right token. Of any other form the rest is thrown away as it
        comes: a browser shows no answer before it has sent all.
        """
        given = bearer(self.headers.get("AUTHORIZATION", ""))
        if given and not self._channel.knows(given):
            self._refuse(_Forbidden("That is not the admin token."))
            return
        fields = {TOKEN: given} if given else self._fields()
        if fields is None:
            return
        self._judged = True
        if self._channel.knows(fields.get(TOKEN, "")):
            self._let_in()
        else:
            self._leave_out(without_file(self._kind, fields))

    def _fields(self) -> dict[str, str] | None:
        """The fields before the file; None while they may still come."""
        self._beginning = self._beginning or Beginning(self._kind)
        come = self.body_rcv.getbuf().get(BEGINNING)
        fields = self._beginning.fields_before_file(come)
        more = not self.completed and len(come) < BEGINNING
        return fields if more else fields or {}

    def _let_in(self) -> None:
        if not self._takes(_Place.TAKEN_IN):
            self._refuse(_Full("Other files are being sent. Try again in a minute."))

    def _takes(self, place: _Place) -> bool:
        """Take a place of a kind; False where all are taken."""
        is_free = self._channel.others_with(place) < FILES
        if is_free:
            self.place = place
        return is_free

    def _refuse(self, error: Error) -> None:
        self.error, self.completed = error, True

    def _leave_out(self, form: bytes) -> None:
        """Keep ``form`` instead of what has come and comes: slowly, too, if a place is free."""
        self._takes(_Place.THROWN_AWAY)
        self.body_rcv.buf.close()
        self.body_rcv.buf = _Nothing(form)
        self.headers["CONTENT_LENGTH"] = str(len(form))

    @property
    def _kind(self) -> str:
        return str(self.headers.get("CONTENT_TYPE", ""))


class Channel(HTTPChannel):  # type: ignore[misc]
    """One connection."""

    #: When the last request had arrived, or the connection was made.
    _waits_since: float

    def __init__(self, gate: Gate | None, *args: Any, **more: Any) -> None:
        """``gate`` knows the token; None where no files are taken."""
        self._gate = gate
        self._waits_since = time.monotonic()
        super().__init__(*args, **more)
        self.parser_class = partial(_Parser, self)

    def knows(self, token: str) -> bool:
        """Whether it is the token that lets files in."""
        return self._gate is not None and self._gate.knows(token)

    def others_with(self, place: _Place) -> int:
        """How many other connections have a place of this kind."""
        others = (one for one in list(self.server.active_channels.values()) if one is not self)
        return sum(one.request is not None and one.request.place is place for one in others)

    @property
    def is_answering(self) -> bool:
        """Whether a request is worked on, or its answer is not all sent yet."""
        return bool(self.requests or self.total_outbufs_len)

    def received(self, data: bytes) -> bool:
        """As waitress does."""
        taken = bool(super().received(data))
        if self.request is None:
            self._waits_since = time.monotonic()
        return taken

    def readable(self) -> bool:
        """Whether more is read; what is late is closed, which waitress asks of each in turn."""
        if self._is_late():
            self.will_close = True
        return bool(super().readable())

    def _is_late(self) -> bool:
        has_place = self.request is not None and self.request.place is not None
        most = ARRIVAL_OF_FILES if has_place else ARRIVAL
        return not self.is_answering and time.monotonic() - self._waits_since > most
