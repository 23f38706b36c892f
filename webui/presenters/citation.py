"""The citation of a finding, for its page, the evidence pack and reference managers.

A finding and the facts of its report go in; a sentence, or the parts of one, comes out.
"""

from __future__ import annotations

from indexer import Finding, Report, ReportRecord, is_joint
from webui.presenters.dates import month
from webui.presenters.sentences import of_whom

#: A citation needs no more of a report than its facts.
Cited = Report | ReportRecord


def citation(finding: Finding, report: Cited, url: str) -> str:
    """A sentence that says who said it, where and when, and ends with ``url``.

    In order: inspectorate (or whom it is about, where the title does not name them), title, date,
    ISBN when the report prints one, area, heading, label, place in the file.
    """
    named = all(name.casefold() in finding.title.casefold() for name in finding.forces)
    named = named or (is_joint(finding) and finding.place.casefold() in finding.title.casefold())
    author = report.facts.get("inspectorate") or ("" if named else of_whom(finding))
    isbn = report.facts.get("isbn")
    parts = [
        author,
        finding.title,
        month(finding.published),
        f"ISBN {isbn}" if isbn else "",
        *place(finding),
        source(finding),
    ]
    return ", ".join(part for part in parts if part) + f". {url}"


def place(finding: Finding) -> list[str]:
    """The place of a finding in its report: area, heading and label, those that there are."""
    parts = (finding.area, finding.section, finding.label)
    return list(dict.fromkeys(part for part in parts if part))


def source(finding: Finding) -> str:
    """The place of a finding in the published file: 'page 12', 'lines 446 to 452'."""
    span = finding.source
    if span.first_page is not None:
        return _range("page", span.first_page, span.last_page or span.first_page)
    return _range("line", span.first, span.last)


def _range(unit: str, first: int, last: int) -> str:
    return f"{unit} {first}" if first == last else f"{unit}s {first} to {last}"
