"""One analyser for both sides: what makes two printed words the same, and what keeps them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.index import analysis
from indexer.index.analysis import (
    Token,
    analyse,
    beginning,
    beginnings,
    capitals,
    counted,
    fold,
    forms_of,
    root,
    sequence,
    stem,
)


def terms(text: str) -> set[str]:
    return {token.term for token in analyse(text)}


def at(text: str) -> list[tuple[str, int]]:
    return [(token.term, token.position) for token in analyse(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Climbié", "climbie"),
        ("force’s", "force's"),
        ("force’s", "force"),
        ("newcomers’", "newcomer"),
        ("organise", "organize"),
        ("prioritising", "prioritized"),
        ("analyse", "analyze"),
        ("behaviour", "behavior"),
        ("neighbourhoods", "neighborhood"),
        ("paedophile", "pedophile"),
        ("enquiries", "inquiry"),
        ("programme", "program"),
        ("centre", "center"),
        ("defence", "defense"),
        ("travelling", "traveling"),
        ("labelled", "label"),
        ("controlled", "control"),
        ("called", "call"),
        ("practise", "practice"),
        ("judgement", "judgment"),
        ("children", "child"),
        ("analyses", "analysis"),
        ("crises", "crisis"),
        ("focussed", "focused"),
        ("advisor", "adviser"),
        ("misdemeanour", "misdemeanor"),
        ("M.A.R.A.C.", "MARAC"),
        ("s136", "section"),
        ("volunteering", "volunteers"),
        ("co-ordination", "coordination"),
        ("e‑mail", "e-mail"),
        ("PCSOs", "PCSO"),
        ("cafe\u0301", "café"),
        ("ofﬁcer", "officer"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_words_that_are_the_same(one: str, other: str) -> None:
    assert analyse(one)[0].term == analyse(other)[0].term


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("officer", "office"),
        ("community", "communication"),
        ("general", "generic"),
        ("commander", "commandeer"),
        ("university", "universal"),
        ("custody", "custom"),
        ("policy", "police"),
        ("four", "for"),
        ("filled", "filed"),
        ("governance", "government"),
        ("hour", "her"),
        ("organ", "organisation"),
        ("design", "designate"),
        ("responsible", "response"),
        ("personal", "persons"),
        ("security", "secure"),
        ("timely", "time"),
        ("positive", "position"),
        ("authority", "author"),
        ("directorate", "director"),
        ("supervisor", "supervision"),
        ("missing", "missed"),
        ("evening", "even"),
    ],
)
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("analyst", "analysed"),
        ("referrals", "refers"),
        ("supervisors", "supervision"),
        ("accountability", "accountable"),
        ("responsibility", "responsible"),
        ("operational", "operations"),
        ("authorities", "authoritative"),
        ("personally", "personal"),
        ("policing", "police"),
    ],
)
def test_words_of_one_family_have_one_root(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("responsible", "response"),
        ("personal", "person"),
        ("security", "secure"),
        ("timely", "times"),
        ("positive", "position"),
        ("authority", "author"),
        ("directorate", "directors"),
        ("policy", "police"),
    ],
)
def test_words_that_look_like_a_family_have_roots_of_their_own(one: str, other: str) -> None:
    assert root(one) != root(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£1.2m", "£1.2 million"),
        ("£3bn", "3 billion"),
        ("£50k", "£50,000"),
        ("s.136", "section 136"),
        ("S136", "s136"),
        ("10 %", "10%"),
        ("90%", "90 percent"),
        ("M.A.R.A.C.s", "MARACs"),
    ],
)
def test_what_is_printed_short_is_written_out(one: str, other: str) -> None:
    assert sequence(one) == sequence(other)


@pytest.mark.parametrize("text", ["A14m", "5km", "J. Smith", "SPI8", "www.example.org"])
def test_what_only_looks_short_is_kept(text: str) -> None:
    assert not {"million", "section"} & terms(text)


@pytest.mark.parametrize(
    "text", ["level 2", "24/7", "Part 8", "2006/07", "SPI8", "A14", "level", "5.12", "6,500"]
)
def test_numbers_and_codes_are_kept(text: str) -> None:
    wanted = text.lower().replace(",", "").split()
    assert terms(text) >= set(wanted)


def test_capitals_stand_a_second_time_at_the_same_position() -> None:
    assert at("IT is it") == [("it", 0), ("^IT", 0), ("is", 1), ("it", 2)]


def test_the_plural_of_capitals_is_that_of_the_capitals() -> None:
    assert capitals("PCSOs") == "PCSO"
    assert capitals("CATS") == "CATS"
    assert capitals("BCU's") == "BCU"
    assert capitals("Its") is None
    assert at("PCSOs") == [("pcso", 0), ("^PCSO", 0)]


def test_a_compound_stands_joined_and_in_parts() -> None:
    assert analyse("front-line staff") == [
        Token("frontlin", 0, 0, 10, 2),
        Token("front", 0, 0, 5),
        Token("line", 1, 6, 10),
        Token("staff", 2, 11, 16),
    ]


def test_phrases_run_through_compounds() -> None:
    assert sequence("missing-from-home officers") == sequence("missing from home officers")


def test_slashes_join_numbers_and_part_words() -> None:
    assert at("ACPO/NCPE")[0::2] == [("acpo", 0), ("ncpe", 1)]
    assert terms("24/7") == {"24/7", "24", "7"}


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    tokens = analyse(text)
    assert all(token.term for token in tokens)
    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    positions = [token.position for token in tokens]
    assert positions == sorted(positions)


@given(st.text(alphabet="abco-'’/ 12.PCS", max_size=40))
def test_what_a_token_covers_has_the_token_in_it(text: str) -> None:
    """The 's' of 's136' is a section only where its number follows."""
    for token in analyse(text):
        followed = 3 * (token.term == "section")
        assert token.term in terms(text[token.start : token.end + followed])


@pytest.mark.parametrize(
    ("chunk", "forms"),
    [
        ("Referrals", ("referrals",)),
        ("force’s", ("force",)),
        ("Front-line", ("front", "line", "front-line")),
        ("NPTs", ("npts",)),
        ("Climbié/Laming", ("climbie", "laming")),
        ("24/7", ("24", "7", "24/7")),
    ],
)
def test_forms_are_words_as_printed(chunk: str, forms: tuple[str, ...]) -> None:
    assert forms_of(chunk) == forms


@given(st.from_regex(r"[A-Za-z]{1,12}|[Ss]\.?[0-9]{0,3}|[0-9]{1,3}[kmbn]{0,2}", fullmatch=True))
def test_plain_words_are_done_with_at_once_and_come_out_the_same(word: str) -> None:
    at_once = analyse(word), fold(word), stem(fold(word))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(analysis, "_is_plain", lambda _: None)
        for kept in (analysis.pieces_of, fold, stem):
            kept.cache_clear()
        assert (analyse(word), fold(word), stem(fold(word))) == at_once
    for kept in (analysis.pieces_of, fold, stem):
        kept.cache_clear()


@pytest.mark.parametrize("text", ["", "one", "co-ordination 24/7 of s.136", "a  b ’ c"])
def test_positions_are_counted_as_they_are_told(text: str) -> None:
    tokens, taken = counted(text)
    assert tokens == analyse(text)
    assert [token.position for token in analyse(f"{text} end")][-1] == taken


@given(
    st.from_regex(r"[(“]?[A-Za-z]{1,9}(ies|ised|ing|men|men's|-up)?[.,)’”]{0,2}", fullmatch=True)
)
def test_how_a_term_begins_is_told_without_it(printed: str) -> None:
    letters, (tokens, taken) = beginning(printed), counted(printed)
    if letters:
        (term,) = {token.term for token in tokens}
        assert letters in beginnings(term)
        assert taken == 1


@pytest.mark.parametrize(
    ("printed", "letters"),
    [
        ("Officers,", "off"),
        ("(“abuse”)", ""),
        ("“abuse.”", "abu"),
        ("went", ""),
        ("enquiries", ""),
        ("gaol", ""),
        ("MARAC", ""),
        ("co-ordination", ""),
        ("s136", ""),
        ("of", "of"),
        ("A", "a"),
        ("lying", ""),
        ("–", ""),
        ("", ""),
    ],
)
def test_it_is_told_of_plain_words_alone(printed: str, letters: str) -> None:
    assert beginning(printed) == letters
