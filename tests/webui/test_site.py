from __future__ import annotations

from typing import Any
from xml.etree import ElementTree


def test_browsers_can_search_from_their_address_bar(client: Any) -> None:
    response = client.get("/opensearch.xml")
    assert response.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(response.data)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    templates = [url.attrib["template"] for url in root.findall(f"{name}Url")]
    assert len(templates) == 3
    for template in templates:
        assert client.get(template.replace("{searchTerms}", "NPT")).status_code == 200
    assert len(root.findtext(f"{name}ShortName") or "") <= 16


def test_the_mark_is_an_image_under_both_names(client: Any) -> None:
    for url in ("/favicon.svg", "/favicon.ico"):
        response = client.get(url)
        assert response.mimetype == "image/svg+xml"
        assert ElementTree.fromstring(response.data).tag.endswith("svg")


def test_robots_may_read_findings_but_not_every_search(client: Any) -> None:
    response = client.get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert "Disallow: /*?" in response.text.splitlines()
    assert "Disallow: /findings" not in response.text
