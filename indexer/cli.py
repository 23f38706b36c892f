"""The ``indexer`` command: build, look, search. Every message is for a person.

It only asks and prints: what is done is done by ``build``, the corpus and the ``Archive``.
"""

from __future__ import annotations

import json
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec

import click

from indexer.errors import CannotStore, CorpusError, IndexBusy, InspectionError, TableError
from indexer.index.facets import FACETS
from indexer.reports.report import BY_HAND, Fate, Report

if TYPE_CHECKING:
    from indexer.build import Addition, Built, Listed
    from indexer.changes.inbox import Inbox
    from indexer.index.records import ReportRecord

# Each command imports what it needs when it runs: the libraries that read reports take half a
# second, which 'indexer search' need not wait for, and those that search as much again.

P = ParamSpec("P")

#: The exit status when what was asked for cannot be done at all.
REFUSED = 2
#: A file's name may begin with a dash; a mistyped option is then refused as a missing file.
_NAMES = {"ignore_unknown_options": True}
#: Fact that can be set → what the help says of it.
_FACT_HELP = {
    "title": "The title as printed.",
    "force": "The force or service; several as 'A; B'.",
    "place": "The place inspected, where that is not the force's.",
    "series": "The series, such as 'PEEL 2018/19'.",
    "published": "The date of publication, such as 2009-07 or 2009-07-13.",
    "source": "Where the report was published: an address, or words.",
    "licence": "The licence that its publisher states.",
}
_HEADINGS = ("Report", "Force", "Published", "Family", "Findings", "Warnings")

_corpus = click.option(
    "--corpus",
    type=click.Path(path_type=Path),
    envvar="INSPECTION_CORPUS",
    default=Path("corpus"),
    show_default=True,
    help="Folder of the reports.",
)
_index = click.option(
    "--index",
    type=click.Path(path_type=Path),
    envvar="INSPECTION_INDEX",
    default=Path(".index"),
    show_default=True,
    help="Folder of the index, or opensearch://host:9200/name.",
)


def _plainly(command: Callable[P, None]) -> Callable[P, None]:
    """Turn every refusal into one line on standard error and exit status 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except InspectionError as error:
            click.echo(f"indexer: {error}", err=True)
        except BrokenPipeError:
            # The reader of a pipe has enough, such as 'head': click ends the command quietly.
            raise
        except OSError as error:
            where = f"{error.filename!r}: " if error.filename else ""
            click.echo(f"indexer: {where}{error.strerror or error}.", err=True)
        else:
            return
        sys.exit(REFUSED)

    return run


@click.group()
@click.version_option(package_name="inspection-findings")
def main() -> None:
    """Search what police inspections found, one finding at a time."""


@main.command()
@click.option("--fresh", is_flag=True, help="Take nothing over from the build before.")
@click.option(
    "--meaning/--no-meaning",
    default=None,
    help="Rank questions by meaning as well, or not.  [default: as before, at first yes]",
)
@_corpus
@_index
@_plainly
def build(fresh: bool, meaning: bool | None, corpus: Path, index: Path) -> None:
    """Publish the reports of the corpus, reading those that are new or changed."""
    _publish(corpus, index, fresh, meaning)


@main.command(context_settings=_NAMES)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--replace", metavar="REPORT", default="", help="Take the place of this report of the corpus."
)
@click.option("--keep-both", is_flag=True, help="Add it even if it looks like one that is there.")
@_corpus
@_index
@_plainly
def add(files: Sequence[Path], replace: str, keep_both: bool, corpus: Path, index: Path) -> None:
    """Copy reports into the corpus and publish a new index.

    A folder stands for the reports in it, at any depth. A report that looks like one of the
    corpus (another format, a corrected edition) is added only with --replace or --keep-both.
    """
    from indexer.build import add_files
    from indexer.reports.corpus.folder import Choice

    additions = []
    for addition in add_files(files, corpus, index, Choice(replace, keep_both)):
        additions.append(addition)
        click.echo(_told(addition), err=bool(addition.refused or addition.like))
    if not additions:
        click.echo("There is no report in what you named: nothing was added.")
    if any(addition.added for addition in additions):
        _publish(corpus, index)
    if any(addition.refused or addition.like for addition in additions):
        sys.exit(1)


def _facts(command: Callable[P, None]) -> Callable[P, None]:
    """One option for each fact that can be set."""
    for name in reversed(_FACT_HELP):
        command = click.option(f"--{name}", metavar="TEXT", help=_FACT_HELP[name])(command)
    return command


@main.command("set", context_settings=_NAMES)
@click.argument("report")
@_facts
@_corpus
@_index
@_plainly
def set_facts(report: str, corpus: Path, index: Path, **facts: str | None) -> None:
    """Set facts of a report that it does not print, or that were misread, and publish.

    An empty text takes back what was set. The file itself is never changed.
    """
    from indexer.changes.amendment import Amendment, AmendmentKind, set_before

    given = {name: value for name, value in facts.items() if value is not None}
    if not given:
        options = ", ".join(f"--{name}" for name in _FACT_HELP)
        raise CorpusError(f"Nothing was set: give one of {options}.")
    Amendment(AmendmentKind.SET, report, given).make(corpus, index)
    now = set_before(corpus, report)
    _say_set(report, {name: now.get(name, "") for name in given})
    _say_set(report, {name: now[name] for name in now if name not in given}, "before ")
    _publish(corpus, index)


@main.command(context_settings=_NAMES)
@click.argument("report")
@_corpus
@_index
@_plainly
def remove(report: str, corpus: Path, index: Path) -> None:
    """Take a report out of the corpus and publish a new index."""
    from indexer.changes.amendment import Amendment, AmendmentKind

    made = Amendment(AmendmentKind.REMOVE, report).make(corpus, index)
    click.echo(" ".join(filter(None, (f"Removed {report}.", made.unpublished))))
    if not made.unpublished:
        _publish(corpus, index)


@main.command()
@_corpus
@_plainly
def verify(corpus: Path) -> None:
    """Compare each report of the corpus with the checksum it had when it was added.

    The exit status is 0 when all are as they were, and 1 when not. Nothing is changed.
    """
    from indexer.integrity import verify_corpus

    found = verify_corpus(corpus)
    click.echo(f"{len(found.sound)} as they were added.")
    if found.unknown:
        click.echo(f"{len(found.unknown)} without a checksum: {', '.join(found.unknown)}.")
    for _, why in found.damaged:
        click.echo(f"indexer: {why}", err=True)
    if found.damaged:
        sys.exit(1)


@main.command()
@_plainly
def doctor() -> None:
    """Try whether the cage in which reports are read holds on this machine.

    The exit status is 0 when nothing gets out of it, and 1 when something does.
    """
    from indexer.processes.cage import holding, trial

    held = holding()
    found = f"version {held.landlock}" if held.landlock else "not in this kernel"
    click.echo(f"Landlock: {found}")
    click.echo(f"seccomp: {'there' if held.seccomp else 'not in this kernel'}")
    tried = trial.trial()
    for what, could in tried.items():
        click.echo(
            f"A reader that was taken over by its file can {what}: {'yes' if could else 'no'}"
        )
    if any(tried.values()):
        sys.exit(1)


@main.command()
@_corpus
@_index
@_plainly
def reports(corpus: Path, index: Path) -> None:
    """List the reports of the corpus."""
    from indexer.build import list_reports

    rows: list[tuple[str, ...]] = [_HEADINGS]
    listed = list_reports(corpus, index)
    for one in listed:
        if record := one.record:
            facts = (_by_hand(record, "force"), _by_hand(record, "published"))
            shown = (one.report, *facts, record.family)
            figures = (str(record.findings), str(len(record.warnings)))
            rows.append((*(cell or "–" for cell in shown), *figures))
    for line in _table(rows):
        click.echo(line)
    for note in _notes(listed):
        click.echo(note)
    for one in listed:
        if one.refused:
            click.echo(f"indexer: {one.report}: {one.refused}", err=True)
    if any(one.refused for one in listed):
        sys.exit(1)


@main.command(context_settings=_NAMES)
@click.argument("file", type=click.Path(path_type=Path))
@_plainly
def split(file: Path) -> None:
    """Print the findings of a report as JSON Lines, in document order."""
    from indexer.build import read_file

    for finding in read_file(file).findings:
        click.echo(json.dumps(finding.to_json(), ensure_ascii=False))


@main.command(context_settings=_NAMES)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--all", "everything", is_flag=True, help="Also show the lines that are in findings.")
@_plainly
def audit(file: Path, everything: bool) -> None:
    """Print the ledger of a report: what was left out, and why.

    The exit status is 0 when every line is accounted for, and 1 when not. Where a correction does
    not fit, it is 1 and the ledger is that of the report without corrections.
    """
    report, misfit = _audited(file)
    click.echo(f"{report.title} ({report.force or 'no force given'}, {report.published or '–'})")
    click.echo(_summary(report))
    for name, where in report.read_at.items():
        click.echo(f"{name:>14}  {_fact(report, name)}  [{where}]")
    for warning in report.warnings:
        click.echo(f"Warning: {warning}")
    for fate in report.ledger:
        if everything or fate.reason or fate.correction or not fate.finding:
            click.echo(_ledger_line(fate))
    lost = report.unaccounted
    click.echo(
        f"{len(report.ledger)} lines: {sum(bool(f.finding) for f in report.ledger)} in findings, "
        f"{sum(bool(f.reason and not f.finding) for f in report.ledger)} left out with a reason, "
        f"{len(lost)} not accounted for."
    )
    if misfit:
        click.echo(f"indexer: {misfit} This is the ledger without any correction.", err=True)
    if lost or misfit:
        sys.exit(1)


def _filters(command: Callable[P, None]) -> Callable[P, None]:
    """One option for each facet."""
    for facet in reversed(FACETS):
        said = f"Only this {facet.heading.casefold()}; may be given again."
        command = click.option(f"--{facet.name}", multiple=True, metavar="TEXT", help=said)(command)
    return command


@main.command()
@click.argument("query")
@_filters
@click.option("--json", "as_json", is_flag=True, help="Print the JSON of /api/v1/search.")
@_index
@_plainly
def search(query: str, as_json: bool, index: Path, **filters: tuple[str, ...]) -> None:
    """Search the published index."""
    from indexer.search.archive import Archive
    from indexer.search.request import SearchRequest

    request = SearchRequest(q=query, filters=filters)
    page = Archive(index).search(request)
    if as_json:
        click.echo(json.dumps(page.to_json(), ensure_ascii=False, indent=2))
        return
    findings = "1 finding" if page.total == 1 else f"{page.total} findings"
    click.echo(findings + (f", {page.close} close" if page.close else ""))
    for one in page.understood:
        click.echo(f"Read '{one.typed}' as the {one.facet} {' or '.join(one.values)}.")
    searched: dict[str, list[str]] = {}
    for change in page.expansions:
        searched.setdefault(change.typed, []).append(change.searched)
    for typed, others in searched.items():
        click.echo(f"Also searching {', '.join(others)} for {typed}.")
    for change in page.corrections:
        click.echo(f"Searching {change.searched} instead of {change.typed}.")
    for note in page.notes:
        click.echo(note)
    for hit in page.hits:
        finding = hit.finding
        tags = finding.force, finding.published, finding.area, finding.category, finding.grade
        click.echo(f"\n{' · '.join(tag for tag in tags if tag)}  [{finding.id}]")
        click.echo("".join(click.style(s.text, bold=s.match) for s in hit.snippet))


@main.command()
@_index
@_plainly
def glossary(index: Path) -> None:
    """List every acronym of the published reports with its meanings."""
    from indexer.search.archive import Archive

    for entry in Archive(index).glossary():
        meanings = "; ".join(meaning.long for meaning in entry.meanings)
        click.echo(f"{entry.short}\t{meanings or 'not defined'}\t{entry.findings} findings")


@main.command("join", context_settings=_NAMES)
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--remove", "removed", is_flag=True, help="Take the joined table away.")
@_corpus
@_index
@_plainly
def join_table(file: Path | None, removed: bool, corpus: Path, index: Path) -> None:
    """Put a table of your own beside the register, by the references of its rows.

    FILE is a CSV with the references of findings and any other columns: status, owner, evidence,
    closed on. It takes the place of the one that was joined before; builds leave it alone. The
    exit status is 0 when each row found its place, and 1 when some are named.
    """
    from indexer.search.archive import Archive
    from indexer.tracking.store import JoinedTable

    table = JoinedTable(corpus)
    if removed:
        click.echo("The joined table is gone." if table.remove() else "No table was joined.")
        return
    if file is None:
        raise TableError("Name the table that is to be joined, or give --remove.")
    joined = table.put(file, Archive(index).register())
    for misfit in joined.misfits:
        click.echo(f"indexer: line {misfit.line}: {misfit.reason}", err=True)
    named = len({misfit.line for misfit in joined.misfits})
    stand = "1 row stands" if len(joined.rows) == 1 else f"{len(joined.rows)} rows stand"
    click.echo(
        f"{stand} beside the register, under {', '.join(joined.columns) or 'no column'}. "
        + (f"Named above: {named}." if named else "Each found its place.")
    )
    if named:
        sys.exit(1)


@main.command(context_settings=_NAMES)
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--every", default=2.0, show_default=True, help="Seconds between two looks.")
@click.option("--settle", default=5.0, show_default=True, help="Seconds a file must not change.")
@click.option("--once", is_flag=True, help="Take what is there and end.")
@_corpus
@_index
@_plainly
def watch(folder: Path, every: float, settle: float, once: bool, corpus: Path, index: Path) -> None:
    """Add each report that is dropped into a folder, and publish; until it is stopped.

    A file is taken when it has stopped growing, and moved to added/ in the folder. What is refused
    is moved to refused/, with the reason beside it.
    """
    from indexer.changes.inbox import Inbox

    inbox = Inbox(folder, settle)
    inbox.settled()
    while True:
        time.sleep(max(every, settle) if once else every)
        _take_in(inbox, corpus, index)
        if once:
            return


def _take_in(inbox: Inbox, corpus: Path, index: Path) -> None:
    """One look: what was added is published. What the disk or another build keeps from being done
    is said, and done at a later look.
    """
    from indexer.build import build_index

    try:
        for addition in inbox.take_in(corpus, index):
            click.echo(_told(addition), err=bool(addition.refused or addition.like))
        if inbox.unpublished:
            click.echo(_published(build_index(corpus, index)))
            inbox.unpublished = False
    except (CannotStore, IndexBusy) as error:
        click.echo(f"indexer: {error}", err=True)


@main.command(context_settings=_NAMES)
@click.argument("file", type=click.Path(path_type=Path))
@_index
@_plainly
def export(file: Path, index: Path) -> None:
    """Write all that is published into one file, with a dictionary of what it means.

    Its ending says how: .sqlite for Datasette, .zip for tables as CSV, .jsonl for JSON Lines.
    """
    from indexer.dataset.files import write
    from indexer.search.archive import Archive

    archive = Archive(index)
    write(archive, file)
    health = archive.health()
    of = "1 report" if health.reports == 1 else f"{health.reports} reports"
    click.echo(f"Wrote {health.findings} findings of {of} to {file.name}.")


def _told(addition: Addition) -> str:
    """What became of a file, in a line."""
    name = addition.file.name
    if addition.refused:
        return f"indexer: {addition.refused}"
    if addition.already:
        return f"{name} is already in the corpus, as {addition.already}: not added."
    if addition.like:
        return (
            f"{name} looks like the report {addition.like} of the corpus ({addition.why}): not "
            f"added. Add it with --replace {addition.like}, or with --keep-both."
        )
    assert addition.added
    done = "Replaced {1} by {0}." if addition.replaced else "Added {0} as {1}."
    return f"{done.format(name, addition.added.id)} {_summary(addition.added)}"


def _publish(corpus: Path, index: Path, fresh: bool = False, meaning: bool | None = None) -> None:
    """Build, and say what was published; exit status 1 when a report had to be left out."""
    from indexer.build import build_index
    from indexer.progress import Progress

    with Progress() as progress:

        def say(built: Built) -> None:
            progress.pause()
            click.echo(_published(built))

        built = build_index(corpus, index, progress, fresh, meaning, say)
    if built.by_words:
        click.echo(f"indexer: {built.by_words}", err=True)
    for report, why in built.refused:
        click.echo(f"indexer: {report}: {why}", err=True)
    if built.refused:
        sys.exit(1)


def _published(built: Built) -> str:
    info = built.info
    holds = f"{info.findings} findings from {info.reports} " + (
        "report" if info.reports == 1 else "reports"
    )
    if not built.changed:
        return f"Nothing has changed: build {info.id} already holds the {holds}."
    return f"Published build {info.id}: {holds} in {info.seconds:.1f} seconds."


def _summary(report: Report) -> str:
    counts = Counter(finding.category or "no category" for finding in report.findings)
    said = ", ".join(f"{count} {category}" for category, count in counts.items())
    return f"{len(report.findings)} findings: {said}." if said else "No findings."


def _audited(file: Path) -> tuple[Report, str]:
    """The report, and why it was read without its corrections, '' where it was read with them."""
    from indexer.build import read_file

    try:
        return read_file(file), ""
    except CorpusError as error:
        return read_file(file, corrected=False), str(error)


def _say_set(report: str, facts: Mapping[str, str], when: str = "") -> None:
    """Say which facts of a report were set by hand, or taken back; nothing where none were."""
    if values := [f"{name} '{value}'" for name, value in facts.items() if value]:
        click.echo(f"Set by hand {when}for {report}: {'; '.join(values)}.")
    if back := [name for name, value in facts.items() if not value]:
        click.echo(f"Taken back for {report}: {', '.join(back)}.")


def _ledger_line(fate: Fate) -> str:
    place = f"{fate.line}" if fate.page is None else f"{fate.line} (page {fate.page})"
    became = fate.reason or fate.finding or "NOT ACCOUNTED FOR"
    by_hand = f" [{fate.correction}]" if fate.correction else ""
    return f"{place:>14}  {became + by_hand:<40}  {fate.text[:100]}"


def _fact(report: Report, name: str) -> str:
    """A fact as it is shown; a long one cut."""
    value = report.facts.get(name) or getattr(report, name, "")
    return textwrap.shorten(str(value), 120, placeholder=" …")


def _by_hand(record: ReportRecord, name: str) -> str:
    """A fact in the list of reports, with a star where a person set it."""
    return f"{getattr(record, name)}{' *' if name in record.set_by_hand else ''}"


def _notes(listed: Iterable[Listed]) -> Iterator[str]:
    """Which facts of which report a person set."""
    for one in listed:
        if one.record and (names := one.record.set_by_hand):
            yield f"* {one.report}: {', '.join(names)} {BY_HAND}"


def _table(rows: Iterable[tuple[Any, ...]]) -> list[str]:
    """Rows as lines with aligned columns."""
    rows = list(rows)
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(rows[0]))]
    return [
        "  ".join(str(cell).ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
