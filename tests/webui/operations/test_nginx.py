"""The nginx file that the guide has, before a real server: TLS, names, addresses, slow and many.

Needs nginx and openssl, which .ci/run installs: elsewhere these tests are skipped, and say so.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import programs
from tests.programs import PATIENCE, wait_until
from tests.webui.operations.ports import free_port
from tests.webui.serving.test_server import read, started
from webui import create_app
from webui.exports import downloads, register

FILE = Path(__file__).parents[3] / "webui" / "operations" / "nginx.conf"
NAME = "findings.example.org"
#: What the file says of one address.
MOST_CONNECTIONS = 20
#: What is raised here when the other side has closed a connection.
CLOSED = (ConnectionError, ssl.SSLError)

pytestmark = pytest.mark.skipif(
    not (shutil.which("nginx", path="/usr/sbin:/usr/bin:/bin") and shutil.which("openssl"))
    and not os.environ.get("CI"),
    reason="needs nginx and openssl (apt-get install nginx openssl)",
)


@dataclass(frozen=True, slots=True)
class Proxy:
    """A running nginx with the file, changed in its places and times alone."""

    plain: int
    tls: int
    folder: Path
    log: Path

    def connected(self, name: str = NAME, address: str = "127.0.0.1") -> socket.socket:
        """A connection by TLS, from the address."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "cert.pem"))
        opened = socket.create_connection(("127.0.0.1", self.tls), PATIENCE, (address, 0))
        try:
            return trusted.wrap_socket(opened, server_hostname=name)
        except OSError:
            opened.close()
            raise

    def get(self, path: str, address: str = "127.0.0.1", head: str = "") -> str:
        """What is answered to that path."""
        with self.connected(address=address) as asked:
            asked.sendall(
                f"GET {path} HTTP/1.1\r\nHost: {NAME}\r\n{head}Connection: close\r\n\r\n".encode()
            )
            return said(asked).decode("utf-8", "replace")

    def status(self, path: str, **more: str) -> int:
        return int(self.get(path, **more).split()[1])


def said(asked: socket.socket) -> bytes:
    """All that comes back by TLS. nginx resets what it gives up, which Python 3.13 tells of where
    those before it told of an end.
    """
    found = b""
    with suppress(ConnectionResetError):
        while more := asked.recv(1 << 16):
            found += more
    return found


def placed(folder: Path, server: int, changes: dict[str, str]) -> tuple[str, int, int]:
    """The file with places of its own, and its two ports."""
    plain, tls = free_port(), free_port()
    text = FILE.read_text(encoding="utf-8")
    text = re.sub(r"\n *listen \[::\].*", "", text)
    moved = {
        "listen 80 ": f"listen 127.0.0.1:{plain} ",
        "listen 443 ": f"listen 127.0.0.1:{tls} ",
        "127.0.0.1:8000": f"127.0.0.1:{server}",
        "/etc/ssl/findings.example.org.pem": f"{folder}/cert.pem",
        "/etc/ssl/private/findings.example.org.key": f"{folder}/key.pem",
        "/var/log/nginx/access.log": f"{folder}/access.log",
        "/var/log/nginx/error.log": f"{folder}/error.log",
    }
    for before, after in {**moved, **changes}.items():
        assert before in text, before
        text = text.replace(before, after)
    temporary = "".join(
        f"    {kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = text.replace("http {\n", f"http {{\n{temporary}", 1)
    head = f"pid {folder}/pid;\ndaemon off;\n"
    return (head + "user root;\n" if os.geteuid() == 0 else head) + text, plain, tls


@contextmanager
def proxy(folder: Path, server: int, **changes: str) -> Iterator[Proxy]:
    """nginx with the file before a server at that port."""
    programs.done(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", folder / "key.pem",
         "-out", folder / "cert.pem"], check=True,
    )  # fmt: skip
    text, plain, tls = placed(folder, server, changes)
    (folder / "nginx.conf").write_text(text)
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/bin")
    assert nginx, "nginx is not installed"
    command = [nginx, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "first.log"]
    programs.done([*command, "-t"], check=True)
    with programs.Program(command):
        wait_until(lambda: listens(tls), "nginx listens")
        yield Proxy(plain, tls, folder, folder / "access.log")


def listens(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def server(index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The port and the log of a server that believes one proxy."""
    folder = tmp_path_factory.mktemp("server")
    command = ["-m", "webui", "--port", "0", "--index", str(index), "--proxies", "1"]
    command += ["--trusted-host", NAME, "--access-log", "--log-addresses"]
    with (folder / "log").open("w") as log, started(*command, stderr=log) as (_, (_, port)):
        yield port, folder / "log"


@pytest.fixture
def started_proxy(server: tuple[int, Path], tmp_path: Path) -> Iterator[Callable[..., Proxy]]:
    """Starts nginx before the server; the arguments change the text of the file."""
    with ExitStack() as stack:
        yield lambda **changes: stack.enter_context(proxy(tmp_path, server[0], **changes))


Start = Callable[..., Proxy]


def test_pages_come_by_tls_and_links_lead_there(started_proxy: Start) -> None:
    one = started_proxy()
    page = one.get("/?q=custody")
    assert page.startswith("HTTP/1.1 200")
    assert "Strict-Transport-Security: max-age=31536000" in page
    assert f"<loc>https://{NAME}/" in one.get("/sitemap/pages.xml")
    with socket.create_connection(("127.0.0.1", one.plain), PATIENCE) as asked:
        asked.sendall(b"GET /?q=a HTTP/1.0\r\n\r\n")
        moved = read(asked).decode()
    assert moved.startswith("HTTP/1.1 301")
    assert f"Location: https://{NAME}/?q=a" in moved


def test_whoever_asks_by_another_name_gets_no_answer(started_proxy: Start) -> None:
    one = started_proxy()
    with one.connected() as asked:
        asked.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        assert said(asked) == b""


def test_the_real_address_and_the_number_reach_the_log(
    started_proxy: Start, server: tuple[int, Path]
) -> None:
    one = started_proxy()
    one.get("/help", address="127.0.0.9", head="X-Forwarded-For: 192.0.2.99\r\n")
    log = server[1]
    wait_until(lambda: "127.0.0.9" in log.read_text(), "the request is logged")
    assert "192.0.2.99" not in log.read_text()
    wait_until(lambda: one.log.exists() and one.log.read_text(), "the proxy logs it")
    told = one.log.read_text()
    assert told.split()[1] in log.read_text()
    assert "help" not in told
    assert "127.0.0.9" not in told


def test_below_a_path(started_proxy: Start) -> None:
    one = started_proxy(**{
        'X-Forwarded-Prefix ""': 'X-Forwarded-Prefix "/inspections"',
        "location / {": "location /inspections/ {",
        "burst=40;\n            proxy_pass http://findings;": (
            "burst=40;\n            proxy_pass http://findings/;"
        ),
    })  # fmt: skip
    page = one.get("/inspections/?q=custody")
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
    assert len(links) > 10
    assert [link for link in links if not link.startswith("/inspections/")] == []
    assert one.status(next(link for link in links if "app.css" in link)) == 200


def test_one_address_cannot_hold_all_connections(started_proxy: Start) -> None:
    one = started_proxy()
    with ExitStack() as stack:
        for number in range(MOST_CONNECTIONS):
            held = stack.enter_context(one.connected())
            # A connection counts when its head has been read: a body follows that never comes.
            held.sendall(
                f"POST /{number} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 9\r\n\r\n".encode()
            )
        wait_until(lambda: one.status("/help") == 429, "no more are answered")
        assert one.status("/help", address="127.0.0.2") == 200
    wait_until(lambda: one.status("/help") == 200, "they count no more")


def test_one_address_cannot_ask_without_end(started_proxy: Start) -> None:
    one = started_proxy(**{"rate=6r/m": "rate=1r/m"})
    statuses = [one.status("/export.csv?q=custody") for _ in range(5)]
    assert statuses == [200] * 5
    for path in exported():
        assert one.status(path) == 429, path
    assert one.status("/export.csv?q=custody", address="127.0.0.2") == 200
    assert one.status("/help") == 200


def exported() -> list[str]:
    """The address of everything that takes a place among the exports (``exports/places``)."""
    rules = create_app().url_map.iter_rules()
    kinds = {downloads.bp.name, register.bp.name}
    found = [one.rule for one in rules if one.endpoint.split(".")[0] in kinds]
    assert len(found) >= 7
    return found


def test_a_thousand_that_are_slow_keep_nobody_out(started_proxy: Start) -> None:
    one = started_proxy()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 4096)), hard))
    with ExitStack() as stack:
        for number in range(1000):
            slow = stack.enter_context(
                socket.create_connection(
                    ("127.0.0.1", one.tls), PATIENCE, (f"127.0.1.{number // 10 + 1}", 0)
                )
            )
            slow.sendall(b"\x16")
        assert one.status("/healthz") == 200
        assert one.status("/help") == 200


@pytest.mark.parametrize("begun", ["", f"GET / HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: "])
def test_what_does_not_arrive_in_time_is_closed(started_proxy: Start, begun: str) -> None:
    one = started_proxy(**{"client_header_timeout 10s": "client_header_timeout 1s"})
    with greeted(one) as slow:
        if begun:
            with suppress(*CLOSED):  # a busy machine may be as slow as what is closed
                slow.sendall(begun.encode())
        with suppress(*CLOSED):
            read(slow)  # returns when it is closed


def greeted(one: Proxy) -> socket.socket:
    """A connection by TLS, whose greeting must come in time as well: a busy machine tries again."""
    made: list[socket.socket] = []

    def in_time() -> bool:
        with suppress(*CLOSED):
            made.append(one.connected())
        return bool(made)

    wait_until(in_time, "a greeting comes in time")
    return made[0]


def test_bodies_and_figures_are_for_those_who_may(started_proxy: Start) -> None:
    one = started_proxy()
    large = "Content-Length: 70000\r\n"
    assert one.status("/", head=large) == 413
    assert one.status("/metrics") == 200
    assert one.status("/metrics", address="127.0.0.3") == 403
