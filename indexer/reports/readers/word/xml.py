"""Word's XML, asked without its namespaces: names, children and values of elements."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def child(element: Element | None, *path: str) -> Element | None:
    """The first descendant along a path of names, or None."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its name without the namespace, or None."""
    if element is None:
        return None
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), None)


def number(text: str | None) -> int | None:
    """A whole number as Word writes it, or None."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else None


def switched(properties: Element | None, name: str) -> bool | None:
    """Whether a property such as <w:b/> is on; None where nothing is said."""
    found = child(properties, name)
    return None if found is None else value(found) not in ("0", "false", "off", "none")


def indent(properties: Element | None) -> int | None:
    """The left indent that a <w:pPr> sets, in twentieths of a point, or None."""
    found = child(properties, "ind")
    return number(value(found, "left") or value(found, "start"))
