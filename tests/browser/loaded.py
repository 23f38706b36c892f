"""What a test reads of a page, or does to it, it reads of a page that has come whole.

Playwright goes on as soon as the first of a page that a click leads to is there. To count waits for
nothing, so marks that had not come yet were none; to ask for a text waits until there is one, but
not for the style sheet that says where its lines end. Runs of six thousand tests failed by both.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

#: What Playwright answers of what is there at that moment, and what it does there at once, by who
#: is asked. What is only waited for, with ``wait_for`` and the like, stands on its own.
_AT_ONCE = {
    "Locator": (
        "all", "all_inner_texts", "all_text_contents", "bounding_box", "check", "clear", "click",
        "count", "evaluate", "evaluate_all", "fill", "focus", "get_attribute", "hover",
        "inner_html", "inner_text", "input_value", "is_checked", "is_disabled", "is_editable",
        "is_enabled", "is_hidden", "is_visible", "press", "press_sequentially", "select_option",
        "set_checked", "set_input_files", "tap", "text_content", "uncheck",
    ),
    "Page": ("content", "evaluate", "title"),
}  # fmt: skip


def read_whole_pages() -> None:
    """Have all of it wait until the page has loaded, in this process from now on."""
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
