"""``python -m tests.bench``: this engine beside tantivy, SQLite FTS5 and Whoosh's own searcher.

Makes the findings, lets each engine index them, asks each the same queries for the same work,
fetches every kind of page from a server over this engine's index,
prints the tables and writes them, where asked, between the two marks of a README.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.bench.engines import ENGINES
from tests.bench.measured.bounds import broken
from tests.bench.measured.measure import generate
from tests.bench.measured.table import OURS, markdown, place

ROOT = Path(__file__).parents[2]
SIZES = (7_300, 100_000)
MILLION = 1_000_000
#: Whoosh's own writer takes longer than twenty minutes for more findings than this.
WHOOSH = 100_000


def main() -> None:
    """Do what the command line says."""
    options = _options()
    sizes = [*options.sizes, *([MILLION] if options.million else [])]
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch:
        folder = options.folder or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        results: dict[int, dict[str, Any]] = {}
        for size in sizes:
            results[size] = {}
            print(f"Making {size:,} findings", file=sys.stderr, flush=True)
            generate(size, folder / f"{size}.jsonl")
            for name in options.engines:
                if name != "Whoosh" or size <= WHOOSH:
                    results[size][name] = _measured(name, size, folder)
    text = markdown(results)
    print(text)
    told = list(broken(results))
    if options.readme and not place(options.readme, text):
        sys.exit(f"{options.readme} has no marks for the table.")
    if told:
        sys.exit("\n".join(told))


def _measured(name: str, size: int, folder: Path) -> dict[str, Any]:
    """All figures of one engine at one size; an index that is there already is used again."""
    home = folder / str(size) / name.split(",")[0].replace(" ", "-")
    made = home.with_name(home.name + ".json")
    figures: dict[str, Any] = {}
    if "," not in name:
        if not made.exists():
            print(f"  {name} indexes them", file=sys.stderr, flush=True)
            figures = _run("build", name, size, folder)
            figures["size"] = sum(
                path.stat().st_size for path in home.rglob("*") if path.is_file()
            ) / (1 << 20)
            made.write_text(json.dumps(figures), encoding="utf-8")
        figures = json.loads(made.read_text(encoding="utf-8"))
    print(f"  {name} answers", file=sys.stderr, flush=True)
    figures |= _run("ask", name, size, folder)
    if name == OURS:
        figures["pages"] = _run("serve", name, size, folder)
    return figures


def _run(what: str, name: str, size: int, folder: Path) -> dict[str, Any]:
    module = "tests.bench.measured.measure"
    command = [sys.executable, "-m", module, what, name, str(size), str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, start_new_session=True
    )
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="numbers of findings")
    parser.add_argument("--million", action="store_true", help="also a million findings")
    parser.add_argument("--engines", nargs="*", default=list(ENGINES), choices=list(ENGINES))
    parser.add_argument("--folder", type=Path, help="keep findings and indexes here")
    parser.add_argument("--readme", type=Path, help="write the tables between this file's marks")
    return parser.parse_args()


if __name__ == "__main__":
    main()
