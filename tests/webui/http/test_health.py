from __future__ import annotations

from typing import Any

from indexer import Archive


def test_health_names_the_build(client: Any, archive: Archive) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json["status"] == "ok"
    assert response.json["build"] == archive.build
