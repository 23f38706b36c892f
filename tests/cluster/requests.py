"""Searches for both engines: those that were judged by hand, and random ones of every kind."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from indexer.search.request import MAX_SIZE, SearchRequest, Sort
from indexer.search.searcher import Searcher

_TESTS = Path(__file__).parents[1]
_KNOWN = _TESTS / "data" / "gold" / "queries.jsonl"
#: All sets that were judged by the findings of the Cambridgeshire report.
OF_THE_REPORT = (
    _KNOWN,
    *(_TESTS / "relevance" / f"{name}.jsonl" for name in ("independent", "questions")),
)


def judged(*sets: Path) -> list[SearchRequest]:
    """The queries of judged sets (the known one where none is named), each with as many findings as
    a page can have.
    """
    lines = (
        line for some in sets or (_KNOWN,) for line in some.read_text(encoding="utf-8").splitlines()
    )
    return [SearchRequest(q=json.loads(line)["q"], size=MAX_SIZE) for line in lines]


def invented(searcher: Searcher) -> Iterator[SearchRequest]:
    """Searches of every kind, with filters, orders and pages, the same in every run."""
    dice = random.Random(13)
    catalogue = searcher.engine.catalogue
    words = [word for word, _ in catalogue.vocabulary.words.most_common(1500)]
    shorts = list(catalogue.vocabulary.capitals)
    findings = searcher.scan(SearchRequest()).findings
    texts = [one.text.split() for one in islice(findings, 300)]

    def some(number: int) -> list[str]:
        return [dice.choice(shorts if dice.random() < 0.15 else words) for _ in range(number)]

    def quoted() -> str:
        text = dice.choice(texts)
        at = dice.randrange(max(1, len(text) - 3))
        return '"' + " ".join(text[at : at + dice.randint(2, 4)]).replace('"', "") + '"'

    kinds: list[Callable[[], str]] = [
        lambda: " ".join(some(dice.randint(1, 6))),
        lambda: " ".join(dice.choice(texts)[:8]),
        lambda: " AND ".join(some(2)),
        lambda: " OR ".join(some(3)),
        quoted,
        lambda: some(1)[0][:4] + "*",
        lambda: "{} -{}".format(*some(2)),
        lambda: "({} OR {}) AND {}".format(*some(3)),
        lambda: "which forces do well at " + " ".join(some(2)),
        lambda: "",
    ]
    while True:
        filters = {}
        for name in dice.sample(list(catalogue.facets), dice.choice([0, 0, 1, 2])):
            slugs = catalogue.facets[name].slugs
            filters[name] = tuple(dice.sample(slugs, min(len(slugs), dice.choice([1, 1, 2]))))
        yield SearchRequest(
            q=dice.choice(kinds)(),
            filters=filters,
            sort=dice.choice([Sort.RELEVANCE, *Sort]),
            size=MAX_SIZE,
            expand=dice.random() < 0.7,
            group=dice.random() < 0.4,
            context=dice.random() < 0.7,
        )
