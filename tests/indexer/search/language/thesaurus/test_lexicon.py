"""The data files are sound, and a bad entry is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.errors import InspectionError
from indexer.index.analysis import fold, sequence
from indexer.search.language.thesaurus.lexicon import (
    Bound,
    Together,
    acronyms,
    bound,
    everyday,
    fillers,
    likenesses,
    names,
)
from indexer.search.language.words.grammar import Sense


def test_the_national_list_is_sound() -> None:
    listed = acronyms()
    assert len(listed) > 100
    assert all(sequence(form) for acronym in listed for form in acronym.long)
    assert all(len(acronym.source) > 3 for acronym in listed)


def test_the_thesaurus_is_sound() -> None:
    listed = likenesses()
    assert len(listed) > 100
    assert all(0 < likeness.weight <= 1 for likeness in listed)
    assert all(sequence(text) for likeness in listed for text in likeness.typed + likeness.found)


def test_everyday_words_are_sound() -> None:
    listed = everyday()
    assert len(listed) > 250
    assert all(likeness.loose and 0 < likeness.weight < 1 for likeness in listed)
    assert all(sequence(text) for likeness in listed for text in likeness.typed + likeness.found)


def test_names_of_the_very_thing_are_sound() -> None:
    listed = names()
    assert len(listed) > 100
    assert all(one.same and one.loose and one.weight < 1 for one in listed)
    assert all(sequence(text) for one in listed for text in one.typed + one.found)


def test_a_word_may_find_something_in_one_sense_or_form_alone(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text("[some]\n'spot (verb), notice, locals (only)' = 'identify'")
    told = {one.typed: (one.sense, one.only) for one in names(path)}
    assert told == {
        ("spot",): (Sense.VERB, False),
        ("notice",): (Sense.ANY, False),
        ("locals",): (Sense.ANY, True),
    }


def test_only_single_words_are_marked_with_a_sense() -> None:
    listed = (*likenesses(), *everyday(), *names())
    marked = [one for one in listed if one.only or one.sense]
    assert len(marked) > 50
    assert all(" " not in text for one in marked for text in one.typed)
    assert not any("(" in text for one in listed for text in (*one.typed, *one.found))


def test_what_frames_a_question_is_no_filler() -> None:
    known = fillers()
    assert {"people", "deal with", "properly", "days"} <= known.framing
    assert not known.framing & known.words


def test_bad_words_that_frame_are_named(tmp_path: Path) -> None:
    path = tmp_path / "fillers.toml"
    path.write_text("words = 'the'\nframing = 'people'")
    with pytest.raises(InspectionError, match=r"fillers\.toml .*'framing' must be a table"):
        fillers(path)


def test_a_bad_name_is_named(tmp_path: Path) -> None:
    path = tmp_path / "names.toml"
    path.write_text("kids = 'child'")
    with pytest.raises(InspectionError, match=r"names\.toml .* must stand"):
        names(path)
    path.write_text("[people]\nkids = ''")
    with pytest.raises(InspectionError, match="must be a text"):
        names(path)


def test_only_what_is_equal_counts_in_full(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(
        "phrases = ['county lines']\n[[equal]]\nwords = ['a', 'b']\n[[group]]\nwords = ['c', 'd']"
    )
    phrase, equal, group = likenesses(path)
    assert (phrase.typed, phrase.together) == (("county lines",), Together.SET)
    assert (equal.found, equal.weight) == (("a", "b"), 1)
    assert group.weight < 1


def test_turns_of_speech_are_told_from_those_that_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "everyday.toml"
    path.write_text("weight = 0.5\n[idioms]\n'pass the buck' = 'blame'\n'of course' = ''")
    buck, course = everyday(path)
    assert (buck.found, buck.together) == (("blame",), Together.IDIOM)
    assert (course.found, course.together) == ((), Together.NOTHING)


def test_no_everyday_entry_is_a_word_to_ignore() -> None:
    """An entry of one filler word would make it a word that is searched for, as what denies is."""
    typed = {text for likeness in everyday() for text in likeness.typed}
    passed_over = fillers().words - fillers().denial.words
    assert {text for text in typed if fold(text) in passed_over} == set()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("weight = 0.5\n[a]\n'cop' = 2", "list of texts"),
        ("weight = 0.5\n[a]\n'cop,' = 'officer'", "1 to 200"),
        ("weight = 0.5\n[a]\n'cop' = ''", "1 to 200"),
        ("weight = 2\n[a]\n'cop' = 'officer'", "between 0 and 1"),
        ("weight = 0.5\n'cop' = 'officer'", "under a theme"),
        ("[a]\n'cop' = 'officer'\n'cop' = 'constable'", "cannot be used"),
    ],
)
def test_a_bad_everyday_entry_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "everyday.toml"
    path.write_text(text)
    with pytest.raises(InspectionError, match=complaint):
        everyday(path)


def test_forms_of_a_word_find_each_other(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text("families = ['complain complaint']")
    (family,) = likenesses(path)
    assert family.typed == family.found == ("complain", "complaint")
    path.write_text("families = [1]")
    likenesses.cache_clear()
    with pytest.raises(InspectionError, match="list of texts"):
        likenesses(path)


def test_fillers_are_folded() -> None:
    assert {"what", "isnt", "the"} <= fillers().words


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[group]]\nwords = ['one']", "two entries"),
        ("[[equal]]\nwords = ['one']", "two entries"),
        ("phrases = 'county lines'", "list of texts"),
        ("[[group]]\nwords = ['one', '']", "1 to 200"),
        ("[[group]]\nwords = ['one', 'two']\nweight = 1", "between 0 and 1"),
        ("[[group]]\nwords = ['one', 2]", "1 to 200"),
        ("[[group]]\nwords = 'one'", "list of texts"),
        (f"[[group]]\nwords = ['one', '{'x' * 201}']", "1 to 200"),
        ("[[oneway]]\nfrom = ['one']", "'to'"),
        ("[group]\nwords = ['one', 'two']", r"\[\[group\]\]"),
        ("[[group", "cannot be used"),
    ],
)
def test_a_bad_entry_of_the_thesaurus_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(text)
    with pytest.raises(InspectionError, match=complaint) as error:
        likenesses(path)
    assert "synonyms.toml" in str(error.value)


def test_words_of_set_phrases_are_read(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text("[bound]\nline = 'front line, in line'")
    assert bound(path) == (Bound("line", ("front line", "in line")),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [("bound = 2", "must be a table"), ("[bound]\nline = 2", "list of texts")],
)
def test_a_bad_set_phrase_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(text)
    with pytest.raises(InspectionError, match=complaint):
        bound(path)


def test_a_word_stands_in_the_set_phrases_that_take_it_up() -> None:
    for one in bound():
        for phrase in one.phrases:
            assert set(sequence(one.word)) <= set(sequence(phrase)), (one.word, phrase)


def test_an_acronym_listed_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "acronyms.toml"
    path.write_text("[[acronym]]\nshort = 'AB'\nlong = ['a b']\nsource = 'x'\n" * 2)
    with pytest.raises(InspectionError, match="'AB' is listed twice"):
        acronyms(path)


def test_cycles_are_harmless(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text("[[group]]\nwords = ['a', 'b']\n[[group]]\nwords = ['b', 'a']")
    assert len(likenesses(path)) == 2
