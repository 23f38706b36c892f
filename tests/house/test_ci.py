"""What ``.ci/run`` has go on beside the rest counts as if it came in turn."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests import programs

RUN = (Path(__file__).parents[2] / ".ci" / "run").read_text(encoding="utf-8")


def told(*lines: str) -> subprocess.CompletedProcess[str]:
    """What a script says that begins as ``.ci/run`` does."""
    functions = re.search(r"^said=.*?^ended\(\) \{.*?^\}$", RUN, re.M | re.S)
    assert functions
    script = "\n".join(("set -euo pipefail", functions[0], *lines))
    return programs.done(["bash", "-c", script])


def test_what_goes_on_beside_is_shown_when_it_has_ended() -> None:
    done = told("beside one echo first", "echo second", "ended one")
    assert (done.returncode, done.stdout) == (0, "second\nfirst\n")


def test_what_fails_beside_the_rest_ends_the_run() -> None:
    done = told("why() { echo why; return 3; }", "beside one why", "ended one", "echo on")
    assert (done.returncode, done.stdout) == (3, "why\n")


def test_whatever_is_begun_is_waited_for() -> None:
    begun = re.findall(r"^beside (\w+) ", RUN, re.M)
    # The suite itself waits for the server, and says what is missing.
    assert set(begun) - set(re.findall(r"^ended (\w+)", RUN, re.M)) == {"server"}
