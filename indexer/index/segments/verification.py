"""A new build read back, before anybody searches it.

``segment_sink`` calls this when all files are in place; a build goes in, and nothing comes out but
an error.
"""

from __future__ import annotations

from collections.abc import Collection

from whoosh.reading import IndexReader

from indexer.errors import IndexUnusable
from indexer.index.analysis import analyse
from indexer.index.builds import Build
from indexer.index.schema import BODY
from indexer.index.segments.finding_store import FindingStore
from indexer.index.sink import twice


def verify(build: Build, findings: int, new: Collection[str] = ()) -> None:
    """Look whether a build holds so many ``findings``, and finds some of each segment.

    ``new`` are identifiers that might be those of older findings. Raises IndexUnusable when the
    build does not read back as it was written, CorpusError when one of ``new`` is there twice.
    """
    with build.open().reader() as reader:
        if reader.doc_count() != findings:
            raise IndexUnusable(
                f"The new index holds {reader.doc_count()} findings instead of {findings}; it "
                "was not published. Run 'indexer build' again."
            )
        leaves = [leaf for leaf, _ in reader.leaf_readers()] if findings else []
        stores = [FindingStore(build.segments, leaf.segment().segment_id()) for leaf in leaves]
        both = list(zip(leaves, stores, strict=True))
        if not all(_found(leaf, store, number) for leaf, store in both for number in _some(leaf)):
            raise IndexUnusable(
                "The new index does not find what was put in it; it was not published. "
                "Run 'indexer build' again."
            )
        for name in new:
            if sum(_live(leaf, store, name) for leaf, store in both) != 1:
                raise twice(name)


def _some(leaf: IndexReader) -> set[int]:
    """The first, the middle and the last document that counts."""
    docs = list(leaf.all_doc_ids())
    return {docs[0], docs[len(docs) // 2], docs[-1]} if docs else set()


def _found(leaf: IndexReader, store: FindingStore, number: int) -> bool:
    """Whether a document is found by its identifier and by the last word of its text."""
    finding = store.read(number)
    last = [token.term for token in analyse(finding.text)[-1:]]
    return store.find(finding.id) == number and all(_has(leaf, BODY, t, number) for t in last)


def _has(leaf: IndexReader, field: str, term: str, number: int) -> bool:
    if (field, term) not in leaf:
        return False
    matcher = leaf.postings(field, term)
    matcher.skip_to(number)
    return bool(matcher.is_active() and matcher.id() == number)


def _live(leaf: IndexReader, store: FindingStore, finding: str) -> int:
    """How many documents of that identifier count."""
    number = store.find(finding)
    return 0 if number is None or leaf.is_deleted(number) else 1
