"""The ``indexer`` command: what it says, where, and with what exit status."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from indexer.build import BuildStep, Task
from indexer.cli import main
from indexer.index.facets import FACETS
from indexer.index.meaning import encoder
from indexer.progress import Progress
from tests.programs import Program

ROOT = Path(__file__).parents[2]
REPORT = ROOT / "corpus" / "cambridgeshire-2007" / "report.txt"
SAMPLE = ROOT / "tests" / "data" / "reports" / "f2-text" / "report.txt"
SHORT = ROOT / "tests" / "data" / "reports" / "minutes-text" / "report.txt"


class Command:
    """The command with a corpus and an index of its own."""

    def __init__(self, folder: Path) -> None:
        self.corpus, self.index = folder / "corpus", folder / "index"

    def __call__(self, *words: object) -> Result:
        folders = {"--corpus": self.corpus, "--index": self.index}
        known = {option for p in main.commands[str(words[0])].params for option in p.opts}
        given = [str(x) for name, path in folders.items() if name in known for x in (name, path)]
        result = CliRunner().invoke(main, [str(words[0]), *given, *map(str, words[1:])])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    @property
    def builds(self) -> list[str]:
        return sorted(path.name for path in self.index.glob("builds/*"))


@pytest.fixture
def indexer(tmp_path: Path) -> Command:
    return Command(tmp_path)


def test_add_goes_on_past_bad_files_and_names_them(indexer: Command, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "picture.pdf").write_bytes(b"\x89PNG\r\n")
    done = indexer("add", tmp_path / "empty.txt", REPORT, tmp_path / "picture.pdf", SAMPLE)
    assert done.exit_code == 1
    assert done.stdout.count("Added report.txt as ") == 2
    assert "from 2 reports" in done.stdout
    assert "'empty.txt' cannot be read: it is empty" in done.stderr
    assert "'picture.pdf' cannot be read" in done.stderr
    assert indexer("search", "custody").exit_code == 0


def test_adding_what_is_there_changes_nothing(indexer: Command, tmp_path: Path) -> None:
    assert indexer("add", REPORT).exit_code == 0
    before = indexer.builds
    copy = tmp_path / "another name.txt"
    copy.write_bytes(REPORT.read_bytes())
    done = indexer("add", copy)
    assert (done.exit_code, indexer.builds) == (0, before)
    assert done.stdout == (
        "another name.txt is already in the corpus, as cambridgeshire-2007-10: not added.\n"
    )


def test_a_corrected_edition_is_added_only_by_choice(indexer: Command, tmp_path: Path) -> None:
    indexer("add", SAMPLE)
    (name,) = [line.split()[0] for line in indexer("reports").stdout.splitlines()[1:]]
    edition = tmp_path / "edition.txt"
    edition.write_text(SAMPLE.read_text(encoding="utf-8").replace(" the ", " that ", 5))
    asked = indexer("add", edition)
    assert (asked.exit_code, asked.stdout) == (1, "")
    assert f"edition.txt looks like the report {name} of the corpus (" in asked.stderr
    assert f"--replace {name}, or with --keep-both" in asked.stderr

    both = indexer("add", "--keep-both", edition)
    assert both.exit_code == 0
    assert f"Added edition.txt as {name}-2. " in both.stdout
    indexer("remove", f"{name}-2")

    done = indexer("add", "--replace", name, edition)
    assert done.exit_code == 0
    assert f"Replaced {name} by edition.txt. " in done.stdout
    assert "from 1 report " in done.stdout
    two = indexer("add", "--replace", name, edition, SAMPLE)
    assert (two.exit_code, two.stderr.count("\n")) == (2, 1)
    assert "2 files cannot replace one report" in two.stderr


def test_facts_are_set_by_hand_and_shown_as_that(indexer: Command) -> None:
    indexer("add", SAMPLE)
    (name,) = [line.split()[0] for line in indexer("reports").stdout.splitlines()[1:]]
    done = indexer("set", name, "--force", "Kent Police", "--published", "3 July 2009")
    assert done.exit_code == 0
    assert f"Set by hand for {name}: force 'Kent Police'; published '2009-07-03'." in done.stdout
    assert "Published build " in done.stdout
    listed = indexer("reports").stdout
    assert "Kent Police *" in listed
    assert "2009-07 *" in listed
    assert listed.endswith(f"* {name}: force, published set by hand\n")
    found = json.loads(indexer("search", "force", "--json").stdout)["findings"]
    assert {(f["force"], f["published"]) for f in found} == {("Kent Police", "2009-07")}
    again = indexer("set", name, "--place", "Dover", "--force", "").stdout.splitlines()
    assert again[:3] == [
        f"Set by hand for {name}: place 'Dover'.",
        f"Taken back for {name}: force.",
        f"Set by hand before for {name}: published '2009-07-03'.",
    ]
    assert indexer("set", name, "--place", "", "--published", "").exit_code == 0
    assert "*" not in indexer("reports").stdout


def test_what_cannot_be_set_is_said(indexer: Command) -> None:
    indexer("add", SAMPLE)
    (name,) = [line.split()[0] for line in indexer("reports").stdout.splitlines()[1:]]
    for options, says in (
        ((name, "--published", "soon"), "'soon' is no date of publication"),
        ((name,), "Nothing was set: give one of --title, --force"),
        (("nobody", "--title", "A look"), "There is no report called nobody"),
    ):
        done = indexer("set", *options)
        assert (done.exit_code, done.stdout) == (2, "")
        assert says in done.stderr


def test_the_audit_says_where_each_fact_was_read(indexer: Command) -> None:
    shown = indexer("audit", REPORT).stdout
    assert "published  2007-10  [line 8: the date on the front]" in shown
    assert "force  Cambridgeshire Constabulary  [line " in shown


def test_the_audit_shows_the_lines_where_a_correction_does_not_fit(
    indexer: Command, tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(SAMPLE.read_bytes())
    whole = indexer("audit", "--all", file)
    wrong = '[[correction]]\nline = 3\ntext = "no such words"\nis = "finding"\n'
    (tmp_path / "corrections.toml").write_text(wrong)
    done = indexer("audit", "--all", file)
    assert (done.exit_code, done.stdout) == (1, whole.stdout)
    assert done.stderr.startswith("indexer: Line 3 does not begin with 'no such words' but with ")
    assert done.stderr.count("\n") == 1


def test_a_name_may_begin_with_dashes(
    indexer: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, source in (("-rf.txt", REPORT), ("--x $(y).txt", SAMPLE)):
        Path(name).write_bytes(source.read_bytes())
    done = indexer("add", "-rf.txt", "--x $(y).txt")
    assert done.exit_code == 0, done.output
    assert "Added -rf.txt as" in done.stdout
    assert "Added --x $(y).txt as" in done.stdout
    assert indexer("audit", "-rf.txt").exit_code == 0


def test_a_folder_is_added_whole(indexer: Command) -> None:
    done = indexer("add", REPORT.parent)
    assert done.exit_code == 0
    assert done.stdout.startswith("Added report.txt as cambridgeshire-2007-10. ")


def test_an_empty_folder_is_said_to_be_empty(indexer: Command, tmp_path: Path) -> None:
    (tmp_path / "nothing").mkdir()
    done = indexer("add", tmp_path / "nothing")
    assert done.exit_code == 0
    assert "nothing was added" in done.stdout


def test_remove_publishes_without_the_report(indexer: Command) -> None:
    indexer("add", REPORT, SAMPLE)
    done = indexer("remove", "cambridgeshire-2007-10")
    assert done.exit_code == 0
    assert "from 1 report " in done.stdout
    assert indexer("remove", "cambridgeshire-2007-10").exit_code == 2


def test_verify_names_what_is_damaged(indexer: Command) -> None:
    shutil.copytree(ROOT / "corpus", indexer.corpus)
    (indexer.corpus / "by-hand.txt").write_text("A report.")
    sound = indexer("verify")
    assert (sound.exit_code, sound.stderr) == (0, "")
    assert sound.stdout == "1 as they were added.\n1 without a checksum: by-hand.\n"
    (indexer.corpus / "cambridgeshire-2007" / "report.txt").write_text("")
    damaged = indexer("verify")
    assert damaged.exit_code == 1
    assert damaged.stderr.startswith("indexer: The file report.txt of cambridgeshire-2007 is not")


def test_build_says_when_there_is_nothing_to_do(indexer: Command) -> None:
    indexer("add", REPORT)
    before = indexer.builds
    assert indexer("build").stdout.startswith("Nothing has changed: build ")
    assert indexer.builds == before
    assert indexer("build", "--fresh").stdout.startswith("Published build ")
    assert len(indexer.builds) == 2


def test_ranking_by_meaning_is_part_of_a_build(
    indexer: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INSPECTION_MEANING")
    asked = ("search", "do officers hear of it when a child runs away")
    told = indexer("add", SAMPLE)
    assert "Published build " in told.stdout
    assert "Worked out the meaning of " in told.stderr
    assert "by words and meaning" in indexer(*asked).stdout
    assert "Worked out the meaning of report " in indexer("add", SHORT).stderr
    assert "by words and meaning" in indexer(*asked).stdout
    assert indexer("build", "--no-meaning").stdout.startswith("Published build ")
    assert "by words and meaning" not in indexer(*asked).stdout
    assert "Worked out" not in indexer("build").stderr, "it is remembered"


def test_without_the_packages_a_build_goes_by_words_and_says_so(
    indexer: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INSPECTION_MEANING")
    monkeypatch.setattr(encoder, "_PACKAGES", ("a_package_that_nobody_has",))
    encoder.name.cache_clear()
    done = indexer("add", SAMPLE)
    assert done.exit_code == 0
    assert "Published build " in done.stdout
    assert "indexer: Ranking by meaning needs packages" in done.stderr
    assert indexer("search", "officers").exit_code == 0
    done = indexer("build", "--meaning")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    assert done.stderr.startswith("indexer: Ranking by meaning needs packages")
    assert len(indexer.builds) == 1
    assert indexer("build", "--no-meaning").stderr == ""


def test_reports_is_a_table(indexer: Command) -> None:
    indexer("add", REPORT, SAMPLE)
    lines = indexer("reports").stdout.splitlines()
    assert lines[0].split() == ["Report", "Force", "Published", "Family", "Findings", "Warnings"]
    assert len(lines) == 3
    assert lines[1].startswith("cambridgeshire-2007-10  Cambridgeshire Constabulary")
    assert " 2007-10 " in lines[1]


def test_a_bad_manifest_is_named_and_the_others_stand(indexer: Command) -> None:
    indexer("add", REPORT, SAMPLE)
    (indexer.corpus / "cambridgeshire-2007-10" / "manifest.json").write_text("{")
    for command in ("build", "reports"):
        done = indexer(command)
        assert done.exit_code == 1
        assert "indexer: cambridgeshire-2007-10: The manifest" in done.stderr
    assert len(indexer("reports").stdout.splitlines()) == 2


def test_a_search_is_narrowed_by_any_facet(indexer: Command) -> None:
    indexer("add", REPORT, SAMPLE)
    of_force = ("search", "officers", "--json", "--force", "Cambridgeshire Constabulary")
    found = json.loads(indexer(*of_force).stdout)["findings"]
    assert {finding["force"] for finding in found} == {"Cambridgeshire Constabulary"}
    options = {option for each in main.commands["search"].params for option in each.opts}
    assert {f"--{facet.name}" for facet in FACETS} <= options


def test_the_last_report_can_be_removed(indexer: Command) -> None:
    indexer("add", SAMPLE)
    (name,) = [line.split()[0] for line in indexer("reports").stdout.splitlines()[1:]]
    done = indexer("remove", name)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"Removed {name}. It was the last report: ")


def test_split_prints_json_lines(indexer: Command) -> None:
    done = indexer("split", REPORT)
    findings: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert len(findings) > 200
    assert {"id", "area", "category", "text", "source"} <= findings[0].keys()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build",), "no corpus folder"),
        (("search", "x"), "There is no index"),
        (("glossary",), "There is no index"),
        (("split", "nowhere.txt"), "no such file"),
        (("audit", "nowhere.txt"), "no such file"),
        (("remove", "nothing"), "no report called nothing"),
        (("reports",), "no corpus folder"),
    ],
)
def test_a_refusal_is_one_line_and_status_2(
    indexer: Command, words: tuple[str, ...], said: str
) -> None:
    done = indexer(*words)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stderr.startswith("indexer: ")
    assert done.stderr.count("\n") == 1


def test_a_pipe_that_is_closed_early_is_no_error() -> None:
    command = [sys.executable, "-m", "indexer", "audit", str(SAMPLE)]
    with (
        tempfile.TemporaryFile() as told,
        Program(command, stdout=subprocess.PIPE, stderr=told) as running,
    ):
        assert running.stdout
        running.stdout.close()
        assert running.wait() != 2
        told.seek(0)
        assert told.read() == b""


def test_a_corpus_that_cannot_be_written_is_one_line(indexer: Command) -> None:
    indexer.corpus.write_text("a file")
    done = indexer("add", REPORT)
    assert done.exit_code == 2
    assert done.stderr.startswith("indexer: ")
    assert "Traceback" not in done.output


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder on another file system."""
    here = tmp_path.stat().st_dev
    places = [Path("/dev/shm"), Path(tempfile.gettempdir()), Path.home()]
    other = next((one for one in places if one.is_dir() and one.stat().st_dev != here), None)
    if other is None:
        pytest.skip("there is no other file system to write to")
    with tempfile.TemporaryDirectory(dir=other) as folder:
        yield Path(folder)


def test_the_corpus_may_lie_on_another_file_system(
    indexer: Command, tmp_path: Path, elsewhere: Path
) -> None:
    """Nothing is renamed or linked from there to here or back."""
    indexer.corpus = elsewhere / "corpus"
    assert indexer("add", SAMPLE).exit_code == 0
    (name,) = [line.split()[0] for line in indexer("reports").stdout.splitlines()[1:]]
    edition = tmp_path / "edition.txt"
    edition.write_text(SAMPLE.read_text(encoding="utf-8").replace(" the ", " that ", 5))
    assert indexer("add", edition, "--replace", name).exit_code == 0
    assert indexer("set", name, "--licence", "CC0").exit_code == 0
    assert indexer("verify").stdout == "1 as they were added.\n"
    assert indexer("remove", name).exit_code == 0
    assert not list(indexer.corpus.glob(f"*{name}*"))


def test_progress_is_lines_when_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress(BuildStep("a", 1, 2, 10))
        progress(BuildStep("b", 2, 2, 20))
        progress(BuildStep("b", 1, 1, 20, Task.ENCODE))
    assert capsys.readouterr().err == (
        "Read a (1 of 2)\nRead b (2 of 2)\nWorked out the meaning of b (1 of 1)\n"
    )


def test_progress_is_a_bar_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with Progress() as progress:
        for place in (1, 2):
            progress(BuildStep("a", place, 2, 10 * place))
        progress(BuildStep("a", 1, 1, 20, Task.ENCODE))
    shown = capsys.readouterr().err
    assert shown.count("100%") == 2
    assert "Working out meanings" in shown
    assert "findings/s" in shown
    assert shown.endswith("\n")


@pytest.fixture
def published(indexer: Command) -> Command:
    assert indexer("add", REPORT).exit_code == 0
    return indexer


def references(indexer: Command) -> list[str]:
    """The references of the first two things that the report asks for."""
    found = indexer("search", "", "--category", "Areas for improvement", "--json").stdout
    return [finding["id"] for finding in json.loads(found)["findings"][:2]]


def test_a_table_is_joined_and_survives_a_build(published: Command, tmp_path: Path) -> None:
    first, second = references(published)
    mine = tmp_path / "mine.csv"
    mine.write_text(f"Reference,Status\n{first},Open\n{second},Closed\n", encoding="utf-8")
    done = published("join", mine)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "2 rows stand beside the register, under Status. Each found its place.\n"
    assert published("build", "--fresh").exit_code == 0
    assert (published.corpus / ".joined.csv").read_bytes() == mine.read_bytes()
    assert published("verify").stdout == "1 as they were added.\n"
    assert published("join", "--remove").stdout == "The joined table is gone.\n"
    assert published("join", "--remove").stdout == "No table was joined.\n"


def test_rows_that_find_no_place_are_named_with_their_lines(
    published: Command, tmp_path: Path
) -> None:
    first, _ = references(published)
    mine = tmp_path / "mine.csv"
    mine.write_text(f"Reference,Closed on\n{first},never\nnobody,\n", encoding="utf-8")
    done = published("join", mine)
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0].startswith("indexer: line 2: ‘never’ under ‘Closed on’")
    assert done.stderr.splitlines()[1].startswith("indexer: line 3: ‘nobody’ is the reference of")
    assert "1 row stands beside the register, under Closed on. Named above: 2." in done.stdout


def test_what_cannot_be_joined_is_refused_in_one_line(published: Command, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("Name,Age\nAmy,3\n", encoding="utf-8")
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04")
    for words in (["other.csv"], ["book.xlsx"], ["none.csv"], []):
        done = published("join", *(tmp_path / word for word in words))
        assert (done.exit_code, done.stdout) == (2, "")
        assert len(done.stderr.splitlines()) == 1
    assert not (published.corpus / ".joined.csv").exists()


def test_all_is_exported_into_one_file(published: Command, tmp_path: Path) -> None:
    done = published("export", tmp_path / "all.jsonl")
    assert done.exit_code == 0
    assert "of 1 report to all.jsonl" in done.stdout
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(json.loads(line)["table"] == "reports" for line in lines) == 1
    assert published("export", tmp_path / "all.docx").exit_code == 2
