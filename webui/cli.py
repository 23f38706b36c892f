"""The ``webui`` command: build the index if there is none, then serve it."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, Any

import click
from flask import Flask

from indexer import (
    Archive,
    DamagedIndex,
    IndexBusy,
    InspectionError,
    NoIndex,
)
from webui import create_app
from webui.archive import archive_of
from webui.http import metrics
from webui.presenters.sentences import plural
from webui.serving import logs
from webui.serving.memory import take_from_one_pool
from webui.serving.processes import LASTING, Processes
from webui.serving.server import answer

if TYPE_CHECKING:
    from indexer import Built

#: The exit status when nothing can be served.
REFUSED = 2
#: Not an option of the command, since everybody on a machine can read those.
TOKEN = "INSPECTION_ADMIN_TOKEN"
#: The name of the token among the credentials that systemd hands to a service.
CREDENTIAL = "admin-token"
#: Seconds between two looks whether another process has built the index.
_PATIENCE = 1.0


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
    help="Folder of the index, or opensearch://host:9200/name.",
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
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    envvar="INSPECTION_ADMIN_TOKEN_FILE",
    help="File with the admin token.  [default: admin-token in $CREDENTIALS_DIRECTORY]",
)
@click.option(
    "--trusted-host",
    "trusted_hosts",
    multiple=True,
    envvar="INSPECTION_TRUSTED_HOSTS",
    metavar="NAME",
    help="A name that this service is asked by, '.example.org' for all below it; any other is "
    "refused. May be given several times.  [default: any name]",
)
@click.option(
    "--proxies",
    type=click.IntRange(0, 9),
    default=0,
    show_default=True,
    envvar="INSPECTION_PROXIES",
    help="How many proxies stand before it; they say what the address, scheme and host are.",
)
@click.option(
    "--access-log/--no-access-log",
    envvar="INSPECTION_ACCESS_LOG",
    default=False,
    show_default=True,
    help="Log each request as a line of JSON, without what was asked for.",
)
@click.option(
    "--log-addresses/--no-log-addresses",
    envvar="INSPECTION_LOG_ADDRESSES",
    default=False,
    show_default=True,
    help="With the addresses that requests come from.",
)
def main(host: str, port: int, corpus: Path, index: Path, workers: int, **settings: Any) -> None:
    """Serve the search pages of the inspection reports.

    Builds the index from the corpus first if there is none. With a secret of 16 characters or
    more in the token file, or in $INSPECTION_ADMIN_TOKEN, reports can be added from the browser,
    at /admin/reports/new. SIGTERM and Ctrl+C let what is being answered be finished.
    """
    take_from_one_pool()
    try:
        with _counting_together(workers):
            app = create_app({"INDEX": index, "CORPUS": corpus, **_config(**settings)})
            ready = partial(_made_ready, corpus, index, lambda: archive_of(app))
            _answer_with(workers, app, ready, partial(serve, host, port))
    except InspectionError as error:
        _give_up(str(error))
    except OSError as error:
        _give_up(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. "
            "Choose another with --host or --port."
        )


def _config(token_file: Path | None, trusted_hosts: Sequence[str], **others: Any) -> dict[str, Any]:
    """The configuration of the application; an option without a case here has its name there."""
    return {
        "ADMIN_TOKEN": _token(token_file),
        "TRUSTED_HOSTS": list(trusted_hosts) or None,
        **{name.upper(): value for name, value in others.items()},
    }


@contextmanager
def _counting_together(workers: int) -> Iterator[None]:
    """Within it there is a folder in which several processes count what they were asked."""
    if workers == 1 or metrics.FOLDER in os.environ:
        yield
        return
    with TemporaryDirectory(prefix="inspection-metrics-") as folder:
        os.environ[metrics.FOLDER] = folder
        yield


def _answer_with(
    workers: int,
    app: Flask,
    ready: Callable[[], None],
    serve: Callable[[Callable[[socket.socket], None]], None],
) -> None:
    """Have so many processes answer for ``app`` when ``ready`` has returned."""
    if workers == 1:
        ready()
        serve(partial(answer, app))
        return
    several = Processes()
    several.first(ready)
    serve(lambda at: several.run(workers, partial(answer, app, at)))


def ensure_index(corpus: Path, index: Path, opened: Callable[[], Archive]) -> None:
    """Has ``index`` opened by ``opened``, after a build of it from ``corpus`` if need be.

    Where another process builds it already, that is waited for. Raises CorpusError when there is
    nothing to build from, ForeignIndex when the folder holds something that is not ours.
    """
    waits = built = False
    while True:
        try:
            opened()
        except (NoIndex, DamagedIndex) as error:
            if built:
                raise
            try:
                _build(corpus, index, error)
                built = True
            except IndexBusy as busy:
                if not waits:
                    click.echo(f"{busy} Waiting for it …")
                waits = True
                time.sleep(_PATIENCE)
        else:
            return


def _build(corpus: Path, index: Path, why: InspectionError) -> None:
    if isinstance(why, NoIndex):
        click.echo(f"There is no index in {index} yet: building it from {corpus} …")
    else:
        click.echo(f"webui: {why}", err=True)
    built = _published(corpus, index)
    for report, reason in built.refused:
        click.echo(f"webui: {report} was left out. {reason}", err=True)
    found, reports = built.info.findings, built.info.reports
    click.echo(f"Indexed {plural(found, 'finding')} of {plural(reports, 'report')}.")


def _token(file: Path | None) -> str:
    """The admin token of a file, of systemd's credentials or of the environment; '' for none.

    Raises InspectionError when the file cannot be read.
    """
    # Taken out, so that no process that is started from here has it. What the process began with
    # can still be read in /proc by its own user: a file cannot.
    given = os.environ.pop(TOKEN, "")
    if file is None and (folder := os.environ.get("CREDENTIALS_DIRECTORY")):
        credential = Path(folder) / CREDENTIAL
        file = credential if credential.exists() else None
    if file is None:
        return given
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise InspectionError(
            f"The token file {file} cannot be read ({error}). Name another with --token-file, or "
            "none to switch uploads off."
        ) from None


def _published(corpus: Path, index: Path) -> Built:
    """What was published from ``corpus``; a thread goes on to work out what the findings mean."""
    # Most starts find a build: what reads reports is imported by those that do not.
    from indexer import build_index

    published: Future[Built] = Future()

    def work() -> None:
        try:
            built = build_index(corpus, index, on_published=published.set_result)
        except BaseException as error:
            # Whatever it was: somebody waits for what was published.
            if published.done():
                raise
            published.set_exception(error)
        else:
            if built.by_words:
                click.echo(f"webui: {built.by_words}", err=True)

    Thread(target=work, daemon=True, name=LASTING).start()
    return published.result()


def serve(host: str, port: int, work: Callable[[socket.socket], None]) -> None:
    """Has ``work`` serve what connects to the address, until interrupted.

    Raises OSError when the address cannot be listened on.
    """
    with _listen(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"Inspection Findings is at http://{shown}:{listener.getsockname()[1]}/")
        click.echo("Press Ctrl+C to stop.")
        logs.init()
        work(listener)


def _made_ready(corpus: Path, index: Path, opened: Callable[[], Archive]) -> None:
    """As ``ensure_index``; ends the process with a sentence where it cannot be."""
    try:
        ensure_index(corpus, index, opened)
    except InspectionError as error:
        _give_up(str(error))
    except OSError as error:
        _give_up(f"The index in {index} cannot be made: {error}.")


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Waitress would leave one open when the address cannot be had."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    return socket.create_server(address[:2], family=family)


def _give_up(sentence: str) -> None:
    click.echo(f"webui: {sentence}", err=True)
    sys.exit(REFUSED)
