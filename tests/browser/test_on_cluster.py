"""The main journeys before a site whose index lies in a cluster, in the same browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.index.location import ClusterAddress
from indexer.search.engine.cluster.connection import Connection
from tests.browser.test_admin import (  # noqa: F401
    TOKEN,
    report,
    test_sent_checked_and_published_without_a_script,
)
from tests.browser.test_journeys import (  # noqa: F401
    test_a_finding_leads_to_its_place_in_the_report_and_back,
    test_a_number_leads_to_its_findings,
    test_a_search_is_taken_away_as_a_spreadsheet,
    test_findings_of_several_pages_make_one_pack,
    test_forces_are_compared,
    test_forces_are_counted_with_their_grades,
    test_how_all_forces_were_graded_is_drawn_and_said,
    test_search_filter_open_and_go_back,
    test_the_keyboard_is_enough,
    test_what_is_said_more_than_once_is_shown_once,
)
from tests.browser.test_register import (  # noqa: F401
    join,
    test_what_is_overdue_is_found_by_keyboard,
    test_without_a_script_a_joined_column_filters_and_is_taken_away,
)
from tests.browser.test_timeline import (  # noqa: F401
    test_a_search_leads_to_its_years_and_a_number_back_by_keyboard,
)
from tests.serving import ROOT, hosting, serving
from webui import create_app

pytestmark = pytest.mark.cluster
Sent = Callable[[Path], ClusterAddress]


def _over(index: ClusterAddress, corpus: Path) -> Any:
    return hosting(create_app({"INDEX": Path(str(index)), "CORPUS": corpus}))


@pytest.fixture(scope="module")
def site(corpus_index: Path, in_cluster: Sent, browser: Any) -> Iterator[str]:
    """The address of a server over the corpus."""
    with _over(in_cluster(corpus_index), ROOT / "corpus") as address:
        yield address


@pytest.fixture(scope="module")
def sample_site(
    sample_index: Path, sample_corpus: Path, in_cluster: Sent, browser: Any
) -> Iterator[str]:
    """The address of a server over the reports of several forces."""
    with _over(in_cluster(sample_index), sample_corpus) as address:
        yield address


@pytest.fixture(scope="module")
def register_site(
    asking_index: Path, in_cluster: Sent, tmp_path_factory: pytest.TempPathFactory, browser: Any
) -> Iterator[str]:
    """The address of a server over a register with a joined table."""
    corpus = tmp_path_factory.mktemp("corpus")
    join(asking_index, corpus)
    with _over(in_cluster(asking_index), corpus) as address:
        yield address


@pytest.fixture(scope="module")
def admin_site(
    cluster_hosts: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory, browser: Any
) -> Iterator[str]:
    """The address of a server of one's own with uploads switched on, which builds its index."""
    home = tmp_path_factory.mktemp("admin")
    shutil.copytree(ROOT / "corpus", home / "corpus")
    index = ClusterAddress(cluster_hosts, f"test-admin-{os.getpid()}")
    more = {"INSPECTION_ADMIN_TOKEN": TOKEN, "XDG_CACHE_HOME": str(home / "cache")}
    with serving(Path(str(index)), home / "corpus", **more) as address:
        yield address
    Connection(index).ask("DELETE", f"/{index.name}-*")
