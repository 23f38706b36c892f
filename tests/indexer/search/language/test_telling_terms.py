"""The terms that stand for a finding are those that few other words of the reports share."""

from __future__ import annotations

from indexer.index.analysis import stem
from indexer.index.vocabulary import Vocabulary
from indexer.search.language.telling_terms import TellingTerms
from indexer.search.query.nodes import Term


def telling(text: str) -> list[Term]:
    vocabulary = Vocabulary()
    vocabulary.add("the " * 50 + "officers " * 10 + "kennels kennels handlers handlers handlers")
    return list(TellingTerms(vocabulary, 20).of(text))


def test_the_rarest_come_first() -> None:
    assert telling("The officers handlers kennels") == [
        Term(stem(word)) for word in ("kennels", "handlers", "officers", "the")
    ]


def test_a_word_counts_as_often_as_it_stands_there() -> None:
    assert telling("handlers kennels handlers")[0] == Term(stem("handlers"))


def test_what_stands_once_in_all_reports_tells_nothing_of_others() -> None:
    assert telling("zebras") == []


def test_a_long_finding_is_told_by_few_terms() -> None:
    vocabulary = Vocabulary()
    words = " ".join(f"word{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(60))
    vocabulary.add(f"{words} {words}")
    assert len(TellingTerms(vocabulary, 20).of(words)) == 24


def test_texts_are_alike_by_the_terms_that_tell() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("the " * 50 + "officers " * 10 + "kennels kennels handlers handlers handlers")
    terms = TellingTerms(vocabulary, 20)
    kennels = "the kennels of the handlers"
    assert terms.likeness(kennels, "the handlers") > terms.likeness(kennels, "the officers") > 0
    assert terms.likeness(kennels, kennels) > 0.999
    assert terms.likeness(kennels, "") == 0


def test_what_tells_a_text_from_those_like_it_is_in_few_of_them() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("the " * 50 + "officers " * 10 + "kennels kennels handlers handlers handlers")
    terms = TellingTerms(vocabulary, 20)
    text = "kennels of the officers"
    kennels, officers = stem("kennels"), stem("officers")
    assert terms.foremost(text, 1, {officers: 1}, 9) == {kennels}
    assert terms.foremost(text, 1, {kennels: 9, officers: 1}, 9) == {officers}
    assert terms.foremost(text, 2, {"the": 9}, 9) == {kennels, officers}
    assert terms.foremost("zebras", 2, {}, 9) == set()
    assert set(terms.terms(text)) == {stem("kennels"), stem("officers"), "the"}
