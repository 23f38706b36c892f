"""The ``webui`` command: build the index if there is none, then serve it."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread

import click
import waitress  # type: ignore[import-untyped]
from flask import Flask

from indexer import Archive, Built, IndexUnusable, InspectionError, NoIndex, build_index
from webui import create_app
from webui.admin import uploads
from webui.archive import archive_of
from webui.presenters.sentences import plural
from webui.processes import LASTING, Processes, stop

#: The exit status when nothing can be served.
REFUSED = 2
#: Two cores answer a search in milliseconds; more threads only help slow readers of long exports.
THREADS = 8
#: Bytes of a body from which waitress refuses a request unread, in words of its own. Up to there
#: it is read to the end and answered by a page; a browser shows no answer before that.
BODY = 4 * uploads.LARGEST
#: Not an option of the command, since everybody on a machine can read those.
TOKEN = "INSPECTION_ADMIN_TOKEN"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    envvar="INSPECTION_CORPUS",
    default=Path("corpus"),
    show_default=True,
    help="Folder of the reports; read when there is no index yet, and when one is added.",
)
@click.option(
    "--index",
    type=click.Path(path_type=Path),
    envvar="INSPECTION_INDEX",
    default=Path(".index"),
    show_default=True,
    help="Folder of the index.",
)
@click.option(
    "--uploads",
    type=click.Path(path_type=Path),
    envvar="INSPECTION_UPLOADS",
    help="Folder in which uploads wait.  [default: .uploads beside the index]",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Processes that answer; one for each core answers the most.",
)
def main(
    host: str, port: int, corpus: Path, index: Path, uploads: Path | None, workers: int
) -> None:
    """Serve the search pages of the inspection reports.

    Builds the index from the corpus first if there is none. With a secret of 16 characters or
    more in $INSPECTION_ADMIN_TOKEN, reports can be added from the browser, at /admin/reports/new.
    """
    # Taken out, so that no process that is started from here has it.
    token = os.environ.pop(TOKEN, "")
    places = {"INDEX": index, "CORPUS": corpus, "UPLOADS": uploads}
    try:
        app = create_app({**places, "ADMIN_TOKEN": token})
    except InspectionError as error:
        _give_up(str(error))
    ready = partial(_made_ready, corpus, index, lambda: archive_of(app))
    try:
        if workers == 1:
            ready()
            serve(host, port, partial(_answer, app))
        else:
            several = Processes()
            several.first(ready)
            serve(host, port, lambda at: several.run(workers, partial(_answer, app, at)))
    except OSError as error:
        _give_up(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. "
            "Choose another with --host or --port."
        )


def ensure_index(corpus: Path, index: Path, opened: Callable[[], Archive]) -> None:
    """Has ``index`` opened by ``opened``, after a build of it from ``corpus`` if need be.

    Raises CorpusError when there is nothing to build from, ForeignIndex when the folder holds
    something that is not ours.
    """
    try:
        opened()
    except NoIndex:
        click.echo(f"There is no index in {index} yet: building it from {corpus} …")
        built = _published(corpus, index)
        for report, why in built.refused:
            click.echo(f"webui: {report} was left out. {why}", err=True)
        found, reports = built.info.findings, built.info.reports
        click.echo(f"Indexed {plural(found, 'finding')} of {plural(reports, 'report')}.")
        opened()


def _published(corpus: Path, index: Path) -> Built:
    """What was published from ``corpus``; a thread goes on to work out what the findings mean."""
    published: Future[Built] = Future()

    def work() -> None:
        try:
            built = build_index(corpus, index, on_published=published.set_result)
        except InspectionError as error:
            published.set_exception(error)
        else:
            if built.by_words:
                click.echo(f"webui: {built.by_words}", err=True)

    Thread(target=work, daemon=True, name=LASTING).start()
    return published.result()


def serve(host: str, port: int, answer: Callable[[socket.socket], None]) -> None:
    """Has ``answer`` serve what connects to the address, until interrupted.

    Raises OSError when the address cannot be listened on.
    """
    with _listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Inspection Findings is at http://{shown}:{listener.getsockname()[1]}/")
        click.echo("Press Ctrl+C to stop.")
        answer(listener)


def _answer(app: Flask, listener: socket.socket) -> None:
    """Answers what connects to ``listener``, until interrupted: what has begun is finished."""
    # Waitress warns of every request that waits for a thread, a thousand times a minute when busy.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    signal.signal(signal.SIGTERM, stop)
    with suppress(IndexUnusable):  # what is wrong with it is told to whoever asks
        archive_of(app)
    server = waitress.create_server(
        app, sockets=[listener], threads=THREADS, ident=None, max_request_body_size=BODY
    )
    server.run()


def _made_ready(corpus: Path, index: Path, opened: Callable[[], Archive]) -> None:
    """As ``ensure_index``; ends the process with a sentence where it cannot be."""
    try:
        ensure_index(corpus, index, opened)
    except InspectionError as error:
        _give_up(str(error))


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Waitress would leave one open when the address cannot be had."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family)


def _give_up(sentence: str) -> None:
    click.echo(f"webui: {sentence}", err=True)
    sys.exit(REFUSED)
