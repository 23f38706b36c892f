"""A build is written for whichever engine its sink serves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Self

import pytest

from indexer.errors import IndexUnusable
from indexer.index import builds
from indexer.index.builds import Build, BuildInfo
from indexer.index.publication import Publication
from indexer.index.records import ReportRecord
from indexer.index.sink import BuildContents, Kept
from indexer.index.vocabulary import Vocabulary
from indexer.reports.report import Report

Make = Callable[..., Report]


class Elsewhere:
    """A sink whose engine keeps its findings away from the build."""

    def __init__(self, make: Make, build: Build) -> None:
        self.make = make
        self.build = build
        self.done: list[str] = []
        self.added: dict[str, int] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.done.append("left")

    def add(self, report: str, findings: int) -> None:
        assert self.build.report(report).exists()
        self.added[report] = findings

    def finish(self, kept: Kept | None) -> BuildContents:
        self.done.append(f"kept {sorted(kept.reports) if kept else 'nothing'}")
        before = sum(kept.build.records[name].findings for name in kept.reports) if kept else 0
        records = {name: ReportRecord.of(self.make(name, name, id=name)) for name in self.added}
        findings = before + sum(self.added.values())
        return BuildContents(findings, records, Vocabulary(), {"parts": [], "address": "elsewhere"})

    def verify(self, findings: int, new: Collection[str]) -> None:
        self.done.append(f"{findings} findings, new {sorted(new)}")

    def publish(self, build: Build) -> None:
        current = builds.named(build.path.parent.parent)
        when = "after" if current == build.id else "before"
        self.done.append(f"published {when} it is current")


class Broken(Elsewhere):
    def verify(self, findings: int, new: Collection[str]) -> None:
        raise IndexUnusable("It is not there.")


def publish_all(publication: Publication, reports: Iterable[Report]) -> BuildInfo:
    with publication as one:
        for report in reports:
            one.add(report)
        return one.commit()


def test_another_sink_is_told_of_every_report(index: Path, report: Make) -> None:
    sinks: list[Elsewhere] = []

    def sink(build: Build) -> Elsewhere:
        sinks.append(Elsewhere(report, build))
        return sinks[-1]

    publish_all(Publication(index, sink=sink), [report("one", "two", id="a")])
    with Publication(index, sink=sink) as one:
        one.keep("a")
        one.add(report("one", "two", id="b"))
        info = one.commit()
    first, second = sinks
    assert (first.added, second.added) == ({"a": 2}, {"b": 2})
    published = "published before it is current"
    assert first.done == ["kept nothing", "2 findings, new []", published, "left"]
    assert second.done == ["kept ['a']", "4 findings, new ['b-1', 'b-2']", published, "left"]
    build = builds.candidates(index)[0]
    assert (info.findings, list(build.records)) == (4, ["a", "b"])
    assert build.manifest["address"] == "elsewhere"
    assert not list(build.segments.iterdir())


def test_a_sink_that_cannot_publish_leaves_the_old_build_current(index: Path, report: Make) -> None:
    publish_all(Publication(index, sink=partial(Elsewhere, report)), [report("one")])
    before = builds.pointer(index)

    class Unreachable(Elsewhere):
        def publish(self, build: Build) -> None:
            raise IndexUnusable("Nobody answers.")

    with pytest.raises(IndexUnusable, match="Nobody answers"):
        publish_all(Publication(index, sink=partial(Unreachable, report)), [report("one", "two")])
    assert builds.pointer(index) == before


def test_what_is_published_already_is_told_again(index: Path, report: Make) -> None:
    """The sink may have lost it, though nothing has changed here."""
    publish_all(Publication(index, sink=partial(Elsewhere, report)), [report("one", id="a")])
    sinks: list[Elsewhere] = []

    def sink(build: Build) -> Elsewhere:
        sinks.append(Elsewhere(report, build))
        return sinks[-1]

    with Publication(index, sink=sink) as one:
        one.keep("a")
        one.commit()
    assert sinks[0].done == ["published after it is current", "left"]


def test_what_a_sink_cannot_read_back_is_not_published(index: Path, report: Make) -> None:
    publication = Publication(index, sink=partial(Broken, report))
    with pytest.raises(IndexUnusable, match="not there"):
        publish_all(publication, [report("one")])
    assert builds.pointer(index) is None
