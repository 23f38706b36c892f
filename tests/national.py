"""Invented reports of 43 forces, shaped like the real ones: the same ones each time.

The first is a custody inspection of Northumbria Police; with the first 25 come five forces in five
editions, with 400 all forces in nine or ten: custody, PEEL of five cycles, 2007, child protection,
a joint inspection of the day of another, and a letter without a date. The words are in
``data/national/words.toml``. Browser tests and pictures publish them as an index; they are in no
file, so the page of an original has nothing to send.
"""

from __future__ import annotations

import hashlib
import random
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count, islice
from pathlib import Path
from typing import Any

from indexer import Area, Finding, Report, Span, slug
from indexer.reports.report import Fate

_WORDS = Path(__file__).parent / "data" / "national" / "words.toml"
#: Forces whose reports come together, edition by edition.
_BLOCK = 5
#: Findings of one category in one area, and lines of a page.
_FEWEST, _MOST = 1, 4
_PAGE = 12


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))


def national(reports: int) -> Iterator[Report]:
    """So many reports, each made from its place alone."""
    return islice(_all(), reports)


def council(report: Report, place: str, series: str) -> Report:
    """A report as if it were of the services of a place, in a series of its own, and no force."""
    facts = {"force": "", "place": place, "series": series}
    name = f"{slug(place)}-{report.id}"
    findings = tuple(
        replace(one, **facts, id=f"{name}-{number:04}", report=name)
        for number, one in enumerate(report.findings)
    )
    return replace(report, **facts, id=name, findings=findings, ledger=())


def _all() -> Iterator[Report]:
    words = _words()
    for block in count():
        forces = words["forces"][block * _BLOCK : (block + 1) * _BLOCK]
        if not forces:
            return
        for edition in words["edition"]:
            for force in forces:
                yield _report(force, edition)


def _report(force: str, edition: dict[str, Any]) -> Report:
    name = f"{slug(force)}-{edition['published'] or 'letter'}{'-joint' * ('place' in edition)}"
    dice = random.Random(name)
    grades = edition.get("grades", [])
    # Most are in the middle of a scale, as in real reports.
    weights = [1, 4, 3, 2, 1][: len(grades)]
    areas = tuple(
        Area(area, dice.choices(grades, weights)[0] if grades else None)
        for area in edition["areas"]
        if area
    )
    facts = {
        "title": edition["title"].format(force=force),
        "force": force,
        "published": edition["published"],
        "family": edition.get("family", "F3"),
        "series": edition["series"],
        "place": edition.get("place", ""),
    }
    findings = tuple(_findings(name, facts, areas or (None,), edition, dice))
    return Report(
        **facts,
        id=name,
        file="report.pdf",
        format="pdf",
        sha256=hashlib.sha256(name.encode()).hexdigest(),
        areas=areas,
        findings=findings,
        ledger=tuple(_ledger(findings)),
    )


def _findings(
    name: str,
    facts: dict[str, str],
    areas: tuple[Area | None, ...],
    edition: dict[str, Any],
    dice: random.Random,
) -> Iterator[Finding]:
    line = 1
    for area in areas:
        for kind in edition["categories"]:
            category, heading, tone = _words()["kinds"][kind]
            for place in range(dice.randint(_FEWEST, _MOST)):
                text, deadline, due = _text(tone, area, facts["published"], dice)
                asked = category == "Recommendations"
                label = f"Recommendation {place + 1}" if asked else None
                yield Finding(
                    **facts,
                    id=f"{name}-{line:04}",
                    report=name,
                    area=area.name if area else None,
                    category=category,
                    grade=area.grade if area else None,
                    section=heading,
                    path=tuple(filter(None, (area.name if area else "", heading))),
                    label=label,
                    reference=label,
                    addressee="the chief constable" if deadline else None,
                    deadline=deadline,
                    due=due,
                    text=text,
                    source=Span(line, line, 1 + line // _PAGE, 1 + line // _PAGE),
                )
                line += 2


def _text(
    tone: str, area: Area | None, published: str, dice: random.Random
) -> tuple[str, str | None, str | None]:
    """The words of a finding, the deadline in them and the day that it ends."""
    words = _words()
    who = dice.choice(words["who"])
    many = who.endswith(("s", "staff"))
    year = int(published[:4] or 2020)
    opening = dice.choice(words[tone])
    said = opening.format(
        who=who,
        whose=(who[0].lower() + who[1:]) if many else "its leaders",
        has="have" if many else "has",
        works="work" if many else "works",
        does="do" if many else "does",
        subject=dice.choice(_subjects(area)),
        next=year + 1,
    )
    rest = dice.sample(words["more"], dice.choice((0, 0, 1, 2, 6)))
    for printed, due in (
        ("Within three months", _months_after(published, 3)),
        (f"By 31 March {year + 1}", f"{year + 1}-03-31"),
        ("immediately", None),
    ):
        if tone == "demand" and printed in said:
            return " ".join([f"{said}.", *rest]), printed, due
    return " ".join([f"{said}.", *rest]), None, None


def _months_after(published: str, months: int) -> str | None:
    """The last day of a month so many after another, 'YYYY-MM'; None of no date."""
    if not published:
        return None
    later = int(published[:4]) * 12 + int(published[5:7]) - 1 + months
    year, month = later // 12, later % 12 + 1
    return f"{year}-{month:02}-{monthrange(year, month)[1]}"


def _subjects(area: Area | None) -> list[str]:
    name = area.name.casefold() if area else ""
    subjects: dict[str, list[str]] = _words()["subjects"]
    key = next((key for key in subjects if key in name), "other")
    return subjects[key]


def _ledger(findings: tuple[Finding, ...]) -> Iterator[Fate]:
    """A line for each finding, and one that was left out after it."""
    for finding in findings:
        line, page = finding.source.first, finding.source.first_page
        yield Fate(line, finding.text, page, finding.id)
        yield Fate(line + 1, f"{finding.title} {page}", page, None, "running head")
