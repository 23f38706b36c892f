"""Where sentences begin, in positions of the analyser."""

from __future__ import annotations

import pytest

from indexer.index.analysis import analyse
from indexer.index.sentences import starts


@pytest.mark.parametrize(
    ("text", "firsts"),
    [
        ("Dogs bark. Cats sleep! Why? They do.", ["dog", "cat", "whi", "they"]),
        ("A follow-up visit was late. Nobody rang.", ["a", "nobodi"]),
        ("It said: “Ring back.” Nobody did (as usual.) So it ends.", ["it", "nobodi", "so"]),
        ("It rose by 2.5 per cent. 12 posts are filled.", ["it", "12"]),
        ("Some, e.g. Rex, bark. See No. 4 and Mr. Smith of J. Ltd.", ["some", "see"]),
        ("It ends with a stop. and goes on in small letters", ["it"]),
        ("... Only marks before it.", ["onli"]),
        ("No stop at all", ["no"]),
        ("", []),
        ("?!", []),
    ],
)
def test_each_sentence_begins_at_its_first_word(text: str, firsts: list[str]) -> None:
    terms = {token.position: token.term for token in analyse(text) if token.width == 1}
    assert [terms[place] for place in starts(text)] == firsts
