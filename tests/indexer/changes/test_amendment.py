"""A change of the corpus: what it does, that it can be made twice, and what of a form is one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.build import build_index
from indexer.changes.amendment import LAST, Amendment, AmendmentKind, changed_facts, set_before
from indexer.errors import CorpusError, NotFound, ReportError, RequestError
from indexer.reports.corpus.folder import Corpus

SAMPLES = Path(__file__).parents[2] / "data" / "reports"
ONE, OTHER = SAMPLES / "f2-text" / "report.txt", SAMPLES / "f1-text" / "report.txt"


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """The folders of a corpus and of an index; neither is there yet."""
    return tmp_path / "corpus", tmp_path / "index"


def names(corpus: Path) -> list[str]:
    return sorted(entry.report for entry in Corpus(corpus).found())


def test_each_kind_made_twice_is_as_made_once(places: tuple[Path, Path]) -> None:
    corpus, index = places
    adding = Amendment(facts={"place": "Ely"})
    name = adding.make(corpus, index, ONE).report
    assert adding.make(corpus, index, ONE).report == name
    assert set_before(corpus, name) == {"place": "Ely"}

    setting = Amendment(AmendmentKind.SET, name, {"place": "", "licence": "OGL"})
    for _ in range(2):
        setting.make(corpus, index)
        assert set_before(corpus, name) == {"licence": "OGL"}

    replacing = Amendment(AmendmentKind.REPLACE, name)
    for _ in range(2):
        assert replacing.make(corpus, index, OTHER).report == name
        assert names(corpus) == [name]
        assert set_before(corpus, name) == {"licence": "OGL"}

    build_index(corpus, index, meaning=False)
    removing = Amendment(AmendmentKind.REMOVE, name)
    for _ in range(2):
        assert removing.make(corpus, index).unpublished == LAST
        assert names(corpus) == []


def test_one_that_cannot_be_is_refused(places: tuple[Path, Path]) -> None:
    corpus, index = places
    name = Amendment().make(corpus, index, ONE).report
    for kind in (AmendmentKind.SET, AmendmentKind.REMOVE):
        with pytest.raises(CorpusError, match="no report called nobody"):
            Amendment(kind, "nobody", {"place": "Ely"}).make(corpus, index)
    with pytest.raises(CorpusError, match="no date of publication"):
        Amendment(AmendmentKind.SET, name, {"published": "soon"}).make(corpus, index)
    with pytest.raises(NotFound):
        set_before(corpus, "nobody")
    changed = corpus.parent / "report.txt"
    changed.write_bytes(ONE.read_bytes().replace(b"staff", b"officers"))
    with pytest.raises(ReportError, match="takes the place"):
        Amendment().make(corpus, index, changed)
    assert Amendment(keep_both=True).make(corpus, index, changed).report == f"{name}-2"


def test_it_is_kept_as_plain_types() -> None:
    one = Amendment(AmendmentKind.ADD, "kent-2009", {"place": ""}, keep_both=True)
    assert Amendment.from_json(json.loads(json.dumps(one.to_json()))) == one


def test_only_what_was_changed_in_a_form_is_set() -> None:
    shown = {"title": "Custody", "force": "Kent Police", "place": "Dover", "published": "2009-07"}
    typed = {"title": " Custody ", "force": "", "place": "", "published": "3 July 2009"}
    assert changed_facts(shown, {"place": "Dover"}, typed) == {
        "place": "", "published": "2009-07-03",
    }  # fmt: skip
    assert changed_facts(shown, {}, {}) == {}
    with pytest.raises(RequestError) as refused:
        changed_facts(shown, {}, {"published": "soon"})
    assert refused.value.parameter == "published"
