"""The connection to a cluster: requests go out, answers come back, faults become sentences.

Everything of this room that asks the cluster asks it here. A node that does not answer is left out
for a while, and the next one is asked; what a cluster cannot answer at the moment is asked again.
"""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from indexer.errors import ClusterUnreachable, ForeignIndex, IndexUnusable
from indexer.index.location import ClusterAddress

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

USER, PASSWORD, AUTHORITY = (f"INSPECTION_OPENSEARCH_{name}" for name in ("USER", "PASSWORD", "CA"))
#: Seconds that an answer may take, and how often a request is put to another node.
_PATIENCE, _TRIES = 20, 5
#: Seconds before a request is put again that the cluster could not answer.
_PAUSES = (0.1, 0.4, 1.5)
#: What a cluster says when too much is asked. Shards on the move and nodes that were just lost are
#: told of by a status of its own from 500 on: a plain 500, 'Node not connected', is one of them.
_TOO_MUCH, _ITS_OWN = 429, 500
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

    def check(self) -> None:
        """Raises ClusterUnreachable when nobody answers, ForeignIndex when it is no OpenSearch of
        a version that is known.
        """
        version = self.ask("GET", "/").get("version", {})
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
        return self._perform(method, path, body, params, {})

    def lines(self, path: str, lines: Iterable[Mapping[str, Any]], **params: str) -> Any:
        """As ``ask``, with a body of many lines."""
        body = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        return self._perform("POST", path, body, params, _LINES)

    def search(self, index: str, bodies: Sequence[Mapping[str, Any]]) -> list[Any]:
        """The answers to several searches of one index, asked at once."""
        if not bodies:
            return []
        # The same copies of the shards for all that is asked of a build: others may score by a
        # hair otherwise.
        head = {"index": index, "preference": index, "allow_partial_search_results": False}
        lines = [line for body in bodies for line in (head, body)]
        for pause in (*_PAUSES, None):
            answers = self.lines("/_msearch", lines)["responses"]
            failed = next((one for one in answers if "error" in one), None)
            if failed is None:
                return list(answers)
            if not _is_passing(failed["status"]) or pause is None:
                raise self._refused(failed["status"], failed["error"])
            time.sleep(pause)
        raise AssertionError

    def exists(self, index: str) -> bool:
        """Whether there is an index, or an alias, of that name."""
        try:
            self.ask("GET", f"/{index}", filter_path="*.aliases")
        except IndexGone:
            return False
        return True

    def _perform(
        self, method: str, path: str, body: Any, params: Mapping[str, str], headers: dict[str, str]
    ) -> Any:
        from opensearchpy import exceptions

        try:
            return self._client.transport.perform_request(
                method, path, params=dict(params), body=body, headers=headers
            )
        except exceptions.SSLError as error:
            raise ClusterUnreachable(
                f"The certificate of {self.address} does not fit ({_cause(error)}). Name the file "
                f"of its authority in ${AUTHORITY}."
            ) from error
        except exceptions.ConnectionError as error:
            raise ClusterUnreachable(
                f"Nobody answers at {self.address} ({_cause(error)}). See whether the cluster is "
                "running, and whether --index names it."
            ) from error
        except exceptions.TransportError as error:
            raise self._refused(error.status_code, error.info) from error

    def _refused(self, status: Any, info: Any) -> Exception:
        """What is raised for an answer that is none."""
        if status in (401, 403):
            return ForeignIndex(
                f"The cluster at {self.address} refuses the user or the password. Set ${USER} and "
                f"${PASSWORD}."
            )
        kind, reason = _reason(info)
        if status == 404:
            return IndexGone(f"The cluster at {self.address} has no such thing: {reason}.")
        if _is_passing(status):
            return ClusterUnreachable(
                f"The cluster at {self.address} cannot answer now: {reason}. It is asked again "
                "with the next request."
            )
        return RuntimeError(f"The cluster at {self.address} said {status}, {kind}: {reason}")


def _is_passing(status: Any) -> bool:
    """Whether the same request may be answered later."""
    return isinstance(status, int) and (status == _TOO_MUCH or status >= _ITS_OWN)


def _client(address: ClusterAddress) -> OpenSearch:
    try:
        from opensearchpy import OpenSearch
    except ImportError:
        raise IndexUnusable(
            "An index in a cluster needs packages that are not installed: "
            "pip install 'inspection-findings[cluster]'."
        ) from None
    # It tells of each node that does not answer, with a traceback; what matters is raised.
    logging.getLogger("opensearch").setLevel(logging.CRITICAL)
    user, authority = os.environ.get(USER), os.environ.get(AUTHORITY)
    secure = address.secure or bool(authority)
    hosts = [
        dict(zip(("host", "port"), host.rsplit(":", 1), strict=True)) for host in address.hosts
    ]
    return OpenSearch(
        [{"host": one["host"].strip("[]"), "port": int(one["port"])} for one in hosts],
        http_auth=(user, os.environ.get(PASSWORD, "")) if user else None,
        use_ssl=secure,
        verify_certs=secure,
        ca_certs=authority,
        timeout=_PATIENCE,
        max_retries=_TRIES,
        retry_on_timeout=True,
        pool_maxsize=32,
        http_compress=False,
    )


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
