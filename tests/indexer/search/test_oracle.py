"""Whole-array evaluation against Whoosh's own searcher: documents, facet counts and scores."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh import query as whoosh
from whoosh.scoring import BM25F
from whoosh.searching import Searcher

from indexer.index import builds
from indexer.index.analysis import sequence
from indexer.index.publication import publish
from indexer.index.schema import BODY, HEADING, TEXTS
from indexer.reports.report import Report
from indexer.search.counts import Counts, Selection
from indexer.search.evaluation import Evaluator
from indexer.search.nodes import And, Node, Not, Or, Phrase, Synonyms, Term
from indexer.search.nodes import Member as M
from indexer.search.ranking import FieldWeight, Ranking
from indexer.search.snapshot import Snapshot

QUERIES = 400


class SameRarity(BM25F):  # type: ignore[misc]
    """Whoosh's BM25F with our inverse document frequency."""

    def idf(self, searcher: Searcher, fieldname: str, text: bytes) -> float:
        reader = searcher.reader()
        n = reader.doc_frequency(fieldname, text)
        return math.log1p((reader.doc_count_all() - n + 0.5) / (n + 0.5))


@pytest.fixture(scope="module")
def snapshot(gold_index: Path) -> Snapshot:
    return Snapshot(builds.candidates(gold_index)[0])


@pytest.fixture(scope="module")
def bare_index(gold_report: Report, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same texts without headings: one field, where our BM25F and Whoosh's are the same."""
    index = tmp_path_factory.mktemp("bare") / "index"
    nothing = {"area": None, "category": None, "section": "", "path": (), "label": None}
    findings = tuple(replace(finding, **nothing) for finding in gold_report.findings)
    publish([replace(gold_report, findings=findings)], index)
    return index


@pytest.fixture(scope="module")
def oracle(gold_index: Path) -> Iterator[Searcher]:
    with builds.candidates(gold_index)[0].open().searcher(weighting=SameRarity()) as searcher:
        yield searcher


class Generator:
    """Queries in both forms, from words and neighbours that occur; the same ones each time."""

    def __init__(self, snapshot: Snapshot, seed: int) -> None:
        self.random = random.Random(seed)
        texts = [snapshot.finding(doc).text for doc in range(snapshot.size)]
        self.sequences = [terms for terms in map(sequence, texts) if len(terms) > 4]

    def make(self, depth: int = 2) -> tuple[Node, Any]:
        kinds = [self.term, self.phrase]
        if depth:
            kinds += [self.conjunction, self.disjunction, self.exclusion, self.group]
        return self.random.choice(kinds)(depth)

    def term(self, _: int) -> tuple[Node, Any]:
        term = self.random.choice(self.random.choice(self.sequences))
        return Term(term), whoosh.Or([whoosh.Term(field, term) for field in TEXTS])

    def phrase(self, _: int) -> tuple[Node, Any]:
        terms = self.random.choice(self.sequences)
        start = self.random.randrange(len(terms) - 3)
        words = terms[start : start + self.random.choice((2, 2, 3))]
        return Phrase(words), whoosh.Or([whoosh.Phrase(field, list(words)) for field in TEXTS])

    def conjunction(self, depth: int) -> tuple[Node, Any]:
        parts = [self.make(depth - 1) for _ in range(2)]
        return And(tuple(p for p, _ in parts)), whoosh.And([q for _, q in parts])

    def disjunction(self, depth: int) -> tuple[Node, Any]:
        parts = [self.make(depth - 1) for _ in range(3)]
        return Or(tuple(p for p, _ in parts)), whoosh.Or([q for _, q in parts])

    def exclusion(self, depth: int) -> tuple[Node, Any]:
        (kept, theirs), (left_out, their_other) = self.make(depth - 1), self.term(0)
        return And((kept, Not(left_out))), whoosh.And([theirs, whoosh.Not(their_other)])

    def group(self, _: int) -> tuple[Node, Any]:
        parts = [self.phrase(0), self.term(0)]
        members = tuple(M(node) for node, _ in parts if isinstance(node, Term | Phrase))
        return Synonyms(members), whoosh.Or([q for _, q in parts])


def matching(oracle: Searcher, theirs: Any) -> list[int]:
    return sorted(theirs.docs(oracle))


@pytest.mark.parametrize("seed", range(4))
def test_documents_are_whooshs(snapshot: Snapshot, oracle: Searcher, seed: int) -> None:
    evaluator = Evaluator(snapshot, Ranking())
    generator = Generator(snapshot, seed)
    found = 0
    for _ in range(QUERIES // 4):
        ours, theirs = generator.make()
        docs = evaluator.matches(ours).docs.tolist()
        assert docs == matching(oracle, theirs), ours
        found += bool(docs)
    assert found > QUERIES // 8


def test_facet_counts_are_whooshs(snapshot: Snapshot, oracle: Searcher) -> None:
    evaluator = Evaluator(snapshot, Ranking())
    generator = Generator(snapshot, 7)
    for _ in range(QUERIES // 8):
        ours, theirs = generator.make()
        found = evaluator.matches(ours)
        counts = Counts(snapshot, found, Selection(snapshot, {})).values()
        for facet in ("area", "category", "grade"):
            expected = Counter(
                slug
                for slug in snapshot.facets[facet].slugs
                for _ in matching(oracle, whoosh.And([theirs, whoosh.Term(facet, slug)]))
            )
            assert {value.value: value.count for value in counts[facet]} == expected


def test_scores_are_whooshs(bare_index: Path) -> None:
    build = builds.candidates(bare_index)[0]
    snapshot = Snapshot(build)
    body = Ranking(fields={BODY: FieldWeight(1.0, 0.75), HEADING: FieldWeight(0.0, 0.0)})
    evaluator = Evaluator(snapshot, body)
    generator = Generator(snapshot, 99)
    with build.open().searcher(weighting=SameRarity()) as oracle:
        for _ in range(QUERIES // 4):
            pairs = [generator.term(0), generator.term(0)]
            if pairs[0] == pairs[1]:
                continue
            ours = evaluator.matches(Or(tuple(node for node, _ in pairs)))
            results = oracle.search(whoosh.Or([q for _, q in pairs]), limit=None)
            expected = {hit.docnum: hit.score for hit in results}
            assert ours.docs.tolist() == sorted(expected)
            scores = [expected[doc] for doc in ours.docs.tolist()]
            np.testing.assert_allclose(ours.scores, scores, rtol=1e-4)
