"""What a finding asks for: its printed reference, who must act, and by when.

``assembly`` asks it for each finding. Everything is read from the words of the finding, or from
the cells of its row; null where they say nothing. ``addressees`` reads who must act, ``deadlines``
by when.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.reports.categories import Stance, category
from indexer.reports.findings.addressees import REFERENCE, addressee, asked, sentences
from indexer.reports.findings.deadlines import Deadline, in_cell, in_sentence
from indexer.reports.labelling.framing import is_time
from indexer.reports.wording import spaced


@dataclass(frozen=True, slots=True)
class Demand:
    """What a finding says of the action that it asks for."""

    #: As printed: 'Recommendation 3', 'R3'.
    reference: str | None = None
    #: As printed: 'Kent Police', 'The chief constable'.
    addressee: str | None = None
    #: As printed: 'within six months', 'by 31 March 2024', 'immediately'.
    deadline: str | None = None
    #: The last day of that, 'YYYY-MM-DD'; None where it cannot be reckoned.
    due: str | None = None


NOTHING_ASKED = Demand()

_REFERENCE = re.compile(REFERENCE, re.I)
_NEXT_STEPS = re.compile(r"next steps|what (?:happens|comes) next|what next\??", re.I)


def demand(
    kind: str | None,
    label: str | None,
    text: str,
    headings: Sequence[str] = (),
    *,
    owner: str = "",
    by_when: str = "",
    lead: str = "",
    published: str = "",
) -> Demand:
    """What a finding asks: nothing but for categories that ask, and under 'Next steps'.

    ``kind`` is its category, ``headings`` those above it, ``owner`` the cell of its row that names
    the responsible body, ``by_when`` that with the time, ``lead`` the sentence that leads in to its
    list, ``published`` the day or the month of publication ('YYYY-MM-DD', 'YYYY-MM').
    """
    row = category(kind)
    if row is None or row.stance is not Stance.ASKS:
        return _next_step(text, published) if _is_next_step(headings) else NOTHING_ASKED
    asks_below = asked(lead) is not None
    said = spaced(f"{lead.rstrip(': ')} {text}" if asks_below else text)
    found = in_cell(by_when, published) if by_when else None
    found = found or _deadline(said, published) or _above(headings, published)
    deadline, due = found or (None, None)
    return Demand(
        reference=_reference(label, headings, text),
        addressee=spaced(owner) or addressee(lead) or addressee(text),
        deadline=deadline,
        due=due,
    )


def _reference(label: str | None, headings: Sequence[str], text: str) -> str | None:
    """The label where it is a name and a number; the heading directly above; the first words."""
    for printed in (label or "", *headings[-1:]):
        if _REFERENCE.fullmatch(printed.strip(" .:")):
            return spaced(printed.strip(" .:"))
    found = re.match(rf"({_REFERENCE.pattern})\s*[:.–-]\s", text, re.I)
    return spaced(found[1]) if found else None


def _deadline(text: str, published: str) -> Deadline | None:
    """By when, as a sentence says it and as its last day."""
    for place, sentence in enumerate(sentences(text)):
        if found := in_sentence(sentence, asked(sentence, first=place == 0), published):
            return found
    return None


def _above(headings: Sequence[str], published: str) -> Deadline | None:
    """By when, as the heading right above says: 'Within three months:'."""
    above = headings[-1].strip(" .:") if headings else ""
    return in_cell(above, published) if is_time(above) else None


def _is_next_step(headings: Sequence[str]) -> bool:
    return any(_NEXT_STEPS.fullmatch(heading.strip(" .:")) for heading in headings[-1:])


def _next_step(text: str, published: str) -> Demand:
    """What a letter asks at its end, by a printed date: of the body that is asked first, to write
    an answer, and of the body that sends it by then."""
    said = sentences(text)
    first = next((sentence for sentence in said if asked(sentence)), "")
    for sentence in said:
        found = in_sentence(sentence, asked(sentence), published)
        if found and found[1]:
            bodies = filter(None, map(addressee, (first, sentence)))
            named = {body.casefold(): body for body in bodies}
            return Demand(
                addressee="; ".join(named.values()) or None, deadline=found[0], due=found[1]
            )
    return NOTHING_ASKED
