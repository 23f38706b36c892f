"""The admin token: the one thing that lets a form change anything, if it was sent from here.

``uploads``, ``reports`` and ``waiting`` have each form admitted here that changes something. A
request goes in; nothing comes out, or ``Refused`` is raised with the status and the sentence for
the page.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import deque
from dataclasses import dataclass
from threading import Lock
from urllib.parse import urlsplit

from werkzeug.wrappers import Request

from indexer import InspectionError

#: Characters, and different ones, below which a token can be guessed. 16 of a random one are 64
#: bits and more: at a thousand guesses a second, half a thousand million years.
SHORTEST, DIFFERENT = 16, 8
#: Wrong tokens from one address in so many seconds; who sends more is told to wait. The right token
#: is let in all the same: behind a proxy everybody may have one address, and could keep its owner
#: out for as long as he likes.
TRIES, WINDOW = 5, 90.0
#: Addresses that are remembered at once; the oldest is forgotten first.
_ADDRESSES = 1000


@dataclass
class Refused(Exception):
    """A change that is not made. ``field`` is the form's field that is wrong, '' for none."""

    status: int
    sentence: str
    field: str = ""


class Gate:
    """Admits a form with the token, or refuses it.

    There is no cookie that another site could ride on: the token stands in the body of each form
    that changes something or, of a program, in the head of its request, and nowhere else.
    """

    def __init__(self, token: str) -> None:
        """Raises InspectionError for a token that could be guessed."""
        size, different = len(token.strip()), len(set(token.strip()))
        if size < SHORTEST or different < DIFFERENT:
            raise InspectionError(
                f"The admin token has {size} characters, {different} of them different, and "
                f"{SHORTEST} and {DIFFERENT} are the fewest that cannot be guessed. Set "
                "$INSPECTION_ADMIN_TOKEN or the token file to a longer one, or unset it to switch "
                "uploads off."
            )
        self._token = _digest(token)
        self._wrong: dict[str, deque[float]] = {}
        self._lock = Lock()

    def knows(self, token: str) -> bool:
        """Whether it is the token."""
        # In constant time: how long it takes does not tell how much of a guess is right, and
        # digests are all of one length.
        return hmac.compare_digest(_digest(token), self._token)

    def admit(self, request: Request) -> None:
        """Raises Refused unless the form in ``request`` was sent from here with the token."""
        _refuse_others(request)
        given = bearer(request.headers.get("Authorization", "")) or request.form.get("token", "")
        if not given.strip():
            raise Refused(403, "Enter the admin token.", "token")
        if not self.knows(given):
            raise self._wrong_from(request.remote_addr or "")

    def _wrong_from(self, address: str) -> Refused:
        if self._has_tried_too_often(address):
            return Refused(
                429,
                f"There were more than {TRIES} wrong tokens from your address. "
                f"Wait {WINDOW:.0f} seconds and try again.",
            )
        self._remember(address)
        return Refused(403, "That is not the admin token. Enter it again.", "token")

    def _has_tried_too_often(self, address: str) -> bool:
        with self._lock:
            tries = self._wrong.get(address, deque())
            return len(tries) == TRIES and time.monotonic() - tries[0] < WINDOW

    def _remember(self, address: str) -> None:
        with self._lock:
            self._wrong.setdefault(address, deque(maxlen=TRIES)).append(time.monotonic())
            if len(self._wrong) > _ADDRESSES:
                del self._wrong[next(iter(self._wrong))]


def bearer(authorization: str) -> str:
    """The token in the head of a request, as programs send it (RFC 6750); '' for none."""
    kind, _, token = authorization.partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.strip().encode()).digest()


def _refuse_others(request: Request) -> None:
    """Raises Refused for a form that a page of another site sent.

    Browsers say where a form comes from in Sec-Fetch-Site (since 2020 to 2023) and in Origin;
    a program that says neither still has to know the token.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    origin = request.headers.get("Origin", "")
    # A proxy may speak https for us, so that only the host can be compared.
    foreign = site != "same-origin" if site else origin and urlsplit(origin).netloc != request.host
    if foreign:
        raise Refused(403, "That form came from another site. Open this page here and send it.")
