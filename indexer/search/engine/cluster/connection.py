"""The connection to a cluster: requests go out, answers come back, faults become sentences.

Everything of this room that asks the cluster asks it here. A node that does not answer is left out
for a while, with its copies of the shards, and the next one is asked; what a cluster cannot answer
at the moment is asked again.
"""

from __future__ import annotations

import base64
import json
import logging
import os
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from indexer.errors import (
    ClusterRefused,
    ClusterUnreachable,
    ForeignIndex,
    IndexUnusable,
    InspectionError,
)
from indexer.index.location import ClusterAddress
from indexer.search.engine.cluster.copies import Copies

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

T = TypeVar("T")
_log = logging.getLogger(__name__)
USER, PASSWORD, AUTHORITY = (f"INSPECTION_OPENSEARCH_{name}" for name in ("USER", "PASSWORD", "CA"))
#: How often a request is put to another node where one is not there.
_TRIES = 5
#: Seconds that an answer may take, then that of the next node: to what only asks, to what may be
#: done twice, and to anything else. All of them end before a proxy's minute does.
_ASKING, _TWICE, _ONCE = (5, 5, 5, 20), (20, 20, 60), (60,)
#: Seconds after which a node that says nothing is stuck, and those for which its saying is awaited.
_STUCK, _AWAITED = 2, 4
#: Seconds before a request is put again that the cluster could not answer.
_PAUSES = (0.1, 0.4, 1.5)
#: What a cluster says when too much is asked. Shards on the move and nodes that were just lost are
#: told of by a status of its own from 500 on: a plain 500, 'Node not connected', is one of them.
_TOO_MUCH, _ITS_OWN = 429, 500
#: The kinds of an error where nothing may be written or begun, as when a disk is full.
_BLOCKED = {"cluster_block_exception", "index_create_block_exception"}
#: The kind of an error where there is no such index.
_MISSING = "index_not_found_exception"
_LINES = {"content-type": "application/x-ndjson"}
#: The major versions that were tried; the packages of both are alike in all that is asked.
_VERSIONS = ("2.", "3.")


class IndexGone(IndexUnusable):
    """An index that was open is no longer in the cluster."""


class Connection:
    """Speaks to one cluster; shared by all threads."""

    def __init__(self, address: ClusterAddress) -> None:
        """Nothing is asked yet. Raises IndexUnusable when the client is not installed."""
        self.address = address
        self._client = _client(address)
        self._copies = Copies(self._answering)

    def check(self) -> None:
        """Raises ClusterUnreachable when nobody answers, ForeignIndex when it is no OpenSearch of
        a version that is known.
        """
        try:
            version = self.ask("GET", "/").get("version", {})
        except (ClusterRefused, AttributeError):  # what is no OpenSearch may answer anything
            version = {}
        number = str(version.get("number", ""))
        if version.get("distribution") != "opensearch" or not number.startswith(_VERSIONS):
            raise ForeignIndex(
                f"What answers at {self.address} is {version.get('distribution', 'something else')}"
                f" {number}, and not OpenSearch 2 or 3. Name another address with --index."
            )

    def ask(self, method: str, path: str, body: Any = None, **params: str) -> Any:
        """What the cluster answers to a request, as plain types.

        Raises ClusterUnreachable, IndexGone where an index is not there, ForeignIndex where the
        cluster refuses the user, and what opensearch-py raises where it does not understand.
        """
        patience = _ASKING if method == "GET" else _ONCE
        return self._patiently(
            patience, lambda seconds: self._perform(method, path, body, params, {}, seconds)
        )

    def lines(self, path: str, lines: Iterable[Mapping[str, Any]], **params: str) -> Any:
        """As ``ask``, with a body of many lines, of which each may be done twice."""
        body = _lines(lines)
        return self._patiently(
            _TWICE, lambda seconds: self._perform("POST", path, body, params, _LINES, seconds)
        )

    def search(self, index: str, bodies: Sequence[Mapping[str, Any]]) -> list[Any]:
        """The answers to several searches of one index, asked at once."""
        return self._each(lambda _: self._searched(index, bodies)) if bodies else []

    def _each(self, ask: Callable[[int], list[Any]]) -> list[Any]:
        """The answers that ``ask`` gets, told how often it was asked before, none of them an error:
        what cannot be answered now is asked again.
        """
        for tried, pause in enumerate((*_PAUSES, None)):
            answers = ask(tried)
            failed = next((one for one in answers if "error" in one), None)
            if failed is None:
                return answers
            status = failed.get("status") or _status(failed["error"])
            if not _is_passing(status) or pause is None:
                raise self._refused(status, failed["error"])
            time.sleep(pause)
        raise AssertionError

    def _searched(self, index: str, bodies: Sequence[Mapping[str, Any]]) -> list[Any]:
        """What is answered to each, which may be that it failed."""

        def asked(seconds: float) -> list[Any]:
            which = self._copies.of(index)
            head = {"index": index, "preference": which, "allow_partial_search_results": False}
            body = _lines(line for body in bodies for line in (head, body))
            answer = self._perform("POST", "/_msearch", body, {}, _LINES, seconds)
            return list(answer["responses"])

        return self._patiently(_ASKING, asked)

    def documents(self, index: str, ids: Sequence[str]) -> list[Any]:
        """The documents of some ids of an index, in their order, each as the cluster gives it.

        Raises IndexGone where the index is not there, and ClusterUnreachable where a copy of it is
        there and does not answer: it may have been lost a moment ago, or be on its way back.
        """
        return self._each(lambda tried: self._documents(index, ids, tried))

    def _documents(self, index: str, ids: Sequence[str], tried: int) -> list[Any]:
        """What is answered of each; which copy is asked changes with how often it was tried."""

        def asked(seconds: float) -> list[Any]:
            params = {"preference": self._copies.of(f"{index}-{tried}")}
            path, body = f"/{index}/_mget", {"ids": list(ids)}
            return list(self._perform("GET", path, body, params, {}, seconds)["docs"])

        return self._patiently(_ASKING, asked)

    def exists(self, index: str) -> bool:
        """Whether there is an index, or an alias, of that name."""
        try:
            self.ask("GET", f"/{index}", filter_path="*.aliases")
        except IndexGone:
            return False
        return True

    def _patiently(self, patience: Sequence[float], ask: Callable[[float], T]) -> T:
        """What ``ask`` gets within the first number of seconds, or of another node in the next."""
        from opensearchpy import exceptions

        *others, last = patience
        for seconds in others:
            try:
                return ask(seconds)
            except exceptions.ConnectionTimeout:
                self._copies.look()
        try:
            return ask(last)
        except exceptions.ConnectionTimeout as error:
            raise self._silent(error) from error

    def _answering(self) -> tuple[str, ...]:
        """The ids of the nodes that answer, () where all do or none tells of them."""
        from opensearchpy import exceptions

        params = {"timeout": f"{_STUCK}s", "filter_path": "_nodes.failures.node_id,nodes.*.name"}
        for _ in range(2):  # the first that is asked may be the one that is stuck
            try:
                told = self._perform("GET", "/_nodes/process", None, params, {}, _AWAITED)
            except exceptions.ConnectionTimeout:
                continue
            except InspectionError:
                break
            return tuple(sorted(told["nodes"])) if told.get("_nodes") else ()
        return ()

    def _perform(
        self,
        method: str,
        path: str,
        body: Any,
        params: Mapping[str, str],
        headers: dict[str, str],
        seconds: float,
    ) -> Any:
        from opensearchpy import exceptions

        try:
            return self._client.transport.perform_request(
                method, path, params=dict(params), body=body, headers=headers, timeout=seconds
            )
        except exceptions.SSLError as error:
            raise ClusterUnreachable(
                f"The certificate of {self.address} does not fit: {_misfit(error)}. Name the file "
                f"of its authority in ${AUTHORITY}, and its host as the certificate does."
            ) from error
        except exceptions.ConnectionTimeout:
            raise
        except exceptions.ConnectionError as error:
            raise self._silent(error) from error
        except exceptions.TransportError as error:
            raise self._refused(error.status_code, error.info) from error

    def _silent(self, error: Any) -> ClusterUnreachable:
        return ClusterUnreachable(
            f"Nobody answers at {self.address} ({_cause(error)}). See whether the cluster is "
            "running, whether --index names it, and whether it is spoken to by TLS "
            "(opensearchs://…)."
        )

    def _refused(self, status: Any, info: Any) -> InspectionError:
        """What is raised for an answer that is none."""
        kind, reason = _reason(info)
        if kind in _BLOCKED:
            return IndexUnusable(
                f"The cluster at {self.address} takes nothing more: {reason}. See whether its "
                "disks are full, and run 'indexer build' again."
            )
        if status in (401, 403):
            return ForeignIndex(
                f"The cluster at {self.address} refuses the user or the password. Set ${USER} and "
                f"${PASSWORD}."
            )
        if status == 404:
            return IndexGone(f"The cluster at {self.address} has no such thing: {reason}.")
        if _is_passing(status):
            return ClusterUnreachable(
                f"The cluster at {self.address} cannot answer now: {reason}. It is asked again "
                "with the next request."
            )
        told = f"The cluster at {self.address} said {status}, {kind}: {reason}."
        _log.error("%s", told)
        return ClusterRefused(f"{told} That is a fault of this program; please report it.")


def _status(error: Any) -> int:
    """The status of an error that is told without: an index is not there, or a shard not now."""
    return 404 if _reason(error)[0] == _MISSING else 503


def _is_passing(status: Any) -> bool:
    """Whether the same request may be answered later."""
    return isinstance(status, int) and (status == _TOO_MUCH or status >= _ITS_OWN)


def _client(address: ClusterAddress) -> OpenSearch:
    try:
        from opensearchpy import OpenSearch

        from indexer.search.engine.cluster.hosts import Host, PromptFirst
    except ImportError:
        raise IndexUnusable(
            "An index in a cluster needs packages that are not installed: "
            "pip install 'inspection-findings[cluster]'."
        ) from None
    # It tells of each node that does not answer, with a traceback; what matters is raised.
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    user, authority = os.environ.get(USER), _authority()
    secure = address.secure or bool(authority)
    hosts = [
        dict(zip(("host", "port"), host.rsplit(":", 1), strict=True)) for host in address.hosts
    ]
    return OpenSearch(
        [{"host": one["host"].strip("[]"), "port": int(one["port"])} for one in hosts],
        headers=_known_as(user, os.environ.get(PASSWORD, "")) if user else {},
        use_ssl=secure,
        verify_certs=secure,
        ca_certs=authority,
        connection_class=Host,
        selector_class=PromptFirst,
        max_retries=_TRIES,
        pool_maxsize=32,
        http_compress=False,
    )


def _known_as(user: str, password: str) -> dict[str, str]:
    """The header by which a user is known. The client's own cannot say all letters."""
    packed = base64.b64encode(f"{user}:{password}".encode()).decode()
    return {"authorization": f"Basic {packed}"}


def _authority() -> str | None:
    """The file of the authority that was named. Raises IndexUnusable when it is none."""
    if authority := os.environ.get(AUTHORITY):
        try:
            ssl.create_default_context(cafile=authority)
        except OSError as error:
            raise IndexUnusable(
                f"The authority in ${AUTHORITY} cannot be read from {authority} "
                f"({error.strerror}). Name a file with its certificate, as PEM."
            ) from None
    return authority


def _lines(lines: Iterable[Mapping[str, Any]]) -> str:
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def _misfit(error: Any) -> str:
    """What is wrong with a certificate, as the library says it, without the place in its code."""
    said = str(error.info).removesuffix(")").partition(" (_ssl")[0]
    return said.rpartition("failed: ")[2].rpartition("] ")[2]


def _cause(error: Any) -> str:
    """What a library says went wrong, in its shortest form."""
    return type(error.info).__name__ if getattr(error, "info", None) else type(error).__name__


def _reason(info: Any) -> tuple[str, str]:
    """The kind of an error that the cluster tells of, and why."""
    error = info.get("error", info) if isinstance(info, Mapping) else info
    if not isinstance(error, Mapping):
        return "", str(error)
    causes = error.get("root_cause") or [error]
    return str(error.get("type", "")), str(causes[0].get("reason") or error.get("reason") or "")
