"""Lines by which a web page is moved about in, printed or fetched: they come along into any format.

``formats`` asks it of each line that a reader hands on; in: a text, out: yes or no. What else a web
page prints round a report is told by its markup (``html/boilerplate.py``).
"""

from __future__ import annotations

import re

from indexer.reports.readers.page_phrases import phrase

#: Why such a line is in no finding.
LINK = "links to move about"
#: What is so by its words in any format, of all that pages are known to print.
_ANYWHERE = (LINK, "a skip link", "print and share links")

_LINKS = re.compile(
    r"[↑^▲⇧]?\s*(?:back|return|go) to (?:the )?(?:top|contents|start)"
    r"(?: of (?:the |this )?page)?\.?"
    r"|(?:print|share|email|download|save) (?:this|the)"
    r" (?:page|document|report|letter|section|article)"
    r"(?: (?:as )?(?:a )?(?:pdf|word document))?(?: ?\(.{2,20}\))?\.?"
    r"|.{3,160}\((?:pdf|word|excel|odt|html)\b[^()]{0,20}\d ?[km]b\)",
    re.I,
)


def is_page_link(text: str) -> bool:
    """True for 'Back to top', 'Print this page', 'Download this report (PDF, 2 MB)' and no more."""
    said = " ".join(text.split())
    return bool(_LINKS.fullmatch(said)) or phrase(said, linked=False) in _ANYWHERE
