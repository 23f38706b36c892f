"""The words of the corpus as printed."""

from __future__ import annotations

from indexer.index.vocabulary import Vocabulary


def test_words_capitals_and_compounds_are_told_apart() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("Front-line PCSOs use ViSOR; IT helps. It does. Frontline it is.")
    assert vocabulary.words["it"] == 2
    assert vocabulary.words["front"] == 1
    assert vocabulary.words["frontline"] == 1
    assert vocabulary.capitals == {"PCSO": 1, "VISOR": 1, "IT": 1}
    assert vocabulary.compounds == {"frontlin": ("front", "line")}


def test_taking_a_text_away_again_leaves_nothing() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("one two two")
    vocabulary.add("two three")
    vocabulary.add("one two two", times=-1)
    assert vocabulary.to_json()["words"] == {"two": 1, "three": 1}


def test_it_reads_back_as_written() -> None:
    vocabulary = Vocabulary()
    vocabulary.add("Multi-agency MAPPA work")
    assert Vocabulary.from_json(vocabulary.to_json()) == vocabulary
