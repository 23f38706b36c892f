"""The README's commands do what the README says."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from indexer.cli import main
from tests import programs

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted(
    path.relative_to(ROOT)
    for path in (ROOT / "README.md", *(ROOT / ".github").rglob("*.md"), *ROOT.glob("webui/**/*.md"),
                 *ROOT.glob("indexer/**/*.md"), *ROOT.glob("tests/**/README.md"))
)  # fmt: skip


#: A file that a page names, with as much of its path as tells it from others.
_FILE = r"`([\w./-]+\.(?:py|toml|html|css|js|json|jsonl|md|conf|txt|xml))`"
#: What a person makes beside a report.
MADE = frozenset({"corrections.toml", "corrections-before.toml"})


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


def test_the_python_shown_runs(corpus_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.+?)```", README, re.S)
    exec(compile(code.replace('".index"', repr(str(corpus_index))), "README.md", "exec"), {})
    assert "Cambridgeshire Constabulary" in capsys.readouterr().out


def test_it_can_be_read_in_one_go() -> None:
    assert len(README.splitlines()) <= 130


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_links_lead_to_what_is_there_and_never_to_a_package_registry(page: Path) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)]+)\)", text):
        if "://" in link:
            assert "pypi.org" not in link, link
        else:
            assert (ROOT / page.parent / link.partition("#")[0]).exists(), link


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_files_that_the_pages_name_are_there(page: Path) -> None:
    files = programs.done(["git", "ls-files"], cwd=ROOT, check=True).stdout.split()
    text = (ROOT / page).read_text(encoding="utf-8")
    for named in re.findall(_FILE, text):
        assert named in MADE or any(f"/{file}".endswith(f"/{named}") for file in files), named


def test_every_dependency_has_its_row() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*named["dependencies"], *named["optional-dependencies"]["cluster"]]
    rows = {name.lower() for name in re.findall(r"^\| \[([\w.-]+)\]", README, re.M)}
    assert {re.split(r"[^\w.-]", one)[0].lower() for one in wanted} == rows


def folders(corpus: Path, index: Path) -> list[str]:
    return ["--corpus", str(corpus), "--index", str(index)]
