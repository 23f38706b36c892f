"""The load bench does what it says, in seconds instead of minutes."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from indexer import publish
from tests.bench import load
from tests.bench.invented.reports import reports


def test_it_measures_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(reports(700), tmp_path / "index")
    monkeypatch.setattr(load, "CONNECTIONS", (2,))
    times = ["--seconds", "1", "--minutes", "0.05", "--every", "1"]
    monkeypatch.setattr(sys, "argv", ["load", str(tmp_path / "index"), *times])
    load.main()
    told = capsys.readouterr().out
    assert re.search(r"^\| 2 \| \d+ \|.+\| 0 \| \d+ \| \d+ \|$", told, re.M), told
    assert "After 1 publications" in told
    for name in ("searches", "/healthz", "exports"):
        assert re.search(rf"^{name}: .+ \| 0 \[\], \d+ told to wait$", told, re.M), told
    assert re.search("^(KEPT|BROKEN): ", told, re.M), told


def test_it_tells_what_was_broken() -> None:
    told = {name: load.Answers([0.1]) for name in ("searches", "/healthz", "exports")}
    warm = load.State(61, 200, 40)
    assert load._broken(told, [load.State(0, 100, 30), warm, load.State(600, 239, 60)]) == []
    assert "grew" in load._broken(told, [warm, load.State(600, 241, 60)])[0]
    told["/healthz"].times.append(1.5)
    told["searches"].errors.append("500")
    assert load._broken(told, [warm]) == ["1 errors of searches", "/healthz took 1.5 s"]
