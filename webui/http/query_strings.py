"""Query strings as the standard has them: ASCII, and anything else by its bytes in percent signs.

Some programs send bytes as they are. Those that are no UTF-8 were a fault in whatever read the
parameters, a 500 without a page; in percent signs they are read as any other nonsense is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

_OTHERS = re.compile(r"[^!-~]")


def init_app(app: Flask) -> None:
    """Has every request of the application have its query string so."""
    answer = app.wsgi_app

    def encode(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        environ["QUERY_STRING"] = encoded(environ.get("QUERY_STRING", ""))
        return answer(environ, start_response)

    app.wsgi_app = encode  # type: ignore[method-assign]


def encoded(query: str) -> str:
    """The query string, each character a byte, with all but printed ASCII in percent signs."""
    return _OTHERS.sub(lambda found: f"%{ord(found[0]):02X}", query)
