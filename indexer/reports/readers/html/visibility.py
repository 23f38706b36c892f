"""What of a web page is shown: now, once opened, or never.

A reader of the page can open what is folded up, so that is read. What the page hides for good,
strikes out, or says a second time for screen readers only, is not. Told by HTML, ARIA and inline
styles; by class names only where a class is a convention of many sites, as data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from bs4.element import NavigableString, Tag

#: Classes by which sites hide from the eye what a screen reader is to say.
UNSEEN = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "govuk-visually-hidden", "screen-reader-text",
    "screen-reader-only", "screenreader", "show-for-sr", "element-invisible", "a11y-hidden",
    "offscreen", "u-visually-hidden", "nhsuk-u-visually-hidden",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_STRUCK_STYLE = re.compile(r"text-decoration[\w-]*\s*:[^;]*line-through", re.I)
#: Elements whose text is crossed out.
STRUCK = frozenset({"del", "s", "strike"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Inline elements; what is hidden from screen readers within a sentence belongs to it.
_INLINE = frozenset({"span", "b", "strong", "em", "u", "abbr", "small", "font", "a", "mark"})
_ICON = re.compile(r"icon|glyph|chevron|caret|arrow|symbol", re.I)
_WORD = re.compile(r"\w")
#: Buttons that do something to the page and are the heading of nothing.
_COMMAND = re.compile(
    r"(?:print|download|share|search|menu|close|cancel|submit|subscribe|sign|log|accept|reject|copy"
    r"|back|next|previous|save|send|reset|apply|filter|sort|play|listen|translate|expand|collapse"
    r"|show|hide|toggle|view|e-?mail|tweet|go|ok|yes|no|manage|skip)\b",
    re.I,
)
#: What a switch says that folds a part of the page up, and what is put between it and a heading.
_SWITCH = re.compile(
    r"[\s,;:|–—-]*(?:(?:show|hide|open|close|expand|collapse|toggle)(?:\s*/?\s*(?:show|hide|open|close"
    r"|expand|collapse))?(?:\s+(?:this|all|the))?(?:\s+(?:sections?|panels?|contents?|details|more"
    r"|less|answer|accordion|all|menu))?|(?:copy |perma)?link(?: to (?:this )?(?:section|heading))?"
    r"|[#¶§🔗+−–▸▾▼▲►⌄⌃›»]|)[\s,;:|–—-]*",
    re.I,
)

#: Nodes of an element that are looked at for its first words: what is nested deeper than this is
#: made to cost time.
MAX_NODES = 60
#: Longer texts are no heading of a part. In characters.
MAX_HEADING = 200


def texts(tag: Tag) -> Iterator[str]:
    """The stretches of text in an element, of its first nodes: enough for a heading or a link."""
    for node in islice(tag.descendants, MAX_NODES):
        if isinstance(node, NavigableString):
            yield str(node)


def words(tag: Tag) -> str:
    """The first words of an element, with single spaces."""
    return " ".join("".join(texts(tag)).split())


def is_hidden(tag: Tag) -> bool:
    """Whether the page asks for the element not to be shown.

    What is hidden from screen readers only is taken for hidden too, unless it is text in a
    sentence or has a twin for them: menus and dialogs that wait for their turn are marked so.
    """
    if tag.has_attr("hidden") and str(tag["hidden"]).lower() != "until-found":
        return True
    if _HIDDEN_STYLE.search(str(tag.get("style", ""))):
        return True
    return _is_mute(tag) and not _is_part_of_sentence(tag)


def is_struck(tag: Tag) -> bool:
    """Whether the text is crossed out: the report does not say it any more."""
    return tag.name in STRUCK or bool(_STRUCK_STYLE.search(str(tag.get("style", ""))))


def is_second_form(tag: Tag) -> bool:
    """Whether the text is for screen readers only and stands beside the text that is seen."""
    return _is_unseen(tag) and any(_is_mute(near) and _has_word(near) for near in _beside(tag))


def is_switch(tag: Tag) -> bool:
    """Whether it is a word or sign in a heading that opens what stands below: 'Show', '#'."""
    if tag.name in _HEADINGS or not _in_heading(tag):
        return False
    return bool(_SWITCH.fullmatch(words(tag)))


def opens_part(tag: Tag) -> bool:
    """Whether the element is the heading of a part that opens and closes."""
    if tag.name == "summary" or tag.has_attr("aria-controls") or tag.has_attr("aria-expanded"):
        return True
    if tag.name != "button" or any(parent.name == "form" for parent in _near_parents(tag, 30)):
        return False
    below = neighbour(tag, 1)
    folded = below is not None and below.name in ("div", "section", "ul", "ol", "p", "dl")
    text = words(tag)
    return folded and len(text) > 3 and not _COMMAND.match(text) and _has_word(below)


def is_below_opener(tag: Tag) -> bool:
    """Whether the element stands directly below the heading or button that opens it."""
    above = neighbour(tag, -1)
    if above is None:
        return False
    inner = (node for node in islice(above.descendants, MAX_NODES) if isinstance(node, Tag))
    holds = any(node.name == "button" for node in inner) and len(words(above)) <= MAX_HEADING
    return holds or opens_part(above)


def is_heading_button(tag: Tag) -> bool:
    """Whether a button's words are those of the heading that it stands in."""
    return tag.name == "button" and any(parent.name in _HEADINGS for parent in _near_parents(tag))


def _in_heading(tag: Tag) -> bool:
    return any(
        parent.name in _HEADINGS or parent.name in ("summary", "button")
        for parent in _near_parents(tag)
    )


def _near_parents(tag: Tag, most: int = 5) -> list[Tag]:
    """The elements around, the nearest first, as far as those of a heading reach."""
    found: list[Tag] = []
    parent = tag.parent
    while parent is not None and len(found) < most:
        found.append(parent)
        parent = parent.parent
    return found


def _is_mute(tag: Tag) -> bool:
    return str(tag.get("aria-hidden", "")).lower() == "true"


def _is_unseen(tag: Tag) -> bool:
    return not UNSEEN.isdisjoint(_classes(tag))


def _classes(tag: Tag) -> list[str]:
    names = tag.get("class")
    return [str(name).lower() for name in names] if isinstance(names, list) else []


def _is_part_of_sentence(tag: Tag) -> bool:
    if not _has_word(tag):
        return False
    if any(map(_is_unseen, _beside(tag))):
        return True
    return tag.name in _INLINE and not any(map(_ICON.search, _classes(tag)))


def _has_word(tag: Tag | None) -> bool:
    return tag is not None and any(map(_WORD.search, texts(tag)))


def _beside(tag: Tag) -> list[Tag]:
    """The elements directly before and behind."""
    return [near for near in (neighbour(tag, -1), neighbour(tag, 1)) if near is not None]


def neighbour(tag: Tag, step: int) -> Tag | None:
    """The element that follows (1) or precedes (-1) with no text between, or None."""
    node = tag.next_sibling if step > 0 else tag.previous_sibling
    while isinstance(node, NavigableString) and not node.strip():
        node = node.next_sibling if step > 0 else node.previous_sibling
    return node if isinstance(node, Tag) else None
