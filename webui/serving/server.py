"""The server: waitress, with limits of bodies by path, and an end that cuts nothing off.

``cli`` hands in the application and what listens; both serve until the process is told to end.
"""

from __future__ import annotations

import copy
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import waitress  # type: ignore[import-untyped]
from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel  # type: ignore[import-untyped]
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]

from indexer import IndexUnusable
from webui.admin import uploads
from webui.archive import archive_of

#: Two cores answer a search in milliseconds; more threads only help slow readers of long exports.
THREADS = 8
#: Bytes of a body from which a request is refused unread, in words of waitress' own. To the pages
#: that take files it is read to the end and answered by a page up to there, since a browser shows
#: no answer before that. Elsewhere there is none: six clients that each sent 190 MB to an address
#: that does not exist filled 1.1 GB of disk.
LARGE, SMALL = 2 * uploads.LARGEST, 64 * 1024
#: Seconds for which what is being answered is waited for at the end.
GRACE = 30.0


class _Parser(HTTPRequestParser):  # type: ignore[misc]
    """Reads the head of a request, and knows then how much may follow."""

    adj: Any

    def parse_header(self, header_plus: bytes) -> None:
        """As waitress does."""
        super().parse_header(header_plus)
        if not self.path.startswith("/admin/"):
            less: Any = copy.copy(self.adj)
            less.max_request_body_size = SMALL
            self.adj = less


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _Parser

    @property
    def is_answering(self) -> bool:
        """Whether a request is worked on, or its answer is not all sent yet."""
        return bool(self.requests or self.total_outbufs_len)


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
        max_request_body_size=LARGE if app.config["ADMIN_TOKEN"] else SMALL,
        # The application believes as many proxies as it is told to, and no other.
        clear_untrusted_proxy_headers=not app.config["PROXIES"],
    )
    server.channel_class = _Channel
    _run(server)


def _run(server: Any) -> None:
    channels = server._map
    with _told_to_end(server.pull_trigger) as told:
        while not told:
            wasyncore.loop(timeout=1, map=channels, count=1)
        server.del_channel(channels)  # nobody else is let in
        given_up = time.monotonic() + GRACE
        while _answering(server) and time.monotonic() < given_up:
            wasyncore.loop(timeout=0.1, map=channels, count=1)
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
