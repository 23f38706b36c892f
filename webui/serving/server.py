"""The server: waitress, with limits of bodies by path, and an end that cuts nothing off.

``cli`` hands in the application and what listens; both serve until the process is told to end.
"""

from __future__ import annotations

import copy
import resource
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from types import FrameType
from typing import Any

import waitress  # type: ignore[import-untyped]
from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser, ParsingError  # type: ignore[import-untyped]

from indexer import IndexUnusable
from webui.admin import desk
from webui.archive import archive_of

#: Two cores answer a search in milliseconds; more threads only help slow readers of long exports.
THREADS = 8
#: Bytes of a body from which a request is refused unread, in words of waitress' own. To the pages
#: that take files it is read to the end and answered by a page up to there, since a browser shows
#: no answer before that. Elsewhere there is none: six clients that each sent 190 MB to an address
#: that does not exist filled 1.1 GB of disk.
LARGE, SMALL = 2 * desk.LARGEST, 64 * 1024
#: Connections at once, of those that are open to be asked again as well. What is more waits.
CONNECTIONS = 1000
#: Requests with a file that are taken in at once. The token stands in the form behind the file, and
#: is seen when all of it is here: what strangers send waits on the disk until then.
FILES = 4
#: Seconds for the whole of a request to arrive, and of one with a file. A hundred connections that
#: sent a byte now and then were all there could be, for as long as they liked.
ARRIVAL, ARRIVAL_OF_FILES = 20.0, 600.0
#: Seconds for which what is being answered is waited for at the end.
GRACE = 30.0


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads the head of a request, and knows then how much may follow."""

    adj: Any

    #: Whether its head has come, and is one of a page that takes files.
    is_of_files = False

    def __init__(self, channel: _Channel, adj: Any) -> None:
        super().__init__(adj)
        self._channel = channel

    @property
    def has_file(self) -> bool:
        """Whether more of it follows than a form without a file has."""
        return self.is_of_files and (self.chunked or self.content_length > SMALL)

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress does."""
        super().parse_header(header_plus)
        self.is_of_files = self.path.startswith("/admin/")
        if not self.is_of_files:
            less: Any = copy.copy(self.adj)
            less.max_request_body_size = SMALL
            self.adj = less
        elif self.has_file and self._channel.others_with_files() >= FILES:
            raise ParsingError("Other files are being sent. Try again in a minute.")


class _Channel(HTTPChannel):  # type: ignore[misc]
    #: When the last request had arrived, or the connection was made.
    _waits_since: float

    def __init__(self, *args: Any, **more: Any) -> None:
        self._waits_since = time.monotonic()
        super().__init__(*args, **more)
        self.parser_class = partial(_Parser, self)

    def others_with_files(self) -> int:
        """How many other connections are about to send a file."""
        others = (one for one in list(self.server.active_channels.values()) if one is not self)
        return sum(one.request is not None and one.request.has_file for one in others)

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
        of_files = self.request is not None and self.request.is_of_files
        most = ARRIVAL_OF_FILES if of_files else ARRIVAL
        return not self.is_answering and time.monotonic() - self._waits_since > most


def answer(app: Flask, listener: socket.socket) -> None:
    """Answers what connects to ``listener`` until SIGTERM or SIGINT; what has begun is finished."""
    with suppress(IndexUnusable):  # what is wrong with it is told to whoever asks
        archive_of(app)
    server = waitress.create_server(
        app,
        map={},
        sockets=[listener],
        threads=THREADS,
        ident=None,
        connection_limit=CONNECTIONS,
        max_request_body_size=LARGE if app.config["ADMIN_TOKEN"] else SMALL,
        # The application believes as many proxies as it is told to, and no other.
        clear_untrusted_proxy_headers=not app.config["PROXIES"],
    )
    server.channel_class = _Channel
    _let_open(CONNECTIONS)
    _run(server)


def _let_open(connections: int) -> None:
    """Let this process have so many connections open beside its files, if it may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * connections
    if soft < wanted <= hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _run(server: Any) -> None:
    channels = server._map
    with _told_to_end(server.pull_trigger) as told:
        while not told:
            wasyncore.loop(timeout=1, use_poll=True, map=channels, count=1)
        server.del_channel(channels)  # nobody else is let in
        given_up = time.monotonic() + GRACE
        while _answering(server) and time.monotonic() < given_up:
            wasyncore.loop(timeout=0.1, use_poll=True, map=channels, count=1)
    server.task_dispatcher.shutdown()


def _answering(server: Any) -> bool:
    return any(channel.is_answering for channel in list(server.active_channels.values()))


@contextmanager
def _told_to_end(wake: Callable[[], None]) -> Iterator[list[int]]:
    """The signals to end that came so far; ``wake`` is called at each."""
    told: list[int] = []

    def tell(number: int, _: FrameType | None) -> None:
        told.append(number)
        wake()

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
