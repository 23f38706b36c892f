"""Every finding gets its vector after it is published, and keeps it while its text stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexer.errors import IndexUnusable, NoModel
from indexer.index import builds
from indexer.index.builds import Build
from indexer.index.meaning import encoder, vectors
from indexer.index.publication import Publication
from indexer.reports.report import Report
from indexer.search.engine.local.columns.snapshot import Snapshot

Make = Callable[..., Report]
TEXTS = (
    "Return interviews are held in time.",
    "Officers are trained in first aid.",
    "The budget was overspent.",
    "Victims are told the outcome.",
)


def current(index: Path) -> Build:
    return builds.candidates(index)[0]


def revise(
    index: Path, reports: Mapping[str, Report], meaning: bool | None = None, complete: bool = True
) -> Build:
    """Publish ``reports``, taking over those that are as they were."""
    with Publication(index, meaning) as one:
        for name, report in reports.items():
            if one.sources.get(name) == report.sha256:
                one.keep(name)
            else:
                one.add(report)
        one.commit()
        if complete:
            one.complete()
    return current(index)


def off_by(build: Build) -> Iterator[float]:
    """How far the vector of each finding is from that of its text."""
    rows, snapshot = vectors.read(build), Snapshot(build)
    assert len(rows) == snapshot.size
    for doc in np.flatnonzero(snapshot.live):
        vector = encoder.load().encode(snapshot.finding(int(doc)).text)
        yield 1 - float(vectors.nearness(rows, np.array([doc]), vector)[0])


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are made vectors of, which this process does instead of others."""
    texts: list[str] = []

    class Here:
        def __init__(self, work: Callable[[list[str]], Any]) -> None:
            self._work = work

        def __enter__(self) -> Here:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def map(self, pieces: Iterator[list[str]]) -> Iterator[Any]:
            for piece in pieces:
                texts.extend(piece)
                yield self._work(piece)

    monkeypatch.setattr(vectors, "Workers", Here)
    return texts


def test_a_finding_has_the_vector_of_its_text_through_any_change(index: Path, report: Make) -> None:
    reports = {f"r{n}": report(*TEXTS[: n % 4 + 1], id=f"r{n}") for n in range(3)}
    revise(index, reports)
    for n in range(3, 12):  # enough for small parts to be written anew as one
        reports[f"r{n}"] = report(TEXTS[n % 4], id=f"r{n}")
        if n % 3 == 0:
            del reports[f"r{n - 3}"]
        build = revise(index, reports)
    assert build.model == encoder.name()
    assert max(off_by(build)) < 0.001


def test_only_new_texts_are_encoded(index: Path, report: Make, encoded: list[str]) -> None:
    first = {"a": report(*TEXTS[:2], id="a")}
    revise(index, first)
    revise(index, {**first, "b": report(TEXTS[2], id="b")})
    assert encoded == [TEXTS[0], TEXTS[1], TEXTS[2]]
    build = revise(index, {"a": report(TEXTS[3], TEXTS[1], id="a")})
    assert encoded[3:] == [TEXTS[3]], "the other finding of the report that changed is as it was"
    assert max(off_by(build)) < 0.001


def test_what_is_said_twice_is_encoded_once(index: Path, report: Make, encoded: list[str]) -> None:
    build = revise(index, {"a": report(TEXTS[0], TEXTS[1], TEXTS[0], id="a")})
    assert encoded == [TEXTS[0], TEXTS[1]]
    assert max(off_by(build)) < 0.001


def test_a_build_is_current_before_it_has_vectors(index: Path, report: Make) -> None:
    build = revise(index, {"a": report(TEXTS[0], id="a")}, complete=False)
    assert (build.model, build.meaning) == ("", True)
    with pytest.raises(OSError, match="vectors"):
        vectors.read(build)


def test_what_was_killed_is_gone_on_with(
    index: Path, report: Make, encoded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = {name: report(text, id=name) for name, text in zip("abc", TEXTS, strict=False)}

    def killed(report: str, place: int, *_: int) -> None:
        if place == 2:
            raise KeyboardInterrupt

    with Publication(index) as one:
        for each in reports.values():
            one.add(each)
        one.commit()
        with pytest.raises(KeyboardInterrupt):
            one.complete(killed)
    before = current(index)
    assert before.model == ""
    done = len(encoded)
    assert revise(index, reports).id == before.id, "nothing is published anew"
    assert encoded[done:] == [TEXTS[2]]
    assert max(off_by(before)) < 0.001


def test_what_a_killed_run_had_made_is_taken_into_the_next_build(
    index: Path, report: Make, encoded: list[str]
) -> None:
    reports = {"a": report(TEXTS[0], id="a")}
    revise(index, reports)
    for number, name in enumerate("bcd", start=1):
        reports[name] = report(TEXTS[number], id=name)
        revise(index, reports, complete=False)
    assert encoded == [TEXTS[0]]
    assert max(off_by(revise(index, reports))) < 0.001
    assert encoded == list(TEXTS)


def test_a_file_that_was_cut_off_is_made_anew(index: Path, report: Make) -> None:
    reports = {"a": report(*TEXTS, id="a")}
    build = revise(index, reports)
    (path,) = build.vectors.iterdir()
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ValueError, match=r"mmap|reshape|size"):
        vectors.read(build)
    assert revise(index, reports).id == build.id
    assert max(off_by(build)) < 0.001


def test_a_build_with_all_vectors_gets_the_model_that_it_has_not_unfolded(
    index: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = revise(index, {"a": report(TEXTS[0], id="a")})
    unfolded: list[Path] = []
    monkeypatch.setattr(encoder, "unfold", unfolded.append)
    vectors.complete(build)
    assert unfolded == [build.models]


def test_meaning_is_remembered_until_somebody_says_otherwise(index: Path, report: Make) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    on = revise(index, one)
    assert on.model == encoder.name()
    assert revise(index, one).id == on.id, "nothing changed"
    off = revise(index, one, meaning=False)
    assert (off.model, list(off.path.glob("vectors/*"))) == ("", [])
    two = {**one, "b": report(TEXTS[1], id="b")}
    assert revise(index, two).model == ""
    assert revise(index, two, meaning=True).model == encoder.name()


def test_another_model_makes_all_of_them_anew(
    index: Path, report: Make, encoded: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    revise(index, one)
    monkeypatch.setattr(encoder, "name", lambda: "a-better-one")
    after = revise(index, one)
    assert after.model == "a-better-one"
    assert encoded == [TEXTS[0]] * 2
    assert len(list(after.vectors.iterdir())) == 1, "those of the old one are gone"


def test_without_the_model_a_build_is_published_all_the_same(
    index: Path, report: Make, without_model: Callable[[], None]
) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    without_model()
    with pytest.raises(NoModel, match="no-meaning"):
        revise(index, one)
    assert current(index).model == ""
    with pytest.raises(NoModel, match="no-meaning"):
        revise(index, one, meaning=True)


def test_a_report_is_taken_out_without_the_model(
    index: Path, report: Make, without_model: Callable[[], None]
) -> None:
    one = {"a": report(TEXTS[0], id="a")}
    both = revise(index, {**one, "b": report(TEXTS[1], id="b")})
    without_model()
    left = revise(index, one, complete=False)
    assert left.model == both.model
    assert len(vectors.read(left)) == sum(part.size for part in left.parts)


def test_what_cannot_be_made_is_said_and_the_build_stays(
    index: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "_encoded", os.getpgid)  # nothing that takes texts
    with pytest.raises(IndexUnusable, match=r"TypeError.*ranked by words until 'indexer build'"):
        revise(index, {"a": report(TEXTS[0], id="a")})
    assert current(index).meaning
    assert current(index).model == ""


def test_texts_go_to_processes_in_pieces(
    index: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "_PIECE", 3)
    told: list[tuple[str, int, int, int]] = []
    with Publication(index) as one:
        one.add(report(id="a"))
        one.add(report(*(f"{text} {n}" for text in TEXTS for n in range(2)), id="b"))
        one.add(report(TEXTS[0], id="c"))
        one.commit()
        one.complete(lambda *step: told.append(step))
    assert told == [("a", 1, 3, 0), ("b", 2, 3, 8), ("c", 3, 3, 9)]
    assert max(off_by(current(index))) < 0.001


def test_a_vector_of_whole_numbers_points_the_same_way() -> None:
    exact = np.array([encoder.load().encode(text) for text in TEXTS])
    rows = vectors.packed(exact)
    for vector in exact:
        near = vectors.nearness(rows, np.arange(len(TEXTS)), vector)
        assert near == pytest.approx(exact @ vector, abs=0.005)


def test_signs_tell_roughly_how_near_findings_are(index: Path, report: Make) -> None:
    with Publication(index) as publication:
        publication.add(report(*TEXTS))
        publication.commit()
        publication.complete()
    (build,) = builds.candidates(index)
    rows = vectors.read(build)
    signs = vectors.signs(rows)
    assert signs.shape == (encoder.WIDTH // 64, len(rows))
    for text in TEXTS:
        vector = encoder.load().encode(text)
        roughly = vectors.likeness(signs, vector)
        assert roughly == pytest.approx(
            vectors.nearness(rows, np.arange(len(rows)), vector), abs=0.2
        )
        assert roughly.max() > 0.95


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
