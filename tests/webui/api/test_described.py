"""Whatever the description of the API allows is answered as it describes.

schemathesis makes requests of the OpenAPI document. (Its plugin for pytest does not know pytest 9;
its requests are had without it.) With an index of the bench in ``$DESCRIBED_INDEX`` they are asked
of that, and with ``$DESCRIBED_EXAMPLES`` there are so many of each path.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.webui.conftest import CORPUS
from webui import create_app
from webui.api import openapi

_SETTINGS = settings(
    max_examples=int(os.environ.get("DESCRIBED_EXAMPLES", "15")),
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(index: Path) -> Any:
    """The API as it describes itself; nobody closes its answers, which keep their places.

    The library comes when it is needed: every process of a run has this module.
    """
    import schemathesis

    asked = Path(os.environ.get("DESCRIBED_INDEX", index))
    app = create_app({"INDEX": asked, "CORPUS": CORPUS, "EXPORTS": 10_000})
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.fixture(scope="module")
def checks() -> list[Any]:
    """What holds of every answer."""
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    return [
        not_a_server_error,
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    ]


@pytest.mark.parametrize("path", openapi.DOCUMENT["paths"])
def test_it_answers_as_it_says(described: Any, checks: list[Any], path: str) -> None:
    @_SETTINGS
    @given(case=described[path]["GET"].as_strategy())
    def answers(case: Any) -> None:
        # In full, since what is packed is not unpacked where no server stands between.
        case.call_and_validate(checks=checks, headers={"Accept-Encoding": "identity"})

    answers()
