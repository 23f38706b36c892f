"""``--index`` names a folder or an address, and both travel as a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import ForeignIndex
from indexer.index.location import ClusterAddress, workspace


def test_a_folder_is_no_address() -> None:
    for name in (".index", "/srv/index", "C:/index", "opensearch"):
        assert ClusterAddress.of(Path(name)) is None
        assert workspace(Path(name)) == Path(name)


def test_an_address_survives_being_a_path() -> None:
    text = "opensearch://one:9200,two:9201/findings"
    address = ClusterAddress.of(Path(text))
    assert address == ClusterAddress.of(text)
    assert address == ClusterAddress(("one:9200", "two:9201"), "findings")
    assert str(address) == text


def test_further_hosts_may_follow_the_name() -> None:
    assert ClusterAddress.of("opensearch://one:9200/findings,two:9201") == ClusterAddress(
        ("one:9200", "two:9201"), "findings"
    )


def test_a_secure_address_is_told_from_a_plain_one() -> None:
    address = ClusterAddress.of("opensearchs://one:9200/findings")
    assert address is not None
    assert address.secure


@pytest.mark.parametrize(
    "text",
    [
        "opensearch://one/findings",
        "opensearch://one:9200",
        "opensearch://one:9200/",
        "opensearch://one:9200/Findings",
        "opensearch://one:9200/a/b",
        "opensearch://one:9200/_all",
        "opensearch://me:secret@one:9200/findings",
    ],
)
def test_what_means_to_be_an_address_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ForeignIndex, match="opensearch://host:9200/name"):
        ClusterAddress.of(Path(text))


def test_builds_for_a_cluster_are_written_in_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    one, other = (workspace(Path(f"opensearch://{h}:9200/findings")) for h in ("one", "two"))
    assert one != other
    assert tmp_path in one.parents
