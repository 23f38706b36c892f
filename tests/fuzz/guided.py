"""``python -m tests.fuzz.guided TARGET``: inputs of one target that are guided by the lines of our
code that they reach, by atheris, until a time is over or one fails.

It begins from the seeds of the target and keeps in ``--keep`` what reached something new, so that
the next time goes on from there. An input that fails is written beside them, as 'crash-…' or
'timeout-…', with its traceback on the terminal; once mended it belongs into ``cases``. Needs
``pip install -e '.[test,fuzz]'``.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
from pathlib import Path

import atheris

# What is asked is instrumented as it is imported; what it stands on is fuzzed by its own makers.
with atheris.instrument_imports(include=["indexer", "webui"]):
    from indexer import build_index
    from tests.fuzz.campaign import ROOT
    from tests.fuzz.targets import INDEX, PATIENCE, TARGETS

#: Bytes of an input: longer ones cost time and reach nothing more.
_LONGEST = 8_000
#: Megabytes that the process may take.
_MEMORY = 3_000


def main() -> None:
    """Do what the command line says; libFuzzer, which atheris drives, ends the process."""
    options = _options()
    target = TARGETS[options.target]
    inputs = target.inputs()
    home = options.keep / options.target.replace(" ", "-")
    home.mkdir(parents=True, exist_ok=True)
    for seed in inputs.seeds:
        (home / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed[:_LONGEST])
    index = options.keep / "index"
    os.environ[INDEX] = str(index)
    build_index(ROOT / "corpus", index, meaning=False)
    bounds = (
        f"-max_total_time={options.seconds}", f"-max_len={_LONGEST}", f"-timeout={PATIENCE * 6}",
        f"-rss_limit_mb={_MEMORY}", f"-artifact_prefix={home}/", "-print_final_stats=1",
    )  # fmt: skip
    atheris.Setup([sys.argv[0], *bounds, str(home)], target.ask)
    atheris.Fuzz()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--keep", type=Path, default=Path(".fuzz") / "guided")
    return parser.parse_args()


if __name__ == "__main__":
    main()
