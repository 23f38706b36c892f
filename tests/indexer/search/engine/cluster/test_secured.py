"""A cluster that asks for TLS and a password: who is known is answered, all else is a sentence.

Needs nginx and openssl beside the cluster; see ``tests/webui/operations/test_nginx.py``.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.cli import main
from indexer.index import builds
from indexer.index.location import ClusterAddress
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.engine.cluster.connection import AUTHORITY, PASSWORD, USER, Connection
from indexer.search.engine.cluster.sending import upload
from tests.cluster import gate
from tests.cluster.gate import Gate
from tests.cluster.searchers import until
from webui import create_app

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(
        not (shutil.which("nginx", path="/usr/sbin:/usr/bin:/bin") and shutil.which("openssl"))
        and not os.environ.get("CI"),
        reason="needs nginx and openssl (apt-get install nginx openssl)",
    ),
]
SECRET = "a secret with spaces: ü"


@pytest.fixture(scope="module")
def secured(
    cluster_hosts: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Gate]:
    """A gate before one of the nodes."""
    with gate.gate(tmp_path_factory.mktemp("gate"), cluster_hosts[0], SECRET) as opened:
        yield opened


@pytest.fixture
def address(
    secured: Gate, monkeypatch: pytest.MonkeyPatch, report: Callable[..., Report], tmp_path: Path
) -> Iterator[ClusterAddress]:
    """A report in the cluster, sent through the gate by one who is known."""
    monkeypatch.setenv(USER, gate.USER)
    monkeypatch.setenv(PASSWORD, SECRET)
    monkeypatch.setenv(AUTHORITY, str(secured.authority))
    secured.admit(SECRET)
    address = ClusterAddress((f"127.0.0.1:{secured.port}",), f"test-secured-{os.getpid()}", True)
    publish([report("Risk is seen.", "The risk grew.")], tmp_path / "index")
    upload.send(Connection(address), builds.candidates(tmp_path / "index")[0])
    yield address
    monkeypatch.setenv(USER, gate.USER)
    monkeypatch.setenv(PASSWORD, SECRET)
    monkeypatch.setenv(AUTHORITY, str(secured.authority))
    secured.admit(SECRET)
    Connection(address).ask("DELETE", f"/{address.name}-*")


def said(address: ClusterAddress | str) -> str:
    """The one line that a search for which nobody is admitted says."""
    result = CliRunner().invoke(main, ["search", "risk", "--index", str(address)])
    assert result.exit_code == 2, result.output
    (line,) = result.stderr.splitlines()
    return line


def test_who_is_known_is_answered(address: ClusterAddress) -> None:
    result = CliRunner().invoke(main, ["search", "risk", "--index", str(address)])
    assert result.exit_code == 0, result.output
    assert "The risk grew." in result.output
    client = create_app({"INDEX": Path(str(address))}).test_client()
    assert client.get("/api/v1/search?q=risk").json["total"] == 2


@pytest.mark.parametrize(("user", "password"), [(gate.USER, "wrong"), ("bob", SECRET), ("", "")])
def test_who_is_not_known_is_told_so(
    address: ClusterAddress, monkeypatch: pytest.MonkeyPatch, user: str, password: str
) -> None:
    monkeypatch.setenv(USER, user)
    monkeypatch.setenv(PASSWORD, password)
    assert "refuses the user or the password" in said(address)
    assert f"${PASSWORD}" in said(address)


def test_a_password_that_changes_while_people_search(
    address: ClusterAddress, secured: Gate
) -> None:
    client = create_app({"INDEX": Path(str(address))}).test_client()
    assert client.get("/?q=risk").status_code == 200
    secured.admit("another")
    answer = client.get("/?q=grew")
    assert answer.status_code == 503
    assert "refuses the user or the password" in answer.text
    secured.admit(SECRET)
    until(lambda: client.get("/?q=grew").status_code == 200)


def test_a_certificate_of_an_authority_that_is_not_named(
    address: ClusterAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(AUTHORITY)
    assert "does not fit: unable to get local issuer certificate" in said(address)
    assert f"${AUTHORITY}" in said(address)


def test_a_certificate_of_another_authority(
    address: ClusterAddress, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    gate.authority(tmp_path)
    monkeypatch.setenv(AUTHORITY, str(tmp_path / "authority.pem"))
    assert "The certificate of opensearchs://" in said(address)


def test_a_certificate_of_another_host(
    address: ClusterAddress,
    cluster_hosts: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with gate.gate(tmp_path, cluster_hosts[0], SECRET, "DNS:elsewhere.example.org") as other:
        monkeypatch.setenv(AUTHORITY, str(other.authority))
        there = ClusterAddress((f"127.0.0.1:{other.port}",), address.name, True)
        assert "not valid for '127.0.0.1'" in said(there)


@pytest.mark.parametrize("content", [None, b"", b"no certificate"])
def test_an_authority_that_cannot_be_read(
    address: ClusterAddress, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "authority"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv(AUTHORITY, str(file))
    assert f"The authority in ${AUTHORITY} cannot be read from {file}" in said(address)


def test_the_wrong_way_of_speaking(
    address: ClusterAddress, cluster_hosts: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = ClusterAddress(cluster_hosts, address.name, secure=True)
    assert "does not fit" in said(plain)
    monkeypatch.delenv(AUTHORITY)
    assert "not OpenSearch" in said(ClusterAddress(address.hosts, address.name))
