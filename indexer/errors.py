"""What can go wrong, as one tree.

InspectionError                 anything this package refuses to do
├── ReportError                 a file cannot be read as a report
├── CorpusError                 the corpus folder is missing, empty or misused
├── TableError                  a table cannot be joined to the register, or not be written
├── CannotStore                 the disk is full, read-only or gone
├── Lost                        work came to nothing, and may not when it is tried again
├── NoModel                     ranking by meaning is wanted and its packages are missing
├── TooCostly                   a question takes more work than one may
├── ClusterRefused              a cluster does not understand what this program asks
├── IndexUnusable               the index on disk cannot be used
│   ├── NoIndex                 there is none yet
│   ├── ForeignIndex            the folder holds something else, or another version's index
│   │   └── DamagedIndex        … or what this version wrote is no longer whole
│   ├── IndexBusy               another process is building it
│   └── ClusterUnreachable      nobody answers for the cluster, or too few of its machines
└── RequestError                a search asks for something that cannot be
    └── NotFound                … that is not there: a page, a finding, a report

Every message is a sentence for the person who caused it: what happened and what to do.
"""


class InspectionError(Exception):
    """Anything this package refuses to do; ``str()`` of it is fit to show to a person."""


class ReportError(InspectionError):
    """A file cannot be read as a report: empty, binary, encrypted, truncated, too large."""


class CorpusError(InspectionError):
    """The corpus folder is missing, empty or misused."""


class TableError(InspectionError):
    """A table cannot be joined (no CSV, without ids, too large), or not be written as asked."""


class CannotStore(InspectionError):
    """The disk takes nothing: it is full, read-only, gone or another file system."""


class Lost(InspectionError):
    """Work that came to nothing for a reason that may pass: its process was killed, was given too
    little time, memory or disk. The message says why, in the last words of a sentence.
    """


class NoModel(InspectionError):
    """Ranking by meaning is wanted, and the packages that it needs are not installed."""


class TooCostly(InspectionError):
    """A question takes more work than its budget allows."""


class ClusterRefused(InspectionError):
    """A cluster does not understand what it is asked, which is a fault of this program."""


class IndexUnusable(InspectionError):
    """The index on disk cannot be used."""


class NoIndex(IndexUnusable):
    """No build has been published in the index folder yet."""


class ForeignIndex(IndexUnusable):
    """The index folder holds something that this version did not write, or cannot read."""


class DamagedIndex(ForeignIndex):
    """What was written is no longer as it was, and no whole build is left."""


class IndexBusy(IndexUnusable):
    """Another process holds the build lock."""


class ClusterUnreachable(IndexUnusable):
    """Nobody answers at the address of a cluster, or so few of its machines that it cannot."""


class RequestError(InspectionError):
    """A search asks for something that cannot be, such as page 0 or an unknown area.

    ``parameter`` names the part of the request that is wrong, as it stands in the URL.
    """

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.parameter = parameter


class NotFound(RequestError):
    """A page, finding or report that is not there."""
