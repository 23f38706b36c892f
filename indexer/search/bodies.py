"""Whose duty it is what a finding asks for: of the police that were inspected, or of another body.

The register keeps it of each entry, and pages ask it of a finding: what the Home Office or a health
care provider must do is not counted as what the force must do. The words are data
(``bodies.toml``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Protocol

from indexer.data_files import toml
from indexer.reports.finding import Finding

_WORD = re.compile("[a-z]+")


class _Inspection(Protocol):
    @property
    def place(self) -> str: ...

    @property
    def series(self) -> str: ...


def is_joint(said: _Inspection) -> bool:
    """Whether it is of an inspection of several bodies in one place."""
    return bool(said.place) and said.series.startswith(str(_data("joint")))


def other_body(finding: Finding) -> str:
    """Whom a finding asks to act, where the police that were inspected are not among them.

    In a joint inspection that is whoever is named, unless the text names the police; in one of a
    force alone who is certainly no part of it. '' where nobody is named.
    """
    addressee = finding.addressee or ""
    joint = is_joint(finding)
    if not addressee or not (joint or finding.force) or _police_act(finding, joint):
        return ""
    if not joint and not _pattern("others").search(addressee.replace("'", "’")):
        return ""
    return addressee[:1].upper() + addressee[1:]


def _police_act(finding: Finding, joint: bool) -> bool:
    """Whether the police are among those who must act."""
    named = _words(finding.addressee or "")
    if not joint:
        return not (_set("police") | _set("own")).isdisjoint(named)
    if not (_set("police") | _set("with_police")).isdisjoint(named):
        return True
    return not _set("police").isdisjoint(_words(finding.text))


def _words(text: str) -> list[str]:
    """The words of a text, without names of others that have a word of the police."""
    named = text.replace("'", "’")
    return _WORD.findall(_pattern("not_police").sub(" ", named).casefold())


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(_data(name).split())


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_data(name)), re.I)


@cache
def _data(name: str) -> Any:
    return toml(__package__, "bodies.toml")[name]
