"""What a person says of a line that was misread is done, checked and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import CorpusError
from indexer.reports.corpus.folder import Corpus
from indexer.reports.report import Report
from tests.indexer import somerton

TEXT = somerton.text(
    somerton.HELD,
    "The interviewers are well trained.",
    somerton.TOLD,
    "What we liked",
    "Printed on recycled paper",
)


def line_of(text: str) -> int:
    """The last line of the report that begins so, counted from 1."""
    lines = TEXT.splitlines()
    return max(n for n, line in enumerate(lines, start=1) if line.startswith(text))


def said(text: str, kind: str, name: str = "") -> str:
    named = f'name = "{name}"\n' if name else ""
    return f'[[correction]]\nline = {line_of(text)}\ntext = "{text}"\nis = "{kind}"\n{named}'


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    folder = tmp_path / "corpus" / "somerton"
    folder.mkdir(parents=True)
    (folder / "report.txt").write_text(TEXT, encoding="utf-8")
    return Corpus(tmp_path / "corpus")


def corrected(corpus: Corpus, toml: str) -> Report:
    (corpus.folder / "somerton" / "corrections.toml").write_text(toml, encoding="utf-8")
    return corpus.entries()[0].read()


def texts(report: Report) -> list[tuple[str | None, str]]:
    return [(f.category, f.text) for f in report.findings]


def test_a_line_may_start_a_finding(corpus: Corpus) -> None:
    report = corrected(corpus, said("The interviewers", "finding"))
    assert ("Strengths", "Return interviews are held in time.") in texts(report)
    assert ("Strengths", "The interviewers are well trained.") in texts(report)


def test_two_findings_may_be_one(corpus: Corpus) -> None:
    report = corrected(corpus, said("- Parents", "continuation"))
    whole = (
        "Return interviews are held in time. The interviewers are well trained. "
        "Parents are told the outcome."
    )
    assert any(text.startswith(whole) for _, text in texts(report))


def test_a_line_may_be_furniture(corpus: Corpus) -> None:
    report = corrected(corpus, said("Printed on", "furniture"))
    assert not any("recycled" in text for _, text in texts(report))
    fate = next(fate for fate in report.ledger if "recycled" in fate.text)
    assert fate.finding is None
    assert "by hand" in fate.reason


def test_a_line_may_be_the_heading_of_a_category(corpus: Corpus) -> None:
    report = corrected(corpus, said("What we liked", "category", "Good practice"))
    assert texts(report)[-1] == ("Good practice", "Printed on recycled paper")


def test_a_line_may_be_the_heading_of_an_area(corpus: Corpus) -> None:
    report = corrected(corpus, said("What we liked", "area", "Custody"))
    assert report.findings[-1].area == "Custody"
    assert [area.name for area in report.areas] == ["Missing Persons", "Custody"]


def test_a_correction_is_shown_in_the_ledger(corpus: Corpus) -> None:
    report = corrected(corpus, said("What we liked", "category", "Good practice"))
    shown = {fate.text: fate.correction for fate in report.ledger if fate.correction}
    assert shown == {"What we liked": "corrected by hand: category 'Good practice'"}


def test_ids_elsewhere_stay_when_a_report_is_corrected(corpus: Corpus) -> None:
    before = {f.text: f.id for f in corpus.entries()[0].read().findings}
    after = {f.text: f.id for f in corrected(corpus, said("The interviewers", "finding")).findings}
    kept = before.keys() & after.keys()
    assert kept
    assert {text: before[text] for text in kept} == {text: after[text] for text in kept}


def test_the_report_itself_is_not_touched(corpus: Corpus) -> None:
    corrected(corpus, said("Printed on", "furniture"))
    file = corpus.folder / "somerton" / "report.txt"
    assert file.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[correction", "cannot be read as TOML"),
        ("line = 3", r"may only hold \[\[correction\]\]"),
        ('[[correction]]\nline = 3\ntext = "x"', "has no 'is'"),
        ('[[correction]]\nline = "3"\ntext = "x"\nis = "finding"', "wrong 'line'"),
        ('[[correction]]\nline = true\ntext = "x"\nis = "finding"', "wrong 'line'"),
        ('[[correction]]\nline = 3\ntext = "x"\nis = "poem"', "It may be finding"),
        ('[[correction]]\nline = 3\ntext = "x"\nis = "finding"\nof = 1', "unknown 'of'"),
        ('[[correction]]\nline = 9999\ntext = "x"\nis = "finding"', "no line 9999"),
        (said("What we liked", "finding").replace("What we", "Others"), "does not begin with"),
        (said("What we liked", "finding") * 2, "corrected twice"),
    ],
)
def test_a_wrong_correction_is_refused_with_its_reason(
    corpus: Corpus, toml: str, message: str
) -> None:
    with pytest.raises(CorpusError, match=message):
        corrected(corpus, toml)


LED_IN = """
Inspection of custody in Somerton Constabulary

HMICFRS

March 2021

Cells

The force cleans its cells.

Recommendations

The chief constable should, within six months:

- clean the cells;

- mend the bells; and

- count the blankets.

Cause of concern

The bells do not ring.

Recommendation

The force should test the bells each day.
"""


def read_with(corpus: Corpus, starts: str) -> Report:
    """The report with one line marked as the beginning of a finding, which it is already."""
    (corpus.folder / "somerton" / "report.txt").write_text(LED_IN, encoding="utf-8")
    line = next(n for n, text in enumerate(LED_IN.splitlines(), 1) if text.startswith(starts))
    return corrected(corpus, f'[[correction]]\nline = {line}\ntext = "{starts}"\nis = "finding"\n')


@pytest.mark.parametrize("starts", ["- mend the bells", "The bells do not"])
def test_what_is_marked_as_what_it_is_stays_as_it_was(corpus: Corpus, starts: str) -> None:
    def told(report: Report) -> list[tuple[str | None, ...]]:
        found = report.findings
        return [(f.category, f.section, f.text, f.addressee, f.deadline) for f in found]

    (corpus.folder / "somerton" / "report.txt").write_text(LED_IN, encoding="utf-8")
    before = told(corpus.entries()[0].read())
    assert ("Recommendations", "The chief constable", "within six months") in {
        (category, addressee, deadline) for category, _, _, addressee, deadline in before
    }
    assert told(read_with(corpus, starts)) == before
