"""Which findings are near-identical: the same whatever segments they lie in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from indexer.index import builds
from indexer.index.analysis import analyse
from indexer.index.publication import Publication, publish
from indexer.index.segments.near_duplicates import ALIKE
from indexer.reports.report import Report

Make = Callable[..., Report]
ROLES = "Role profiles and job descriptions for all staff are up to date and on the intranet"


def twins(index: Path) -> list[int]:
    return builds.candidates(index)[0].twins.tolist()


def test_the_groups_are_those_of_the_definition(gold_report: Report, gold_index: Path) -> None:
    """Every pair is compared, word by word."""
    first = twins(gold_index)
    sets = [{token.term for token in analyse(f.text)} for f in gold_report.findings]
    pairs = [
        (one, other)
        for one in range(len(sets))
        for other in range(one)
        if len(sets[one] & sets[other]) >= ALIKE * len(sets[one] | sets[other])
    ]
    assert len(pairs) > 3
    assert all(first[one] == first[other] for one, other in pairs)
    grouped = {doc for doc, stands in enumerate(first) if first.count(stands) > 1}
    assert grouped == {doc for pair in pairs for doc in pair}


def test_reports_added_later_are_compared_with_those_before(index: Path, report: Make) -> None:
    one = report(ROLES, "something else", id="b-2020")
    other = report("another thing", ROLES + ".", id="a-2020")
    publish([one], index)
    with Publication(index) as publication:
        publication.keep("b-2020")
        publication.add(other)
        publication.commit()
    assert twins(index) == [3, 1, 2, 3]


def test_what_was_taken_out_is_no_twin(index: Path, report: Make) -> None:
    reports = [report(ROLES, id=f"{name}-2020") for name in "abcde"]
    publish(reports, index)
    assert twins(index) == [0] * 5
    with Publication(index) as publication:
        for name in "bcde":
            publication.keep(f"{name}-2020")
        publication.commit()
    assert twins(index) == [0, 1, 1, 1, 1]


def test_a_word_changed_in_ten_is_seen(index: Path, report: Make) -> None:
    """With a chance of 0.93 each; the words are the same each time."""
    dice = np.random.default_rng(5)
    text = [f"word{n}" for n in dice.integers(0, 10**6, 40)]
    changed = [*text[:8], "other", *text[9:22], "another", *text[23:]]
    publish([report(*(" ".join(words) for words in (text, changed, changed[::-1])))], index)
    assert twins(index) == [0, 0, 2]


def test_findings_without_words_have_no_twins(index: Path, report: Make) -> None:
    bare = report("words", "words")
    findings = tuple(replace(finding, text="—") for finding in bare.findings)
    publish([replace(bare, findings=findings)], index)
    assert twins(index) == [0, 1]
    publish([report()], index)
    assert twins(index) == []


def test_the_same_text_is_seen_among_much_boilerplate(index: Path, report: Make) -> None:
    """Most pairs of neighbours are those of everybody, so that the bands say little."""
    common = " ".join(f"common{n}" for n in range(21))
    texts = [f"{common} own{n} more{n} last{n}" for n in range(300)]
    publish([report(*texts, *texts)], index)
    first = twins(index)
    assert [first[n] for n in range(300, 600)] == [first[n] for n in range(300)]
