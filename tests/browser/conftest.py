"""A real Chromium before a real server: one browser a worker, which all its tests share.

The sites that nobody changes are served by the worker itself, from builds that all workers share;
the ``webui`` command serves those to which reports are added (``test_admin``).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import Archive, Report, publish
from tests.browser.inspection import VIEWS, Inspection
from tests.browser.loaded import read_whole_pages
from tests.chromium import Missing, chromium
from tests.programs import PATIENCE
from tests.serving import ROOT, hosting
from webui import create_app

#: Milliseconds for whatever a page waits for, on a machine that does other things too.
TIMEOUT = 1000 * PATIENCE


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # Of several thousand: to ask each for the folders that it lies in took a third of a second.
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.browser)


def missing(what: str) -> None:
    """Skips where a browser may be missing; fails where it must not."""
    reason = f"{what}, so the pages cannot be tried in a browser"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    try:
        with chromium() as chrome:
            read_whole_pages()
            yield chrome
    except Missing as error:
        missing(str(error))


@pytest.fixture(scope="session")
def site(corpus_index: Path, browser: Any) -> Iterator[str]:
    """The address of a server over the corpus."""
    with _hosting(corpus_index, ROOT / "corpus") as address:
        yield address


@pytest.fixture(scope="session")
def sample_site(sample_index: Path, sample_corpus: Path, browser: Any) -> Iterator[str]:
    """The address of a server over the reports of several forces, most of them invented."""
    with _hosting(sample_index, sample_corpus) as address:
        yield address


@pytest.fixture(scope="session")
def national_site(
    corpus_index: Path, made_once: Callable[..., Path], browser: Any
) -> Iterator[str]:
    """The address of a server over reports of 43 invented forces."""
    real = Archive(corpus_index).report("cambridgeshire-2007")

    def make(folder: Path) -> None:
        publish((_invented(real, number) for number in range(43)), folder)

    with _hosting(made_once("national-index", make), ROOT / "corpus") as address:
        yield address


def _hosting(index: Path, corpus: Path) -> AbstractContextManager[str]:
    return hosting(create_app({"INDEX": index, "CORPUS": corpus}))


def _invented(real: Report, number: int) -> Report:
    """The report, cut short, as if it were of another force."""
    name, force = f"county-{number}", f"County {number} Police"
    findings = tuple(
        replace(finding, id=f"{name}-{place}", report=name, force=force)
        for place, finding in enumerate(real.findings[12:18])
    )
    title = real.title.replace(real.force, force)
    return replace(real, id=name, title=title, force=force, findings=findings, ledger=())


@pytest.fixture(scope="session")
def inspect(pytestconfig: pytest.Config) -> Inspection:
    """``inspect(page, name)`` holds the page against what is promised of every page."""
    return Inspection(pytestconfig.getoption("--pictures"))


@pytest.fixture(scope="session")
def contexts(browser: Any) -> Iterator[Callable[[str, str], Any]]:
    """``contexts(base, view)`` is the browser as somebody has it before a site.

    To begin one takes longer than most pages, so all tests of a site and view share it; the site
    keeps nothing in a browser. An empty page keeps its process alive.
    """
    made: dict[tuple[str, str], Any] = {}

    def context(base: str, view: str) -> Any:
        if (base, view) not in made:
            made[base, view] = browser.new_context(base_url=base, **VIEWS[view])
            made[base, view].set_default_timeout(TIMEOUT)
            made[base, view].new_page()
        return made[base, view]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def open_page(contexts: Callable[[str, str], Any], site: str) -> Iterator[Any]:
    """``open_page(path, view)`` opens an address of the site; fails on any console error."""
    used = []
    errors: list[str] = []

    def opened(path: str, view: str = "wide", status: int = 200, base: str = site) -> Any:
        context = contexts(base, view)
        used.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: _note(message, errors, status))
        response = page.goto(path)
        assert response.status == status
        return page

    yield opened
    for context in used:
        for page in context.pages[1:]:
            page.close()
        context.clear_permissions()
    assert errors == []


def _note(message: Any, errors: list[str], status: int) -> None:
    """Keeps what the browser complains of, but for the status that the page should have."""
    if message.type in ("error", "warning") and f"status of {status}" not in message.text:
        errors.append(message.text)
