"""The bench of the proxy does what it says, with a few slow clients in a few seconds."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from indexer import publish
from tests.bench import proxied
from tests.bench.invented.reports import reports
from tests.webui.operations import test_nginx

pytestmark = test_nginx.pytestmark


def test_it_measures_behind_the_proxy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(reports(300), tmp_path / "index")
    times = ["--seconds", "5", "--slow", "30"]
    monkeypatch.setattr(sys, "argv", ["proxied", str(tmp_path / "index"), *times])
    with pytest.raises(SystemExit):
        proxied.main()
    told = capsys.readouterr().out
    assert "30 slow clients are connected" in told
    for name in ("exports", "/healthz"):
        assert re.search(rf"^{name}: .+ \| 0 \[\], \d+ told to wait$", told, re.M), told
    assert re.search(r"^(KEPT|BROKEN): /healthz took .+ s at most, 0 errors$", told, re.M), told
