"""How does a change stand, and what can be done with it there?

``uploads`` hands in how far one is and gets the words of its page and its buttons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from indexer import AmendmentKind, UploadProgress, UploadState, UploadStep

CANCEL = "cancel"
#: What becomes of a report that looks like one of the corpus.
REPLACE, KEEP = "replace", "keep"
#: What can be done with a change, and what the button says.
ACTIONS: Mapping[str, str] = {
    UploadStep.PUBLISH: "Publish this report",
    UploadStep.READ: "Read it again",
    REPLACE: "Put it in the place of that one",
    KEEP: "Publish it beside that one",
    CANCEL: "Delete the upload",
}
#: The same of a report that is set right or taken out.
ACTIONS_OF_CHANGES: Mapping[str, str] = {
    **ACTIONS,
    UploadStep.PUBLISH: "Publish the change",
    CANCEL: "Undo the change",
}


#: What becomes of a report, in this order.
STAGES = ("Sent", "Read", "Checked by you", "Published")
_, READ, CHECKED, PUBLISHED = STAGES


@dataclass(frozen=True, slots=True)
class UploadStatus:
    """The page of a change in one of its states, and what can be done with it there."""

    #: The place in ``STAGES``.
    stage: str
    heading: str
    message: str
    actions: tuple[str, ...] = ()
    #: True when something went wrong.
    alert: bool = False


#: Of a report that was sent.
STATUSES: Mapping[tuple[UploadStep, UploadState], UploadStatus] = {
    (UploadStep.READ, UploadState.RUNNING): UploadStatus(
        READ,
        "Reading the report",
        "Nothing is published yet. Most reports take a few seconds; after a minute it is given up.",
        (CANCEL,),
    ),
    (UploadStep.READ, UploadState.REFUSED): UploadStatus(
        READ, "The report cannot be read", "Nothing was added.", (CANCEL,), alert=True
    ),
    (UploadStep.READ, UploadState.INTERRUPTED): UploadStatus(
        READ,
        "Reading was interrupted",
        "The process that read it was ended before it was done. Nothing was added. "
        "Read it again, or delete it.",
        (UploadStep.READ, CANCEL),
        alert=True,
    ),
    (UploadStep.READ, UploadState.KNOWN): UploadStatus(
        CHECKED,
        "The report is here already",
        "It says the same as a report that the corpus has, so there is nothing to publish.",
        (CANCEL,),
    ),
    (UploadStep.READ, UploadState.DONE): UploadStatus(
        CHECKED,
        "Check the report before it is published",
        "This is what was understood. Mend the facts that are wrong or missing, then publish it. "
        "Nothing is published yet.",
        (UploadStep.PUBLISH, CANCEL),
    ),
    (UploadStep.PUBLISH, UploadState.RUNNING): UploadStatus(
        PUBLISHED,
        "Publishing the report",
        "Searches go on meanwhile, without it until it is all there.",
    ),
    (UploadStep.PUBLISH, UploadState.REFUSED): UploadStatus(
        PUBLISHED,
        "The report could not be published",
        "The reports that were published before are still searched.",
        (UploadStep.PUBLISH, CANCEL),
        alert=True,
    ),
    (UploadStep.PUBLISH, UploadState.INTERRUPTED): UploadStatus(
        PUBLISHED,
        "Publishing was interrupted",
        "The process that published it was ended before it was done. The reports that were "
        "published before are still searched. It may be in the corpus already: publish it again "
        "to finish.",
        (UploadStep.PUBLISH, CANCEL),
        alert=True,
    ),
    (UploadStep.PUBLISH, UploadState.DONE): UploadStatus(
        PUBLISHED, "The report is published", "It can be searched in a moment.", (CANCEL,)
    ),
}
#: What is said otherwise of a report that is set right or taken out.
_OF_CHANGES: Mapping[tuple[UploadStep, UploadState], Mapping[str, Any]] = {
    (UploadStep.READ, UploadState.DONE): {
        "heading": "Check the change before it is published",
        "message": "Nothing is changed yet. It waits here for a day, and can be undone until it is "
        "published.",
    },
    (UploadStep.PUBLISH, UploadState.RUNNING): {
        "heading": "Publishing the change",
        "message": "Searches go on meanwhile, and find the report as it was until all is there.",
    },
    (UploadStep.PUBLISH, UploadState.REFUSED): {
        "heading": "The change could not be published",
        "message": "What was published before is still searched.",
    },
    (UploadStep.PUBLISH, UploadState.INTERRUPTED): {
        "message": "The process that published it was ended before it was done. What was published "
        "before is still searched. The corpus may be changed already: publish it again to finish.",
    },
    (UploadStep.PUBLISH, UploadState.DONE): {
        "heading": "The change is published",
        "message": "It can be seen in a moment.",
        "actions": (),  # there is no file to delete
    },
}
STATUSES_OF_CHANGES: Mapping[tuple[UploadStep, UploadState], UploadStatus] = {
    far: replace(status, **_OF_CHANGES.get(far, {})) for far, status in STATUSES.items()
}


def status(progress: UploadProgress) -> UploadStatus:
    """How a change stands; a new report that looks like one of the corpus is added by choice."""
    kind = progress.amendment.kind
    if not kind.takes_a_file:
        return STATUSES_OF_CHANGES[progress.step, progress.state]
    plain = STATUSES[progress.step, progress.state]
    asked = kind is AmendmentKind.ADD and progress.like and UploadStep.PUBLISH in plain.actions
    if not asked:
        return plain
    actions = (REPLACE, KEEP, *(a for a in plain.actions if a != UploadStep.PUBLISH))
    if progress.step is UploadStep.PUBLISH:
        return replace(plain, actions=actions)
    return replace(plain, heading="It looks like a report that is here", actions=actions)


def actions(progress: UploadProgress) -> Mapping[str, str]:
    """What can be done with a change at all, and what the button says."""
    if progress.amendment.kind.takes_a_file:
        return ACTIONS
    # The corpus is changed before a build publishes it: from then on nothing is undone here.
    begun = progress.step is UploadStep.PUBLISH
    return {**ACTIONS_OF_CHANGES, **({CANCEL: "Take it off the list"} if begun else {})}


def taken_back(progress: UploadProgress) -> str:
    """What is said of a change that was deleted, as it stood before."""
    if progress.step is UploadStep.PUBLISH:
        return "It is off the list; whatever it did to the corpus stays."
    if progress.amendment.report:
        return "It was undone: nothing is changed."
    return "The upload was deleted."
