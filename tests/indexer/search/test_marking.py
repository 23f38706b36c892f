"""Many findings are marked as each by itself is, to the last character."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.search import marking, snippets
from indexer.search.archive import Archive
from indexer.search.marking import Marker
from indexer.search.request import Match, SearchRequest
from indexer.search.snippets import Pattern, Wanted

#: What may stand between spaces: plain words, others, some of several terms, none, and what JSON
#: writes otherwise.
PRINTED = ("risk", "Risks,", "of", "assessment", "“assess", "assessment.", "co-ordinated", "meet",
           "meetings", "risk-assessment", "24/7", "£1.2m", "MAPPA", "MAPPAs’", "-", "–", "", "s136",
           'a"b', "back\\slash", "risk\nof", "\x00risk", "naïve", "officer’s", "the")  # fmt: skip
TERMS = ("risk", "of", "assess", "coordin", "co", "ordin", "meet", "24/7", "1.2", "million",
         "mappa", "^MAPPA", "section", "136", "naiv", "offic", "the", "b", "slash")  # fmt: skip
#: Queries of every kind, of which many find something in the sample.
QUERIES = (
    "", "police", "the", "pol* OR con* OR pre*", '"neighbourhood policing" OR force', "training",
    "MAPPA", "multi-agency public protection arrangements", "NPT OR PCSOs", "co-ordination",
    "meetings OR staff OR victims", "domestic abuse -children", '"risk assessment" OR assessment',
    "how do officers support victims of crime", "24/7 OR 2006/07 OR 100%", "s136", "quality",
)  # fmt: skip


def plainly(text: str, report: str, wanted: Wanted) -> list[dict[str, object]]:
    marked = snippets.marks(text, report, wanted)
    shown = snippets.segments(text, marked, *snippets.window(text, marked, wanted))
    return [{"text": one.text, "match": one.match} for one in shown]


@st.composite
def everything_wanted(draw: st.DrawFn) -> Wanted:
    rows = draw(st.lists(st.lists(st.sampled_from(TERMS), min_size=1, max_size=3), max_size=6))
    reports = st.none() | st.just(frozenset({"kent"}))
    phrases = st.lists(st.sampled_from(TERMS), min_size=2, max_size=3).map(tuple)
    taken = st.lists(phrases, max_size=2)
    patterns = [Pattern(tuple(row), draw(reports), tuple(draw(taken))) for row in rows]
    numbers = st.frozensets(st.integers(0, 3), max_size=2)
    near = {pattern.terms: draw(numbers) for pattern in patterns}
    equal = {terms: draw(numbers) for terms in near if draw(st.booleans())}
    return Wanted(patterns, equal, near)


texts = st.lists(st.sampled_from(PRINTED), max_size=150).map(" ".join)


@given(everything_wanted(), st.lists(texts, max_size=3))
def test_the_marks_are_those_of_each_finding_by_itself(wanted: Wanted, some: list[str]) -> None:
    marker = Marker(wanted)
    for text in some:
        for report in ("kent", "essex"):
            assert marker.marks(text, report) == snippets.marks(text, report, wanted)
            plain = json.dumps(plainly(text, report, wanted), ensure_ascii=False)
            assert f"[{marker.segments(text, report)}]" == plain


@pytest.mark.parametrize("q", QUERIES)
def test_an_excerpt_is_written_as_a_hit_is(archive: Archive, q: str) -> None:
    scan = archive.scan(SearchRequest(q=q, match=Match.CLOSE))
    pages = range(1, -(-(scan.page.total + scan.page.close) // 100) + 1)
    asked = [SearchRequest(q=q, match=Match.CLOSE, size=100, page=page) for page in pages]
    hits = [hit for one in asked for hit in archive.search(one).hits]
    written = [json.dumps(hit.to_json(str.upper), ensure_ascii=False) for hit in hits]
    assert [one.written(str.upper) for one in scan.excerpts] == written


@pytest.mark.parametrize(
    "text",
    [
        f"risk {'x' * 500} assessment",
        f"{'x' * 500}risk",
        f"{'x' * 350} risk {'y' * 350}. Risk assessment. {'z' * 200}",
        f"{'of ' * 200}risk{' of' * 200}",
        f"{' ' * 420}risk  risk{' ' * 420}",
    ],
    ids=["behind", "no space", "between", "far", "spaces"],
)
def test_of_a_long_text_the_same_stretch_is_shown(text: str) -> None:
    """Words are shown whole, but for those that are longer than the stretch."""
    wanted = Wanted([Pattern(("risk",)), Pattern(("assess",))])
    plain = json.dumps(plainly(text, "kent", wanted), ensure_ascii=False)
    assert f"[{Marker(wanted).segments(text, 'kent')}]" == plain


def test_what_is_kept_of_a_search_is_begun_anew_when_there_is_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(marking, "_KEPT", 2)
    monkeypatch.setattr(snippets, "_KEPT_OF_A_SEARCH", 2)
    wanted = Wanted([Pattern(("risk",)), Pattern(("risk", "assess"))])
    text = "The risk of it, a risk assessment and risks."
    assert Marker(wanted).marks(text, "kent") == snippets.marks(text, "kent", wanted)
