"""What lies in the cluster is what this version lays there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.index.location import ClusterAddress
from indexer.reports.report import Report
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.kept import mapping
from indexer.search.engine.cluster.sending import upload

pytestmark = pytest.mark.cluster
Make = Callable[..., Report]
Sent = Callable[[Path], ClusterAddress]


def test_builds_of_a_folder_lie_where_the_cluster_has_them(sent: ClusterAddress) -> None:
    index = upload.current(Connection(sent))
    assert upload.about(Connection(sent), str(index))["identity"] == mapping.identity()
