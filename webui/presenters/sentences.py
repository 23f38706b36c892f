"""A search, a count and a list in words.

Pages, feed, provenance and templates ask for them; plain text comes out, which the templates
escape.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from indexer import (
    FACETS,
    Change,
    Facet,
    Finding,
    Fragment,
    Report,
    ReportRecord,
    SearchPage,
    Understood,
    is_joint,
    other_body,
)
from webui.presenters.dates import month

#: What says that a word must not be there.
_EXCLUDED = re.compile(r"(?:^|\s)-+|\b(?:AND|NOT)\b")
#: More values than this are counted instead of named: the tags below the sentence name them.
_NAMED = 3
#: As many changes to a search are named before the rest is folded away.
_FOREMOST = 3


def number(count: int) -> str:
    """1234 as '1,234'."""
    return f"{count:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """'1 finding', '12 findings', 'No findings'; ``many`` where adding an s is not enough."""
    noun = one if count == 1 else many or f"{one}s"
    return f"{number(count) if count else 'No'} {noun}"


def one_of(category: str) -> str:
    """'an area for improvement' of 'Areas for improvement'."""
    what, *more = category.lower().split(" ", 1)
    return " ".join(("an" if what[0] in "aeiou" else "a", what.removesuffix("s"), *more))


def numbered(label: str | None) -> str:
    """The printed label of a finding where it stands alone: 'No. 5.12' for a bare number, which
    says nothing by itself, else as it is printed ('Recommendation 3', '' for none).
    """
    return f"No. {label}" if (label or "")[:1].isdigit() else label or ""


def counted(findings: int, context: int) -> str:
    """What a report has, sections of context among its findings told apart.

    '59 findings', '59 findings and 12 sections of context'.
    """
    sections = f" and {plural(context, 'section')} of context" if context else ""
    return plural(findings - context, "finding") + sections


def subject(finding: Finding) -> str:
    """The subject of a finding: its area or, without one, its heading or its report."""
    return finding.area or finding.section or finding.title


def origin(said: Finding | Report) -> str:
    """Where a finding or a report is from: 'Kent Police · Dover · May 2019 · PEEL 2018/19'.

    A joint inspection is of several bodies, of which the force is one: 'Medway, with Kent Police ·
    …'. Where a finding of it asks another body to act, that stands in the place of the force. What
    the report does not say is left out; '' where it says nothing.
    """
    published = month(said.published) if said.published else ""
    return " · ".join(filter(None, (*_whose(said), published, said.series)))


def of_whom(said: Finding | Report) -> str:
    """Whom something is about: the force, and of a joint inspection the place and its bodies.

    'Kent Police'; 'Medway, with Kent Police'; 'Medway, The council'.
    """
    return ", ".join(filter(None, _whose(said))) if is_joint(said) else whose(said)


def inspected(said: Finding | Report | ReportRecord) -> str:
    """Whom and where an inspection was: 'Kent Police, Dover', 'Medway, with Kent Police'."""
    return ", ".join(filter(None, _whose(said)))


def whose(said: Finding | Report | ReportRecord) -> str:
    """The force that something is about, or the forces: 'Norfolk Constabulary and …'."""
    return listed(list(said.forces), "and")


def _whose(said: Finding | Report | ReportRecord) -> tuple[str, ...]:
    """The force and the place that something is about."""
    if not is_joint(said):
        return whose(said), said.place
    other = other_body(said) if isinstance(said, Finding) else ""
    if other or not said.force:
        return said.place, other
    return (f"{said.place}, with {whose(said)}",)


def listed(words: list[str], last_by: str = "or") -> str:
    """'a', 'a or b', 'a, b or c'; with 'and' for ``last_by``, 'a, b and c'."""
    head, last = words[:-1], words[-1:]
    return f" {last_by} ".join([", ".join(head), *last] if head else last)


def sentence(page: SearchPage) -> tuple[Fragment, ...]:
    """A sentence that says what was found: '21 findings about X in Y, under Z'.

    What a finding is about nobody knows that has only looked for words. Where most of what is
    listed is merely close it says what they have: '1 finding has all the words of ‘X’; the 20
    closest others', 'No finding has all the words of ‘X’; the 12 closest, none of which has ‘Y’',
    'No finding has all of ‘X’ together; the 12 closest' where one of them has it far apart.
    The words searched for are the segment that matches.
    """
    clauses = "".join(_published(page, facet) or _clause(page, facet) for facet in FACETS)
    clauses += _either(page) + _left_out(page)
    found = plural(page.total, "finding")
    asked = " ".join(page.searched.split()).strip("?!.,;: ")
    # Of marks alone, such as '???', nothing was searched for and everything is found.
    if not any(map(str.isalnum, asked)):
        return (Fragment(found + clauses, False),)
    if page.close > page.total or (page.mixed and page.close):
        lead = f"{found if page.total else 'No finding'} {'have' if page.total > 1 else 'has'} "
        return (
            Fragment(f"{lead}{_whole(page, asked)}‘", False),
            Fragment(asked, True),
            Fragment(f"’{_together(page, asked)}{clauses}; {_nearest(page)}{_unmet(page)}", False),
        )
    return tuple(
        segment
        for segment in (
            Fragment(f"{found} without " if page.without else f"{found} about ", False),
            Fragment(listed(_EXCLUDED.sub(" ", asked).split()) if page.without else asked, True),
            Fragment(clauses, False),
        )
        if segment.text
    )


def closeness(page: SearchPage) -> str:
    """The heading of what is close: 'Also close: 12 findings'; '' where there is nothing, or where
    there is one list, of which the sentence says how much is close.
    """
    if page.mixed or not page.close or not page.total:
        return ""
    return f"Also close: {plural(page.close, 'finding')}"


def having(page: SearchPage) -> str:
    """What a finding has that answers: 'all of the words', unless some were passed over."""
    return "all of the main words" if page.ignored or page.framing else "all of the words"


def _whole(page: SearchPage, asked: str) -> str:
    """What of ``asked`` a finding has that answers: all of its words, or the words of it where some
    were passed over; '' where it is one word.
    """
    if " " not in asked:
        return ""
    if page.apart:
        return "all of "
    some = page.ignored or page.framing
    return "the words of " if page.total and some else "all the words of "


def _together(page: SearchPage, asked: str) -> str:
    """' together' where something has all of ``asked``, far apart: no longer than to say 'all the
    words of', which would be untrue then.
    """
    return " together" if " " in asked and page.apart else ""


def _nearest(page: SearchPage) -> str:
    """'the 20 closest others', or 'the 12 closest' where nothing answers: so many are listed, which
    is no number of all that come close.
    """
    others = (" others" if page.close > 1 else " other") if page.total else ""
    return f"the {number(page.close)} closest{others}" if page.close > 1 else f"the closest{others}"


def _unmet(page: SearchPage) -> str:
    """', none of which has ‘a’ or ‘b’': what was asked that nothing here is about; '' for nothing,
    and for what is said already to be in no report.
    """
    said = " ".join(page.missing)
    words = [f"‘{word}’" for word in page.unmet if f"'{word}'" not in said]
    if not words:
        return ""
    without = ", none of which has" if page.close > 1 else ", without"
    return f"{without} {listed(words)}"


def counted_by(page: SearchPage) -> str:
    """What the numbers of the filters count, where that is not all that is listed; '' elsewhere."""
    if not page.close:
        return ""
    if not page.total:
        return "what comes close"
    return f"the {plural(page.total, 'finding')} with {having(page)}"


def readings(page: SearchPage) -> list[tuple[str, str]]:
    """Words that were read as a filter, as typed, each with what they were taken for.

    ('Norfolk', 'Norfolk Constabulary or Norfolk'), ('since 2007', '2007 to 2012'), ('-Kent', 'not
    Kent Police').
    """
    by_words = groupby(page.understood, lambda one: (one.typed, one.excluded))
    return [
        (typed, ("not " if excluded else "") + listed([_meaning(one, page) for one in some]))
        for (typed, excluded), some in by_words
    ]


def _either(page: SearchPage) -> str:
    """The clause for names that are of several facets, none of which is chosen from."""
    chosen = {name for name, values in page.facets.items() if any(v.selected for v in values)}
    some = (one for one in page.understood if one.facet not in chosen and not one.excluded)
    names = [value for one in some for value in one.values]
    return f", in reports on {listed(names)}" if names else ""


def _left_out(page: SearchPage) -> str:
    """The clause for what the words leave out."""
    names = [_meaning(one, page) for one in page.understood if one.excluded]
    return f", without {listed(names, last_by='and')}" if names else ""


def _meaning(one: Understood, page: SearchPage) -> str:
    facet = next(facet for facet in FACETS if facet.name == one.facet)
    if len(one.values) <= _NAMED:
        return listed(_called(page, facet, one.values))
    if facet.name == "year":
        return f"{min(one.values)} to {max(one.values)}"
    return f"{number(len(one.values))} {facet.plural}"


def _called(page: SearchPage, facet: Facet, values: Iterable[str]) -> list[str]:
    """What values of a facet are called: a report by its title, where that is known."""
    titles = {}
    if facet.name == "report":
        titles = {hit.finding.report: hit.finding.title for hit in page.hits}
    return [titles.get(value) or value for value in values]


def foremost(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes to a search that are named before the rest is folded away.

    The first of each word that was typed comes first. All of them when no more than one would be
    left to fold.
    """
    if len(changes) <= _FOREMOST + 1:
        return changes
    first = {change.typed: change for change in reversed(changes)}.values()
    return tuple(sorted(changes, key=lambda change: change not in first)[:_FOREMOST])


def _published(page: SearchPage, facet: Facet) -> str:
    """The clause for many years or months by the words that they were read from: 'since 2020'."""
    read = (one for one in page.understood if one.facet == facet.name and not one.excluded)
    typed = [one.typed for one in read if len(one.values) > _NAMED]
    return f", published {typed[0].lower()}" if typed and facet.of_time else ""


def _clause(page: SearchPage, facet: Facet) -> str:
    chosen = [value.label for value in page.facets.get(facet.name, ()) if value.selected]
    if not chosen:
        return ""
    if len(chosen) > _NAMED:
        return facet.clause.format(f"{number(len(chosen))} {facet.plural}")
    return facet.clause.format(listed(list(map(apart, _called(page, facet, chosen)))))


def apart(name: str) -> str:
    """A name as it stands behind 'in': one that begins so itself is quoted.

    'in ‘In the custody cell’'.
    """
    return f"‘{name}’" if name.startswith("In ") else name
