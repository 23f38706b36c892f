"""The ``webui`` command: it serves, or says in one sentence why not."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, cast
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from indexer import Archive, DamagedIndex, IndexBusy, InspectionError, NoIndex
from tests.programs import PATIENCE, Program
from webui.cli import ensure_index, main

CORPUS = Path(__file__).parents[2] / "corpus"


def refused(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.startswith("webui: ")
    assert "Traceback" not in result.output
    return result


def test_a_corpus_that_is_not_there(tmp_path: Path) -> None:
    result = refused("--corpus", str(tmp_path / "none"), "--index", str(tmp_path / "index"))
    assert str(tmp_path / "none") in result.stderr


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"sun")
    refused("--corpus", str(CORPUS), "--index", str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["holiday.jpg"]


def test_a_port_that_is_taken(index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = refused("--index", str(index), "--port", str(port))
    assert str(port) in result.stderr
    assert "--port" in result.stderr


def test_a_host_that_is_not_ours(index: Path) -> None:
    assert "--host" in refused("--index", str(index), "--host", "192.0.2.1").stderr


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_cannot_be(port: str) -> None:
    result = CliRunner().invoke(main, ["--port", port])
    assert result.exit_code == 2
    assert "--port" in result.stderr


def test_an_index_that_is_there_is_not_built_again(
    index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ensure_index(Path("nowhere"), index, lambda: Archive(index))
    assert capsys.readouterr().out == ""


class Opens:
    """An index that can be opened at last, after some errors."""

    def __init__(self, *errors: Exception) -> None:
        self.errors = list(errors)

    def __call__(self) -> Archive:
        if self.errors:
            raise self.errors.pop(0)
        return cast(Archive, None)


def test_beside_a_first_build_it_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("webui.cli._PATIENCE", 0)

    def build(*_: object) -> None:
        raise IndexBusy("Another process builds it.")

    monkeypatch.setattr("webui.cli._published", build)
    opens = Opens(*[NoIndex("none")] * 3)
    ensure_index(CORPUS, tmp_path, opens)
    assert opens.errors == []
    assert capsys.readouterr().out.count("Another process builds it. Waiting for it …") == 1


def test_a_damaged_index_is_built_again(index: Path, tmp_path: Path) -> None:
    broken = tmp_path / "index"
    shutil.copytree(index, broken)
    for path in broken.rglob("*.pst"):
        path.write_bytes(b"")
    with pytest.raises(DamagedIndex):
        Archive(broken)
    ensure_index(CORPUS, broken, lambda: Archive(broken))
    assert Archive(broken).health().problem == ""


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the command makes an application of; it ends before it serves."""
    found: dict[str, Any] = {}

    def made(config: dict[str, Any]) -> None:
        found.update(config)
        raise InspectionError("enough.")

    monkeypatch.setattr("webui.cli.create_app", made)
    return found


def test_the_token_is_read_from_a_file(tmp_path: Path, settings: dict[str, Any]) -> None:
    (tmp_path / "admin-token").write_text("of the file\n")
    refused("--token-file", str(tmp_path / "admin-token"))
    assert settings["ADMIN_TOKEN"] == "of the file"


def test_the_token_is_a_credential_of_the_service(
    tmp_path: Path, settings: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("INSPECTION_ADMIN_TOKEN", "of the environment")
    refused()
    assert settings["ADMIN_TOKEN"] == "of the environment"
    (tmp_path / "admin-token").write_text("of the service")
    refused()
    assert settings["ADMIN_TOKEN"] == "of the service"


def test_a_token_file_that_is_not_there(tmp_path: Path) -> None:
    assert "--token-file" in refused("--token-file", str(tmp_path / "none")).stderr


def test_hosts_and_proxies_are_settings(settings: dict[str, Any]) -> None:
    refused()
    assert (settings["TRUSTED_HOSTS"], settings["PROXIES"]) == (None, 0)
    refused("--trusted-host", "a.example", "--trusted-host", ".b.example", "--proxies", "1")
    assert (settings["TRUSTED_HOSTS"], settings["PROXIES"]) == (["a.example", ".b.example"], 1)


@pytest.mark.parametrize("error", [OSError, InspectionError])
def test_whatever_ends_a_first_build_is_told(
    error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was waited for what would have been built, for ever."""

    def build(*_: object, **__: object) -> None:
        raise error("the disk is gone")

    monkeypatch.setattr("indexer.build_index", build)
    result = refused("--corpus", str(CORPUS), "--index", str(tmp_path / "index"))
    assert "the disk is gone" in result.stderr


def test_the_first_start_builds_the_index_and_serves(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "webui", "--port", "0"]
    command += ["--corpus", CORPUS, "--index", tmp_path / "index"]
    with Program(command, stdout=subprocess.PIPE) as server:
        assert "building it" in server.line()
        address = server.until(r"http://\S+")[0]
        with urlopen(f"{address}healthz", timeout=PATIENCE) as answer:
            assert answer.status == 200
            assert "Server" not in answer.headers
