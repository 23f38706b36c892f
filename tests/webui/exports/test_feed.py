from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from indexer import Archive
from webui import params
from webui.exports.feed import instant, urn

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(client: Any, query: str) -> ElementTree.Element:
    response = client.get(f"/feed.atom?{query}")
    assert response.status_code == 200
    assert response.mimetype == "application/atom+xml"
    return ElementTree.fromstring(response.data)


def test_an_entry_for_each_finding(client: Any) -> None:
    root = feed(client, "area=neighbourhood-policing&category=areas-for-improvement")
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 12
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}updated") == "2026-11-22T00:00:00Z"
        assert entry.findtext(f"{ATOM}published") == "2007-10-01T00:00:00Z"
        assert entry.findtext(f"{ATOM}content")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.attrib["href"]).status_code == 200
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 12


def test_the_feed_has_what_rfc_4287_asks_for(client: Any) -> None:
    root = feed(client, "q=%3Cb%3E+%26+NPT")
    for name in ("id", "title", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None, name
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert set(links) == {"self", "alternate"}
    assert "<b> & NPT" in (root.findtext(f"{ATOM}title") or "")


@pytest.mark.parametrize("query", ["q=%00%08%0Bx", "q=%EF%BF%BF", "q=%F0%9F%9A%93", "q=xyzzyplugh"])
def test_it_is_xml_whatever_was_asked(client: Any, query: str) -> None:
    assert feed(client, query).findtext(f"{ATOM}updated")


def test_ids_say_nothing_of_where_the_site_is(client: Any) -> None:
    here, there = (
        ElementTree.fromstring(client.get("/feed.atom?q=marac", base_url=url).data)
        for url in ("http://localhost", "https://findings.example/under")
    )
    for path in (f"{ATOM}id", f"{ATOM}entry/{ATOM}id"):
        ids = [tag.text or "" for tag in here.findall(path)]
        assert ids == [tag.text for tag in there.findall(path)]
        assert all(one.startswith("urn:uuid:") for one in ids)
    assert feed(client, "q=npt").findtext(f"{ATOM}id") != here.findtext(f"{ATOM}id")


def test_the_order_is_that_of_a_feed_whatever_is_asked_for(
    sample: Any, sample_archive: Archive
) -> None:
    titles = [
        [entry.findtext(f"{ATOM}id") for entry in feed(sample, query).iter(f"{ATOM}entry")]
        for query in ("q=training", "q=training&sort=report", "q=training&sort=newest")
    ]
    asked = replace(params.FEED, q="training")
    hits = sample_archive.search(asked).hits
    assert titles[0] == titles[1] == titles[2] == [urn(hit.finding.id) for hit in hits]
    dates = [hit.added for hit in hits]
    assert dates == sorted(dates, reverse=True)


def test_dates() -> None:
    assert instant("2026-11-26T18:20:11.123+00:00") == "2026-11-26T18:20:11.123Z"
    assert instant("2026-11-26") == "2026-11-26T00:00:00Z"
    assert instant("2007-10") == "2007-10-01T00:00:00Z"
    assert instant("2007") == "2007-01-01T00:00:00Z"
    assert instant("") == "1970-01-01T00:00:00Z"
