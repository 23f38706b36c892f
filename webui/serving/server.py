"""The server: waitress, with threads for people and one for watchers, and an end that cuts nothing.

``cli`` hands in the application and what listens; both serve until the process is told to end.
"""

from __future__ import annotations

import gc
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
from waitress.task import ThreadedTaskDispatcher  # type: ignore[import-untyped]

from indexer import IndexUnusable
from webui.archive import archive_of
from webui.serving import processes
from webui.serving.arrival import LARGE, SMALL, Channel

#: What is asked by those who watch whether the server answers. It waits for no other request.
WATCHED = "/healthz"
#: Two cores answer a search in milliseconds; more threads only help slow readers of long exports.
THREADS = 8
#: Connections at once, of those that are open to be asked again as well. What is more waits.
CONNECTIONS = 1000
#: Seconds for which what is being answered is waited for at the end.
GRACE = 30.0


class _Dispatcher(ThreadedTaskDispatcher):  # type: ignore[misc]
    """Hands requests to threads; whoever watches the server is answered by a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        self._of_watchers = ThreadedTaskDispatcher()

    def set_thread_count(self, count: int) -> None:
        """As waitress does."""
        super().set_thread_count(count)
        self._of_watchers.set_thread_count(min(1, count))

    def add_task(self, task: Channel) -> None:
        """As waitress does."""
        if task.requests[0].path == WATCHED:
            self._of_watchers.add_task(task)
        else:
            super().add_task(task)

    def shutdown(self, cancel_pending: bool = True, timeout: float = 5) -> bool:
        """As waitress does."""
        self._of_watchers.shutdown(cancel_pending, timeout)
        return bool(super().shutdown(cancel_pending, timeout))


def answer(app: Flask, listener: socket.socket) -> None:
    """Answers what connects to ``listener`` until SIGTERM or SIGINT; what has begun is finished."""
    with suppress(IndexUnusable):  # what is wrong with it is told to whoever asks
        archive_of(app)
    # What is open now stays. To go through it for cycles again and again took a tenth of the work
    # of questions that nobody asked before.
    gc.collect()
    gc.freeze()
    threads = _Dispatcher()
    threads.set_thread_count(THREADS)
    server = waitress.create_server(
        app,
        map={},
        sockets=[listener],
        _dispatcher=threads,
        ident=None,
        connection_limit=CONNECTIONS,
        max_request_body_size=LARGE if app.config["ADMIN_TOKEN"] else SMALL,
        # The application believes as many proxies as it is told to, and no other.
        clear_untrusted_proxy_headers=not app.config["PROXIES"],
    )
    server.channel_class = partial(Channel, app.extensions.get("gate"))
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
    """The signals to end that came so far; ``wake`` is called at each that comes from now on."""
    told = processes.told

    def tell(number: int, _: FrameType | None) -> None:
        told.append(number)
        wake()

    before = {number: signal.signal(number, tell) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
