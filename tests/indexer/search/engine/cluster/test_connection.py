"""What goes wrong between here and a cluster is said in a sentence, with what to do."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from indexer.errors import ClusterRefused, ClusterUnreachable, ForeignIndex, IndexUnusable
from indexer.index.location import ClusterAddress
from indexer.search.archive import Archive
from indexer.search.engine.cluster.connection import Connection, IndexGone

#: Port 1 is nobody's.
NOBODY = ClusterAddress(("127.0.0.1:1",), "findings")


@contextmanager
def answering(status: int, said: Any) -> Iterator[ClusterAddress]:
    """Something that answers every request alike."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield ClusterAddress((f"127.0.0.1:{server.server_port}",), "findings")
        server.shutdown()


def version(number: str, distribution: str = "opensearch") -> dict[str, Any]:
    return {"version": {"number": number, "distribution": distribution}}


def test_nobody_at_the_address() -> None:
    with pytest.raises(ClusterUnreachable, match="Nobody answers at"):
        Archive(Path(str(NOBODY)))


def test_a_known_version_is_taken() -> None:
    with answering(200, version("2.19.6")) as address:
        Connection(address).check()


@pytest.mark.parametrize(
    "said", [version("1.3.20"), version("8.1.0", "elasticsearch"), {"hello": "world"}]
)
def test_what_is_no_known_opensearch_is_refused(said: Any) -> None:
    with answering(200, said) as address, pytest.raises(ForeignIndex, match="not OpenSearch 2"):
        Connection(address).check()


@pytest.mark.parametrize("status", [401, 403])
def test_a_wrong_password(status: int) -> None:
    with answering(status, {}) as address, pytest.raises(ForeignIndex, match="_PASSWORD"):
        Connection(address).check()


def test_a_cluster_that_cannot_answer_now() -> None:
    error = {"error": {"type": "busy", "reason": "too much is asked"}}
    with answering(503, error) as address, pytest.raises(ClusterUnreachable, match="too much"):
        Connection(address).check()


def test_an_index_that_is_not_there() -> None:
    error = {"error": {"type": "index_not_found_exception", "reason": "no such index"}}
    with answering(404, error) as address:
        with pytest.raises(IndexGone, match="no such index"):
            Connection(address).ask("GET", "/findings")
        assert not Connection(address).exists("findings")


def test_a_search_of_several_that_fails_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    paused: list[float] = []
    monkeypatch.setattr("time.sleep", paused.append)
    failed = {"status": 503, "error": {"type": "shards", "reason": "no shard is there"}}
    with answering(200, {"responses": [{"hits": {}}, failed]}) as address:
        with pytest.raises(ClusterUnreachable, match="no shard is there"):
            Connection(address).search("findings-1", [{}, {}])
        assert len(paused) > 2
        assert Connection(address).search("findings-1", []) == []


def test_a_document_whose_shard_is_not_there_now_is_asked_for_again_and_is_not_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paused: list[float] = []
    monkeypatch.setattr("time.sleep", paused.append)
    failed = {"type": "no_shard_available_action_exception", "reason": "no shard is there"}
    with (
        answering(200, {"docs": [{"found": True}, {"error": failed}]}) as address,
        pytest.raises(ClusterUnreachable, match="no shard is there"),
    ):
        Connection(address).documents("findings-1", ["1", "2"])
    assert len(paused) > 2


def test_a_document_of_an_index_that_is_not_there_is_gone() -> None:
    failed = {"type": "index_not_found_exception", "reason": "no such index"}
    with (
        answering(200, {"docs": [{"error": failed}]}) as address,
        pytest.raises(IndexGone, match="no such index"),
    ):
        Connection(address).documents("findings-1", ["1"])


def test_what_is_not_understood_is_a_fault_of_ours() -> None:
    failed = {"status": 400, "error": {"type": "parsing", "reason": "unknown query"}}
    with (
        answering(200, {"responses": [failed]}) as address,
        pytest.raises(ClusterRefused, match="unknown query"),
    ):
        Connection(address).search("findings-1", [{}])


def test_without_the_packages_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "opensearchpy", None)
    with pytest.raises(IndexUnusable, match=r"inspection-findings\[cluster\]"):
        Archive(Path(str(NOBODY)))


def test_user_and_password_are_taken_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INSPECTION_OPENSEARCH_USER", "ann")
    monkeypatch.setenv("INSPECTION_OPENSEARCH_PASSWORD", "s3cret")
    seen: list[str | None] = []
    with answering(200, version("2.19.6")) as address:
        monkeypatch.setattr(
            BaseHTTPRequestHandler,
            "parse_request",
            _noting(BaseHTTPRequestHandler.parse_request, seen),
        )
        Connection(address).check()
    assert seen == ["Basic YW5uOnMzY3JldA=="]


def _noting(
    parse: Callable[[Any], bool], seen: list[str | None]
) -> Callable[[BaseHTTPRequestHandler], bool]:
    def noted(self: BaseHTTPRequestHandler) -> bool:
        done = parse(self)
        seen.append(self.headers.get("Authorization"))
        return done

    return noted
