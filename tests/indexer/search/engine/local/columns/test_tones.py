"""Which findings speak of what is lacking, and which of what is done well."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from indexer import publish
from indexer.index import builds
from indexer.index.schema import BODY
from indexer.reports.report import Report
from indexer.search.engine.local.columns.arrays import Keys
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.columns.tones import Tones
from indexer.search.query.tone import Tone

TEXTS = (
    "There is a lack of training, and delays are never recorded.",
    "Training is robust and well planned.",
    "Training takes place.",
    "Training is good, and records are poor.",
)


def test_a_finding_has_the_tone_that_more_of_its_words_have(
    report: Callable[..., Report], tmp_path: Path
) -> None:
    publish([report(*TEXTS)], tmp_path / "index")
    snapshot = Snapshot(builds.candidates(tmp_path / "index")[0])
    tones = Tones(snapshot)
    by_text = {snapshot.finding(doc).text: doc for doc in range(snapshot.size)}
    lacking, well = tones.of(Tone.LACKING), tones.of(Tone.WELL)
    assert [bool(lacking[by_text[text]]) for text in TEXTS] == [True, False, False, False]
    assert [bool(well[by_text[text]]) for text in TEXTS] == [False, True, False, False]


def test_what_is_denied_stands_in_a_sentence_that_denies(
    report: Callable[..., Report], tmp_path: Path
) -> None:
    texts = (
        "Training is not recorded. Records are kept.",
        "Training is recorded. Visits are not.",
        "There was a lack of any training, visits or records.",
        "Visits are made.",
    )
    publish([report(*texts)], tmp_path / "index")
    snapshot = Snapshot(builds.candidates(tmp_path / "index")[0])
    tones = Tones(snapshot)
    docs = tones.denied(snapshot.occurrences(BODY, "train")).tolist()
    assert [snapshot.finding(doc).text for doc in docs] == [texts[0], texts[2]]
    assert tones.denied(snapshot.occurrences(BODY, "zebra")).tolist() == []


def test_what_is_affirmed_stands_in_a_sentence_that_denies_nothing_with_all_the_others(
    report: Callable[..., Report], tmp_path: Path
) -> None:
    texts = (
        "Training is recorded at all visits.",
        "Training is not recorded at visits.",
        "Training is recorded. Visits are made.",
        "Training is recorded. Nobody knew of it, and visits are not made.",
    )
    publish([report(*texts)], tmp_path / "index")
    snapshot = Snapshot(builds.candidates(tmp_path / "index")[0])
    training, record, visit, zebra = (
        snapshot.occurrences(BODY, term) for term in ("train", "record", "visit", "zebra")
    )

    def affirmed(*others: Keys) -> list[str]:
        docs = Tones(snapshot).affirmed(training, others).tolist()
        return [snapshot.finding(doc).text for doc in docs]

    assert affirmed(record, visit) == [texts[0]]
    assert affirmed(record) == [texts[0], texts[2], texts[3]]
    assert affirmed(zebra) == []
    assert Tones(snapshot).affirmed(zebra, [training]).tolist() == []
