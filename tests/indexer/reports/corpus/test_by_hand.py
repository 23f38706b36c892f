"""Facts that a person sets."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.reports.corpus.by_hand import NAMES, checked, facts_in, with_facts
from indexer.reports.corpus.folder import Corpus, entry_at
from indexer.reports.report import BY_HAND, Report

TEXT = """\
A look at custody

Recommendations

- Within six months, the force should mend its cells and tell the inspectors when it has.
"""


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("title", "  Custody  in Wexmoor ", "Custody in Wexmoor"),
        ("force", "Wexmoor Constabulary", "Wexmoor Constabulary"),
        ("force", "Kent Police; Essex Police", "Kent Police; Essex Police"),
        ("published", "2009-07", "2009-07"),
        ("published", "3 July 2009", "2009-07-03"),
        ("published", "2009-07-03", "2009-07-03"),
        ("published", "03/07/2009", "2009-07-03"),
        ("published", "2009", "2009"),
        ("licence", "", ""),
    ],
)
def test_what_can_be_a_fact(name: str, given: str, kept: str) -> None:
    assert checked(name, given) == kept


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("title", "October 2007", "no title"),
        ("title", "2007", "no title"),
        ("force", "Cleveland", "Is it 'Cleveland Police'?"),
        ("published", "last summer", "Write it as 2009-07"),
        ("published", "31 February 2009", "Write it as 2009-07"),
        ("published", "2009-13", "Write it as 2009-07"),
        ("published", "from May 2008 to June 2009", "Write it as 2009-07"),
        ("published", "2999-01", "no date"),
        ("published", "2098-01", "still to come"),
        ("source", "x" * 301, "Shorten it"),
    ],
)
def test_what_cannot(name: str, given: str, says: str) -> None:
    with pytest.raises(CorpusError, match=says.replace("?", r"\?")):
        checked(name, given)


def test_a_manifest_is_checked_and_named() -> None:
    assert facts_in({"file": "a.txt", "force": "Kent Police", "title": ""}, "It") == {
        "force": "Kent Police"
    }
    with pytest.raises(CorpusError, match=r"It has a wrong 'published'\. 'soon' is no date"):
        facts_in({"published": "soon"}, "It")
    with pytest.raises(CorpusError, match="7 is no text"):
        facts_in({"title": 7}, "It")


def test_they_are_in_the_report_and_in_its_findings(report_of: Callable[..., Report]) -> None:
    read = report_of(TEXT)
    facts = {
        "force": "Kent Police", "published": "2023-08", "place": "Dover", "source": "the web",
        "licence": "CC0",
    }  # fmt: skip
    mended = with_facts(read, facts)
    assert (mended.force, mended.published, mended.place) == ("Kent Police", "2023-08", "Dover")
    assert (mended.facts["source"], mended.facts["licence"]) == ("the web", "CC0")
    assert {(f.force, f.published, f.place) for f in mended.findings} == {
        ("Kent Police", "2023-08", "Dover")
    }
    assert [f.id for f in mended.findings] == [f.id for f in read.findings]
    assert [mended.read_at[name] for name in facts] == [BY_HAND] * len(facts)
    assert not any("No force" in w or "No date" in w for w in mended.warnings)
    assert any("No force" in w for w in read.warnings)


def test_deadlines_are_reckoned_from_the_day(report_of: Callable[..., Report]) -> None:
    mended = with_facts(report_of(TEXT), {"published": "2024-05-13"})
    assert mended.published == "2024-05"
    assert {f.published for f in mended.findings} == {"2024-05"}
    assert [f.due for f in mended.findings if f.deadline] == ["2024-11-13"]


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    file = tmp_path / "custody.txt"
    file.write_text(TEXT, encoding="utf-8")
    made = Corpus(tmp_path / "corpus")
    made.add(file)
    return made


def test_they_are_kept_in_the_manifest_and_can_be_taken_back(corpus: Corpus) -> None:
    assert corpus.set("custody", {"force": "Kent Police", "published": "3 July 2009"}) == {
        "force": "Kent Police",
        "published": "2009-07-03",
    }
    (entry,) = corpus.entries()
    assert entry.read().force == "Kent Police"
    found = entry_at(entry.file)
    assert found is not None
    assert found.read().force == "Kent Police"
    before = entry.fingerprint()
    assert corpus.set("custody", {"force": ""}) == {"published": "2009-07-03"}
    (entry,) = corpus.entries()
    assert (entry.read().force, entry.fingerprint() != before) == ("", True)


def test_what_cannot_be_set_changes_nothing(corpus: Corpus) -> None:
    manifest = corpus.folder / "custody" / "manifest.json"
    before = manifest.read_text(encoding="utf-8")
    for report, facts in (("nobody", {"force": "Kent Police"}), ("custody", {"published": "x"})):
        with pytest.raises(CorpusError):
            corpus.set(report, facts)
    assert manifest.read_text(encoding="utf-8") == before


def test_a_loose_file_gets_a_folder_of_its_own(corpus: Corpus) -> None:
    (corpus.folder / "loose.txt").write_text(TEXT, encoding="utf-8")
    corpus.set("loose", {"title": "Cells"})
    manifest = json.loads((corpus.folder / "loose" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest == {"title": "Cells", "file": "loose.txt"}
    assert {entry.report: entry.read().title for entry in corpus.entries()}["loose"] == "Cells"


def test_the_facts_that_can_be_set() -> None:
    assert NAMES == ("title", "force", "place", "series", "published", "source", "licence")


@pytest.mark.parametrize(
    ("published", "day"), [("2023-08-04", "2023-08-04"), ("2023-08", None), (None, "2019-05-03")]
)
def test_the_day_that_was_read_goes_with_its_date(
    report_of: Callable[..., Report], published: str | None, day: str | None
) -> None:
    read = replace(report_of(TEXT), facts={"day": "2019-05-03"})
    facts = {"licence": "CC0", **({"published": published} if published else {})}
    assert with_facts(read, facts).facts.get("day") == day
