"""A catalogue of a few invented and a few real forces, and what is read out of a query over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from indexer.index.facets import FACETS
from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary
from indexer.reports.report import Area
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.language.parser import parse
from indexer.search.language.thesaurus.lexicon import fillers
from indexer.search.understanding.reader import QueryReader
from indexer.search.understanding.reading import AsRead
from indexer.slugs import slug

#: Each report with what its findings have.
REPORTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "kent-2007": {
        "force": ("Kent Police",),
        "year": ("2007",),
        "month": ("October 2007",),
        "grade": ("Good", "Fair", "Poor", "Not graded"),
        "category": ("Strengths", "Areas for improvement", "Recommendations", "Context"),
        "area": ("Custody", "Missing persons"),
    },
    "essex-2016": {
        "force": ("Essex Police",),
        "year": ("2016",),
        "month": ("March 2016",),
        "series": ("PEEL 2016",),
        "grade": ("Good", "Requires improvement", "Inadequate"),
        "category": ("Causes of concern", "Good practice", "Work in progress", "Findings"),
        "area": ("Missing persons",),
    },
    "wexmoor-2019": {
        "force": ("Wexmoor Constabulary",),
        "year": ("2019",),
        "series": ("PEEL 2018/19",),
        "grade": ("Outstanding", "Requires improvement to be good"),
    },
    "durham-2018": {
        "force": ("Durham Constabulary",),
        "place": ("Durham",),
        "year": ("2018",),
        "series": ("Joint targeted area inspection",),
    },
    "norfolk-2019": {"force": ("Norfolk Constabulary",), "place": ("No place given",)},
    "norfolk-2013": {"force": ("No force given",), "place": ("Norfolk",), "year": ("2013",)},
    "bury-2024": {"force": ("No force given",), "place": ("Bury",), "year": ("2024",)},
    "bexley-2020": {
        "force": ("Metropolitan Police Service",),
        "place": ("London Borough of Bexley",),
        "year": ("2020",),
    },
    "devon-2020": {"force": ("Devon and Cornwall Police",), "place": ("Plymouth",)},
    "fellside-2008": {
        "force": ("Fellside Police",),
        "year": ("2008",),
        "month": ("September 2008",),
        "grade": ("Exceeding the standard",),
        "area": ("Citizen focus",),
    },
}

#: The grades that areas of a report have.
GRADED: Mapping[str, Mapping[str, str]] = {
    "kent-2007": {"Custody": "Poor", "Missing persons": "Good"},
    "fellside-2008": {"Citizen focus": "Exceeding the standard"},
}


def _record(name: str, labels: Mapping[str, tuple[str, ...]]) -> ReportRecord:
    every = {facet.name: labels.get(facet.name, (facet.missing,)) for facet in FACETS}
    areas = tuple(Area(area, grade) for area, grade in GRADED.get(name, {}).items())
    force = next((one for one in labels.get("force", ()) if "given" not in one), "")
    return ReportRecord(
        name, name, force, "", "F1", "r.txt", "text", "0", areas=areas, labels=every
    )


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    records = {name: _record(name, labels) for name, labels in REPORTS.items()}
    labels = {
        facet.name: {
            slug(label): label for record in records.values() for label in record.labels[facet.name]
        }
        for facet in FACETS
    }
    return Catalogue(
        build="b",
        created="",
        count=9,
        reports=records,
        vocabulary=Vocabulary(),
        facets={name: FacetValues(values, [1] * len(values)) for name, values in labels.items()},
        documents=lambda _: 0,
    )


@pytest.fixture(scope="session")
def read(catalogue: Catalogue) -> Callable[..., AsRead]:
    """``read(q, …)`` is what is read out of ``q``."""
    reader = QueryReader(catalogue, fillers())
    return lambda q, **wishes: reader.read(parse(q), q, **wishes)


@pytest.fixture(scope="session")
def said(read: Callable[..., AsRead]) -> Callable[..., tuple[str, dict[str, tuple[str, ...]]]]:
    """``said(q)``: the words that are left, and facet to the values that it filters by."""

    def told(q: str, **wishes: object) -> tuple[str, dict[str, tuple[str, ...]]]:
        found = read(q, **wishes)
        values: dict[str, tuple[str, ...]] = {}
        for one in found.understood:
            values[one.facet] = values.get(one.facet, ()) + one.values
        return found.words, values

    return told
