"""How a build lies in the cluster: the settings of its index, and a finding as a document.

Terms are those of our own analysis, so that both engines agree on what a word is and no plugin is
needed: a text is sent as its terms, a space between positions and a bar between the terms of one
position ('coordin|co ordin'), and the cluster cuts it at these. ``upload`` sends the documents,
``queries`` asks for them, ``candidates`` reads back what is kept of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from indexer.index import builds
from indexer.index.analysis import chunks, forms_of, pieces_of
from indexer.index.facets import FACETS
from indexer.index.schema import BODY, FORMS, GAP, HEADING, TEXTS, facet_values, headings
from indexer.reports.finding import Finding
from indexer.search.query.ranking import Ranking

#: Sentence by sentence, each with everything that stands above the finding: what stands within
#: ``NEARBY`` positions of each other stands in one sentence or the next.
NEAR = "near"
#: The vectors that are searched.
MEANING = "meaning"
#: Positions between two sentences, which are shorter, headings included, than a quarter of it.
_APART = 100_000
NEARBY = 150_000
#: Positions from any term of a sentence to the mark of its report.
WITHIN = 50_000
#: Stands at a position without a term, and between a text and the next: no term has it.
_NOTHING = "_"
#: Before the id of a report, in each sentence: no term begins with it.
REPORT = "#"
#: What a document was made of, and what its vector: by these it is known whether it is the same.
PRINT, MEANT = "print", "meant"
#: By which the cluster finds what may be best. It is fixed with an index; a search that is given
#: another puts what comes back in its own order.
_RANKING = Ranking()
#: Raised when what is kept is laid out differently.
_LAYOUT = 2
#: What is kept of a document beside its index, to be had with a hit.
KEPT = (
    "finding", BODY, HEADING, FORMS, "sentences", "lengths", "number", "stance", "turn", "sunk",
    "twin", "twinned", "vector", *(facet.name for facet in FACETS),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standings:
    """What a document says of a finding's place among all others of its build."""

    #: Its place in its report, from 0.
    number: int
    #: When its report entered the corpus, and when it is from.
    added: str
    time: str
    #: What judges, tells, or sets the scene; and which of its force it is among those.
    stance: int
    turn: int
    #: Whether it is boilerplate.
    sunk: bool
    #: The id of the finding that stands for its near-identical ones, and whether there are any.
    twin: str
    twinned: bool
    #: By field, its length in terms; and the positions at which its sentences begin.
    lengths: dict[str, int]
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a finding means; nothing where its build has no vectors."""

    #: Exact, as text, and as it is searched.
    vector: str = ""
    direction: tuple[int, ...] = ()


def identity() -> dict[str, Any]:
    """What an index must share with this version to be opened by it."""
    return {**builds.identity(), "cluster": _LAYOUT}


@cache
def writer() -> str:
    """A hash of what makes documents, beside what writes a build."""
    return sha256(Path(__file__).read_bytes()).hexdigest()


def index(shards: int, about: dict[str, Any], meaning: int = 0) -> dict[str, Any]:
    """The settings and the mapping of an index; ``about`` is what it says of itself.

    ``meaning`` is how many numbers its vectors have that are searched, 0 for none.
    """
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            **({"knn": True} if meaning else {}),
            "similarity": {field: _bm25(_RANKING, field) for field in TEXTS},
            "analysis": {
                "tokenizer": {"spaces": {"type": "whitespace", "max_token_length": 1024}},
                "filter": {
                    "bars": {
                        "type": "pattern_capture",
                        "preserve_original": False,
                        "patterns": ["([^|]+)"],
                    }
                },
                "analyzer": {
                    "given": {"type": "custom", "tokenizer": "spaces", "filter": ["bars"]},
                    "words": {"type": "custom", "tokenizer": "spaces"},
                },
            },
        },
        "mappings": {
            "_meta": about,
            "dynamic": False,
            "_source": {"includes": list(KEPT)},
            "properties": {**_properties(), **(_vectors(meaning) if meaning else {})},
        },
    }


def _properties() -> dict[str, Any]:
    keyword = {"type": "keyword", "eager_global_ordinals": True}
    text = {"type": "text", "analyzer": "given", "search_analyzer": "words"}
    return {
        BODY: {**text, "similarity": BODY},
        HEADING: {**text, "similarity": HEADING, "position_increment_gap": GAP},
        NEAR: {**text, "norms": False, "position_increment_gap": _APART},
        FORMS: {"type": "keyword", "doc_values": False},
        "number": {"type": "integer"},
        "stance": {"type": "byte"},
        "turn": {"type": "integer"},
        "sunk": {"type": "boolean"},
        "twinned": {"type": "boolean"},
        "twin": {"type": "keyword"},
        "published": {"type": "keyword"},
        "added": {"type": "keyword"},
        PRINT: {"type": "keyword", "index": False},
        MEANT: {"type": "keyword", "index": False},
        **{facet.name: keyword for facet in FACETS},
    }


def _vectors(width: int) -> dict[str, Any]:
    method = {"name": "hnsw", "space_type": "cosinesimil", "engine": "lucene"}
    return {
        MEANING: {"type": "knn_vector", "dimension": width, "data_type": "byte", "method": method}
    }


def _bm25(ranking: Ranking, field: str) -> dict[str, Any]:
    b = ranking.fields[field].b
    return {"type": "BM25", "k1": ranking.k1, "b": b, "discount_overlaps": False}


def document(finding: Finding, at: Standings, meant: Meant) -> dict[str, Any]:
    """A finding as it is sent."""
    printed = list(chunks(finding.text))
    body = _joined(printed)
    above = [_given_once(text) for text in headings(finding)]
    return {
        "finding": finding.to_json(),
        BODY: " ".join(body),
        HEADING: [" ".join(places) for places in above],
        NEAR: list(_sentences(body, above, at.begins, finding.report)),
        FORMS: sorted({form for word in set(printed) for form in _forms(word)}),
        "sentences": list(at.begins),
        "published": at.time,
        "added": at.added,
        "number": at.number,
        "stance": at.stance,
        "turn": at.turn,
        "sunk": at.sunk,
        "twin": at.twin,
        "twinned": at.twinned,
        "lengths": at.lengths,
        "vector": meant.vector,
        **({MEANING: list(meant.direction)} if meant.direction else {}),
        **{name: list(values) for name, values in facet_values(finding).items()},
    }


def given(text: str) -> list[str]:
    """The terms of ``text``, position by position, as they are sent."""
    return _joined(chunks(text))


def _joined(printed: Iterable[str]) -> list[str]:
    places = [place for word in printed for place in _places(word)]
    while places and places[-1] == _NOTHING:
        places.pop()
    return places


@lru_cache(1 << 16)
def _places(word: str) -> tuple[str, ...]:
    """The terms of a word as printed, position by position."""
    pieces, taken = pieces_of(word)
    places: list[list[str]] = [[] for _ in range(taken)]
    for piece in pieces:
        places[piece.offset].append(piece.term)
    return tuple("|".join(terms) or _NOTHING for terms in places)


#: The same words stand in most findings, and the same headings above those of a section.
_forms = lru_cache(1 << 16)(lambda word: tuple(forms_of(word)))
_given_once = lru_cache(1 << 10)(given)


def terms(document: Mapping[str, Any]) -> set[str]:
    """The different terms of a document, in its text or above it."""
    places = " ".join((document[BODY], *document[HEADING])).replace("|", " ").split()
    return set(places) - {_NOTHING}


def _sentences(
    body: list[str], above: list[list[str]], begins: tuple[int, ...], report: str
) -> Iterator[str]:
    """Each sentence with what stands above all of them, and the report's mark."""
    over = [place for one in above for place in (_NOTHING, *one)]
    for first, end in pairwise((*(begins or (0,)), len(body))):
        yield " ".join((*body[first:end], *over, _NOTHING, REPORT + report))
