"""What a test reads without waiting for it is read of a page that has come whole.

Playwright goes on as soon as the first of a page that a click leads to is there. To ask for a text
waits until there is one; to count waits for nothing, so marks that had not come yet were none: a
run of six thousand tests failed by it, and by a style sheet that had not come before that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

#: The questions that Playwright answers of what is there at that moment, by who is asked.
_AT_ONCE = {
    "Locator": ("count", "all", "all_inner_texts", "all_text_contents", "is_visible", "is_hidden"),
    "Page": ("content", "evaluate"),
}


def read_whole_pages() -> None:
    """Have those questions wait until the page has loaded, in this process from now on."""
    from playwright import sync_api

    for name, questions in _AT_ONCE.items():
        kind = getattr(sync_api, name)
        for question in questions:
            setattr(kind, question, _waiting(getattr(kind, question)))


def _waiting(ask: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(ask)
    def asked(of: Any, *args: Any, **options: Any) -> Any:
        getattr(of, "page", of).wait_for_load_state("load")
        return ask(of, *args, **options)

    return asked
