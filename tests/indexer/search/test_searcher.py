"""What the engine is told of a request, and what becomes of its results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.errors import NotFound, RequestError
from indexer.index import builds
from indexer.index.publication import publish
from indexer.reports.report import Report
from indexer.search.engine.interface import Results
from indexer.search.engine.local.engine import LocalEngine
from indexer.search.query.nodes import NOTHING, Ahead, Node, Soon, nothing
from indexer.search.query.plan import Plan, Sort
from indexer.search.request import SearchRequest
from indexer.search.searcher import MAX_QUERY, Searcher

Make = Callable[..., Report]


class Watched(LocalEngine):
    """An engine that keeps what it was asked."""

    plans: list[Plan]
    counted: list[list[Node]]
    ahead: Ahead

    def search(self, plan: Plan, ahead: Ahead = NOTHING) -> Results:
        self.plans.append(plan)
        self.ahead = ahead
        return super().search(plan, ahead)

    def count(self, nodes: Sequence[Node], soon: Soon = nothing) -> list[int]:
        self.counted.append(list(nodes))
        return super().count(nodes, soon)


@pytest.fixture(scope="module")
def made(report: Make, tmp_path_factory: pytest.TempPathFactory) -> tuple[Watched, Searcher]:
    index: Path = tmp_path_factory.mktemp("searcher") / "index"
    texts = ("Dogs bark at night.", "Dogs sleep.", "Cats sleep by day.", "Horses run.")
    publish([report(*texts), report("Dogs run.", id="south-2021", area="Patrol")], index)
    engine = Watched(builds.candidates(index)[0])
    return engine, Searcher(engine)


@pytest.fixture
def engine(made: tuple[Watched, Searcher]) -> Watched:
    made[0].plans, made[0].counted = [], []
    return made[0]


@pytest.fixture
def searcher(made: tuple[Watched, Searcher]) -> Searcher:
    return made[1]


def test_a_request_becomes_one_plan(engine: Watched, searcher: Searcher) -> None:
    asked = SearchRequest(
        q="dogs", filters={"area": ("Patrol",)}, sort=Sort.NEWEST, page=1, size=7, group=True
    )
    page = searcher.search(asked)
    (plan,) = engine.plans
    assert (plan.sort, plan.start, plan.size, plan.grouped) == (Sort.NEWEST, 0, 7, True)
    patrol = engine.catalogue.facets["area"].code("patrol")
    assert plan.chosen == {"area": frozenset({patrol})}
    assert [hit.finding.id for hit in page.hits] == ["south-2021-1"]


def test_a_page_is_a_stretch_of_the_list(engine: Watched, searcher: Searcher) -> None:
    page = searcher.search(SearchRequest(page=2, size=2))
    assert (engine.plans[0].start, engine.plans[0].size) == (2, 2)
    assert (page.pages, len(page.hits), page.total) == (3, 2, 5)


@pytest.mark.parametrize(
    ("asked", "question"),
    [
        (SearchRequest(q="do dogs sleep"), "do dogs sleep"),
        (SearchRequest(q="do dogs sleep", expand=False), ""),
        (SearchRequest(q="do dogs sleep", sort=Sort.REPORT), ""),
        (SearchRequest(q='"dogs sleep"'), ""),
        (SearchRequest(q="dogs AND sleep"), ""),
    ],
)
def test_only_a_question_by_relevance_may_be_ranked_by_meaning(
    engine: Watched, searcher: Searcher, asked: SearchRequest, question: str
) -> None:
    searcher.search(asked)
    assert engine.plans[0].question == question


def test_the_hints_of_a_thin_answer_are_counted_together(
    engine: Watched, searcher: Searcher
) -> None:
    asked = SearchRequest(q='"run dogs" run', filters={"area": ("Patrol",)}, expand=False)
    page = searcher.search(asked)
    assert page.total == 0
    assert len(page.hints) > 1
    assert len(engine.plans) == 1
    (counted,) = engine.counted  # the words alone for a note, and all hints
    assert len(counted) >= len(page.hints)
    assert set(engine.ahead.counted(page.total)) == set(counted)  # the engine is told of them
    for hint in page.hints:
        assert searcher.search(hint.request).total == hint.findings > 0


READ = SearchRequest(q="dogs in Southshire")


@pytest.fixture(scope="module")
def two(report: Make, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    """Searches a report of Northshire and one of Southshire, which has a section of context."""
    index: Path = tmp_path_factory.mktemp("two") / "index"
    south = report(
        "Dogs run.", "About dogs.", id="south-2021", force="Southshire Police", published="2021-05"
    )
    context = replace(south.findings[1], category="Context")
    south = replace(south, findings=(south.findings[0], context))
    publish([report("Dogs bark.", "Dogs sleep."), south], index)
    return Searcher(LocalEngine(builds.candidates(index)[0]))


def test_a_name_filters_whoever_asks(two: Searcher) -> None:
    page = two.search(READ)
    assert {hit.finding.force for hit in page.hits} == {"Southshire Police"}
    assert (page.words, page.total) == ("dogs", 2)
    assert page.to_json()["understood"] == [
        {
            "typed": "Southshire",
            "facet": "force",
            "value": "Southshire Police",
            "excluded": False,
        }
    ]
    assert [v.label for v in page.facets["force"] if v.selected] == ["Southshire Police"]
    assert {v.label: v.count for v in page.facets["force"]} == {
        "Northshire Police": 2,
        "Southshire Police": 2,
    }
    assert two.crosstab(READ, "area", "force").total == 2
    assert [finding.force for finding in two.scan(READ).findings] == ["Southshire Police"] * 2


def test_what_is_left_out_is_not_found_and_ticks_nothing(two: Searcher) -> None:
    page = two.search(replace(READ, q="dogs -Southshire"))
    assert {hit.finding.force for hit in page.hits} == {"Northshire Police"}
    assert (page.words, page.total) == ("dogs", 2)
    assert not any(v.selected for v in page.facets["force"])


@pytest.mark.parametrize("q", ['dogs -force:"Southshire Police"', "-force:southshire-police dogs"])
def test_a_field_behind_a_minus_is_left_out(two: Searcher, q: str) -> None:
    page = two.search(SearchRequest(q=q))
    assert {hit.finding.force for hit in page.hits} == {"Northshire Police"}
    assert page.total == 2


def test_what_asks_for_the_latest_is_ordered_by_date(two: Searcher) -> None:
    dates = [hit.finding.published for hit in two.search(SearchRequest(q="latest on dogs")).hits]
    assert dates == sorted(dates, reverse=True)
    assert len(set(dates)) > 1
    literal = SearchRequest(q="latest on dogs", literal=("latest",))
    assert two.search(literal).newest == ""


@pytest.mark.parametrize(
    "asked", [replace(READ, read=False), replace(READ, literal=("southshire",))]
)
def test_and_may_be_taken_as_a_word(two: Searcher, asked: SearchRequest) -> None:
    page = two.search(asked)
    assert (page.understood, page.total) == ((), 0)


def test_a_filter_of_the_request_wins_over_what_was_read(two: Searcher) -> None:
    page = two.search(replace(READ, filters={"force": ("Northshire Police",)}))
    assert {hit.finding.force for hit in page.hits} == {"Northshire Police"}
    assert any("was passed over" in note for note in page.notes)


def test_of_a_force_in_a_joint_report_what_speaks_of_the_police_comes_first(
    report: Make, tmp_path: Path
) -> None:
    texts = ("Dogs help the schools of a town.", "Police officers walk their dogs in the town.")
    alone = report(*texts, id="alone", force="Northshire Police")
    joint = report(*texts, force="Southshire Police")
    series = "Joint targeted area inspection"
    findings = tuple(replace(finding, series=series) for finding in joint.findings)
    joint = replace(joint, series=series, findings=findings)
    publish([joint, alone], tmp_path / "index")
    searcher = Searcher(LocalEngine(builds.candidates(tmp_path / "index")[0]))

    def first(q: str) -> str:
        return searcher.search(SearchRequest(q=q)).hits[0].finding.text

    for subject in (" dogs", ""):
        assert first(f"Southshire Police{subject}") == texts[1]
        assert first(f"Northshire Police{subject}") == texts[0]


def test_what_was_read_and_leaves_nothing_can_be_left_out(two: Searcher) -> None:
    page = two.search(SearchRequest(q="barking dogs Southshire"))
    (hint,) = (hint for hint in page.hints if hint.text.startswith("Without the force"))
    assert hint.request.q == "barking dogs"
    assert two.search(hint.request).total == hint.findings == 1


def test_of_a_name_alone_all_is_found(two: Searcher) -> None:
    page = two.search(SearchRequest(q="Southshire"))
    assert (page.words, page.total) == ("", 2)


def test_context_is_left_out_of_everything_where_it_is_not_wanted(two: Searcher) -> None:
    asked = replace(READ, context=False)
    assert two.search(asked).total == 1
    assert two.crosstab(asked, "area", "category").total == 1
    assert len(list(two.scan(asked).findings)) == 1
    chosen = replace(asked, filters={"category": ("Context",)})
    assert [hit.finding.category for hit in two.search(chosen).hits] == ["Context"]


def test_what_is_lacking_prefers_what_asks(engine: Watched, searcher: Searcher) -> None:
    searcher.search(SearchRequest(q="no dogs"))
    searcher.search(SearchRequest(q="dogs"))
    lacking, plain = engine.plans
    praise = engine.catalogue.facets["category"].code("Strengths")
    assert praise not in lacking.preferred
    assert plain.preferred == frozenset()


def test_of_narratives_those_of_the_tone_come_a_little_earlier(
    report: Make, tmp_path: Path
) -> None:
    texts = ("Dogs are well trained.", "Dogs are poorly trained.")
    publish([report(*texts, category="Findings")], tmp_path / "index")
    searcher = Searcher(LocalEngine(builds.candidates(tmp_path / "index")[0]))

    def order(q: str) -> list[str]:
        return [hit.finding.text for hit in searcher.search(SearchRequest(q=q)).hits]

    assert order("trained dogs") == list(texts)
    assert order("problems with trained dogs") == list(reversed(texts))


def test_the_contrary_of_what_is_denied_stands_above_what_lacks_something_else(
    report: Make, tmp_path: Path
) -> None:
    contrary = "Dogs are trained by their handlers at every station, as a matter of course."
    others = ("Dogs are not fed at weekends.", "Dogs of old have no kennels.")
    asking = report(*others, id="east-2020", category="Areas for improvement")
    publish([report(contrary, "Officers are trained."), asking], tmp_path / "index")
    searcher = Searcher(LocalEngine(builds.candidates(tmp_path / "index")[0]))

    def foremost(q: str) -> str:
        return searcher.search(SearchRequest(q=q)).hits[0].finding.text

    assert foremost("dogs not trained") == contrary
    assert foremost("dogs not fed") == others[0]


def test_a_page_past_the_last_is_not_found(searcher: Searcher) -> None:
    with pytest.raises(NotFound, match="no page 4: the 5 findings fill 3"):
        searcher.search(SearchRequest(page=4, size=2))


def test_a_crosstab_needs_facets_that_are_there(searcher: Searcher) -> None:
    matrix = searcher.crosstab(SearchRequest(q="dogs"), "area", "report")
    assert [(row.label, row.count) for row in matrix.rows] == [("Custody", 2), ("Patrol", 1)]
    with pytest.raises(RequestError, match="'colour' to count by"):
        searcher.crosstab(SearchRequest(), "colour", "area")


def test_the_nearest_are_marked_by_what_they_share(searcher: Searcher) -> None:
    hits = searcher.similar("north-2020-1", 3)
    assert [hit.finding.id for hit in hits] == ["north-2020-2", "south-2021-1"]
    assert [piece.text for piece in hits[0].text if piece.match] == ["Dogs"]
    with pytest.raises(NotFound, match="'nobody'"):
        searcher.similar("nobody", 3)


def test_a_query_that_is_too_long_is_refused(engine: Watched, searcher: Searcher) -> None:
    with pytest.raises(RequestError, match=f"at most {MAX_QUERY} are read") as error:
        searcher.search(SearchRequest(q="x" * (MAX_QUERY + 1)))
    assert error.value.parameter == "q"
    assert engine.plans == []


def test_what_has_no_date_is_said_to_be_left_out_of_a_time(report: Make, index: Path) -> None:
    publish(
        [
            report("Dogs bark.", "Dogs sleep."),
            report("Dogs run.", id="south", force="Southshire Police", published=""),
        ],
        index,
    )
    searcher = Searcher(LocalEngine(builds.candidates(index)[0]))
    told = "1 report without a date is not among them."
    assert told in searcher.search(SearchRequest(q="dogs since 2019")).notes
    assert told in searcher.search(SearchRequest(q="dogs", filters={"year": ("2020",)})).notes
    assert told not in searcher.search(SearchRequest(q="dogs")).notes
    other = {"year": ("2020",), "force": ("Northshire Police",)}
    assert told not in searcher.search(SearchRequest(q="dogs", filters=other)).notes
