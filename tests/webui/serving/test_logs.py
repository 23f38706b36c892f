"""The log of the server: a JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.programs import wait_until
from tests.webui.serving.test_server import answer, started
from webui.http import observation
from webui.serving.logs import _Lines


def line(record: logging.LogRecord) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_Lines().format(record))
    return told


def record(message: str, **more: Any) -> logging.LogRecord:
    return logging.makeLogRecord(
        {"name": "webui", "levelname": "INFO", "msg": message, "created": 0.5, **more}
    )


def test_a_line_says_when_how_grave_by_whom_and_what() -> None:
    assert line(record("Something\nhappened")) == {
        "time": "1970-01-01T00:00:00.500+00:00",
        "level": "info",
        "logger": "webui",
        "message": "Something\nhappened",
    }


def test_it_has_the_number_of_the_request_and_what_went_wrong(app: Flask) -> None:
    with app.test_request_context("/?q=secret"):
        observation._begin()
        number = observation.current()
        try:
            raise ValueError("no")
        except ValueError:
            found = line(record("It failed", exc_info=sys.exc_info()))
    assert number
    assert found["request"] == number
    assert found["exception"].endswith("ValueError: no")
    assert "secret" not in str(found)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_command_logs_and_counts(index: Path, tmp_path: Path, workers: int) -> None:
    """Also with several processes, whose figures are those of all."""
    log = tmp_path / "log"
    command = ["-m", "webui", "--port", "0", "--index", str(index), "--workers", str(workers)]
    with log.open("w") as sink, started(*command, "--access-log", stderr=sink) as (_, where):
        ask = b"GET /help?q=secret HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        numbers = {told_number(answer(where, ask)) for _ in range(8)}
        counted = answer(where, ask.replace(b"/help?q=secret", b"/metrics"))
        wait_until(lambda: log.read_text().count('"GET /help"') == 8, "all is logged")
    lines = [json.loads(one) for one in log.read_text().splitlines()]
    of_help = [one for one in lines if one["message"] == "GET /help"]
    assert {one["request"] for one in of_help} == numbers
    assert len(numbers) == 8
    assert b'inspection_requests_total{method="GET",route="/help",status="200"} 8.0' in counted
    assert "secret" not in log.read_text()
    assert "127.0.0.1" not in log.read_text()


def told_number(answered: bytes) -> str:
    heads = answered.split(b"\r\n\r\n")[0].decode().split("\r\n")
    return next(one.partition(": ")[2] for one in heads if one.lower().startswith("x-request-id"))
