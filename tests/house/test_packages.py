"""Other people's packages: CI installs them by their hashes, and the licence of each is told."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

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
