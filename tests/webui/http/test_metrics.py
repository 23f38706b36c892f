"""What Prometheus is told: how much was asked of which page, how long it took, how the index is."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from webui import create_app


def figures(text: str) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Each figure by its name and labels."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def requests(text: str, **labels: str) -> float:
    """How many requests of those labels there were."""
    return sum(
        value
        for (name, found), value in figures(text).items()
        if name == "inspection_requests_total" and set(labels.items()) <= found
    )


def test_requests_are_counted_by_route_and_status(index: Path) -> None:
    client = create_app({"INDEX": index}).test_client()
    for path in ("/glossary", "/glossary?a=b", "/findings/none", "/findings/other", "/nowhere"):
        client.get(path, buffered=True)
    text = client.get("/metrics").text
    assert requests(text, route="/glossary", status="200") == 2
    assert requests(text, route="/findings/<finding_id>", status="404") == 2
    assert requests(text, route="other", status="404") == 1
    assert requests(text) == 5
    assert "nowhere" not in text
    found = figures(text)
    of_glossary = frozenset({("route", "/glossary")})
    assert found["inspection_request_seconds_count", of_glossary] == 2
    assert found["inspection_request_cpu_seconds_total", of_glossary] > 0


def test_applications_of_one_process_count_for_themselves(index: Path) -> None:
    clients = [create_app({"INDEX": index}).test_client() for _ in "ab"]
    clients[0].get("/help", buffered=True)
    assert [requests(one.get("/metrics").text) for one in clients] == [1, 0]


def test_the_process_and_the_index_are_told(index: Path, archive: object) -> None:
    text = create_app({"INDEX": index}).test_client().get("/metrics").text
    found = {name: value for (name, _), value in figures(text).items()}
    assert found["process_resident_memory_bytes"] > 0
    assert found["inspection_index_usable"] == 1
    assert found["inspection_index_degraded"] == 0
    assert found["inspection_index_reports"] == 1
    assert found["inspection_index_findings"] > 100


def test_without_an_index_it_says_so_and_goes_on(tmp_path: Path) -> None:
    answer = create_app({"INDEX": tmp_path / "none"}).test_client().get("/metrics")
    assert answer.status_code == 200
    assert "inspection_index_usable 0.0" in answer.text


@pytest.mark.parametrize("path", ["/metrics", "/healthz", "/readyz"])
def test_no_browser_keeps_a_state(index: Path, path: str) -> None:
    answer = create_app({"INDEX": index}).test_client().get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
