"""The access log says what was served, and nothing of who asked or for what."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from webui import create_app

ASKED = "/?q=a+name+that+nobody+should+read"


def logged(caplog: pytest.LogCaptureFixture, index: Path, **config: Any) -> list[dict[str, Any]]:
    """What is told of one search."""
    client = create_app({"INDEX": index, **config}).test_client()
    with caplog.at_level(logging.INFO):
        client.get(ASKED, environ_base={"REMOTE_ADDR": "192.0.2.7"}, buffered=True)
    assert "nobody" not in caplog.text
    lines = [record for record in caplog.records if record.name == "webui.access"]
    assert all(line.getMessage() == "GET /" for line in lines)
    return [line.__dict__["told"] for line in lines]


def test_it_is_off_by_itself(index: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert logged(caplog, index) == []


def test_it_tells_number_status_time_and_build(
    index: Path, caplog: pytest.LogCaptureFixture, archive: Any
) -> None:
    (told,) = logged(caplog, index, ACCESS_LOG=True)
    assert set(told) == {"request", "status", "seconds", "work", "build"}
    assert (told["status"], told["build"]) == (200, archive.build)


def test_addresses_are_told_when_it_is_said_so(
    index: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (told,) = logged(caplog, index, ACCESS_LOG=True, LOG_ADDRESSES=True)
    assert told["address"] == "192.0.2.7"
