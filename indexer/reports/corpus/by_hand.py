"""Facts of a report that a person sets: in its manifest, or with ``indexer set``.

They come before what the report prints, and are shown as set by hand wherever facts are shown.
``corpus`` keeps them; this module checks a fact and puts it into a report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from indexer.errors import CorpusError
from indexer.reports.dates import dates, is_date
from indexer.reports.finding import AND, Finding
from indexer.reports.findings.demands import demand
from indexer.reports.front_matter.forces import FIRE, POLICE, named, short_names
from indexer.reports.front_matter.matter import DOUBTS
from indexer.reports.report import BY_HAND, Report

_LONGEST = 300
#: Those that every finding of a report carries, too.
_OF_FINDINGS = ("title", "force", "published", "series", "place")


def checked(name: str, value: str) -> str:
    """The fact as it is kept; '' takes it back. Raises CorpusError when it cannot be that fact."""
    plain = " ".join(value.split())
    if len(plain) > _LONGEST:
        raise CorpusError(
            f"The {name} has {len(plain)} characters, and may have {_LONGEST}. Shorten it."
        )
    return _CHECKS[name](plain) if plain else ""


def facts_in(manifest: Mapping[str, Any], where: str) -> dict[str, str]:
    """The facts that a manifest sets, checked. Raises CorpusError, naming ``where``."""
    found = {}
    for name in NAMES:
        value = manifest.get(name, "")
        if not isinstance(value, str):
            raise CorpusError(f"{where} has a wrong '{name}': {value!r} is no text. Mend it.")
        try:
            found[name] = checked(name, value)
        except CorpusError as error:
            raise CorpusError(f"{where} has a wrong '{name}'. {error}") from error
    return {name: value for name, value in found.items() if value}


def with_facts(report: Report, facts: Mapping[str, str]) -> Report:
    """The report with what a person says of it."""
    if not facts:
        return report
    own: dict[str, Any] = {name: facts[name] for name in _OF_FINDINGS if name in facts}
    if "published" in own:
        own["published"] = own["published"][: len("YYYY-MM")]
    mended = tuple(DOUBTS[name] for name in own if name in DOUBTS)
    further = {name: value for name, value in facts.items() if name not in own}
    read = {name: value for name, value in report.facts.items() if name not in _replaced(facts)}
    if len(day := facts.get("published", "")) == len("YYYY-MM-DD"):
        further["day"] = day
    return replace(
        report,
        **own,
        findings=tuple(_reckoned(replace(f, **own), facts) for f in report.findings),
        facts={**read, **further},
        read_at={**report.read_at, **dict.fromkeys(facts, BY_HAND)},
        warnings=tuple(warning for warning in report.warnings if not warning.startswith(mended)),
    )


def _replaced(facts: Mapping[str, str]) -> frozenset[str]:
    """Further facts that were read, and do not hold beside what a person says."""
    return frozenset({"day"} if "published" in facts else ())


def _reckoned(finding: Finding, facts: Mapping[str, str]) -> Finding:
    """'Within six months' is reckoned from the date that was set, to its day where it has one."""
    if "published" not in facts or not finding.deadline:
        return finding
    asked = demand(finding.category, finding.label, finding.text, published=facts["published"])
    return replace(finding, due=asked.due if asked.deadline == finding.deadline else finding.due)


def _title(value: str) -> str:
    if is_date(value) or not re.search(r"[^\W\d_]{2}", value):
        raise CorpusError(f"'{value}' is no title. Give the title as the report prints it.")
    return value


def _force(value: str) -> str:
    """Any name, but for a short one of a force that has a longer."""
    for one in value.split(AND):
        for kind in (POLICE, FIRE):
            short = short_names(one, kind)
            if short and one.casefold() in map(str.casefold, short[0].short) and not named(one):
                raise CorpusError(
                    f"'{one}' is not the whole name of a force. Is it '{short[0].name}'?"
                )
    return value


def _published(value: str) -> str:
    """A date in any printed form, as far as it is given: the day, the month or the year."""
    if re.fullmatch(r"(?:19|20)\d\d", value):
        date = value
    else:
        found = dates(value)
        if len(found) != 1 or not is_date(value) or (found[0].day and not found[0].iso):
            raise CorpusError(
                f"'{value}' is no date of publication. Write it as 2009-07, or as 3 July 2009."
            )
        date = found[0].iso or found[0].text
    if date > datetime.now(UTC).date().isoformat():
        raise CorpusError(f"'{value}' is still to come: a report cannot be published then.")
    return date


def _as_it_is(value: str) -> str:
    return value


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "title": _title,
    "force": _force,
    "place": _as_it_is,
    "series": _as_it_is,
    "published": _published,
    "source": _as_it_is,
    "licence": _as_it_is,
}
#: The facts that can be set, in the order in which they are shown.
NAMES = tuple(_CHECKS)
