"""What an index holds already: its documents one after the other, without what is in them.

``shipment`` and ``papers`` ask it of an index that was made from the one before, and send what is
not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from indexer.errors import IndexUnusable
from indexer.search.engine.cluster.connection import Connection

T = TypeVar("T")
#: Documents in an answer, in a request, and places of some in one, two conditions each of the
#: thousand that a query may have.
_LISTED, _AT_ONCE, _PLACES = 5_000, 500, 200


def held(
    connection: Connection, index: str, order: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[tuple[Any, ...], tuple[str, ...]]]:
    """The place of each document of an index in an ``order``, which no two of them share, with the
    first value that it has under each of some names, '' for none.

    Nothing is read of what is stored, its id neither: that takes the cluster three times as long.
    """
    body: dict[str, Any] = {
        "size": _LISTED,
        "sort": list(order),
        "stored_fields": "_none_",
        "docvalue_fields": list(values),
        "track_total_hits": False,
    }
    while True:
        (answer,) = connection.search(index, [body])
        hits = answer["hits"]["hits"]
        for hit in hits:
            fields = hit.get("fields", {})
            yield tuple(hit["sort"]), tuple(str(fields.get(name, ("",))[0]) for name in values)
        if len(hits) < _LISTED:
            return
        body = {**body, "search_after": hits[-1]["sort"]}


def standing_at(
    connection: Connection, index: str, order: Sequence[str], places: Collection[tuple[Any, ...]]
) -> Iterator[str]:
    """The ids of the documents at some places in an ``order``."""
    for some in _several(places, _PLACES):
        each = [
            [{"term": {name: at}} for name, at in zip(order, place, strict=True)] for place in some
        ]
        found = {"bool": {"should": [{"bool": {"filter": one}} for one in each]}}
        body = {"query": found, "size": len(some), "_source": False}
        (answer,) = connection.search(index, [body])
        yield from (hit["_id"] for hit in answer["hits"]["hits"])


def sources(
    connection: Connection, index: str, ids: Collection[str], names: Sequence[str]
) -> Iterator[Mapping[str, Any]]:
    """What some documents of an index keep under some names."""
    for some in _several(ids):
        body = {"query": {"ids": {"values": some}}, "size": len(some), "_source": list(names)}
        (answer,) = connection.search(index, [body])
        yield from (hit["_source"] for hit in answer["hits"]["hits"])


def drop(connection: Connection, index: str, ids: Collection[str]) -> None:
    """Take documents out of an index. Raises IndexUnusable when the cluster does not."""
    for some in _several(ids):
        post(connection, index, [{"delete": {"_id": one}} for one in some])


def post(connection: Connection, index: str, lines: Sequence[Mapping[str, Any]]) -> None:
    """Have the cluster do what ``lines`` say. Raises IndexUnusable when it does not."""
    answer = connection.lines(f"/{index}/_bulk", lines, filter_path="errors")
    if answer["errors"]:
        raise IndexUnusable(
            f"The cluster did not take what was put in {index}; it was not published. "
            "See whether its disks are full, and run 'indexer build' again."
        )


def _several(all_of_them: Collection[T], number: int = _AT_ONCE) -> Iterator[list[T]]:
    """Some at a time."""
    rest = iter(all_of_them)
    while some := list(islice(rest, number)):
        yield some
