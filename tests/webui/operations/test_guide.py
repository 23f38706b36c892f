"""The guide to running it says what is so."""

from __future__ import annotations

import re
from pathlib import Path

import click

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
