"""A build that is sent is counted, is not published over a newer one, and replaces an older one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import IndexBusy, IndexUnusable
from indexer.index.location import ClusterAddress
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload

pytestmark = pytest.mark.cluster
Make = Callable[..., Report]
Sent = Callable[[Path], ClusterAddress]


def test_what_is_sent_is_counted_before_anybody_sees_it(
    in_cluster: Sent,
    sent: ClusterAddress,
    report: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection = Connection(sent)
    before = upload.current(connection)
    publish([report("Risk is seen.", "More.")], tmp_path)
    monkeypatch.setattr("indexer.search.engine.cluster.kept.mapping.terms", lambda _: {"nowhere"})
    with pytest.raises(IndexUnusable, match="was not published"):
        in_cluster(tmp_path)
    assert upload.current(connection) == before
    names = list(connection.ask("GET", f"/{sent.name}-*/_settings"))
    assert sorted(names) == sorted([before, f"{before}-papers"])


def test_a_build_that_was_overtaken_is_not_published(
    sent: ClusterAddress,
    in_cluster: Sent,
    report: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connection = Connection(sent)
    old = upload.current(connection)
    publish([report("Risk is seen.", "More.")], tmp_path)
    in_cluster(tmp_path)
    newest = upload.current(connection)
    publish([report("Risk is seen.", "More.", "Even more.")], tmp_path)
    monkeypatch.setattr(upload, "current", lambda _: old)
    with pytest.raises(IndexBusy, match="meanwhile"):
        in_cluster(tmp_path)
    monkeypatch.undo()
    assert upload.current(connection) == newest


def test_of_older_builds_one_is_kept(
    sent: ClusterAddress, in_cluster: Sent, report: Make, tmp_path: Path
) -> None:
    for number in range(3):
        publish([report("Risk is seen.", *["More."] * number)], tmp_path)
        in_cluster(tmp_path)
    names = list(Connection(sent).ask("GET", f"/{sent.name}-*/_settings"))
    assert len(names) == 4  # each with its papers
