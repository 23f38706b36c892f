"""The search page: what was asked, how it was understood, what was found."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from indexer import FACETS, Archive, FacetValue, RequestError, SearchPage, Sort, Suggestion, slug
from webui import params
from webui.archive import get_archive, get_joined_table
from webui.http.errors import status_of
from webui.presenters.dates import today
from webui.presenters.examples import to_try
from webui.presenters.forces import forces, newest_first, places
from webui.presenters.grading.judgements import judgements
from webui.presenters.provenance import of_search
from webui.presenters.register.asked import address
from webui.presenters.register.listing import Register
from webui.presenters.results.answer import answer
from webui.presenters.results.elsewhere import (
    Comparison,
    comparison_of,
    graded_now,
    grades_of,
    inspection_meant,
    register_of,
    standing,
)
from webui.presenters.results.filter_panel import filter_panel, frameworks
from webui.presenters.results.understanding import in_capitals, in_short
from webui.presenters.sentences import closeness, counted_by, having, readings, sentence
from webui.urls import page_url

bp = Blueprint("search", __name__)

#: Page sizes to choose from; any from 1 to 100 may be asked for in the address.
_SIZES = (10, 20, 50, 100)
#: Parameters that have a field of their own on the page, or start again with a new search.
_SHOWN = {"q", "page", "context", *(facet.name for facet in FACETS if not facet.hidden)}
#: Letters from which what was typed may be a name, and the most names that have it if it is one:
#: 'police' is no name, though every force has it in its own.
_NAME, _NAMED = 4, 2
#: What is looked for in a facet: how its parameter begins, and its characters.
_FIND, _FOUND = "find-", 80
#: Reports and areas that are named before there is a question.
_NEWEST, _AREAS = 5, 9
_NO_AREA = next(facet.missing for facet in FACETS if facet.name == "area")
_WITH_WORDS = (
    (Sort.RELEVANCE, "Best match"),
    (Sort.NEWEST, "Newest"),
    (Sort.ADDED, "Latest added"),
    (Sort.REPORT, "Report order"),
)
#: Without words nothing matches better than anything else: what judges comes first.
_WITHOUT_WORDS = ((Sort.RELEVANCE, "Judgements first"), *_WITH_WORDS[1:])


@bp.get("/")
def page() -> str | tuple[str, int]:
    """The search page. A search that cannot be gets the form back with a sentence of advice."""
    archive = get_archive()
    try:
        found = archive.search(params.read(request.args, params.PAGE))
    except RequestError as error:
        typed = params.showable(request.args.get("q", ""))
        return render_template("pages/search_refused.html", error=error, q=typed), status_of(error)
    return _show(archive, found)


def _show(archive: Archive, found: SearchPage) -> str:
    asked = found.request
    words = sentence(found)
    first_visit = _is_first()
    stand = standing(found, (*archive.of_reports(forces), *archive.of_reports(places)))
    reports = archive.reports() if first_visit else ()
    ticked = params.ticked(request.args)
    comparison = _comparison(archive, found)
    return render_template(
        "pages/search.html",
        page=found,
        asked=asked,
        sentence=words,
        heading="".join(part.text for part in words),
        closeness=closeness(found),
        counted_by=counted_by(found),
        having=having(found),
        first_visit=first_visit,
        answers=[hit for hit in found.hits if hit.answers],
        close=[hit for hit in found.hits if not hit.answers],
        here=[hit.finding.id for hit in found.hits],
        newest=newest_first(reports)[:_NEWEST],
        areas_known=_most_found(found) if first_visit else (),
        forces_known=archive.of_reports(forces) if first_visit else (),
        places_known=archive.of_reports(places) if first_visit else (),
        forces=len(found.facets["force"]),
        named=_named(archive, found),
        provenance=of_search(archive, found),
        pairs=params.pairs(asked),
        held=[(name, value) for name, value in params.pairs(asked) if name not in _SHOWN],
        ticked=ticked[: params.MOST_TICKED],
        ticked_in_all=len(ticked),
        examples=to_try(archive) if first_visit else (),
        groups=filter_panel(
            found.facets, found.understood, archive.of_reports(frameworks), _finds()
        ),
        readings=readings(found),
        register=_register(found),
        due=_due(archive, found),
        standing=stand,
        answer=answer(archive, found, stand) if asked.page == 1 else None,
        today=today(),
        meant={one.key: inspection_meant(found, one) for one in stand},
        grades=grades_of(found),
        comparison=comparison,
        graded_now=graded_now(found, comparison, archive.of_reports(forces)),
        titles={hit.finding.report: hit.finding.title for hit in found.hits},
        in_short=in_short(found),
        in_capitals=in_capitals(found),
        sorts=_WITH_WORDS if found.searched.strip() else _WITHOUT_WORDS,
        sizes=[(size, str(size)) for size in sorted({*_SIZES, asked.size})],
    )


def _register(found: SearchPage) -> str:
    """The address of the register of what is due or must be done, when asked for; '' for none."""
    asked = register_of(found)
    return address(page_url("register.page"), asked) if asked else ""


def _comparison(archive: Archive, found: SearchPage) -> Comparison | None:
    """Where a search who is better leads."""
    if found.comparison is None:
        return None
    return comparison_of(found, archive.of_reports(judgements))


def _due(archive: Archive, found: SearchPage) -> Register | None:
    """What the register lists of a search for what is due; None for another."""
    asked = register_of(found) if found.due else None
    return Register(archive, get_joined_table(), asked) if asked else None


def _most_found(found: SearchPage) -> list[FacetValue]:
    """The areas with most findings, by number."""
    named = (value for value in found.facets["area"] if value.label != _NO_AREA)
    return sorted(named, key=lambda value: -value.count)[:_AREAS]


def _finds() -> dict[str, str]:
    """What somebody looks for in the long facets, by the name of the facet."""
    given = ((name, typed) for name, typed in request.args.items() if name.startswith(_FIND))
    return {
        name.removeprefix(_FIND): params.showable(typed)[:_FOUND]
        for name, typed in given
        if typed.strip()
    }


def _named(archive: Archive, found: SearchPage) -> list[Suggestion]:
    """The areas and forces whose name has what was typed.

    A person who types the name of a force means the force, and not the findings that mention it.
    Where that was understood there is nothing to offer.
    """
    asked = found.request
    if len(asked.q.strip()) < _NAME or found.understood:
        return []
    having = [
        one
        for one in archive.named(asked.q)
        if slug(one.text) not in map(slug, asked.filters.get(one.kind, ()))
    ]
    return having if len(having) <= _NAMED else []


def _is_first() -> bool:
    """Nothing was asked yet: the address has no parameter of a search."""
    return params.NAMES.isdisjoint(request.args)
