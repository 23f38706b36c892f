from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from indexer import Archive, SearchRequest


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


def locations(client: Any, url: str) -> list[str]:
    response = client.get(url)
    assert response.status_code == 200, url
    assert response.mimetype == "application/xml"
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    return [loc.text or "" for loc in ElementTree.fromstring(response.data).iter(f"{name}loc")]


def test_the_sitemap_leads_to_every_finding(client: Any, archive: Archive) -> None:
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text
    maps = locations(client, "/sitemap.xml")
    found = [address for one in maps for address in locations(client, one)]
    assert len(found) == len(set(found))
    findings = [f.id for r in archive.reports() for f in archive.report(r.id).findings]
    assert {f"http://localhost/findings/{one}" for one in findings} <= set(found)
    for address in [found[0], *found[1:12], *found[-3:]]:
        assert client.get(address).status_code == 200, address
    assert client.get("/sitemap/reports/nothing.xml").status_code == 404


@pytest.mark.parametrize("url", ["/", "/?q=NPT", "/reports/cambridgeshire-2007", "/help"])
def test_a_link_to_a_page_can_be_previewed(client: Any, url: str) -> None:
    page = client.page(url)
    said = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}
    assert page.title is not None
    assert page.title.get_text() == f"{said['og:title']} – Inspection Findings"
    assert said["og:description"] == page.select_one("meta[name=description]")["content"]
    assert len(said["og:description"]) > 20


def test_a_finding_is_previewed_by_its_words(client: Any, archive: Archive) -> None:
    finding = archive.search(SearchRequest(q="marac")).hits[0].finding
    page = client.page(f"/findings/{finding.id}?q=marac&n=1")
    said = {tag["property"]: tag["content"] for tag in page.select("meta[property^='og:']")}
    whose, _, words = said["og:description"].partition(": ")
    assert whose.startswith(finding.force)
    assert words[:60] == finding.text[:60]
    assert said["og:type"] == "article"
    canonical = f"http://localhost/findings/{finding.id}"
    assert said["og:url"] == page.select_one("link[rel=canonical]")["href"] == canonical
