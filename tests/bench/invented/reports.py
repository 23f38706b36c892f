"""Invented reports for the bench: the same ones each time, with words as often as in real text.

Sentences are walks through the Cambridgeshire report (each word is followed by one that follows
it there), so that common words, rare words and set phrases come as often as in real text; now and
then a word is put in that is new or rare, as names are, so that the vocabulary grows with the
text (Heaps' law) and does not stop at one report's.
"""

from __future__ import annotations

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from indexer.reports.finding import Finding, Span
from indexer.reports.pipeline import read_report
from indexer.reports.report import Area, Report

_REPORT = Path(__file__).parents[3] / "corpus" / "cambridgeshire-2007" / "report.txt"
#: Findings in a report, as in the Cambridgeshire one.
FINDINGS = 230
#: Words in a finding: half of them have fewer than 42, one in twenty more than 110.
_WORDS, _SPREAD = 3.74, 0.58
#: How often a word is a name, and how steeply names fall in frequency (Zipf).
_NAMES, _SLOPE = 0.02, 1.3
_SYLLABLES = [a + b for a in "bcdfglmnprst" for b in "aeio"]
_GRADES = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate", None)
_FORCES = 43


@cache
def _sample() -> Report:
    return read_report(_REPORT, "sample")


@cache
def _followers() -> dict[str, list[str]]:
    followers = defaultdict(list)
    for finding in _sample().findings:
        words = finding.text.split()
        for word, following in zip(words, words[1:] + words[:1], strict=True):
            followers[word].append(following)
    return dict(followers)


def _name(number: int) -> str:
    """The invented word of that number: the smaller the shorter."""
    word = ""
    while number or not word:
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return word.capitalize() + "ford"


def _text(dice: random.Random) -> str:
    followers = _followers()
    word = dice.choice(list(_starts()))
    words = [word]
    for _ in range(max(3, round(dice.lognormvariate(_WORDS, _SPREAD)))):
        word = dice.choice(followers[word])
        words.append(word if dice.random() > _NAMES else _name(int(dice.paretovariate(_SLOPE - 1))))
    return " ".join(words)


@cache
def _starts() -> tuple[str, ...]:
    return tuple(finding.text.split()[0] for finding in _sample().findings)


def reports(findings: int) -> Iterator[Report]:
    """Reports with that many findings together, each made from its number alone."""
    for number, first in enumerate(range(0, findings, FINDINGS)):
        yield report(number, min(FINDINGS, findings - first))


def report(number: int, findings: int = FINDINGS) -> Report:
    """The report of that number: of one force in one month, in areas and categories."""
    dice = random.Random(number)
    year, force = divmod(number, _FORCES)
    name = f"{_name(force + 100)} Police"
    facts = {
        "report": f"report-{number:05}",
        "title": f"Inspection of {name}",
        "force": name,
        "published": f"{2004 + year % 22}-{1 + number % 12:02}",
        "family": "bench",
    }
    areas = [Area(area.name, dice.choice(_GRADES)) for area in _sample().areas]
    found = []
    for place in range(findings):
        area = areas[place * len(areas) // findings]
        category = dice.choice(("Strengths", "Strengths", "Areas for improvement", "Context"))
        found.append(
            Finding(
                **facts,
                id=f"{facts['report']}-{place:04}",
                area=area.name,
                category=category,
                grade=area.grade,
                section=category,
                path=(area.name, category),
                label=None,
                text=_text(dice),
                source=Span(place + 1, place + 1),
            )
        )
    return Report(
        id=facts["report"],
        title=facts["title"],
        force=name,
        published=facts["published"],
        family="bench",
        file="report.txt",
        format="text",
        sha256=hashlib.sha256(facts["report"].encode()).hexdigest(),
        areas=tuple(areas),
        findings=tuple(found),
    )
