"""What every engine must do: each test asks through the door alone.

An engine is added to ``ENGINES`` by the fixture that has it open an index folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.index.analysis import sequence
from indexer.index.facets import FACETS
from indexer.index.location import ClusterAddress
from indexer.index.publication import publish
from indexer.reports.categories import Stance, names
from indexer.reports.finding import Finding
from indexer.reports.report import Report
from indexer.search.engine.cluster.source import ClusterSource
from indexer.search.engine.interface import Engine, Opened, Source
from indexer.search.engine.local.source import LocalSource
from indexer.search.query.nodes import (
    And,
    Everything,
    Having,
    Member,
    Node,
    Not,
    Or,
    Part,
    Phrase,
    Synonyms,
    Term,
    Words,
)
from indexer.search.query.plan import Match, Plan, Sort
from indexer.search.query.tone import Tone
from tests.national import national

Make = Callable[..., Report]
Open = Callable[[Path], Source]
ENGINES = ["locally", pytest.param("on_cluster", marks=pytest.mark.cluster)]

RISK, STAFF, CHILD = Term("risk"), Term("staff"), Term("child")
NODES: dict[str, Node] = {
    "term": RISK,
    "phrase": Phrase(("domest", "violenc")),
    "words": Words((Part((RISK,)), Part((STAFF,)), Part((CHILD,)))),
    "and": And((RISK, Not(STAFF))),
    "or": Or((CHILD, Term("zzzz"))),
    "having": Having("category", (0, 1)),
    "everything": Everything(),
    "nothing": Term("zzzz"),
}


def _itself(engine: Engine) -> Engine:
    return engine


@pytest.fixture(scope="session")
def locally() -> Open:
    return LocalSource


@pytest.fixture(scope="session")
def on_cluster(in_cluster: Callable[[Path], ClusterAddress]) -> Open:
    return lambda folder: ClusterSource(in_cluster(folder))


@pytest.fixture(scope="module", params=ENGINES)
def opening(request: pytest.FixtureRequest) -> Open:
    """What opens an index folder with one of the engines."""
    found: Open = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def source(opening: Open, gold_index: Path) -> Source:
    return opening(gold_index)


@pytest.fixture(scope="module")
def engine(source: Source) -> Engine:
    opened: Opened[Engine] = source.open(_itself)
    assert opened.problem == ""
    return opened.used


@pytest.fixture(scope="module", params=NODES)
def node(request: pytest.FixtureRequest) -> Node:
    return NODES[request.param]


def test_the_catalogue_counts_what_is_there(engine: Engine) -> None:
    catalogue = engine.catalogue
    everything = engine.search(Plan(Everything(), size=1000))
    assert catalogue.count == everything.total == len(everything.best) > 200
    for facet in FACETS:
        values = catalogue.facets[facet.name]
        assert sum(values.totals) == catalogue.count
        if not facet.hidden:
            assert list(everything.counts[facet.name]) == list(values.totals)
    assert catalogue.documents("risk") == engine.count([RISK])[0] > 10
    assert catalogue.documents("zzzz") == 0


@pytest.mark.parametrize("sentence", [False, True])
def test_a_search_a_count_and_a_scan_agree(engine: Engine, node: Node, sentence: bool) -> None:
    plan = Plan(node, size=10_000, sentence=sentence)
    found = engine.search(plan)
    answers = [one for one in found.best if one.answers]
    assert found.total == len(answers) == engine.count([node])[0]
    assert found.total + found.close == found.listed == len(found.best)
    assert answers == list(engine.scan(replace(plan, size=0)))


def test_a_question_in_a_sentence_has_one_list(engine: Engine, node: Node) -> None:
    parted = engine.search(Plan(node, size=10_000))
    mixed = engine.search(Plan(node, size=10_000, sentence=True))
    assert not parted.mixed
    # What asks for no word is the same however it is asked, and may be kept from before.
    assert mixed.mixed or node == Everything()
    assert mixed.total == parted.total
    assert mixed.counts == parted.counts or not mixed.total
    scores = [one.score for one in mixed.best]
    assert scores == sorted(scores, reverse=True)


def test_several_nodes_are_counted_in_one_call(engine: Engine) -> None:
    together = engine.count(list(NODES.values()))
    assert together == [engine.count([node])[0] for node in NODES.values()]
    assert engine.count([]) == []


@pytest.mark.parametrize("sort", Sort)
def test_pages_follow_each_other(engine: Engine, node: Node, sort: Sort) -> None:
    whole = engine.search(Plan(node, sort=sort, size=60)).best
    pages = [
        engine.search(Plan(node, sort=sort, start=start, size=20)).best for start in (0, 20, 40)
    ]
    assert [one for page in pages for one in page] == list(whole)
    assert engine.search(Plan(node, sort=sort, start=10_000, size=20)).best == ()


def test_the_best_come_first(engine: Engine) -> None:
    scores = [one.score for one in engine.search(Plan(NODES["words"], size=100)).best]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0


def test_what_fits_a_condition_comes_before_the_rest_and_changes_nothing_else(
    engine: Engine,
) -> None:
    values = engine.catalogue.facets["category"]
    asks, praises = (values.code(name) for name in ("Areas for improvement", "Strengths"))
    assert asks is not None
    assert praises is not None
    first = (Having("category", (asks,)), Having("category", (praises,)))
    for node in (NODES["words"], Everything()):
        plan = Plan(node, size=1000)
        before, after = engine.search(plan), engine.search(replace(plan, first=first))
        assert (after.total, after.close) == (before.total, before.close)
        assert after.counts == before.counts
        tiers = [_tier(one.finding) for one in after.best if one.answers]
        assert tiers == sorted(tiers)
    assert set(tiers) == {0, 1, 2}


def _tier(finding: Finding) -> int:
    return {"Areas for improvement": 0, "Strengths": 1}.get(finding.category or "", 2)


@pytest.mark.parametrize(
    "leant",
    [
        {"speaking": (CHILD,)},
        {"tone": Tone.LACKING},
        {"tone": Tone.LACKING, "denied": (RISK,)},
        {"tone": Tone.LACKING, "denied": (RISK,), "beside": (Part((CHILD,)),)},
    ],
)
def test_what_a_question_leans_to_gains_and_no_finding_is_lost(
    engine: Engine, leant: dict[str, Any]
) -> None:
    plan = Plan(RISK, size=1000)
    plain, leaning = (engine.search(one).best for one in (plan, replace(plan, **leant)))
    before = {one.finding.id: one.score for one in plain}
    after = {one.finding.id: one.score for one in leaning}
    assert before.keys() == after.keys()
    gained = {name for name, score in after.items() if score > before[name] * 1.1}
    assert 0 < len(gained) < len(before)
    if "speaking" in leant:
        having = {one.finding.id for one in engine.search(Plan(CHILD, size=1000)).best}
        assert gained <= having


@pytest.mark.parametrize("sort", Sort)
def test_what_answers_comes_first_and_what_is_close_may_be_left_out(
    engine: Engine, sort: Sort
) -> None:
    plan = Plan(NODES["words"], sort=sort, size=1000)
    found = engine.search(plan)
    marks = [one.answers for one in found.best]
    assert marks == sorted(marks, reverse=True)
    assert found.total > 0
    assert found.close > 0
    alone = engine.search(replace(plan, match=Match.ALL))
    assert [one.finding for one in alone.best] == [one.finding for one in found.best if one.answers]
    assert (alone.total, alone.close, alone.listed) == (found.total, 0, found.total)
    assert alone.counts == found.counts
    scanned = engine.scan(replace(plan, match=Match.CLOSE))
    assert [(one.finding, one.answers) for one in scanned] == [
        (one.finding, one.answers) for one in found.best
    ]


@pytest.fixture(scope="module")
def near(opening: Open, report: Make, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """One finding for each way in which two words may stand."""
    index = tmp_path_factory.mktemp("near") / "index"
    texts = (
        "The dogs of the red team bark.",
        "The team is red. Its dogs bark. It has a van.",
        "The team is red. It has a van. Its dogs bark.",
        "Dogs e.g. Rex bark. It is so. The No. 4 team is red.",
        "The dogs bark.",
        "The hounds of the red team bark.",
        "The HND of the red team barks.",
        "Not a word of it.",
    )
    headed = report("The dogs bark. It is so. They are fed.", id="south-2021", area="Red team")
    publish([report(*texts), headed], index)
    return opening(index).open(_itself).used


def _answering(engine: Engine, node: Node) -> tuple[set[str], set[str]]:
    """The ids of what answers, and of what is close."""
    best = engine.search(Plan(node, size=100)).best
    answers = {one.finding.id for one in best if one.answers}
    assert {one.finding.id for one in engine.scan(Plan(node))} == (
        answers or {one.finding.id for one in best}
    )
    return answers, {one.finding.id for one in best} - answers


def _north(*numbers: int) -> set[str]:
    return {f"north-2020-{number}" for number in numbers}


RED, DOGS = Term("red"), Term("dog")
#: What means the same as 'dog' in full, and what means something like it.
ANY_DOGS = Synonyms((Member(DOGS), Member(Term("^HND")), Member(Term("hound"), 0.5)))


def test_words_answer_in_one_sentence_or_the_next_or_in_headings(near: Engine) -> None:
    answers, close = _answering(near, Words((Part((RED,)), Part((DOGS,)))))
    assert answers == {*_north(1, 2), "south-2021-1"}
    assert close >= _north(3, 4)


def test_an_equal_answers_and_a_synonym_is_close(near: Engine) -> None:
    answers, close = _answering(near, Words((Part((RED,)), Part((ANY_DOGS,)))))
    assert answers == {*_north(1, 2, 7), "south-2021-1"}
    assert close >= _north(3, 6)
    answers, close = _answering(near, ANY_DOGS)
    assert answers == {*_north(1, 2, 3, 4, 5, 7), "south-2021-1"}
    assert close == _north(6)


def test_the_very_thing_answers_though_it_counts_less(near: Engine) -> None:
    some = Synonyms((Member(DOGS), Member(Term("hound"), 0.5, same=True)))
    answers, close = _answering(near, Words((Part((RED,)), Part((some,)))))
    assert answers == {*_north(1, 2, 6), "south-2021-1"}
    assert close >= _north(3)
    answers, close = _answering(near, some)
    assert (answers, close) == ({*_north(1, 2, 3, 4, 5, 6), "south-2021-1"}, set())
    assert near.count([some]) == [7]
    best = near.search(Plan(some, size=100)).best
    assert best[-1].finding.id == "north-2020-6"


def test_what_only_frames_a_question_may_be_lacking(near: Engine) -> None:
    frame = Part((Term("unicorns"),), framing=True)
    node = Words((Part((RED,)), frame, Part((DOGS,))))
    answers, close = _answering(near, node)
    assert answers == {*_north(1, 2), "south-2021-1"}
    assert close >= _north(3, 4)
    assert near.count([node, Words((frame,))]) == [3, 0]


def test_words_that_many_others_stand_for_are_asked_for_together(near: Engine) -> None:
    """Five words, for each of which five phrases stand that have it within."""

    def word(own: Term) -> Part:
        others = [Phrase((own.term, other)) for other in ("the", "of", "it", "is", "a")]
        return Part((Synonyms((Member(own), *(Member(one, 0.5, same=True) for one in others))),))

    typed = (RED, DOGS, Term("the"))
    for some in (typed, (*typed, Term("it"), Term("bark"))):
        told = near.count([Words(tuple(map(word, some)))])
        assert told == near.count([Words(tuple(Part((one,)) for one in some))])


@pytest.mark.parametrize(
    ("taken", "answering"),
    [
        ((Phrase(("the", "dog")),), {*_north(2, 3, 4)}),
        ((Phrase(("it", "dog")), Phrase(("dog", "bark"))), _north(1, 4)),
        ((Phrase(("dog", "miaow")),), {*_north(1, 2, 3, 4, 5), "south-2021-1"}),
    ],
)
def test_a_word_is_not_there_within_a_set_phrase_that_takes_it_up(
    near: Engine, taken: tuple[Phrase, ...], answering: set[str]
) -> None:
    apart = Synonyms((Member(DOGS, apart_from=taken),))
    assert _answering(near, apart) == (answering, set())
    assert near.count([apart]) == [len(answering)]
    both, _ = _answering(near, Words((Part((apart,)), Part((RED,)))))
    every, _ = _answering(near, Words((Part((DOGS,)), Part((RED,)))))
    assert both == every & answering


def test_a_part_met_as_a_whole_is_near_where_the_whole_stands(near: Engine) -> None:
    whole = Synonyms((Member(Phrase(("dog", "bark"))), Member(Term("^HND"))))
    words = Words((Part((DOGS, Term("bark")), whole), Part((RED,))))
    assert _answering(near, words)[0] == {*_north(1, 2, 7), "south-2021-1"}


def test_a_fixed_part_is_met_as_a_whole_alone(near: Engine) -> None:
    """Its words apart are close, however near each other they stand."""
    words = (RED, Term("team"))
    apart, _ = _answering(near, Words((Part(words),)))
    whole = Phrase(("red", "team"))
    answers, close = _answering(near, Words((Part(words, whole, fixed=True),)))
    assert answers == _answering(near, whole)[0] == {*_north(1, 6, 7), "south-2021-1"}
    assert answers < apart
    assert close >= apart - answers


def test_operators_answer_as_logic_says(near: Engine) -> None:
    apart = And((RED, DOGS))
    assert _answering(near, apart) == ({*_north(1, 2, 3, 4), "south-2021-1"}, set())
    either = Or((Words((Part((RED,)), Part((DOGS,)))), Term("van")))
    assert _answering(near, either)[0] == {*_north(1, 2, 3), "south-2021-1"}
    without = And((RED, Not(ANY_DOGS)))
    assert _answering(near, without) == (_north(6), set())


def test_where_nothing_answers_what_is_close_is_counted(near: Engine) -> None:
    node = Words((Part((Term("van"),)), Part((Term("hound"),))))
    found = near.search(Plan(node, size=10))
    assert (found.total, found.close) == (0, 3)
    assert sum(found.counts["area"]) == 3
    assert sum(near.crosstab(Plan(node), "area", "year").pairs.values()) == 3
    assert near.count([node]) == [0]
    assert near.search(Plan(node, match=Match.ALL, size=10)).best == ()


def test_what_is_close_is_never_hundreds(engine: Engine) -> None:
    node = Words((Part((Term("risk"),)), Part((Term("staff"),)), Part((Term("budget"),))))
    assert engine.count([Or((Term("risk"), Term("staff"), Term("budget")))])[0] > 50
    assert 0 < engine.search(Plan(node)).close <= 50


def test_choices_narrow_and_are_left_out_of_their_own_facets_counts(engine: Engine) -> None:
    chosen = {"category": frozenset({1}), "area": frozenset(range(8))}
    plan = Plan(RISK, chosen=chosen, size=1000)
    found = engine.search(plan)
    assert found.total == engine.count([plan.narrowed])[0] > 0
    category = engine.catalogue.facets["category"].names[1]
    assert {one.finding.category for one in found.best} == {category}
    for facet in plan.chosen:
        others = {name: codes for name, codes in plan.chosen.items() if name != facet}
        alone = replace(plan, chosen=others)
        left = engine.search(alone)
        assert found.without[facet] == left.total >= found.total
        assert list(found.counts[facet]) == list(left.counts[facet])


def test_a_hidden_facet_is_counted_only_where_it_is_chosen_from(engine: Engine) -> None:
    assert "report" not in engine.search(Plan(CHILD)).counts
    found = engine.search(Plan(CHILD, chosen={"report": frozenset({0})}))
    assert list(found.counts["report"]) == [found.total]


def test_near_identical_findings_are_listed_as_one_with_their_twins(engine: Engine) -> None:
    node = Phrase(sequence("role profiles and job descriptions"))
    plain, grouped = (engine.search(Plan(node, size=99, grouped=one)) for one in (False, True))
    assert grouped.total == plain.total == plain.listed
    assert grouped.listed == len(grouped.best) < plain.total
    twins = {twin.id for one in grouped.best for twin in one.twins}
    shown = {one.finding.id for one in grouped.best}
    assert twins
    assert shown | twins == {one.finding.id for one in plain.best}
    assert not shown & twins


def test_a_crosstab_is_what_counting_each_pair_gives(engine: Engine, node: Node) -> None:
    plan = Plan(node, chosen={"category": frozenset({0, 1, 2})})
    counts = engine.crosstab(plan, "area", "category")
    areas, categories = (engine.catalogue.facets[name].names for name in ("area", "category"))
    expected = Counter(
        (areas.index(one.finding.area or ""), categories.index(one.finding.category or ""))
        for one in engine.scan(plan)
    )
    assert dict(counts.pairs) == dict(expected)
    assert counts.total == sum(expected.values())
    assert sum(counts.rows.values()) == sum(counts.columns.values()) == counts.total


def test_a_joint_inspection_counts_for_each_of_its_forces(opening: Open, tmp_path: Path) -> None:
    single, other = national(2)
    forces = f"{single.force}; {other.force}"
    own = (replace(one, force=forces) for one in other.findings)
    publish([single, replace(other, force=forces, findings=tuple(own))], tmp_path / "joint")
    engine = opening(tmp_path / "joint").open(_itself).used
    first, second = map(engine.catalogue.facets["force"].names.index, (single.force, other.force))
    totals = {first: len(single.findings) + len(other.findings), second: len(other.findings)}
    assert dict(enumerate(engine.catalogue.facets["force"].totals)) == totals
    for code, total in totals.items():
        chosen = engine.search(Plan(Everything(), size=1, chosen={"force": frozenset({code})}))
        assert chosen.total == engine.count([Having("force", (code,))])[0] == total
        assert {code: chosen.counts["force"][code] for code in totals} == totals
    some = engine.search(Plan(Term("custodi"), size=999))
    counted = Counter(
        engine.catalogue.facets["force"].names.index(name)
        for one in some.best
        if one.answers
        for name in one.finding.forces
    )
    assert some.total < sum(counted.values())
    assert {code: some.counts["force"][code] for code in totals} == dict(counted)
    table = engine.crosstab(Plan(Everything()), "force", "force")
    assert table.total == totals[first]
    assert dict(table.rows) == dict(table.columns) == totals
    pairs = {(first, first): totals[first], (second, second): totals[second]}
    pairs |= dict.fromkeys([(first, second), (second, first)], totals[second])
    assert dict(table.pairs) == pairs


def test_a_finding_is_had_by_its_id_among_its_neighbours(engine: Engine) -> None:
    (third,) = engine.search(Plan(Everything(), sort=Sort.REPORT, start=2, size=1)).best
    assert engine.get((third.finding.id,)) == [third.finding]
    beside, place = engine.neighbours(third.finding)
    assert (beside[place], place) == (third.finding, 2)
    assert list(beside) == [
        one.finding for one in engine.scan(Plan(Everything(), sort=Sort.REPORT))
    ]
    some = [beside[2], beside[0], beside[1]]
    assert engine.get(["nobody", *(one.id for one in some)]) == some
    assert engine.get(()) == []


def test_the_nearest_are_others_that_share_terms(engine: Engine) -> None:
    (first,) = engine.search(Plan(CHILD, size=1)).best
    near = engine.more_like_this(first.finding, [CHILD, RISK], 5)
    assert len(near) == 5
    assert first.finding not in [one.finding for one in near]
    assert all(0 < one.score <= 1 for one in near)
    categories = engine.catalogue.facets["category"]
    codes = map(categories.code, names(Stance.PRAISES))
    chosen = {"category": frozenset(code for code in codes if code is not None)}
    praising = engine.more_like_this(first.finding, [CHILD, RISK], 5, chosen)
    assert {one.finding.category for one in praising} <= set(names(Stance.PRAISES))
    assert praising
    assert engine.more_like_this(first.finding, [CHILD, RISK], 5, {"report": frozenset()}) == []


def test_a_report_reads_back_whole(engine: Engine) -> None:
    (name,) = engine.catalogue.reports
    findings = engine.report(name).findings
    assert findings == tuple(engine.neighbours(findings[0]).findings)


def test_an_empty_build_finds_nothing(opening: Open, report: Make, tmp_path: Path) -> None:
    publish([report()], tmp_path / "empty")
    engine = opening(tmp_path / "empty").open(_itself).used
    found = engine.search(Plan(RISK, size=10, grouped=True))
    assert (found.total, found.best, engine.catalogue.count) == (0, (), 0)
    assert engine.count([Everything(), RISK]) == [0, 0]
    assert engine.crosstab(Plan(Everything()), "area", "force") == ({}, {}, {}, 0)
