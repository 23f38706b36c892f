"""What is asked, in a sentence: the first of a finding, without the time and the force that stand
beside it.

``components/demand.html`` asks for them in its table of what must be done by when, whose rows say
the time and whose page says the force. Nothing is reworded: what is left out is marked with '…'. No
sentence is cut, since what stands at its end is as often what must be done ('… are moved to other
accommodation').
"""

from __future__ import annotations

import re

from indexer import Finding

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“(•])")
#: 'The force should', with what stands before it.
_ORDER = re.compile(r"(?P<whom>[^.:;]{1,80}?)\s+(?:should|must)\b[\s:]*", re.I)
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_POLICE = frozenset({"force", "police", "constabulary", "constable"})
_PARTICLES = frozenset({"the", "its", "and", "chief"})


def brief(finding: Finding) -> str:
    """'… have a process by which custody is checked', of 'By May 2025, the force should have …'.

    Who must act stays where that is not the force alone. Of what goes on as a list its beginning.
    """
    first, *more = _SENTENCE.split(_before_list(finding), maxsplit=1)
    bare = _untimed(first, finding.deadline or "")
    order = _ORDER.match(bare)
    said = bare[order.end() :].lstrip(" ,") if order and _is_force(order["whom"], finding) else bare
    said = _untimed(said, finding.deadline or "")
    ends = " …" if more or goes_on(finding) else ""
    return ("… " if said != first else "") + said.rstrip(",; ") + ends


def goes_on(finding: Finding) -> bool:
    """Whether a finding says more than its first sentence."""
    said = _before_list(finding)
    return len(_SENTENCE.split(said, maxsplit=1)) > 1 or said != finding.text.rstrip()


def _before_list(finding: Finding) -> str:
    """Its text up to its first bullet, where words stand before that."""
    start = finding.nested_at[0][0] if finding.nested_at else 0
    return finding.text[:start].rstrip() or finding.text.rstrip()


def _untimed(said: str, time: str) -> str:
    """The words without the time at their beginning."""
    begins = bool(time) and said.casefold().startswith(time.casefold())
    return said[len(time) :].lstrip(" ,") if begins else said


def _is_force(whom: str, finding: Finding) -> bool:
    names = {word for name in finding.forces for word in _WORD.findall(name.casefold())}
    return set(_WORD.findall(whom.casefold())) <= _POLICE | _PARTICLES | names
