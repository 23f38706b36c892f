"""One form of a name for ids, folders, filters and addresses.

Called by whatever names a thing to a machine: ids of reports and findings, folders of the corpus,
values of facets, the addresses of the pages. A printed name goes in, small ASCII comes out.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Apostrophes stand within a word: 'Children’s' is one word and not 'children' and 's'.
_APOSTROPHES = re.compile("['’‘ʼ]")


@lru_cache(maxsize=65536)
def slug(text: str) -> str:
    """``text`` as small ASCII letters and digits with single hyphens between; '-' for no words.

    'Children’s services' is 'childrens-services', 'Crime & disorder' is 'crime-and-disorder' and
    'Réponse' is 'reponse'. Letters that have no ASCII form are written in Punycode (RFC 3492), so
    that no two names in another script become one. A slug is its own slug.
    """
    plain = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[\W_]+", "-", plain)
    return (words if words.isascii() else _in_ascii(words)).strip("-") or "-"


def former_slug(text: str) -> str:
    """The slug of a facet's value in addresses made before 26 November 2026, which people keep.

    It parted words at apostrophes and left '&' out: 'children-s-services', 'crime-disorder'.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^\w]+|_+", "-", plain).strip("-") or "-"


def _in_ascii(words: str) -> str:
    return re.sub(r"-+", "-", words.strip("-").encode("punycode").decode())
