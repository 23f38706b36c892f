"""What the tests of a build in the cluster share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.index.location import ClusterAddress
from indexer.index.publication import publish
from indexer.reports.report import Report

Make = Callable[..., Report]
Sent = Callable[[Path], ClusterAddress]


@pytest.fixture
def sent(in_cluster: Sent, report: Make, tmp_path: Path) -> ClusterAddress:
    """A report of three findings in the cluster."""
    publish([report("Risk is seen.", "The risk grew.", "Staff are seen.")], tmp_path)
    return in_cluster(tmp_path)
