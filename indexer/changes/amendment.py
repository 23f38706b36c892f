"""What a person wants changed in the corpus: a report added, replaced, set right or taken out.

``indexer set`` and ``indexer remove`` make an amendment at once; the pages let one wait in a folder
of its own (``upload_job``) until it is published or undone. Either way it is made here, and a build
publishes it afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indexer.errors import CorpusError, NotFound, ReportError, RequestError

if TYPE_CHECKING:
    from indexer.reports.corpus.folder import Corpus

# What reads reports is imported when an amendment is made: a server that shows pages starts in two
# thirds of the time without.

#: What is said where no report is left to publish.
LAST = "It was the last report: it stays published until another is added."


class AmendmentKind(StrEnum):
    """What is done to a report."""

    ADD = "add"
    REPLACE = "replace"
    SET = "set"
    REMOVE = "remove"

    @property
    def takes_a_file(self) -> bool:
        """Whether a file is sent in for it."""
        return self in (AmendmentKind.ADD, AmendmentKind.REPLACE)


@dataclass(frozen=True, slots=True)
class Made:
    """An amendment that was made: the slug of its report, and what is to be said of it."""

    report: str
    #: Why there is nothing to publish, as a sentence; '' where there is.
    unpublished: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change of the corpus."""

    kind: AmendmentKind = AmendmentKind.ADD
    #: The slug of the report that is changed; '' for one that is added.
    report: str = ""
    #: Facts that are set of it: fact → as it is kept, '' to take back what was set before.
    facts: Mapping[str, str] = field(default_factory=dict)
    #: A report that looks like one of the corpus is added all the same.
    keep_both: bool = False

    def make(self, corpus: Path, index: Path, file: Path | None = None) -> Made:
        """Change the corpus; made twice it is as made once. The index is only looked at.

        ``file`` is what is added or takes the place. Raises CorpusError when the report is not
        there or a fact cannot be that, ReportError when the file cannot be added.
        """
        from indexer.reports.corpus.folder import Corpus

        if self.kind is AmendmentKind.REMOVE:
            return self._removed(Corpus(corpus), index)
        name = self._taken_in(file, corpus, index) if file else self.report
        if self.facts:
            Corpus(corpus).set(name, self.facts)
        return Made(name)

    def to_json(self) -> dict[str, Any]:
        """Plain types only."""
        return {
            "kind": self.kind,
            "report": self.report,
            "facts": dict(self.facts),
            "keep_both": self.keep_both,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Amendment:
        """The amendment that ``to_json`` wrote. Raises KeyError or ValueError for another."""
        kind = AmendmentKind(data["kind"])
        return cls(kind, data["report"], data["facts"], data["keep_both"])

    def _removed(self, corpus: Corpus, index: Path) -> Made:
        from indexer.build import published_reports

        there = {entry.report for entry in corpus.found()}
        # Out of the corpus and still published: a try before this one did not come to its build.
        if self.report in there or self.report not in published_reports(index):
            corpus.remove(self.report)
        return Made(self.report, "" if there - {self.report} else LAST)

    def _taken_in(self, file: Path, corpus: Path, index: Path) -> str:
        from indexer.build import add_files
        from indexer.reports.corpus.folder import Choice

        replaced = self.report if self.kind is AmendmentKind.REPLACE else ""
        choice = Choice(replaced, keep_both=self.keep_both)
        (addition,) = add_files([file], corpus, index, choice)
        if addition.refused:
            raise ReportError(addition.refused)
        if addition.like:
            raise ReportError(
                f"It looks like the report {addition.like} of the corpus ({addition.why}). Say "
                "whether it takes the place of that one, or both are kept."
            )
        return addition.added.id if addition.added else addition.already


def set_before(corpus: Path, report: str) -> dict[str, str]:
    """The facts of a report that are set by hand. Raises NotFound when the corpus has it not,
    CorpusError when one of them cannot be that.
    """
    from indexer.reports.corpus.entries import entries_in

    for entry in entries_in(corpus):
        if entry.report == report:
            return entry.facts
    raise NotFound(
        f"There is no report called {report} in the corpus, so that it cannot be changed here.",
        "report",
    )


def changed_facts(
    shown: Mapping[str, str], before: Mapping[str, str], typed: Mapping[str, str]
) -> dict[str, str]:
    """The facts that were typed and are not as they were ``shown``, as they are kept.

    What is left empty is as it was read: '' takes back one that was set ``before``. Raises
    RequestError, with the name of the fact, for one that cannot be that.
    """
    said = {name: " ".join(typed.get(name, value).split()) for name, value in shown.items()}
    changed = {name: value for name, value in said.items() if value != shown[name]}
    kept = {n: _checked(n, value) for n, value in changed.items() if value or n in before}
    return {name: value for name, value in kept.items() if value != shown[name]}


def _checked(name: str, value: str) -> str:
    from indexer.reports.corpus import by_hand

    try:
        return by_hand.checked(name, value)
    except CorpusError as error:
        raise RequestError(str(error), name) from None
