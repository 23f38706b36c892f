"""A corpus is built into a cluster and searched there, by the commands and the pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.cli import main
from indexer.index.location import ClusterAddress
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.engine.cluster.connection import Connection
from indexer.search.engine.cluster.sending import upload
from indexer.search.request import SearchRequest
from webui import create_app

pytestmark = pytest.mark.cluster
Make = Callable[..., Report]
Sent = Callable[[Path], ClusterAddress]
REPORT = Path(__file__).parents[4] / "data" / "reports" / "f1-text" / "report.txt"


@pytest.fixture
def address(
    cluster_hosts: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ClusterAddress]:
    """A name in the cluster that nobody has, for commands of this machine."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    address = ClusterAddress(cluster_hosts, f"test-{os.getpid()}-{tmp_path.name.replace('_', '')}")
    yield address
    Connection(address).ask("DELETE", f"/{address.name}-*")


@pytest.mark.usefixtures("in_this_process")
def test_the_commands_build_search_add_and_remove(address: ClusterAddress, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    folders = ["--corpus", str(corpus), "--index", str(address)]

    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, [*arguments, *folders])
        assert result.exit_code == 0, result.output
        return result.output

    assert "Sent" in run("add", str(REPORT))
    (name,) = (path.name for path in corpus.iterdir() if path.is_dir())
    assert name in run("reports")
    archive = Archive(Path(str(address)))
    found = archive.search(SearchRequest())
    assert found.total == archive.health().findings > 0
    before = upload.current(Connection(address))
    run("build")
    assert upload.current(Connection(address)) == before
    shutil.copytree(corpus / name, tmp_path / "kept")
    client = create_app({"INDEX": Path(str(address)), "CORPUS": corpus}).test_client()
    finding = found.hits[0].finding.id
    pages = ("/", "/?q=the", f"/findings/{finding}", "/reports", f"/reports/{name}", "/glossary",
             "/export.csv?q=the", "/export.json?q=the", "/feed.atom", "/healthz")  # fmt: skip
    for page in pages:
        assert client.get(page).status_code == 200, page
    assert client.get("/healthz").json["cluster"].startswith(("green", "yellow"))


def test_a_flaw_is_seen(sent: ClusterAddress) -> None:
    archive = Archive(Path(str(sent)))
    source = archive._source
    assert source.flaw() == ""
    index = upload.current(Connection(sent))
    body = {"query": {"term": {"body": "staff"}}}
    (hit,) = Connection(sent).search(str(index), [body])[0]["hits"]["hits"]
    unlocked = {"index.blocks.write": False}
    Connection(sent).ask("PUT", f"/{index}/_settings", unlocked)
    Connection(sent).ask("DELETE", f"/{index}/_doc/{hit['_id']}", refresh="true")
    assert "2 of 3" in source.flaw()
