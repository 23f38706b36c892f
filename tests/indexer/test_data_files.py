"""Data that lies beside the modules is found by the name of its package."""

import tomllib

import pytest

from indexer.data_files import toml


def test_a_file_in_a_folder_of_a_package() -> None:
    assert toml("indexer.reports.labelling", "families", "f1.toml")["name"] == "F1"


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        toml("indexer.reports.labelling", "nowhere.toml")


def test_a_file_that_is_no_toml() -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        toml("indexer", "README.md")
