"""What the newest reports ask of a force or in a place: by when, and what of it was asked before.

Their pages hand in the archive and whom they are about; the sections of
``pages/standing.html`` come out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from indexer import (
    CATEGORIES,
    DEFAULT_SIZE,
    Archive,
    Finding,
    Hit,
    RegisterEntry,
    ReportRecord,
    SearchRequest,
    Sort,
    Stance,
    slug,
)
from webui.presenters.forces import Force, Reported, framework, is_recent

#: What asks for something, most urgent first.
ASKING = tuple(
    row.name for row in sorted(CATEGORIES, key=lambda row: row.urgency) if row.stance is Stance.ASKS
)
#: Findings of one category that are read on the page where there are too many to be read there; a
#: link leads to the rest.
_SHOWN, _MANY = 5, 12
#: Things with a last day that stand in the order of their days; a link leads to the rest.
_DATED = 8
#: So many findings of a force are looked at for what else is like them, most urgent first, among
#: so many findings in all; more among fewer, since each takes as much longer as there are more.
#: Among 17,800 each takes 2.8 ms, and a first visit may take two seconds of work.
_LOOKED_AT, _AMONG = 40, 100_000
_MOST_LOOKED_AT = 200
#: Where so many months lie between a report and the one before it that is here, that is said.
_LONG = 60
#: The inspection that a sentence of inspectors compares with: 'our last inspection of 2021'.
_INSPECTION_OF = re.compile(r"\binspection\b[^.;]{0,20}?\b((?:19|20)\d\d)\b")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report asks for under one category."""

    category: str
    request: SearchRequest
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """How much the report before asked for, by category."""

    report: ReportRecord
    totals: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """How much is asked for under a category, beside how much the report before asked."""

    category: str
    now: int
    before: int

    @property
    def word(self) -> str:
        """'Fewer', 'More' or 'As many'."""
        return (
            "Fewer" if self.now < self.before else "More" if self.now > self.before else "As many"
        )


@dataclass(frozen=True, slots=True)
class Times:
    """By when so much is to be done."""

    #: What has a printed time that ends on no day, 'immediately', and what has none that could be
    #: worked out.
    at_once: int
    undated: int
    #: Each last day, 'YYYY-MM-DD', with how many are to be done by it; soonest first.
    days: tuple[tuple[str, int], ...]

    @property
    def due(self) -> int:
        """How much has a last day."""
        return sum(count for _, count in self.days)

    @property
    def total(self) -> int:
        """How much it is in all."""
        return self.at_once + self.due + self.undated

    def passed(self, today: str) -> int:
        """How much had to be done by a day before another."""
        return sum(count for day, count in self.days if day < today)


@dataclass(frozen=True, slots=True)
class Demanded:
    """What one report asks for, most urgent category first."""

    report: ReportRecord
    rows: tuple[Asked, ...]
    before: Before | None
    #: Next steps with a last day, which stand under no heading that asks.
    steps: tuple[Hit, ...]
    #: All that it asks for, next steps among it.
    every: Times
    #: Of that what a force must do, or nobody by name, and what others must; of a place all is its.
    own: Times
    theirs: Times
    #: Others than the police of whom something is asked by name, with how much; most first.
    others: tuple[tuple[str, int], ...] = ()
    #: The first of what has a last day, soonest first.
    dated: tuple[Hit, ...] = ()
    #: What has a printed time that ends on no day, 'immediately': it comes before all days.
    at_once: tuple[Finding, ...] = ()
    #: The years of inspections that its inspectors compare with, of which no report is here.
    not_here: tuple[str, ...] = ()

    @property
    def gap(self) -> str:
        """'9 years before', where what it is counted against is that much older; else ''."""
        if self.before is None:
            return ""
        apart = months_between(self.before.report.published, self.report.published)
        return f"{round(apart / 12)} years before" if apart > _LONG else ""

    @property
    def changes(self) -> tuple[Compared, ...]:
        """Each category under which this report or the one before asks; () without one before."""
        if self.before is None:
            return ()
        now = {row.category: row.total for row in self.rows}
        both = ((name, now.get(name, 0), self.before.totals.get(name, 0)) for name in ASKING)
        return tuple(Compared(*one) for one in both if any(one[1:]))

    @property
    def total(self) -> int:
        """How much it asks for, next steps among it."""
        return self.every.total

    @property
    def untimed(self) -> tuple[tuple[Asked, tuple[Finding, ...]], ...]:
        """What has no time of its own, by category, the most urgent first.

        No findings of a category, which then is only led to, where there are too many to be read.
        """
        told: list[tuple[Asked, tuple[Finding, ...]]] = []
        read = 0
        for row in self.rows:
            some = tuple(hit.finding for hit in row.hits if not hit.finding.deadline)
            fit = some if not read or read + len(some) <= _MANY else ()
            read += len(fit)
            told += [(row, fit)] if some else []
        return tuple(told)

    @property
    def times(self) -> tuple[tuple[str, tuple[Finding, ...]], ...]:
        """What has a time, by its time: 'Immediately', then each last day, 'YYYY-MM-DD'."""
        found: dict[str, list[Finding]] = {}
        for one in self.at_once[:_DATED]:
            found.setdefault(_capital(one.deadline or ""), []).append(one)
        for hit in self.dated:
            found.setdefault(hit.finding.due or "", []).append(hit.finding)
        return tuple((time, tuple(some)) for time, some in found.items())

    def is_recent(self, today: str) -> bool:
        """Whether it is so young on a day that what it asks for may still be open."""
        return is_recent(self.report, today)


def demanded(archive: Archive, reported: Reported) -> tuple[Demanded, ...]:
    """What the newest report of each kind and place asks for, newest first."""
    entries: dict[str, list[RegisterEntry]] = {report.id: [] for report in reported.newest}
    for entry in archive.register():
        if entry.report in entries:
            entries[entry.report].append(entry)
    return tuple(
        _demanded(archive, reported, report, entries[report.id]) for report in reported.newest
    )


def demanded_by(archive: Archive, reported: Reported, report: ReportRecord) -> Demanded:
    """What one of its reports asks for."""
    entries = [entry for entry in archive.register() if entry.report == report.id]
    return _demanded(archive, reported, report, entries)


def _demanded(
    archive: Archive, reported: Reported, report: ReportRecord, entries: list[RegisterEntry]
) -> Demanded:
    steps = [entry.id for entry in entries if _urgency(entry) is None]
    at_once = _at_once(archive, entries)
    of_force = reported.facet == Force.facet
    theirs = [entry for entry in entries if entry.other and of_force]
    own = [entry for entry in entries if not (entry.other and of_force)]
    return Demanded(
        report,
        tuple(_asked_in(archive, report, entries)),
        _before(archive, reported.before(report)),
        tuple(archive.hits(steps[:_SHOWN]).values()),
        every=_times(entries, at_once),
        own=_times(own, at_once),
        theirs=_times(theirs, at_once),
        others=_others(entries),
        dated=_soonest(archive, entries),
        at_once=at_once,
        not_here=_not_here(reported, report),
    )


def months_between(earlier: str, later: str) -> int:
    """How many months lie between two, 'YYYY-MM'; 0 where either is not known by its month."""
    if not (len(earlier) >= 7 and len(later) >= 7):
        return 0
    years = int(later[:4]) - int(earlier[:4])
    return years * 12 + int(later[5:7]) - int(earlier[5:7])


def _not_here(reported: Reported, report: ReportRecord) -> tuple[str, ...]:
    """The years of inspections that a report judges progress since, of which no report is here.

    A report of an inspection comes out in its year or the next; one of the same framework without
    a date may be it.
    """
    kind = framework(report.series)
    same = (one for one in reported.reports if framework(one.series) == kind)
    others = [one.published for one in same if one is not report]
    if not all(others):
        return ()
    here = {int(published[:4]) - late for published in others for late in (0, 1)}
    said = (_INSPECTION_OF.findall(one.sentence) for one in report.progress)
    years = sorted({year for some in said for year in some})
    return tuple(year for year in years if int(year) not in here)


def _times(entries: list[RegisterEntry], at_once: Iterable[Finding]) -> Times:
    """By when these are to be done; ``at_once`` is what of all is to be done at once."""
    now = len({entry.id for entry in entries} & {finding.id for finding in at_once})
    days = Counter(entry.due for entry in entries if entry.due)
    return Times(now, len(entries) - now - days.total(), tuple(sorted(days.items())))


def _at_once(archive: Archive, entries: list[RegisterEntry]) -> tuple[Finding, ...]:
    undated = archive.findings([entry.id for entry in entries if not entry.due])
    return tuple(finding for finding in undated if finding.deadline)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _soonest(archive: Archive, entries: list[RegisterEntry]) -> tuple[Hit, ...]:
    dated = sorted((entry for entry in entries if entry.due), key=lambda entry: entry.due)
    return tuple(archive.hits([entry.id for entry in dated[:_DATED]]).values())


def _others(entries: list[RegisterEntry]) -> tuple[tuple[str, int], ...]:
    named: dict[str, str] = {}
    counts = Counter(
        named.setdefault(entry.other.casefold(), entry.other) for entry in entries if entry.other
    )
    return tuple(counts.most_common())


@dataclass(frozen=True, slots=True)
class Again:
    """Something that was asked more than once, with where else it was."""

    hit: Hit
    #: Where else, the earliest first.
    others: tuple[Hit, ...]

    @property
    def time(self) -> tuple[str, str]:
        """By which of two that say the same is the later."""
        return self.hit.finding.published, self.hit.finding.id


@dataclass(frozen=True, slots=True)
class ToldAgain:
    """What of the newest reports other reports ask of the same force, most urgent first."""

    #: Each finding that another is like, with those that are.
    every: tuple[Again, ...]
    #: How many findings were looked at, and how many there are.
    looked_at: int
    of: int

    @property
    def found(self) -> tuple[Again, ...]:
        """Each matter once: of two of these that say the same the later."""
        times = {one.hit.finding.id: one.time for one in self.every}
        return tuple(
            one
            for one in self.every
            if all(times.get(hit.finding.id, one.time) <= one.time for hit in one.others)
        )

    def others(self, finding_id: str) -> tuple[Hit, ...]:
        """Where else the same is asked as in a finding; () where nowhere."""
        return next((one.others for one in self.every if one.hit.finding.id == finding_id), ())


@dataclass(frozen=True, slots=True)
class AskedBefore:
    """How much of what one report asks a report before it asked as well."""

    #: What was asked before, with where; most urgent first.
    found: tuple[Again, ...]
    #: How many findings were looked at, the most urgent, and how many there are.
    looked_at: int
    of: int

    @property
    def graver(self) -> Mapping[tuple[str, str, str], int]:
        """What is more urgent now than when it was last asked: its category now, its category then
        and the month of that, with how many.
        """
        pairs = ((one.hit.finding, one.others[-1].finding) for one in self.found)
        place = {name: number for number, name in enumerate(ASKING)}
        return Counter(
            (now.category or "", then.category or "", then.published)
            for now, then in pairs
            if place[now.category or ""] < place[then.category or ""]
        )


def asked_before(archive: Archive, reported: Reported, one: Demanded) -> AskedBefore:
    """What of all that one report asks for another asked before it, of the same force or place."""
    again = told_again(archive, reported, [one])
    earlier = (
        replace(
            told,
            others=tuple(
                hit for hit in told.others if hit.finding.published < told.hit.finding.published
            ),
        )
        for told in again.every
    )
    return AskedBefore(tuple(told for told in earlier if told.others), again.looked_at, again.of)


def told_again(archive: Archive, reported: Reported, some: Iterable[Demanded]) -> ToldAgain:
    """What of all that was ``demanded`` other reports ask of the same force or place as well."""
    own = {report.id for report in reported.reports}
    newest = [one.report.id for one in some]
    asking = [
        (urgency, newest.index(entry.report), entry)
        for entry in archive.register()
        if entry.report in newest and (urgency := _urgency(entry)) is not None
    ]
    asking.sort(key=lambda one: one[:2])
    looked_at = [entry for _, _, entry in asking[: _affordable(archive)]]
    others = {
        entry.id: tuple(hit for hit in archive.said_again(entry.id) if hit.finding.report in own)
        for entry in looked_at
    }
    hits = archive.hits([name for name, some in others.items() if some])
    every = tuple(Again(hit, _both_ways(hit, others, hits)) for hit in hits.values())
    return ToldAgain(every, len(looked_at), len(asking))


def _both_ways(
    hit: Hit, others: Mapping[str, tuple[Hit, ...]], hits: Mapping[str, Hit]
) -> tuple[Hit, ...]:
    """Where else the same is asked as in one: what it is like, and what is like it, of which the
    nearest few alone were looked for.
    """
    name = hit.finding.id
    like_it = (hits[one] for one, some in others.items() if name in _ids(some))
    found = {one.finding.id: one for one in (*others[name], *like_it)}
    return tuple(sorted(found.values(), key=lambda one: (one.finding.published, one.finding.id)))


def _ids(hits: Iterable[Hit]) -> set[str]:
    return {hit.finding.id for hit in hits}


def _affordable(archive: Archive) -> int:
    """How many findings can be looked at for what is like them."""
    findings = sum(report.findings for report in archive.reports())
    share = _LOOKED_AT * _AMONG // max(1, findings)
    return min(max(share, _LOOKED_AT), _MOST_LOOKED_AT)


def _urgency(entry: RegisterEntry) -> int | None:
    """The place of its category among those that ask; None for a next step, which has none."""
    names = enumerate(map(slug, ASKING))
    return next((place for place, name in names if entry.has("category", (name,))), None)


def _before(archive: Archive, report: ReportRecord | None) -> Before | None:
    if report is None:
        return None
    totals = {name: archive.search(_request(report, name, 1)).total for name in _there(report)}
    return Before(report, totals)


def _there(report: ReportRecord) -> Iterator[str]:
    """The categories under which a report asks: one that no report has cannot be filtered by."""
    return (name for name in ASKING if name in report.labels.get("category", ()))


def _asked_in(
    archive: Archive, report: ReportRecord, entries: list[RegisterEntry]
) -> Iterator[Asked]:
    for name in ASKING:
        # What names who must act asks; the others say what is wrong.
        some = [entry for entry in entries if entry.has("category", (slug(name),))]
        some.sort(key=lambda entry: not entry.addressee)
        if some:
            shown = some if len(some) <= _MANY else some[:_SHOWN]
            hits = archive.hits([entry.id for entry in shown])
            request = replace(_request(report, name, DEFAULT_SIZE), group=True)
            yield Asked(name, request, len(some), tuple(hits.values()))


def _request(report: ReportRecord, category: str, size: int) -> SearchRequest:
    filters = {"category": (category,), "report": (report.id,)}
    return SearchRequest(filters=filters, sort=Sort.REPORT, size=size)
