"""What is written at once reads, to Whoosh, as what Whoosh writes itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh import query
from whoosh.filedb.filestore import RamStorage
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from indexer.index import builds
from indexer.index.analysis import stem
from indexer.index.publication import publish
from indexer.index.schema import BODY, HEADING, TEXTS, schema, to_document
from indexer.index.segments import writer
from indexer.index.segments.finding_store import FindingStore
from indexer.reports.report import Report

Make = Callable[..., Report]

#: Postings in a block. The findings below, repeated, make several, and more than one kind of
#: integer in them.
BLOCK = 160
REPEATS = 3


@pytest.fixture(scope="module")
def repeated(gold_report: Report) -> Report:
    findings = [
        replace(finding, id=f"{finding.id}-{number}", label="IT's co-ordinated" if number else None)
        for number in range(REPEATS)
        for finding in gold_report.findings
    ]
    return replace(gold_report, findings=tuple(findings))


@pytest.fixture(scope="module")
def ours(repeated: Report, tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    index = tmp_path_factory.mktemp("segments") / "index"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(writer, "_BLOCK", BLOCK)
        publish([repeated], index)
    with builds.candidates(index)[0].open().reader() as reader:
        yield reader


@pytest.fixture(scope="module")
def theirs(repeated: Report) -> Iterator[IndexReader]:
    index = RamStorage().create_index(schema())
    with index.writer() as whooshs:
        for finding in repeated.findings:
            whooshs.add_document(**to_document(finding))
    with index.reader() as reader:
        yield reader


def test_terms_are_whooshs(ours: IndexReader, theirs: IndexReader) -> None:
    assert list(ours.all_terms()) == list(theirs.all_terms())


def test_postings_are_whooshs(ours: IndexReader, theirs: IndexReader) -> None:
    for field, term in theirs.all_terms():
        assert postings(ours, field, term) == postings(theirs, field, term), (field, term)


def test_figures_of_terms_are_whooshs(ours: IndexReader, theirs: IndexReader) -> None:
    figures = ("weight", "doc_frequency", "min_length", "max_length", "max_weight", "max_id")
    for field, term in theirs.all_terms():
        our_info, their_info = ours.term_info(field, term), theirs.term_info(field, term)
        for figure in figures:
            got, wanted = getattr(our_info, figure)(), getattr(their_info, figure)()
            assert got == pytest.approx(wanted), (field, term, figure)


def test_lengths_are_whooshs(ours: IndexReader, theirs: IndexReader) -> None:
    for field in TEXTS:
        assert ours.field_length(field) == theirs.field_length(field)
        for doc in range(theirs.doc_count()):
            assert ours.doc_field_length(doc, field) == theirs.doc_field_length(doc, field)


def test_findings_lie_beside_what_whoosh_keeps(ours: IndexReader, repeated: Report) -> None:
    (leaf,) = (leaf for leaf, _ in ours.leaf_readers())
    store = FindingStore(Path(leaf.storage().folder), leaf.segment().segment_id())
    assert tuple(map(store.read, range(len(store)))) == repeated.findings


@pytest.mark.parametrize(
    "asked",
    [
        query.Term(BODY, stem("police")),
        query.Phrase(BODY, [stem("neighbourhood"), stem("policing")]),
        query.And([query.Term(BODY, stem("force")), query.Term(HEADING, stem("strengths"))]),
        query.Prefix(BODY, "vulner"),
    ],
    ids=repr,
)
def test_whooshs_searcher_answers_alike(
    ours: IndexReader, theirs: IndexReader, asked: query.Query
) -> None:
    answers = [
        [(hit.docnum, round(hit.score, 5)) for hit in Searcher(reader).search(asked)]
        for reader in (ours, theirs)
    ]
    assert answers[0]
    assert answers[0] == answers[1]


def test_a_report_without_headings_can_be_written(index: Path, report: Make) -> None:
    bare = report("words", category="", area="")
    findings = tuple(replace(f, path=(), section="", area=None) for f in bare.findings)
    publish([replace(bare, findings=findings)], index)
    with builds.candidates(index)[0].open().reader() as reader:
        assert reader.field_length(HEADING) == 0
        assert reader.doc_count() == 1


def postings(reader: IndexReader, field: str, term: bytes) -> list[tuple[int, float, bytes]]:
    matcher = reader.postings(field, term)
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), matcher.value() or b""))
        matcher.next()
    return found
