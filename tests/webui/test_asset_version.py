"""The version of our own files: of all of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

import webui
from webui.asset_version import digest

WEBUI = Path(webui.__file__).parent


def test_it_is_that_of_the_whole_package(app: Flask) -> None:
    assert app.config["ASSET_VERSION"] == digest(WEBUI)


@pytest.mark.parametrize(
    "name", ["cli.py", "pages/search.py", "static/app.css", "templates/pages/search.html"]
)
def test_it_changes_with_a_file_of_any_folder(tmp_path: Path, name: str) -> None:
    assert (WEBUI / name).is_file()
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("one")
    before = digest(tmp_path)
    file.write_text("two")
    assert digest(tmp_path) != before
