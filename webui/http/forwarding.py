"""Behind a proxy the address, scheme, host and prefix of a request are what the proxy says.

Without one nobody is believed: anybody can send X-Forwarded-For.
"""

from __future__ import annotations

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def init_app(app: Flask) -> None:
    """Believes ``PROXIES`` proxies, one behind the other; none when it is 0."""
    if number := app.config["PROXIES"]:
        trusted = ProxyFix(
            app.wsgi_app, x_for=number, x_proto=number, x_host=number, x_prefix=number
        )
        app.wsgi_app = trusted  # type: ignore[method-assign]
