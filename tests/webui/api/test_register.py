"""The register as data, against the archive and its description."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from indexer import Archive, JoinedTable
from webui.api import openapi


@pytest.fixture(scope="module")
def archive(asking_index: Path) -> Archive:
    return Archive(asking_index)


def answered(client: Any, query: str) -> Any:
    response = client.get(f"/api/v1/register?{query}")
    assert response.status_code == 200
    schema = {"$ref": "#/components/schemas/Register"}
    document = {**schema, "components": openapi.DOCUMENT["components"]}
    Draft202012Validator(document).validate(response.json)
    return response.json


def test_it_is_what_the_archive_knows(asking: Any, archive: Archive) -> None:
    answer = answered(asking, "order=report&size=100&on=2026-06-30")
    register = archive.register()
    assert answer["total"] == len(register)
    assert answer["dated"] == sum(bool(entry.due) for entry in register)
    assert answer["build"] == archive.build
    for row, entry in zip(answer["entries"], register, strict=False):
        finding = archive.finding(entry.id).finding
        assert (row["id"], row["text"], row["due"]) == (finding.id, finding.text, finding.due)
        assert row["overdue"] == (entry.is_late("2026-06-30") if entry.due else None)
        assert row["source"]["sha256"] == archive.record(finding.report).sha256
        assert row["joined"] is None


def test_what_people_keep_is_in_it(asking: Any, archive: Archive, tmp_path: Path) -> None:
    first = archive.register()[0].id
    (tmp_path / "mine.csv").write_text(f"Reference,RAG,Force\n{first},Red,x\n", encoding="utf-8")
    JoinedTable(tmp_path).put(tmp_path / "mine.csv", archive.register())
    answer = answered(asking, "own.rag=red")
    assert answer["columns"] == ["RAG"]
    assert [row["joined"] for row in answer["entries"]] == [{"RAG": "Red"}]


@pytest.mark.parametrize("query", ["colour=red", "due=never", "page=0"])
def test_what_cannot_be_is_refused(asking: Any, query: str) -> None:
    response = asking.get(f"/api/v1/register?{query}")
    assert response.status_code == 400
    assert response.json["error"]["parameter"] == query.partition("=")[0]
