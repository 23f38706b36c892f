"""The hosts of a cluster: one that was late with an answer is not asked for a while.

A node that has lost its machine refuses connections, and the client leaves it out by itself. One
that is stuck takes them and says nothing, for as long as it is stuck. ``Connection`` hands both
classes to the client.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from opensearchpy import Connection, ConnectionTimeout, RoundRobinSelector, Urllib3HttpConnection

#: Seconds for which a host is left out.
_AWAY = 30.0


class Host(Urllib3HttpConnection):
    """One host, which remembers when it was late."""

    late = -_AWAY

    def perform_request(self, *args: Any, **kwargs: Any) -> Any:
        """As the client's own."""
        try:
            return super().perform_request(*args, **kwargs)
        except ConnectionTimeout:
            self.late = time.monotonic()
            raise


class PromptFirst(RoundRobinSelector):
    """Chooses the next host: of those that were not late, if there are any."""

    def select(self, connections: Sequence[Connection]) -> Any:
        """The next of some hosts."""
        since = time.monotonic() - _AWAY
        prompt = [one for one in connections if not isinstance(one, Host) or one.late < since]
        return super().select(prompt or connections)
