"""A cluster of a test's own, whose nodes it may kill."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.cluster.nodes import Cluster, Missing


@pytest.fixture(scope="module")
def own_cluster() -> Iterator[Cluster]:
    """Three nodes that no other module uses; skipped and failed as ``cluster_hosts``."""
    try:
        cluster = Cluster.started()
    except Missing as why:
        if os.environ.get("CI"):
            pytest.fail(str(why))
        pytest.skip(str(why))
    try:
        yield cluster
    finally:
        cluster.stop()
