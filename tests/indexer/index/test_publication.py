"""A build that takes over what did not change answers as one made from nothing."""

from __future__ import annotations

import math
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import CorpusError
from indexer.index import builds, publication
from indexer.index.publication import Publication, publish
from indexer.index.records import ReportRecord
from indexer.index.segments import batch
from indexer.reports.report import Report
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest, Sort

Make = Callable[..., Report]

WORDS = re.findall(
    r"\S+",
    "custody force IT it co-ordination coordination front-line officers review review missing "
    "children MARAC vulnerable team policing good poor risk risks MAPPA plan plans 24/7",
)
ASKED = [
    *({"q": q} for q in ("", "force", "risk plan", '"good poor"', "coordination", "IT", "revie*")),
    *({"q": q} for q in ("force OR team", "officers -risk", "front-line team MARAC", "plcing")),
    {"q": "force", "filters": {"area": ("custody",), "year": ("2020",)}},
    {"q": "risk", "filters": {"force": ("Force 1", "Force 2")}},
    {"q": "team", "sort": Sort.NEWEST},
]


class Rounded(float):
    """A score, equal to another but for rounding."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float) and math.isclose(self, other, rel_tol=1e-5)

    __hash__ = None  # type: ignore[assignment]


def invented(dice: random.Random, make: Make, number: int) -> Report:
    texts = [
        " ".join(dice.choices(WORDS, k=dice.randint(1, 30))) for _ in range(dice.randint(0, 9))
    ]
    return make(
        *texts,
        id=f"report-{number}",
        force=f"Force {number % 4}",
        published=f"{2018 + number % 5}-0{1 + number % 9}",
        area=dice.choice(["Custody", "Patrol", "Child Abuse"]),
        category=dice.choice(["Strengths", "Areas for improvement"]),
        grade=dice.choice(["Good", None]),
        definitions=(("MARAC", dice.choice(["multi-agency risk", "the other meaning"])),),
    )


def revise(index: Path, reports: Mapping[str, Report]) -> builds.BuildInfo:
    """Publish ``reports``, taking over those that are as they were."""
    with Publication(index) as one:
        for name, report in reports.items():
            if one.sources.get(name) == report.sha256:
                one.keep(name)
            else:
                one.add(report)
        return one.commit()


def answers(index: Path) -> Iterator[Any]:
    """Everything that can be asked, but for the build's name."""
    archive = Archive(index)
    yield [replace(record, added="") for record in archive.reports()]
    yield archive.glossary()
    for asked in ASKED:
        try:
            page = archive.search(SearchRequest(**asked, size=100)).to_json()
        except Exception as error:  # a facet value that no report has
            yield repr(error)
            continue
        for finding in page["findings"]:
            finding["score"] = Rounded(finding["score"])
        del page["build"]
        yield page


def undated(build: builds.Build) -> dict[str, ReportRecord]:
    """What is kept of each report, but for when it was added."""
    return {name: replace(record, added="") for name, record in build.records.items()}


def same_answers(index: Path, other: Path) -> None:
    for ours, theirs in zip(answers(index), answers(other), strict=True):
        assert ours == theirs
    ours, theirs = (builds.candidates(folder)[0] for folder in (index, other))
    assert undated(ours) == undated(theirs)
    assert ours.vocabulary == theirs.vocabulary


@pytest.mark.parametrize("seed", range(6))
def test_any_row_of_changes_answers_as_a_build_from_nothing(
    tmp_path: Path, report: Make, seed: int
) -> None:
    dice = random.Random(seed)
    reports = {f"report-{n}": invented(dice, report, n) for n in range(12)}
    index = tmp_path / "index"
    revise(index, reports)
    for step in range(14):
        for _ in range(dice.randint(1, 3)):
            number = dice.randrange(20)
            if f"report-{number}" in reports and len(reports) > 2 and dice.random() < 0.5:
                del reports[f"report-{number}"]
            else:
                reports[f"report-{number}"] = invented(dice, report, number)
        revise(index, dict(sorted(reports.items())))
        if step % 5 == 3:
            publish(reports.values(), tmp_path / f"anew-{step}")
            same_answers(index, tmp_path / f"anew-{step}")


def test_unchanged_files_are_shared(index: Path, report: Make) -> None:
    first = report("one", "two", id="a")
    before = revise(index, {"a": first})
    after = revise(index, {"a": first, "b": report("three", id="b")})
    names = [path.name for path in (before.path / "segments").glob("MAIN_*")]
    assert names
    for name in names:
        assert (after.path / "segments" / name).samefile(before.path / "segments" / name)
    assert builds.Build(after.path).report("a").samefile(builds.Build(before.path).report("a"))
    assert len(builds.Build(after.path).parts) == 2


def test_nothing_changed_makes_no_build(index: Path, report: Make) -> None:
    reports = {name: report(name, id=name) for name in ("a", "b")}
    before = revise(index, reports)
    again = revise(index, reports)
    assert (again.id, again.reports, again.findings) == (before.id, 2, 2)
    assert [path.name for path in (index / "builds").iterdir()] == [before.id]


def test_a_removed_report_is_not_found_and_leaves_no_word(index: Path, report: Make) -> None:
    reports = {name: report(f"word {name * 3}", id=name) for name in ("a", "b", "c")}
    revise(index, reports)
    del reports["b"]
    revise(index, reports)
    archive = Archive(index)
    assert archive.search(SearchRequest(q="bbb", correct=False)).total == 0
    assert archive.search(SearchRequest(q="word")).total == 2
    assert "bbb" not in builds.candidates(index)[0].vocabulary.words


def test_many_small_parts_become_few(index: Path, report: Make) -> None:
    reports = {}
    for number in range(30):
        reports[f"r{number:02}"] = report(f"word number {number}", id=f"r{number:02}")
        revise(index, reports)
    (build, *_) = builds.candidates(index)
    assert len(build.parts) <= 12
    on_disk = {path.name.split(".")[0] for path in build.segments.glob("MAIN_*")}
    assert on_disk == {part.name for part in build.parts}
    assert Archive(index).search(SearchRequest(q="word")).total == 30


@pytest.mark.parametrize("pattern", ["segments/*.pst", "reports/a.json.gz", "vocabulary.json"])
def test_nothing_is_taken_over_from_a_damaged_build(
    index: Path, report: Make, pattern: str
) -> None:
    reports = {name: report(name, id=name) for name in ("a", "b")}
    info = revise(index, reports)
    for path in info.path.glob(pattern):
        path.write_bytes(path.read_bytes()[:-1] + b"?")
    with Publication(index) as one:
        assert one.sources == {}
    assert revise(index, reports).id != info.id
    assert Archive(index).search(SearchRequest(q="b")).total == 1


def test_nothing_is_taken_over_from_another_version(
    index: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    revise(index, {"a": report("one", id="a")})
    monkeypatch.setattr(publication, "_writer", lambda: "another")
    with Publication(index) as one:
        assert one.sources == {}


def test_a_finding_may_not_have_the_name_of_one_that_is_kept(index: Path, report: Make) -> None:
    first, other = report("one", id="a"), report("two", id="b")
    before = revise(index, {"a": first})
    twin = replace(other, findings=(replace(other.findings[0], id="a-1"),))
    with pytest.raises(CorpusError, match="a-1"):
        revise(index, {"a": first, "b": twin})
    assert builds.pointer(index) == before.id


def test_several_batches_are_written_side_by_side(
    tmp_path: Path, report: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(1)
    reports = [invented(dice, report, number) for number in range(15)]
    publish(reports, tmp_path / "one")
    monkeypatch.setattr(batch, "_BATCH", 12)
    info = publish(reports, tmp_path / "several")
    assert len(builds.Build(info.path).parts) > 2
    same_answers(tmp_path / "several", tmp_path / "one")


def test_a_report_without_findings_is_kept_too(index: Path, report: Make) -> None:
    reports = {"a": report(id="a"), "b": report("word", id="b")}
    revise(index, reports)
    revise(index, {**reports, "c": report("word", id="c")})
    assert [one.id for one in Archive(index).reports()] == ["a", "b", "c"]


def added(index: Path) -> dict[str, str]:
    return {name: one.added for name, one in builds.candidates(index)[0].records.items()}


def test_a_report_is_there_since_it_was_first_published(index: Path, report: Make) -> None:
    first, second = report("a"), report("b", id="south-2020")
    publish([first], index)
    since = added(index)
    revise(index, {"north-2020": first, "south-2020": second})
    assert added(index)["north-2020"] == since["north-2020"] < added(index)["south-2020"]
    publish([replace(first, sha256="1"), second], index)
    assert added(index)["north-2020"] == since["north-2020"]


def test_what_a_manifest_says_of_that_comes_first(index: Path, report: Make) -> None:
    publish([report("a")], index)
    with Publication(index) as one:
        one.add(report("a b"), added="2007-10-01")
        one.commit()
    assert added(index) == {"north-2020": "2007-10-01"}
