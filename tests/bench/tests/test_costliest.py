"""The bench of the costliest requests asks every route, and the attacks are told one by one."""

from __future__ import annotations

import re
import socket
import sys
from pathlib import Path

import pytest

from indexer import publish
from tests.bench import attacks, costliest
from tests.bench.invented.reports import reports
from tests.bench.measured import servers
from webui import create_app


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("costliest") / "index"
    publish(reports(300), folder)
    return folder


def told(bench: object, index: Path, monkeypatch: pytest.MonkeyPatch, *more: str) -> None:
    monkeypatch.setattr(sys, "argv", ["bench", str(index), *more])
    bench.main()  # type: ignore[attr-defined]


def test_every_route_is_asked(
    index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(costliest, "queries", lambda: ["police"])
    told(costliest, index, monkeypatch)
    printed = capsys.readouterr().out
    routes = {rule.rule for rule in create_app({"INDEX": index}).url_map.iter_rules()}
    assert set(re.findall(r"^\| (/[^|]*) \|", printed, re.M)) == routes
    assert re.search("^(KEPT|BROKEN): ", printed, re.M)
    assert "was answered with" not in printed


def test_the_longest_queries_are_as_long_as_may_be() -> None:
    for query in costliest.queries():
        assert 700 < len(query) <= 2000


def test_the_attacks_are_told_one_by_one(
    index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(attacks, "_LONG", 1)
    told(attacks, index, monkeypatch)
    printed = capsys.readouterr().out
    assert re.findall(r"^(A\d) .+: (?:HELD|BROKEN): ", printed, re.M) == [
        "A1", "A2", "A3", "A4", "A5",
    ]  # fmt: skip
    assert "A5 two publications: HELD: 0 of 36 failed" in printed


def test_a_connection_that_was_closed_is_opened_anew(index: Path) -> None:
    with servers.webui(index) as server:
        server.get("/healthz")
        server._connection.sock.shutdown(socket.SHUT_WR)
        assert server.get("/healthz")
