"""Sub-headings that are statements: the first sentence of what they stand over.

PEEL assessments of 2021 on set 'The force should attend calls in its published times' over the
paragraphs of an area for improvement; 'Leadership and management' only parts a list by topic.
``labelling.nesting`` and ``sections`` ask. In goes a heading, out comes yes or no.
"""

from __future__ import annotations

import re

from indexer.reports.wording import spaced

#: Shorter ones name a topic.
_WORDS = 6
_ASKS = re.compile(r"\b(?:should|must|needs? to|ought to|has to|have to)\b", re.I)
_SUBJECT = re.compile(
    r"^(?:the (?:force|constabulary|service|partnership|council|board|region|unit|agency|police)"
    r"|officers|staff|leaders|managers|supervisors|forces|services|there (?:is|are)|it)\b",
    re.I,
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|do|did|can|cannot|could|will|would|may"
    r"|(?:is|are|was|were|has|have|does|do|did|ca|could|wo|would)n['’]t)\b",
    re.I,
)


def asks(text: str) -> bool:
    """True for a heading that asks somebody to do something."""
    said = spaced(text)
    return len(said.split()) >= _WORDS and not said.endswith("?") and bool(_ASKS.search(said))


def is_statement(text: str) -> bool:
    """True for a heading that is a sentence."""
    said = spaced(text)
    if len(said.split()) < _WORDS or said.endswith("?"):
        return False
    return asks(said) or bool(_SUBJECT.match(said)) or bool(_TELLS.search(said))
