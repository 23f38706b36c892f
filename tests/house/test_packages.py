"""Other people's packages: CI installs them by their hashes, and the licence of each is told."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from packaging.requirements import Requirement

from tests import programs

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / ".ci" / "requirements.txt").read_text(encoding="utf-8")
LICENCES = (ROOT / ".github" / "LICENCES.md").read_text(encoding="utf-8")
#: Words of licences, by which what a publisher states is known.
WORDS = {
    "MIT": ("MIT",),
    "BSD": ("BSD",),
    "Apache-2.0": ("Apache",),
    "MPL-2.0": ("MPL",),
    "PSF-2.0": ("PSF", "Python"),
    "ZPL-2.1": ("ZPL", "Zope"),
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def brought(
    requirements: Iterable[str], extra: str = "", known: set[str] | None = None
) -> set[str]:
    """The names of all packages that come with some requirements, here."""
    known = set() if known is None else known
    for text in requirements:
        one = Requirement(text)
        name = canonical(one.name)
        if (one.marker and not one.marker.evaluate({"extra": extra})) or name in known:
            continue
        known.add(name)
        brought(distribution(name).requires or (), "", known)
    return known


def ours(*extras: str) -> list[str]:
    """What pyproject.toml asks for, with the extras that are named and those that they name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found: list[str] = list(project["dependencies"])
    for extra in extras:
        for text in project["optional-dependencies"][extra]:
            one = Requirement(text)
            found += ours(*one.extras) if one.name == project["name"] else [text]
    return found


def test_ci_installs_what_is_asked_for_by_its_hash() -> None:
    pinned = re.findall(r"^(\S+)==\S+ \\\n    --hash=sha256:[0-9a-f]{64}$", LOCK, re.M)
    assert len(pinned) == len(re.findall("^[a-z0-9]", LOCK, re.M))
    asked = {canonical(Requirement(text).name) for text in ours("test")}
    assert asked <= {canonical(name) for name in pinned}, "run .ci/lock"
    assert "--require-hashes" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_each_package_has_its_licence() -> None:
    told = dict(re.findall(r"^\| ([a-z0-9-]+) \| (.+) \|$", LICENCES, re.M)[1:])
    names = brought(ours())
    assert names <= set(told), names - set(told)
    for name in names:
        about = distribution(name).metadata
        stated = [about.get("License-Expression") or about.get("License") or ""]
        stated += about.get_all("Classifier") or []
        words = [word for known, each in WORDS.items() if known in told[name] for word in each]
        assert any(word in text for word in words for text in stated), (name, told[name])


class Registry(BaseHTTPRequestHandler):
    """Tells of packages in JSON as the registry does: 404 where it knows nothing."""

    latest_alone = False
    #: What is known of some packages by their names: faults, or None for nothing at all.
    known: ClassVar[dict[str, list[str] | None]] = {}

    def do_GET(self) -> None:
        name, *release = self.path.strip("/").split("/")[:-1]
        version = dict(re.findall(r"^(\S+)==(\S+)", LOCK, re.M))[name]
        found = self.known.get(name, [])
        if found is None or (release and self.latest_alone):
            self.send_error(404)
            return
        faults = [{"id": one, "withdrawn": None} for one in found]
        told = {"info": {"version": version}, "vulnerabilities": faults}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(told).encode())

    def log_message(self, *_: object) -> None:
        """Nothing is logged."""


@pytest.mark.parametrize(
    ("latest_alone", "known", "status", "says"),
    [
        (False, {}, 0, "{0} of {0} packages"),
        (False, {"flask": ["CVE-1"]}, 1, "– CVE-1"),
        (False, {"flask": None}, 1, "could not be asked for"),
        (True, {"flask": None}, 0, "could not be asked for"),
        (True, {"flask": ["CVE-1"]}, 1, "– CVE-1"),
    ],
)
def test_ci_asks_for_known_faults_and_a_skip_is_a_failure_where_they_are_told(
    latest_alone: bool, known: dict[str, list[str] | None], status: int, says: str
) -> None:
    handler = type("Told", (Registry,), {"latest_alone": latest_alone, "known": known})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            asked = audited(f"http://127.0.0.1:{server.server_port}")
        finally:
            server.shutdown()
            programs.joined([thread])
    assert asked.returncode == status, asked.stdout + asked.stderr
    assert says.format(len(re.findall("^[a-z0-9]", LOCK, re.M))) in asked.stdout


def test_a_registry_that_is_not_reached_is_said_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        place = nobody.getsockname()[1]
    asked = audited(f"http://127.0.0.1:{place}")
    assert asked.returncode == 0, asked.stderr
    assert "no package was asked about" in asked.stdout


def audited(registry: str) -> subprocess.CompletedProcess[str]:
    """What ``.ci/audit`` tells of a registry."""
    return programs.done(
        [sys.executable, ROOT / ".ci" / "audit"],
        env={**os.environ, "AUDIT_REGISTRY": registry, "AUDIT_PAUSES": "0 0 0", "no_proxy": "*"},
    )


def test_ci_asks_for_them() -> None:
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert "beside audit .venv/bin/python .ci/audit" in run
    assert "ended audit" in run


def test_what_the_other_pythons_try_is_there() -> None:
    """A test that has moved ended a run with 'no tests ran' after three minutes."""
    tried = re.findall(r"^    (tests/[^:\s]+)", (ROOT / ".ci" / "pythons").read_text("utf-8"), re.M)
    assert len(tried) > 5
    assert not [name for name in tried if not (ROOT / name).exists()]
