"""A report's own title among the words of a query."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from indexer.index.facets import FACETS
from indexer.index.records import ReportRecord
from indexer.index.vocabulary import Vocabulary
from indexer.search.catalogue import Catalogue, FacetValues
from indexer.search.language.parser import parse
from indexer.search.language.thesaurus.lexicon import fillers
from indexer.search.understanding.reader import QueryReader
from indexer.slugs import slug

#: Each report: its title, its month, and what its findings have.
REPORTS: Mapping[str, tuple[str, str, Mapping[str, str]]] = {
    "kent-2022": (
        "PEEL 2021/22: Police effectiveness, efficiency and legitimacy: an inspection of Kent",
        "2022-04",
        {"force": "Kent Police", "series": "PEEL 2021/22"},
    ),
    "kent-2017": ("PEEL 2017: Kent", "2017-11", {"force": "Kent Police", "series": "PEEL 2017"}),
    "medway-2018": (
        "Joint targeted area inspection of the response to abuse and neglect in Medway",
        "2018-08",
        {
            "force": "Kent Police",
            "place": "Medway",
            "series": "Joint targeted area inspection",
        },
    ),
    "essex-2014": (
        "Report on an unannounced visit to police custody suites in Essex",
        "2014-02",
        {"force": "Essex Police", "series": "Police custody inspection"},
    ),
}


@pytest.fixture(scope="module")
def titled() -> Callable[[str], tuple[str, dict[str, tuple[str, ...]]]]:
    """``titled(q)``: the words that are left of ``q``, and what it filters by."""
    records = {}
    for name, (title, published, labels) in REPORTS.items():
        known = {**labels, "report": name, "year": published[:4]}
        every = {facet.name: (known.get(facet.name, facet.missing),) for facet in FACETS}
        records[name] = ReportRecord(
            name, title, labels["force"], published, "F1", "r.txt", "text", "0", labels=every
        )
    labels_of = {
        facet.name: {slug(one): one for r in records.values() for one in r.labels[facet.name]}
        for facet in FACETS
    }
    values = {name: FacetValues(some, [1] * len(some)) for name, some in labels_of.items()}
    catalogue = Catalogue("b", "", 4, records, Vocabulary(), values, lambda _: 0)
    reader = QueryReader(catalogue, fillers())

    def read(q: str) -> tuple[str, dict[str, tuple[str, ...]]]:
        found = reader.read(parse(q), q)
        return found.words, {one.facet: one.values for one in found.understood}

    return read


@pytest.mark.parametrize(
    ("q", "report"),
    [
        ("PEEL assessment of Kent 2021", "kent-2022"),
        ("PEEL inspection of Kent Police 2021/22", "kent-2022"),
        ("peel kent 2017", "kent-2017"),
        ("joint targeted area inspection of Medway", "medway-2018"),
        ("JTAI Medway August 2018", "medway-2018"),
        ("joint inspection Medway", "medway-2018"),
        ("the joint targeted area inspection of the response to abuse and neglect in Medway",
         "medway-2018"),
        ("response to abuse and neglect in Medway inspection", "medway-2018"),
        ("Essex custody inspection", "essex-2014"),
        ("report on an unannounced visit to police custody suites in Essex", "essex-2014"),
    ],
)  # fmt: skip
def test_a_title_is_the_report(titled: Callable[[str], object], q: str, report: str) -> None:
    assert titled(q) == ("", {"report": (report,)})


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("Essex custody", "custody"),
        ("Kent abuse and neglect", "abuse and neglect"),
        ("Medway custody inspection", "custody inspection"),
        ("custody inspection", "custody inspection"),
        ("Kent 2017", ""),
        ("inspections of Kent", ""),
        ("risk assessment Kent", "risk assessment"),
    ],
)
def test_other_words_beside_a_name_are_none(
    titled: Callable[[str], tuple[str, dict[str, object]]], q: str, words: str
) -> None:
    left, filters = titled(q)
    assert left == words
    assert "report" not in filters
