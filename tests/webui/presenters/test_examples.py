"""What is offered to try finds something, whatever the reports are about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer import Archive, publish
from tests.national import national
from webui.presenters import examples

#: Words of no example.
STRANGE = "Wardens photographed migrating kingfishers; beekeepers catalogued meadows. ABCD helped."


@pytest.mark.parametrize("strange", [False, True])
def test_what_is_offered_to_try_finds_something(
    client_over: Callable[[Path], Any], tmp_path: Path, strange: bool
) -> None:
    report = next(national(1))
    if strange:
        some = tuple(
            replace(one, text=STRANGE, area=None, grade=None, section="", path=())
            for one in report.findings[:3]
        )
        report = replace(report, title="Of birds", findings=some, areas=(), ledger=())
    publish([report], tmp_path)
    client = client_over(tmp_path)
    links = [
        *client.page("/").select(".examples a"),
        *client.page("/help").select("article a[href^='/?q']"),
    ]
    typed = [link.get_text() for link in links]
    assert ("photographed migrating" in typed) is strange
    assert len(typed) > 5
    for link in links:
        page = client.page(str(link["href"]))
        assert page.select(".card"), link


def test_the_home_page_does_not_wait_for_the_examples_of_the_help_page(
    client_over: Callable[[Path], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    finds = examples._finds

    def counted(archive: Archive, words: str) -> bool:
        asked.append(words)
        return finds(archive, words)

    monkeypatch.setattr(examples, "_finds", counted)
    publish(list(national(1)), tmp_path)
    client = client_over(tmp_path)
    client.page("/")
    assert asked
    assert set(asked) <= set(examples.TO_TRY)
    client.page("/help")
    assert not set(asked) <= set(examples.TO_TRY)
