"""The security headers that every answer carries."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Flask, Response

#: Nothing is inline, so no nonce is needed; nothing comes from elsewhere, so nothing may.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: What a browser's own viewer of PDF needs of the page that it makes of one: Chromium puts the
#: file into an element of that page and styles it.
PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), interest-cohort=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def init_app(app: Flask) -> None:
    """Puts the headers on every answer of the application, errors and files included."""

    @app.after_request
    def protect(response: Response) -> Response:
        response.headers.update(HEADERS)
        if response.mimetype == "application/pdf":
            response.headers["Content-Security-Policy"] = PDF_POLICY
        return response
