"""What lies in the cluster is what this version lays there."""

from __future__ import annotations

import pytest

from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload

pytestmark = pytest.mark.cluster


def test_a_build_says_what_version_it_is_of_and_how_it_lies_there(sent: ClusterAddress) -> None:
    index = upload.current(Connection(sent))
    told = upload.about(Connection(sent), str(index))["identity"]
    # What a build in a folder must share with this version, and how it lies in a cluster besides.
    assert builds.identity().items() < told.items()
    assert told.keys() - builds.identity().keys() == {"cluster"}
