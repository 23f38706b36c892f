"""The ``webui`` command: it serves, or says in one sentence why not."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from click.testing import CliRunner, Result

from indexer import Archive
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


def test_the_first_start_builds_the_index_and_serves(tmp_path: Path) -> None:
    index = tmp_path / "index"
    command = [sys.executable, "-m", "webui", "--port", "0"]
    command += ["--corpus", str(CORPUS), "--index", str(index)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        said = []
        for line in server.stdout:
            said.append(line)
            if found := re.search(r"http://\S+", line):
                break
        assert "building it" in said[0]
        assert found is not None
        with urlopen(f"{found[0]}healthz", timeout=10) as answer:
            assert answer.status == 200
            assert "Server" not in answer.headers
    finally:
        server.terminate()
        server.wait(timeout=20)
        server.stdout.close()
