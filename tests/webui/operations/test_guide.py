"""The guide to running it says what is so."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess

import click
import pytest

from tests.programs import done
from tests.webui.operations.ports import free_port
from webui.cli import TOKEN, main

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "webui" / "operations" / "README.md").read_text(encoding="utf-8")
#: Read from the environment alone: secrets, and what the indexer is told.
WITHOUT_OPTION = {
    TOKEN: "none",
    "INSPECTION_MEANING": "yes",
    "INSPECTION_OPENSEARCH_USER": "none",
    "INSPECTION_OPENSEARCH_PASSWORD": "none",
    "INSPECTION_OPENSEARCH_CA": "none",
}


def rows() -> dict[str, tuple[str, str]]:
    """Each setting of the table by its option or else its variable: the variable, the default."""
    table = GUIDE.partition("## Settings")[2].partition("\n## ")[0]
    cells = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in table.splitlines()
        if re.match(r"\| (`--|\| `INSP)", line)
    ]
    return {option or variable: (variable, default) for option, variable, default, _ in cells}


def options() -> dict[str, tuple[str, str]]:
    """The same of the command, with what the table says of a default that is worked out."""
    worked_out = {
        "--uploads": ".uploads` beside the index",
        "--token-file": "admin-token` of systemd's credentials",
        "--trusted-host": "any",
    }
    found = {}
    for one in main.params:
        assert isinstance(one, click.Option)
        default = "off" if one.is_flag else str(one.default)
        name = one.opts[0]
        found[name] = (str(one.envvar or ""), worked_out.get(name, default))
    return found


def test_the_table_has_every_setting_as_it_is() -> None:
    assert rows() == {**options(), **{name: (name, said) for name, said in WITHOUT_OPTION.items()}}


def script(name: str) -> str:
    """The commands of the guide that bear a mark."""
    found = re.search(rf"<!-- run: {name} -->\n```sh\n(.+?)\n```", GUIDE, re.S)
    assert found, f"the guide has no commands called {name}"
    return found.group(1)


@pytest.fixture
def place(tmp_path: Path) -> Mapping[str, str]:
    """An environment with a corpus of one report and no index."""
    shutil.copytree(ROOT / "corpus", tmp_path / "corpus")
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "INSPECTION_CORPUS": str(tmp_path / "corpus"),
        "INSPECTION_INDEX": str(tmp_path / "index"),
        "HOME": str(tmp_path),
    }


def run(name: str, environment: Mapping[str, str]) -> str:
    """What the commands print; each must work."""
    return bash(script(name), environment).stdout


def bash(commands: str, environment: Mapping[str, str]) -> CompletedProcess[str]:
    """What came of commands, of which each must work."""
    line = ["bash", "-euo", "pipefail", "-c", commands]
    return done(line, check=True, cwd=environment["HOME"], env=environment)


def test_what_is_lost_comes_back_from_a_backup(place: Mapping[str, str]) -> None:
    corpus = Path(place["INSPECTION_CORPUS"])
    (corpus / ".adding-report").mkdir()
    run("backup", place)
    before = {path.name: path.read_bytes() for path in corpus.glob("*/*")}
    shutil.rmtree(corpus)
    assert "1 report" in run("restore", place)
    assert {path.name: path.read_bytes() for path in corpus.glob("*/*")} == before
    assert not (corpus / ".adding-report").exists()
    assert (Path(place["INSPECTION_INDEX"]) / "CURRENT").exists()


def test_a_damaged_corpus_is_not_backed_up(place: Mapping[str, str]) -> None:
    (file,) = Path(place["INSPECTION_CORPUS"]).glob("*/report.txt")
    file.write_bytes(file.read_bytes() + b"!")
    with pytest.raises(AssertionError):
        run("backup", place)
    assert not (Path(place["HOME"]) / "backup.tar.gz").exists()


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_an_upgrade_leaves_no_gap(place: Mapping[str, str]) -> None:
    """The commands end when the second server answers; it is ended here."""
    port = str(free_port())
    commands = f"{script('upgrade')}\nkill -TERM $!\nwait $!"
    assert '"status":"ready"' in bash(commands, {**place, "NEW_PORT": port}).stdout
    assert not Path(place["INSPECTION_INDEX"]).exists()


@pytest.mark.skipif(not shutil.which("curl"), reason="needs curl")
def test_a_second_server_that_does_not_come_up_is_not_waited_for(place: Mapping[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        commands = f"{script('upgrade')}\nwait $!"
        with pytest.raises(AssertionError, match="Cannot listen"):
            bash(commands, {**place, "NEW_PORT": port})


def test_files_lead_to_what_is_there() -> None:
    container = (ROOT / "webui" / "operations" / "Containerfile").read_text(encoding="utf-8")
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", container, re.M)
    for name in " ".join(copied).split():
        assert (ROOT / name).exists(), name
    assert 'CMD ["webui", "--host", "0.0.0.0"]' in container
    assert "USER 10001" in container


SERVICE = ROOT / "webui" / "operations" / "inspection-findings.service"


def test_the_service_sets_what_is_a_setting() -> None:
    known = {variable for variable, _ in rows().values()}
    set_there = set(re.findall(r"^Environment=(\w+)=", SERVICE.read_text(encoding="utf-8"), re.M))
    assert set_there
    assert set_there <= known


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_the_service_is_as_little_exposed_as_the_guide_says() -> None:
    told = done(["systemd-analyze", "security", "--offline=true", "--no-pager", SERVICE])
    (found,) = re.findall(r"exposure level for \S+: ([\d.]+)", told.stdout)
    assert f"gives it {found} " in GUIDE
