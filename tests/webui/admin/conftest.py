"""A server of one's own with the maintainer's pages, for the tests of one module."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving import serving
from tests.webui.admin.site import TOKEN, Site, folders, has_ended, killed


@pytest.fixture(scope="module")
def home(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folders(tmp_path_factory.mktemp("admin"), index)


@pytest.fixture(scope="module")
def site(
    home: Path,
    sound: Callable[[str], None],
) -> Iterator[Site]:
    with serving(home / "index", home / "corpus", INSPECTION_ADMIN_TOKEN=TOKEN) as address:
        yield Site(address, home, sound)


@pytest.fixture(autouse=True)
def _tidy(request: pytest.FixtureRequest) -> Iterator[None]:
    """The uploads of one test are none of the next one's."""
    yield
    if "site" in request.fixturenames:
        site = request.getfixturevalue("site")
        for folder in site.uploads():
            if not has_ended(worker := site.worker(folder.name)):
                killed(worker)
            shutil.rmtree(folder, ignore_errors=True)
