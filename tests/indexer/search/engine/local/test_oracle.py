"""Whole-array evaluation against Whoosh's own searcher: documents, facet counts and scores."""

from __future__ import annotations

import math
import random
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
from indexer.index.publication import Publication, publish
from indexer.index.schema import BODY, HEADING, TEXTS
from indexer.reports.report import Report
from indexer.search.engine.local.columns.snapshot import Snapshot
from indexer.search.engine.local.counting.facet_counts import FacetCounts
from indexer.search.engine.local.scoring.evaluation import Evaluator
from indexer.search.query.nodes import And, Having, Node, Not, Or, Phrase, Synonyms, Term
from indexer.search.query.nodes import Member as M
from indexer.search.query.ranking import FieldWeight, Ranking

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

    leaves: tuple[str, ...] = ("term", "phrase", "prefix")
    nodes: tuple[str, ...] = ("conjunction", "disjunction", "exclusion", "group", "filter")

    def __init__(self, snapshot: Snapshot, seed: int) -> None:
        self.random = random.Random(seed)
        texts = [snapshot.finding(int(doc)).text for doc in np.flatnonzero(snapshot.live)]
        self.sequences = [terms for terms in map(sequence, texts) if len(terms) > 4]
        self.facets = snapshot.facets
        with snapshot.build.open().reader() as reader:
            self.lexicon = {term.decode() for field in TEXTS for term in reader.lexicon(field)}

    def make(self, depth: int = 2) -> tuple[Node, Any]:
        kinds = self.leaves + (self.nodes if depth else ())
        made: tuple[Node, Any] = getattr(self, self.random.choice(kinds))(depth)
        return made

    def term(self, _: int) -> tuple[Node, Any]:
        term = self.random.choice(self.random.choice(self.sequences))
        return Term(term), whoosh.Or([whoosh.Term(field, term) for field in TEXTS])

    def phrase(self, _: int) -> tuple[Node, Any]:
        terms = self.random.choice(self.sequences)
        start = self.random.randrange(len(terms) - 3)
        words = terms[start : start + self.random.choice((2, 2, 3))]
        return Phrase(words), whoosh.Or([whoosh.Phrase(field, list(words)) for field in TEXTS])

    def prefix(self, _: int) -> tuple[Node, Any]:
        beginning = self.random.choice(self.random.choice(self.sequences))[:3]
        terms = sorted(term for term in self.lexicon if term.startswith(beginning))
        found = whoosh.Or([whoosh.Prefix(field, beginning) for field in TEXTS])
        return Synonyms(tuple(M(Term(term)) for term in terms)), found

    def filter(self, depth: int) -> tuple[Node, Any]:
        node, theirs = self.make(depth - 1)
        facet = self.random.choice(("area", "category", "grade", "force"))
        code = self.random.randrange(len(self.facets[facet].slugs))
        chosen = whoosh.Term(facet, self.facets[facet].slugs[code])
        return And((Having(facet, (code,)), node)), whoosh.And([theirs, chosen])

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


class OfTerms(Generator):
    """Queries that Whoosh scores as BM25F is written down; to it a word left out scores 1."""

    leaves = ("term",)
    nodes = ("conjunction", "disjunction")


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
        counts, _ = FacetCounts(snapshot, found, {}).counts()
        for facet in ("area", "category", "grade"):
            expected = [
                len(matching(oracle, whoosh.And([theirs, whoosh.Term(facet, slug)])))
                for slug in snapshot.facets[facet].slugs
            ]
            assert counts[facet] == expected


def test_scores_are_whooshs(bare_index: Path) -> None:
    build = builds.candidates(bare_index)[0]
    snapshot = Snapshot(build)
    fields = {BODY: FieldWeight(1.0, 0.75), HEADING: FieldWeight(0.0, 0.0)}
    body = Ranking(k1=1.2, fields=fields)  # as Whoosh counts
    evaluator = Evaluator(snapshot, body)
    generator = OfTerms(snapshot, 99)
    with build.open().searcher(weighting=SameRarity()) as oracle:
        for _ in range(QUERIES // 2):
            ours, theirs = generator.make()
            # Whoosh drops a term that a query has twice; we count it as often as it is asked.
            if len(terms := list(theirs.iter_all_terms())) != len(set(terms)):
                continue
            found = evaluator.matches(ours)
            expected = {hit.docnum: hit.score for hit in oracle.search(theirs, limit=None)}
            assert found.docs.tolist() == sorted(expected)
            scores = [expected[doc] for doc in found.docs.tolist()]
            np.testing.assert_allclose(found.scores, scores, rtol=1e-4, err_msg=str(ours))


def test_several_segments_with_masked_reports_answer_as_whoosh(
    gold_report: Report, index: Path
) -> None:
    """As after years of reports added, replaced and taken out."""
    third = len(gold_report.findings) // 3
    reports = [_renamed(gold_report, f"report-{n}", third * n, third * (n + 1)) for n in range(3)]
    publish(reports[:2], index)
    for kept, new in ((["report-0"], reports[2]), (["report-0", "report-2"], reports[1])):
        with Publication(index) as publication:
            for report in kept:
                publication.keep(report)
            publication.add(new)
            publication.commit()
    build = builds.candidates(index)[0]
    snapshot = Snapshot(build)
    assert len(build.parts) > 1
    assert snapshot.size > snapshot.count == 3 * third
    evaluator, generator = Evaluator(snapshot, Ranking()), Generator(snapshot, 11)
    with build.open().searcher(weighting=SameRarity()) as oracle:
        for _ in range(QUERIES // 4):
            ours, theirs = generator.make()
            assert evaluator.matches(ours).docs.tolist() == matching(oracle, theirs), ours


def _renamed(report: Report, name: str, start: int, end: int) -> Report:
    """Some findings of a report as a report of their own."""
    findings = (replace(f, id=f"{name}-{f.id}", report=name) for f in report.findings[start:end])
    return replace(report, id=name, findings=tuple(findings))
