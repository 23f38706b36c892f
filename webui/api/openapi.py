"""The description of the API, written by hand beside the code that it describes (OpenAPI 3.1).

``openapi.json`` is served as it is and shown to people at ``/api``; the tests call every path of
it and hold the answers against its schemas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEXT = (Path(__file__).parent / "openapi.json").read_text("utf-8")
DOCUMENT: Mapping[str, Any] = json.loads(TEXT)


@dataclass(frozen=True, slots=True)
class Line:
    """Something to explain: a parameter, or a part of an answer."""

    name: str
    meaning: str
    #: What it may be, in words: 'text', 'a whole number, 1 to 100', '1 or 0'.
    kind: str
    #: What it is when left out, '' where there is no such thing.
    default: str = ""


def parameters() -> Iterator[Line]:
    """The parameters of the search, in their order."""
    for reference in DOCUMENT["paths"]["/api/v1/search"]["get"]["parameters"]:
        one = resolve(reference)
        schema = one["schema"]
        default = str(schema.get("default", ""))
        yield Line(one["name"], one["description"], kind(schema), default)


def parts(schema: str) -> Iterator[Line]:
    """The parts of a schema that says what each of them means, in their order."""
    for name, part in DOCUMENT["components"]["schemas"][schema]["properties"].items():
        yield Line(name, part.get("description", ""), kind(part))


def resolve(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference refers to; a node that is no reference is itself."""
    if "$ref" not in node:
        return node
    found: Any = DOCUMENT
    for step in node["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return resolve(found)


_KINDS: Mapping[str, str] = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


def kind(schema: Mapping[str, Any]) -> str:
    """What a value of a schema may be, in words."""
    schema = resolve(schema)
    if "enum" in schema:
        return " or ".join(str(value) for value in schema["enum"])
    types = schema["type"]
    return " or ".join(_KINDS[name] for name in ([types] if isinstance(types, str) else types))
