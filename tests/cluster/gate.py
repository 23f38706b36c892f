"""A gate before a node: nginx, which asks for TLS and a password, as a secured cluster does.

The server that the tests can have lacks the plugin for both. What asks notices no difference: the
certificate is that of an authority of our own, and whoever is not known gets 401.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import programs
from tests.programs import wait_until
from tests.webui.operations.ports import free_port
from tests.webui.operations.test_nginx import listens

USER = "ann"
_FILE = """pid {folder}/pid;
daemon off;
{user}error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_max_body_size 0;
    {temporary}
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/node.pem;
        ssl_certificate_key {folder}/node.key;
        auth_basic cluster;
        auth_basic_user_file {folder}/users;
        location / {{
            proxy_pass http://{node};
            proxy_set_header Authorization "";
        }}
    }}
}}
"""


@dataclass(frozen=True, slots=True)
class Gate:
    """A running gate."""

    folder: Path
    port: int

    @property
    def authority(self) -> Path:
        """The certificate of the authority that made the gate's own."""
        return self.folder / "authority.pem"

    def admit(self, password: str) -> None:
        """Let the user in with this password and no other."""
        command = ["openssl", "passwd", "-apr1", password]
        packed = programs.done(command, check=True).stdout
        (self.folder / "users").write_text(f"{USER}:{packed}")


def authority(folder: Path) -> None:
    """Make an authority in a folder: ``authority.pem`` and its key.

    It says what it is for, and a certificate who signed it: Python asks for both since 3.13.
    """
    _openssl(
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Authority",
        "-addext", "keyUsage=critical,keyCertSign,cRLSign",
        "-keyout", str(folder / "authority.key"), "-out", str(folder / "authority.pem"),
    )  # fmt: skip


@contextmanager
def gate(folder: Path, node: str, password: str, name: str = "IP:127.0.0.1") -> Iterator[Gate]:
    """A gate before the node at 'host:port', with a certificate for ``name``."""
    authority(folder)
    _openssl(
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Node",
        "-keyout", str(folder / "node.key"), "-out", str(folder / "node.csr"),
    )  # fmt: skip
    (folder / "names").write_text(f"subjectAltName={name}\nauthorityKeyIdentifier=keyid\n")
    _openssl(
        "x509", "-req", "-in", str(folder / "node.csr"), "-CA", str(folder / "authority.pem"),
        "-CAkey", str(folder / "authority.key"), "-CAcreateserial", "-days", "2",
        "-extfile", str(folder / "names"), "-out", str(folder / "node.pem"),
    )  # fmt: skip
    opened = Gate(folder, free_port())
    opened.admit(password)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    file = folder / "nginx.conf"
    file.write_text(
        _FILE.format(folder=folder, user=user, temporary=temporary, port=opened.port, node=node)
    )
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/bin")
    assert nginx, "nginx is not installed"
    with programs.Program([nginx, "-p", folder, "-c", file, "-e", folder / "first.log"]):
        wait_until(lambda: listens(opened.port), "nginx listens")
        yield opened


def _openssl(*arguments: str) -> None:
    programs.done(["openssl", *arguments], check=True)
