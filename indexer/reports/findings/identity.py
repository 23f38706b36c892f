"""Names that stay: the slug of a report and the id of a finding."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from indexer.slugs import slug

#: Hex digits of a finding's hash. At eight, two of 1,000 findings of one report meet once in
#: 8,600 reports, and ``FindingIds`` tells even those apart.
DIGITS = 8

_GENERIC = re.compile(r"-(?:constabulary|police(?:-service)?)$")


def report_slug(force: str, published: str, name: str) -> str:
    """The slug of a report: 'cambridgeshire-2007-10'; the file's name where it names no force."""
    place = _GENERIC.sub("", slug(force))
    if force and published:
        return f"{place}-{published}"
    return slug(name.rsplit(".", 1)[0]).strip("-") or "report"


class FindingIds:
    """Ids for the findings of one report, made from what they say and not from where they stand.

    A finding keeps its id when the report is read again, when others are added, and when one
    elsewhere in the report is corrected. Only findings that say word for word the same in the
    same area and category are told apart by their order.
    """

    def __init__(self, report: str) -> None:
        self.report = report
        self.seen: Counter[str] = Counter()

    def next(self, area: str | None, category: str | None, text: str) -> str:
        """The id of the next finding with that area, category and text."""
        words = " ".join(re.findall(r"\w+", text.casefold()))
        said = "\n".join((*(slug(name) if name else "" for name in (area, category)), words))
        digest = hashlib.sha256(said.encode()).hexdigest()[:DIGITS]
        self.seen[digest] += 1
        again = f"-{self.seen[digest]}" if self.seen[digest] > 1 else ""
        return f"{self.report}-{digest}{again}"
