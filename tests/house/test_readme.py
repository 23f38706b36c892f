"""The README's commands do what the README says."""

import re
import shlex
from pathlib import Path

from click.testing import CliRunner

from indexer.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def command(name: str) -> str:
    found = re.search(rf"<!-- the {name} command -->\n```sh\n(.+)\n```", README)
    assert found, f"the README has no one-line {name} command"
    return found.group(1)


def test_set_up_is_one_line_each() -> None:
    assert command("start").endswith("webui")
    assert command("test").endswith("pytest")


def test_ci_runs_the_readmes_test_command() -> None:
    assert "<!-- the test command -->" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_indexer_command_is_in_the_table_and_the_other_way_round() -> None:
    told = set(re.findall(r"^\| `indexer (\w+)", README, re.M))
    assert told == set(main.commands)


def test_the_shown_commands_run(tmp_path: Path) -> None:
    runner = CliRunner()
    corpus, index = tmp_path / "corpus", tmp_path / "index"
    report = ROOT / "corpus" / "cambridgeshire-2007" / "report.txt"
    assert runner.invoke(main, ["add", str(report), *folders(corpus, index)]).exit_code == 0
    for line in re.findall(r"^indexer (?:search|split|audit) .+$", README, re.M):
        words = shlex.split(line)[1:]
        words = [str(ROOT / word) if word.startswith("corpus/") else word for word in words]
        shown = runner.invoke(main, words + (["--index", str(index)] if "search" in words else []))
        assert shown.exit_code == 0, shown.output
        assert shown.output.strip()


def folders(corpus: Path, index: Path) -> list[str]:
    return ["--corpus", str(corpus), "--index", str(index)]
