"""The log of the server: a JSON object a line on standard error, for whatever collects it.

``cli`` sets it up. A line says when, how grave, by whom, what; with the request's number where it
was written while one was answered, and what ``access_log`` tells. The query string is never in it.
"""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from webui.http import observation

#: Waitress warns of every request that waits for a thread, a thousand times a minute when busy.
_TALKATIVE = "waitress.queue"


def init() -> None:
    """Have everything that is logged in this process written so, from INFO on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger(_TALKATIVE).setLevel(logging.ERROR)


class _Lines(logging.Formatter):
    """Makes a line of a record."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        when = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "time": when.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if known := observation.current():
            line["request"] = known
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        line.update(getattr(record, "told", {}))
        return json.dumps(line, ensure_ascii=False)
