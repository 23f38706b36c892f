"""Lists of links: findings that lead to their evidence, and navigation."""

from __future__ import annotations

from collections.abc import Callable

from indexer.reports.lines import Line, Role

ReadMain = Callable[[str], list[Line]]

EVIDENCE = "<h2 id=e1>Calls</h2><p>We heard nine.</p><h2 id=e2>Vans</h2><p>We saw two.</p>"


def kinds(lines: list[Line], count: int = 2) -> set[Role | None]:
    return {line.role for line in lines[:count]}


def test_findings_that_are_links_are_findings(read_main: ReadMain) -> None:
    links = (
        "<ul><li><a href='#e1'>The force should answer each call</a></li>"
        "<li><a href='#e2'>Its vans are seldom cleaned</a></li></ul>"
    )
    assert kinds(read_main(links + EVIDENCE)) == {Role.ITEM}


def test_sentences_that_lead_to_other_pages_are_findings(read_main: ReadMain) -> None:
    links = (
        "<ul><li><a href='/a'>The force should answer each call.</a></li>"
        "<li><a href='/b'>Its vans are seldom cleaned.</a></li></ul>"
    )
    assert kinds(read_main(links)) == {Role.ITEM}


def test_names_of_the_headings_are_a_list_of_contents(read_main: ReadMain) -> None:
    links = (
        "<ul><li><a href='#e1'>The force is slow to answer calls</a></li>"
        "<li><a href='#e2'>How well does it clean its vans?</a></li></ul>"
        "<h2 id=e1>The force is slow to answer calls</h2><p>We heard nine.</p>"
        "<h2 id=e2>How well does it clean its vans?</h2><p>We saw two.</p>"
    )
    assert kinds(read_main(links)) == {Role.CHROME}
