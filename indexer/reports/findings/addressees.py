"""Who must act: the subject of 'should', as it is printed; None where the words name nobody.

``demands`` asks it. A subject is an addressee only where it can act ('the force', 'Kent Police',
'leaders'), where the sentence asks it to, and where nothing is only told of it: 'the police are
aware of the need to respond' and 'staff need to have support' ask nobody. The words are data
(``addressees.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from indexer.data_files import toml
from indexer.reports.dates import DATE
from indexer.reports.front_matter.forces import named

#: A printed reference: 'Recommendation 3', 'R3', 'AFI 2'.
REFERENCE = (
    r"(?:(?:new |accelerated )?recommendation|area for (?:improvement|development|priority action)|"
    r"areas? for (?:improvement|development)|improvement action|cause of concern|priority action|"
    r"AFI|AFD|Rec\.?|R)\s?(?:no\.?\s?)?\d{1,3}(?:\.\d{1,3})?[a-z]?"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“(])")
#: The verb of an order; what follows tells whether its subject acts or is acted upon.
_ORDER = re.compile(r"\b(?:should|must)\b(?P<after>.{0,40})", re.I | re.S)
#: The same said as a need: an order only where it is the first thing said of a body.
_NEED = re.compile(r"\bneeds?\s+to\b(?P<after>.{0,40})", re.I | re.S)
_PASSIVE = re.compile(
    r"^,?\s*(?:also|always|all|not|now|only|be\s+)?\s*be\s+(?:\w+ly\s+)?(?!able|aware|clear|confident"
    r"|prepared|ready|responsible|satisfied|mindful|certain|sure)\w+(?:ed|en|de|ne|ld|pt|ght|wn|ut)\b",
    re.I,
)
#: 'HMIC recommends that the force reviews …'; 'That the commander publishes …'.
_RECOMMENDS = re.compile(r"\brecommends?\s+(?:that\s+)?|\brecommended\s+that\s+|^that\s+", re.I)
_ACTED_UPON = re.compile(
    r"\s+(?:is|are|be)\s+(?:\w+ly\s+)?\w+(?:ed|en|de|ne|ld|pt|ght|wn|ut)\b", re.I
)
#: What may stand in front of a subject and is none of it.
_LEADING = re.compile(
    r"^(?:[\s,:–-]*(?:" + REFERENCE + r"\s*[:.–-]\s"
    r"|(?:recommendation|cause of concern|area for improvement)\s*[:–-]\s*"
    r"|.*?\brecommend(?:s|ed)?\s+(?:that\b)?|we\s+(?:have\s+)?(?:determined|decided|hold)\s+that\b|that\b(?=\s+(?:the|all|each))|[^:]{1,80}:\s"
    r"|(?:by|within|in|as|to|when|where|working|following|at|for|after|before|until|across|having|"
    r"if|with|during|once|because|through|therefore|immediately|urgently|and|over|from|on)\b[^,]*,"
    r"|(?:immediately|urgently|in\s+(?:addition|particular))\b"
    r"|within\s+(?:the\s+next\s+)?[\w-]+\s+(?:days|weeks|months|years)\b"
    r"|by\s+" + DATE + r"|and\b|also\b|both\b)\s*)+",
    re.I,
)  # fmt: skip
#: What else is said of a subject before it is asked: 'Kent Council is the authority and should …'.
_BESIDE = re.compile(r"\s+(?:is|are)\s[^,;:]*\band$", re.I)
#: What stands in brackets behind a name and is none of it.
_ASIDE = re.compile(r"\s*\([^)]*\)")
#: Words of a subject, and characters of a sentence in front of its verb, at the most.
_LONGEST_SUBJECT, _LONGEST_START = 16, 600


def sentences(text: str) -> list[str]:
    """The sentences of a finding's text."""
    return _SENTENCE.split(text)


def asked(sentence: str, first: bool = False) -> tuple[int, int] | None:
    """Where the words that ask begin and end in a sentence; None for one that asks nothing.

    'Needs to' asks in the ``first`` sentence of a finding only.
    """
    found = _order(sentence, first)
    if found:
        return found.start(), found.start("after")
    recommends = _RECOMMENDS.search(sentence)
    return recommends.span() if recommends else None


def _order(sentence: str, first: bool) -> re.Match[str] | None:
    return _ORDER.search(sentence) or (_NEED.search(sentence) if first else None)


def addressee(text: str) -> str | None:
    """The first subject that is asked to act, or of whom it is recommended that it acts."""
    for place, sentence in enumerate(sentences(text)):
        for subject in (*_subjects(sentence, place == 0), *_recommended(sentence)):
            if found := _actor(subject):
                return found
    return None


def is_actor(text: str) -> bool:
    """Whether a text names somebody who can act and says nothing else: 'Chief constables'."""
    said = text.strip()
    return bool(said) and _actor(said) == said


def _subjects(sentence: str, first: bool) -> Iterator[str]:
    """What stands before 'should' or 'must', where it is not acted upon; before 'needs to' where
    that is a body and not its people."""
    order = _order(sentence, first)
    if order is None or order.start() > _LONGEST_START or _PASSIVE.match(order["after"]):
        return
    subject = _BESIDE.sub("", _LEADING.sub("", sentence[: order.start()]).rstrip())
    if _ORDER.match(order.group()) or not _are_people(subject):
        yield subject


def _are_people(subject: str) -> bool:
    words = subject.split()
    return bool(words) and _bare(_head(words).split()[-1]) in _words("people")


def _recommended(sentence: str) -> Iterator[str]:
    if found := _RECOMMENDS.search(sentence):
        yield _up_to_actor(_LEADING.sub("", sentence[found.end() :][:_LONGEST_START]))


def _up_to_actor(text: str) -> str:
    """The first words of ``text`` that can be a subject: a name, or words up to an actor."""
    found = ""
    words = text.split()[:5]
    if (names := named(text)) and names[0].start <= len("the "):
        found = text[: names[0].end]
    elif ends := [place for place in range(len(words)) if _ends_actor(words[: place + 1])]:
        found = " ".join(words[: ends[0] + 1])
    return "" if _ACTED_UPON.match(text[len(found) :]) else found


def _actor(subject: str) -> str | None:
    """The subject as printed, if it can act; None where it points back or is a thing."""
    parts = re.split(r"(,\s+(?:and\s+)?)", subject.strip(" ,:;–-"))
    said = ""
    for place in range(0, len(parts), 2):
        if not _can_act(parts[place].split()):
            break
        said += "".join(parts[max(place - 1, 0) : place + 1])
    return said if said and not _tells(parts) else None


def _tells(parts: Sequence[str]) -> bool:
    """True where a verb stands between the subject and 'should', and in no clause between commas
    that begins with 'which' or 'who'."""
    said = (words for part in parts if (words := part.split()))
    own = (words for words in said if _bare(words[0]) not in _words("pointers"))
    return any(_bare(word) in _words("verbs") for words in own for word in words)


def _can_act(words: Sequence[str]) -> bool:
    """True for a force's name, an acronym, and what ends with an actor."""
    if not words or len(words) > _LONGEST_SUBJECT or _bare(words[0]) in _words("pointers"):
        return False
    if any(_bare(word) in _words("clauses") for word in words):
        return False
    said = " ".join(words)
    names = named(said)
    if names and names[0].start <= len("the "):
        rest = said[names[0].end :].split()
        if not rest or _bare(rest[0]) in _words("behind"):
            return True
    head = _head(_ASIDE.sub("", said).split()).split()
    return bool(re.fullmatch(r"[A-Z]{3,}s?", head[-1])) or _ends_actor(head)


def _ends_actor(words: Sequence[str]) -> bool:
    """True where the last word, or the last two, name who can act."""
    ends = {_bare(words[-1]), " ".join(map(_bare, words[-2:]))}
    return not ends.isdisjoint(_words("actors") | _words("people"))


def _head(words: Sequence[str]) -> str:
    """A subject up to its last word: 'Leaders across the partnership' is about leaders."""
    for place, word in enumerate(words):
        inside = _is_in_name(words, place) or _is_in_compound(words, place)
        if place and _bare(word) in _words("behind") and not inside:
            return " ".join(words[:place])
    return " ".join(words)


def _is_in_name(words: Sequence[str], place: int) -> bool:
    """True for the 'and' of 'HM Prison and Probation Service', not of 'Kent Police and Ofsted'."""
    around = (*words[place - 1 : place], *words[place + 1 : place + 2])
    named_ = len(around) == 2 and all(word[:1].isupper() for word in around)
    return named_ and words[place] == "and" and not _ends_actor(words[:place])


def _is_in_compound(words: Sequence[str], place: int) -> bool:
    """True for the 'and' of 'adult health and social work services': only both together are a
    body. A determiner behind it begins a subject of its own."""
    rest = words[place + 1 :]
    if _bare(words[place]) not in ("and", "or") or not rest or _ends_actor(words[:place]):
        return False
    return _bare(rest[0]) not in _words("determiners") and _ends_actor(_head(rest).split())


def _bare(word: str) -> str:
    return word.strip(".,:;()‘’“”'\"").casefold()


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(toml(__package__, "addressees.toml")[name])
