"""The register: everything that the reports ask for, beside what people keep of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, render_template, request, url_for

from webui.archive import get_archive, get_joined_table
from webui.exports.register import provenance
from webui.presenters.forces import Force, forces
from webui.presenters.register import asked as parameters
from webui.presenters.register.asked import ORDERS, OWN, Due, RegisterRequest, Whose
from webui.presenters.register.listing import NOTHING, OwnColumn, Register, choices
from webui.presenters.results.united import United

bp = Blueprint("register", __name__)

_DUES = (
    (Due.ANY, "Any or none"),
    (Due.LATE, "Date passed"),
    (Due.COMING, "Still to come"),
    (Due.DATED, "There is one"),
    (Due.UNDATED, "None can be worked out"),
)
_WHOSE = (
    (Whose.ANY, "Anybody"),
    (Whose.POLICE, "The police, or nobody is named"),
    (Whose.OTHERS, "Another body"),
)
#: What is folded away on the form.
_MORE = ("place", "area", "grade", "series", "year")


@bp.get("/register")
def page() -> str:
    """What is asked for; takes the parameters of a search and those of ``register.asked``."""
    archive, asked = get_archive(), parameters.read(request.args)
    united = United(archive.of_reports(forces))
    search = replace(asked.search, filters=united.filters(asked.search.filters))
    asked = replace(asked, search=search)
    register = Register(archive, get_joined_table(), asked)
    chosen = _chosen(register, united)
    return render_template(
        "pages/register.html",
        asked=asked,
        register=register,
        rows=list(register.rows()),
        choices=archive.of_reports(choices),
        chosen=chosen,
        of_forces=_by_force(register, united),
        column_choices=_column_choices,
        own=OWN,
        dues=_DUES,
        orders=tuple(ORDERS.items()),
        whose=_WHOSE,
        filtered=bool(request.args),
        more_used=bool(asked.addressee or any(chosen[name] for name in _MORE)),
        address=partial(_address, asked),
        provenance=provenance(archive, register),
    )


def _address(asked: RegisterRequest, endpoint: str = "register.page", **changes: Any) -> str:
    return parameters.address(url_for(endpoint), asked, **changes)


def _chosen(register: Register, united: United) -> dict[str, list[str]]:
    """The slugs of the values that are filtered by, by facet; of a force the first of its names."""
    return {
        name: [value.value for value in united.values(values) if value.selected]
        if name == Force.facet
        else [value.value for value in values if value.selected]
        for name, values in register.found.facets.items()
    }


def _by_force(register: Register, united: United) -> list[tuple[str, int]]:
    """How much is asked of each force, by the first of its names in filters; most first."""
    counts: Counter[str] = Counter()
    for key, count in register.counted(Force.facet):
        counts[united.keys(key)[0]] += count
    return counts.most_common()


def _column_choices(column: OwnColumn) -> list[tuple[str, str]]:
    return [(value, value) for value in (*column.values, NOTHING)]
