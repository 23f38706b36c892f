"""The words by which a narrative says what it is about."""

from __future__ import annotations

from indexer.search.query.tone import Tone, all_terms, denying, telling


def test_the_terms_are_those_of_the_words_and_of_one_tone_alone() -> None:
    lacking, well = map(telling, Tone)
    assert {"lack", "delay", "never"} <= lacking
    assert "robust" in well
    assert not lacking & well
    assert {"not", "lack"} <= denying()
    assert not denying() & well
    assert all_terms() == lacking | well | denying()
