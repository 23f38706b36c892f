"""Bytes in a query string that are no text are nonsense like any other, and no fault."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from flask import Flask

from tests.programs import PATIENCE
from tests.serving import hosting
from webui.http.query_strings import encoded


@pytest.mark.parametrize(
    "path", ["/", "/nowhere", "/help", "/api/v1/search", "/export.csv", "/pack", "/healthz"]
)
@pytest.mark.parametrize("query", ["q=\xff", "finding=\xe2\x28", "\xfe\xff=1", "q=a b\x85"])
def test_bytes_that_are_no_text(client: Any, path: str, query: str) -> None:
    answer = client.get(path, environ_overrides={"QUERY_STRING": query})
    assert answer.status_code in (200, 400, 404)


def test_text_that_is_sent_as_it_is_is_read(client: Any) -> None:
    sent = "q=café".encode().decode("latin-1")
    answer = client.get("/api/v1/search", environ_overrides={"QUERY_STRING": sent})
    assert answer.json["query"] == "café"


def test_what_is_as_it_should_be_stays() -> None:
    assert encoded("q=a+b%20c&finding=x-1&size=10~!") == "q=a+b%20c&finding=x-1&size=10~!"


def test_a_server_answers_them(app: Flask) -> None:
    with hosting(app) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        with socket.create_connection((host, int(port)), PATIENCE) as asked:
            asked.sendall(b"GET /?q=\xff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            # Newer servers refuse them by themselves; no version may take them for a fault.
            assert asked.recv(100).startswith((b"HTTP/1.1 200", b"HTTP/1.1 400"))
