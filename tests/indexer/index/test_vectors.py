"""Every finding keeps its vector, whatever is added, removed or rewritten around it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from indexer.errors import IndexUnusable, NoModel
from indexer.index import builds, encoder, publication, vectors
from indexer.index.builds import Build
from indexer.index.publication import Publication
from indexer.reports.report import Report
from indexer.search.engine.local.snapshot import Snapshot

Make = Callable[..., Report]
TEXTS = (
    "Return interviews are held in time.",
    "Officers are trained in first aid.",
    "The budget was overspent.",
    "Victims are told the outcome.",
)


def revise(index: Path, reports: Mapping[str, Report], meaning: bool | None = None) -> Build:
    """Publish ``reports``, taking over those that are as they were."""
    with Publication(index, meaning) as one:
        for name, report in reports.items():
            if one.sources.get(name) == report.sha256:
                one.keep(name)
            else:
                one.add(report)
        return Build(one.commit().path)


def made(build: Build) -> set[str]:
    return {path.stem for path in (build.path / "vectors").iterdir()}


def off_by(build: Build) -> Iterator[float]:
    """How far the vector of each finding is from that of its text."""
    rows, snapshot = vectors.read(build), Snapshot(build)
    assert len(rows) == snapshot.size
    for doc in np.flatnonzero(snapshot.live):
        vector = encoder.load().encode(snapshot.finding(int(doc)).text)
        yield 1 - float(vectors.nearness(rows, np.array([doc]), vector)[0])


def test_a_finding_has_the_vector_of_its_text_through_any_change(index: Path, report: Make) -> None:
    reports = {f"r{n}": report(*TEXTS[: n % 4 + 1], id=f"r{n}") for n in range(3)}
    revise(index, reports, meaning=True)
    for n in range(3, 12):  # enough for small parts to be written anew as one
        reports[f"r{n}"] = report(TEXTS[n % 4], id=f"r{n}")
        if n % 3 == 0:
            del reports[f"r{n - 3}"]
        build = revise(index, reports)
    assert made(build) == set(reports)
    assert max(off_by(build)) < 0.001


def test_only_new_vectors_are_made(index: Path, report: Make) -> None:
    first = {"a": report(TEXTS[0], id="a")}
    before = revise(index, first, meaning=True)
    after = revise(index, {**first, "b": report(TEXTS[1], id="b")})
    assert after.vectors("a").samefile(before.vectors("a"))
    assert made(after) == {"a", "b"}


def test_they_are_off_unless_wanted_and_what_was_wanted_is_remembered(
    index: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    assert (revise(index, one).model, made(revise(index, one))) == ("", set())
    on = revise(index, one, meaning=True)
    assert (on.model, made(on)) == (encoder.name(), {"a"})
    assert revise(index, one) == on, "nothing changed"
    two = {**one, "b": report(TEXTS[1], id="b")}
    assert made(revise(index, two)) == {"a", "b"}
    monkeypatch.setattr(publication, "_writer", lambda: "a later version")
    assert made(revise(index, two)) == {"a", "b"}
    off = revise(index, two, meaning=False)
    assert (off.model, made(off)) == ("", set())
    assert not revise(index, one).model


def test_another_model_makes_all_of_them_anew(
    index: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    before = revise(index, one, meaning=True)
    monkeypatch.setattr(encoder, "name", lambda: "a better one")
    after = revise(index, one)
    assert after.model == "a better one"
    assert not after.vectors("a").samefile(before.vectors("a"))


def test_without_the_model_nothing_is_published(
    index: Path, report: Make, without_model: Callable[[], None]
) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    on = revise(index, one, meaning=True)
    without_model()
    with pytest.raises(NoModel, match="no-meaning"):
        revise(index, {**one, "b": report(TEXTS[1], id="b")})
    assert builds.pointer(index) == on.id
    assert revise(index, one, meaning=False).model == ""


def test_a_report_is_taken_out_without_the_model(
    index: Path, report: Make, without_model: Callable[[], None]
) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    both = revise(index, {**one, "b": report(TEXTS[1], id="b")}, meaning=True)
    without_model()
    left = revise(index, one)
    assert left.model == both.model
    assert left.vectors("a").samefile(both.vectors("a"))
    assert not left.vectors("b").exists()


def test_many_small_reports_are_encoded_together(index: Path, report: Make) -> None:
    reports = {f"r{n}": report(*TEXTS, id=f"r{n}") for n in range(3)}
    build = revise(index, reports, meaning=True)
    assert list(vectors._together(build, list(reports))) == [["r0", "r1", "r2"]]
    assert max(off_by(build)) < 0.001


def test_what_cannot_be_made_is_said_and_nothing_is_published(index: Path, report: Make) -> None:
    with Publication(index, meaning=True) as one:
        one.add(report(TEXTS[0]))
        (folder,) = index.glob("builds/*/vectors")
        folder.rmdir()
        with pytest.raises(IndexUnusable, match=r"FileNotFoundError.*nothing was published"):
            one.commit()
    assert builds.pointer(index) is None


def test_a_report_without_findings_has_none(index: Path, report: Make) -> None:
    build = revise(index, {"a": report(id="a"), "b": report(TEXTS[0], id="b")}, meaning=True)
    assert max(off_by(build)) < 0.001


def test_a_vector_of_whole_numbers_points_the_same_way() -> None:
    exact = np.array([encoder.load().encode(text) for text in TEXTS])
    packed = np.array([vectors._packed(vector) for vector in exact])
    for vector in exact:
        near = vectors.nearness(packed, np.arange(len(TEXTS)), vector)
        assert near == pytest.approx(exact @ vector, abs=0.005)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Every NPT has PCSOs.", "Every Neighbourhood Policing Team has Community Officers."),
        ("A Neighbourhood Policing Team (NPT) is new.", "A Neighbourhood Policing Team is new."),
        ("The npt and an NPTX stay.", "The npt and an NPTX stay."),
        ("Nothing here.", "Nothing here."),
    ],
)
def test_acronyms_are_written_out(text: str, written: str) -> None:
    meanings = {"NPT": "Neighbourhood Policing Team", "PCSO": "Community Officer"}
    assert vectors.spelled_out(text, meanings) == written


def test_acronyms_with_marks_in_them_are_written_out() -> None:
    assert vectors.spelled_out("C&C first", {"C&C": "command and control"}) == (
        "command and control first"
    )
    assert vectors.spelled_out("NPTs", {}) == "NPTs"
