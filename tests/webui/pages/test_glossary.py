"""The glossary page."""

from __future__ import annotations

from typing import Any

from indexer import Archive


def words(tag: Any) -> str:
    return " ".join(tag.get_text().split())


def entry(page: Any, short: str) -> Any:
    rows = [row for row in page.select("tbody tr") if row.select("th b")]
    return next(row for row in rows if words(row.select_one("b")) == short)


def test_every_acronym_is_listed_once_in_order(client: Any, archive: Archive) -> None:
    page = client.page("/glossary")
    listed = [words(tag) for tag in page.select("tbody th b")]
    assert listed == [entry.short for entry in archive.glossary()]
    assert listed == sorted(listed, key=str.casefold)
    assert "MARAC" in listed


def test_an_acronym_says_what_it_means_where_and_how_often(client: Any) -> None:
    row = entry(client.page("/glossary"), "ACPO")
    cells = [words(cell) for cell in row.select("td")]
    assert cells[0] == "Association of Chief Police Officers"
    assert cells[1].startswith("Cambridgeshire Constabulary")
    link = row.select("td a")[-1]
    assert link["href"] == "/?q=ACPO&context=1&read=0"
    assert int(words(link).split()[0]) > 0
    assert client.page(link["href"]).select(".card")


def test_a_conflict_is_named_with_both_meanings(client: Any, archive: Archive) -> None:
    assert next(e for e in archive.glossary() if e.short == "CDAIU").conflict
    row = entry(client.page("/glossary"), "CDAIU")
    assert "More than one meaning" in words(row)
    assert row.select_one("th")["rowspan"] == "2"


def test_what_nobody_explains_is_listed_as_such(client: Any, archive: Archive) -> None:
    page = client.page("/glossary")
    unknown = [e.short for e in archive.glossary() if not e.meanings]
    assert unknown
    links = {words(a): str(a["href"])[1:] for a in page.select("main > div > p a[href^='#']")}
    assert list(links) == unknown
    for short, anchor in links.items():
        assert words(page.find(id=anchor).select_one("b")) == short
        assert "Explained nowhere" in words(page.find(id=anchor))
