from __future__ import annotations

from dataclasses import replace

import pytest

from indexer import FACETS, Archive, FacetValue, Understood
from webui.presenters.results import filter_panel as panels
from webui.presenters.results.filter_panel import Run, filter_panel, frameworks


def values(*labels: str, chosen: str = "") -> tuple[FacetValue, ...]:
    return tuple(FacetValue(label, label, 1, label == chosen) for label in labels)


def test_areas_with_one_stem_stand_together() -> None:
    (group,) = filter_panel(
        {"area": values("Custody", "People – Children", "People – Adults", "A – B")}
    )
    assert [(stem, [o.leaf for o in options]) for stem, options in group.shown.by_stem] == [
        ("People", ["Children", "Adults"]),
        ("", ["Custody", "A – B"]),
    ]


def test_a_long_facet_folds_what_is_not_chosen() -> None:
    names = [f"Force {number}" for number in range(43)]
    (group,) = filter_panel({"force": values(*names, chosen="Force 40")})
    assert labels(group.shown) == [*names[:8], "Force 40"]
    assert [option.label for option in group.chosen] == ["Force 40"]
    assert len(group.shown.options) + group.more == 43


def test_what_the_words_say_is_ticked_and_not_there_to_untick() -> None:
    kent = Understood("Kent", "force", ("Kent",))
    (group,) = filter_panel({"force": values("Kent", "Essex", chosen="Kent")}, (kent,))
    assert [(one.label, one.selected, one.read) for one in group.shown.options] == [
        ("Kent", True, True),
        ("Essex", False, False),
    ]
    assert group.chosen == ()


def labels(run: Run) -> list[str]:
    return [option.label for option in run.options]


def test_what_is_looked_for_is_shown_and_the_rest_folded() -> None:
    names = [f"Force {number}" for number in range(43)]
    found = {"force": values(*names, chosen="Force 40")}
    (group,) = filter_panel(found, finds={"force": " force 3"})
    assert labels(group.shown) == ["Force 3", *(f"Force {n}" for n in range(30, 40)), "Force 40"]
    assert len(group.shown.options) + group.more == 43


def test_areas_come_by_number_and_the_folded_ones_under_their_frameworks() -> None:
    areas = [FacetValue(f"A{n}", f"A{n}", 5 + n, False) for n in range(10)]
    areas += [FacetValue(f"B{n}", f"B{n}", n, False) for n in range(1, 5)]
    areas += [FacetValue("", "No area given", 99, False)]
    of = {f"A{n}": "PEEL" for n in range(10)} | {f"B{n}": "Custody" for n in range(1, 5)}
    (group,) = filter_panel({"area": tuple(areas)}, frameworks=of)
    assert labels(group.shown) == [f"A{n}" for n in range(9, 1, -1)]
    assert [(run.name, labels(run)) for run in group.folded] == [
        ("PEEL", ["A1", "A0"]),
        ("Custody", ["B4", "B3", "B2", "B1"]),
    ]


def test_what_has_no_name_is_no_area_to_choose_unless_it_is_chosen() -> None:
    unnamed = FacetValue("", "No area given", 9, False)
    (group,) = filter_panel({"area": (FacetValue("A", "A", 5, False), unnamed)})
    assert labels(group.shown) == ["A"]
    assert filter_panel({"area": (unnamed,)}) == ()
    (group,) = filter_panel({"area": (unnamed._replace(selected=True),)})
    assert [option.label for option in group.chosen] == ["No area given"]
    grades = (FacetValue("good", "Good", 5, False), FacetValue("", "Not graded", 9, False))
    (group,) = filter_panel({"grade": grades})
    assert labels(group.shown) == ["Good", "Not graded"]


def test_a_framework_is_a_series_without_its_years(sample_archive: Archive) -> None:
    of = sample_archive.of_reports(frameworks)
    assert of["Performance Management"] == "HMIC Inspection Report"


def test_area_and_force_come_first_and_the_rest_in_the_order_of_the_facets() -> None:
    found = {name: values("A") for name in ("year", "force", "category", "area")} | {"grade": ()}
    names = [group.facet.name for group in filter_panel(found)]
    assert names == ["area", "force", "category", "year"]


def test_a_value_is_known_by_its_slug() -> None:
    (group,) = filter_panel({"area": values("People – Missing Persons")})
    assert group.shown.options[0].key == "people-missing-persons"


def test_a_facet_is_shown_where_there_is_something_to_choose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sparse = replace(FACETS[0], name="sparse", missing="None given")
    monkeypatch.setattr(panels, "FACETS", (sparse,))
    assert filter_panel({"sparse": values("None given")}) == ()
    assert len(filter_panel({"sparse": values("None given", chosen="None given")})) == 1
    assert len(filter_panel({"sparse": values("None given", "PEEL 2018/19")})) == 1
