"""What is asked, in a line: the first words of a finding, without the time and the force that stand
beside it.

``components/demand.html`` asks for them in its table of what must be done by when, whose rows say
the time and whose page says the force. Nothing is reworded: what is left out is marked with '…'.
"""

from __future__ import annotations

import re

from indexer import Finding

#: As many characters, up to the end of a word: a line of the table, read in three seconds.
_LENGTH = 80
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“(•])")
#: 'The force should', with what stands before it.
_ORDER = re.compile(r"(?P<whom>[^.:;]{1,80}?)\s+(?:should|must)\b[\s:]*", re.I)
#: What stands before that which must be done: 'The council is the principal authority and should'.
_ASKED = re.compile(r".{0,120}?\b(?:should|must)\b", re.I | re.S)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_POLICE = frozenset({"force", "police", "constabulary", "constable"})
_PARTICLES = frozenset({"the", "its", "and", "chief"})


def brief(finding: Finding) -> str:
    """'… have a process by which custody is checked', of 'By May 2025, the force should have …'.

    Who must act stays where that is not the force alone.
    """
    first, *more = _SENTENCE.split(finding.text, maxsplit=1)
    bare = _untimed(first, finding.deadline or "")
    order = _ORDER.match(bare)
    said = bare[order.end() :].lstrip(" ,") if order and _is_force(order["whom"], finding) else bare
    said = _untimed(said, finding.deadline or "")
    short = _shortened(said)
    ends = "…" if short != said else " …" if more else ""
    return ("… " if said != first else "") + short.rstrip(",;: ") + ends


def _untimed(said: str, time: str) -> str:
    """The words without the time at their beginning."""
    begins = bool(time) and said.casefold().startswith(time.casefold())
    return said[len(time) :].lstrip(" ,") if begins else said


def _is_force(whom: str, finding: Finding) -> bool:
    names = {word for name in finding.forces for word in _WORD.findall(name.casefold())}
    return set(_WORD.findall(whom.casefold())) <= _POLICE | _PARTICLES | names


def _shortened(said: str) -> str:
    """The first words, and where somebody is named who must act, what they must do."""
    asked = _ASKED.match(said)
    most = _LENGTH + (asked.end() if asked else 0)
    if len(said) <= most:
        return said
    return said[: most + 1].rpartition(" ")[0] or said[:most]
