"""The description of the API (OpenAPI 3.1), as it is served and as ``/api`` shows it to people.

``openapi.json`` has what is written by hand. What follows from a table is put in here: a parameter
and a list of values for each facet (``indexer.FACETS``), and the fields of a finding
(``indexer.FIELDS``). The tests call every path and hold the answers against the schemas.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from indexer import FACETS, FIELDS
from webui.presenters.sentences import listed

#: The paths that take the parameters of a search, each of them described.
_SEARCHES = ("/api/v1/search", "/api/v1/suggestions", "/api/v1/register")
_PARAMETER = "#/components/parameters/"


def describe(written: str) -> dict[str, Any]:
    """The whole document, from the part that is written by hand."""
    document: dict[str, Any] = json.loads(written)
    components = document["components"]
    _describe_facets(components)
    for path in _SEARCHES:
        parameters = document["paths"][path]["get"]["parameters"]
        parameters[1:1] = [{"$ref": _PARAMETER + facet.name} for facet in FACETS]
    finding = components["schemas"]["Finding"]
    fields = {
        row.name: {**row.schema, "description": row.description}
        for row in FIELDS
        if row.description
    }
    finding["properties"] = {**fields, **finding["properties"]}
    finding["required"] = list(finding["properties"])
    schemas = components["schemas"]
    for alone in (
        schemas["OneFinding"]["properties"]["finding"],
        schemas["Register"]["properties"]["entries"]["items"],
    ):
        alone["properties"] = {**fields, **alone["properties"]}
        alone["required"] = list(alone["properties"])
    return document


def _describe_facets(components: dict[str, Any]) -> None:
    """Describes each facet as a parameter, in an answer, in a query and as a suggestion."""
    parameters, schemas = components["parameters"], components["schemas"]
    names = [facet.name for facet in FACETS]
    query = parameters["q"]
    query["description"] = query["description"].format(facets=listed([f"{n}:" for n in names]))
    for facet in FACETS:
        parameters[facet.name] = {
            "name": facet.name,
            "in": "query",
            "example": list(facet.examples),
            "description": facet.description,
            "schema": {"type": "array", "items": {"type": "string"}},
        }
    schemas["Facets"] = {
        "type": "object",
        "additionalProperties": False,
        "required": names,
        "properties": {name: {"$ref": "#/components/schemas/FacetValues"} for name in names},
    }
    kinds = schemas["Suggestions"]["properties"]["suggestions"]["items"]["properties"]["kind"]
    kinds["enum"] += [facet.name for facet in FACETS if facet.suggested]


DOCUMENT: Mapping[str, Any] = describe((Path(__file__).parent / "openapi.json").read_text("utf-8"))
TEXT = json.dumps(DOCUMENT, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the tables at ``/api``: a parameter, or a part of an answer."""

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
    """The node that a reference refers to; a node that is no reference is itself."""
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
    """The values that a schema allows, in words."""
    schema = resolve(schema)
    if "enum" in schema:
        return " or ".join(str(value) for value in schema["enum"])
    types = schema["type"]
    return " or ".join(_KINDS[name] for name in ([types] if isinstance(types, str) else types))
