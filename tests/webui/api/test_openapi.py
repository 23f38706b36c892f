"""The description of the API against the API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from jsonschema import Draft202012Validator

from indexer import FACETS
from webui import params
from webui.api import openapi
from webui.pages.guidance import REQUESTS

PATHS = openapi.DOCUMENT["paths"]
#: Searches that between them fill every part of an answer.
SEARCHES = [
    "", "q=NPT&size=3", "q=neighborhod", "q=xyzzyplugh&correct=0&category=strengths",
    "q=the&sort=newest&page=2&size=5", "grade=not-graded&group=1", "q=trainin",
]  # fmt: skip


def validator(schema: Any) -> Draft202012Validator:
    """A validator of a schema of the document, references included."""
    return Draft202012Validator({**schema, "components": openapi.DOCUMENT["components"]})


def schema_of(path: str, status: str, media: str = "application/json") -> Any:
    answer = openapi.resolve(PATHS[path]["get"]["responses"][status])
    return answer["content"][media].get("schema", {})


def test_it_is_served_as_it_is_written(client: Any) -> None:
    response = client.get("/api/v1/openapi.json")
    assert response.json == openapi.DOCUMENT
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.json["openapi"].startswith("3.1.")


def test_every_schema_is_one_and_every_reference_leads_somewhere() -> None:
    for schema in openapi.DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            assert openapi.resolve(node) is not None
            node = list(node.values())
        for one in node if isinstance(node, list) else ():
            walk(one)

    walk(openapi.DOCUMENT)


def test_the_parameters_are_those_that_are_read() -> None:
    told = [line.name for line in openapi.parameters()]
    assert sorted(told) == sorted(params.NAMES)
    facets = openapi.DOCUMENT["components"]["schemas"]["Facets"]
    assert list(facets["properties"]) == [facet.name for facet in FACETS]


def test_the_defaults_are_those_that_are_used() -> None:
    for parameter in params.PARAMETERS:
        schema = openapi.DOCUMENT["components"]["parameters"][parameter.name]["schema"]
        used = getattr(params.DATA, parameter.name)
        assert schema["default"] == (int(used) if isinstance(used, bool) else used)


@pytest.mark.parametrize("name", [line.name for line in openapi.parameters()])
def test_the_example_of_each_parameter_runs(client: Any, name: str) -> None:
    example = openapi.DOCUMENT["components"]["parameters"][name]["example"]
    response = client.get("/api/v1/search?" + urlencode({name: example}, doseq=True))
    assert response.status_code == 200
    assert response.json["total"] > 0


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("path", ["/api/v1/search", "/export.json"])
def test_answers_are_as_described(client: Any, path: str, search: str) -> None:
    response = client.get(f"{path}?{search}")
    assert response.status_code == 200
    validator(schema_of(path, "200")).validate(response.json)


@pytest.mark.parametrize(
    ("search", "status"), [("page=0", "400"), ("nothing=1", "400"), ("page=9999", "404")]
)
def test_errors_are_as_described(client: Any, search: str, status: str) -> None:
    response = client.get(f"/api/v1/search?{search}")
    assert str(response.status_code) == status
    validator(schema_of("/api/v1/search", status)).validate(response.json)


@pytest.mark.parametrize("path", PATHS)
def test_every_path_answers_in_the_type_it_says(client: Any, path: str) -> None:
    finding = client.get("/api/v1/search?size=1").json["findings"][0]
    address = path.replace("{id}", finding["id"]).replace("{report}", finding["report"])
    response = client.get(address)
    assert response.status_code == 200
    (media,) = PATHS[path]["get"]["responses"]["200"]["content"]
    assert response.mimetype == media
    if media == "application/json":
        validator(schema_of(path, "200")).validate(response.json)


def test_a_schema_refuses_what_is_not_described(client: Any) -> None:
    answer = client.get("/api/v1/search?size=1").json
    check = validator(schema_of("/api/v1/search", "200"))
    assert not check.is_valid({**answer, "more": 1})
    assert not check.is_valid({name: part for name, part in answer.items() if name != "total"})


def test_the_page_shows_every_parameter_and_runs_every_example(client: Any) -> None:
    page = client.page("/api")
    names = {code.get_text() for code in page.select("th code")}
    assert set(params.NAMES) <= names
    assert set(client.get("/api/v1/search?size=1").json["findings"][0]) <= names
    shown = [str(a["href"]) for a in page.select(".ways a")]
    assert shown == [path for path, _ in REQUESTS]
    for path in shown:
        response = client.get(path)
        assert response.status_code == 200, path
        if path.startswith("/api/v1/search"):
            assert response.json["total"] > 0, path
