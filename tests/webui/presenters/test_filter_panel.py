from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import FACETS, FacetValue
from webui.presenters import filter_panel as panels
from webui.presenters.filter_panel import filter_panel


def values(*labels: str, chosen: str = "") -> tuple[FacetValue, ...]:
    return tuple(FacetValue(label, label, 1, label == chosen) for label in labels)


def test_areas_with_one_stem_stand_together() -> None:
    (group,) = filter_panel(
        {"area": values("Custody", "People – Children", "People – Adults", "A – B")}
    )
    assert [(stem, [o.leaf for o in options]) for stem, options in group.by_stem] == [
        ("", ["Custody"]),
        ("People", ["Children", "Adults"]),
        ("", ["A – B"]),
    ]


def test_a_long_facet_folds_what_is_not_chosen() -> None:
    names = [f"Force {number}" for number in range(43)]
    (group,) = filter_panel({"force": values(*names, chosen="Force 40")})
    assert [option.label for option in group.shown] == [*names[:8], "Force 40"]
    assert [option.label for option in group.chosen] == ["Force 40"]
    assert len(group.shown) + len(group.folded) == 43


def test_groups_come_in_the_order_of_the_facets() -> None:
    found = {"year": values("2007"), "area": values("A"), "grade": ()}
    assert [group.facet.name for group in filter_panel(found)] == ["area", "year"]


def test_a_value_is_known_by_its_slug() -> None:
    (group,) = filter_panel({"area": values("People – Missing Persons")})
    assert group.shown[0].key == "people-missing-persons"


def test_a_facet_that_most_reports_lack_is_shown_where_there_is_something_to_choose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sparse = replace(FACETS[0], name="sparse", missing="None given", sparse=True)
    monkeypatch.setattr(panels, "FACETS", (sparse,))
    assert filter_panel({"sparse": values("None given")}) == ()
    assert len(filter_panel({"sparse": values("None given", chosen="None given")})) == 1
    assert len(filter_panel({"sparse": values("None given", "PEEL 2018/19")})) == 1
