from __future__ import annotations

from typing import Any

import pytest

from indexer import Archive, DamagedIndex


def test_health_names_the_build(client: Any, archive: Archive) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json["status"] == "ok"
    assert response.json["build"] == archive.build


def test_ready_says_that_questions_are_answered(client: Any, archive: Archive) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json == {"status": "ready", "build": archive.build}


def test_not_ready_where_a_question_is_not_answered(
    client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> None:
        raise DamagedIndex("No whole build is left.")

    monkeypatch.setattr(Archive, "search", damaged)
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200
