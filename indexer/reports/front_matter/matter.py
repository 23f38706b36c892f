"""The facts of a report together: the one call that reads them all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indexer.reports.finding import AND
from indexer.reports.front_matter.cover import Front
from indexer.reports.front_matter.fact import NOTHING, Fact
from indexer.reports.front_matter.force import force
from indexer.reports.front_matter.forces import level
from indexer.reports.front_matter.imprint import imprint
from indexer.reports.front_matter.inspectorates import inspectorates
from indexer.reports.front_matter.publication import MADE, published, wrong_weekday
from indexer.reports.front_matter.series import Series, place, recognise
from indexer.reports.front_matter.title import PAGE_TITLE, title
from indexer.reports.front_matter.visit import visit
from indexer.reports.lines import Source

#: Fact → how the warning begins that it is missing or doubtful.
DOUBTS = {
    "title": "No title is printed",
    "force": "No force or service was found",
    "published": "No date of publication",
}
_SET = "It can be set by hand."


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a report says of itself; '' where it says nothing."""

    title: str = ""
    #: One force or service, or several as 'A; B'.
    force: str = ""
    place: str = ""
    series: str = ""
    #: 'YYYY-MM', or 'YYYY' where no month is printed.
    published: str = ""
    #: The day of that, or as much of it as is printed; '' where the report prints no date.
    printed_day: str = ""
    inspectorates: tuple[str, ...] = ()
    #: 'isbn', 'copyright', 'licence', 'inspected', 'outcome': as printed; 'day': of publication,
    #: 'YYYY-MM-DD'.
    further: Mapping[str, str] = field(default_factory=dict)
    #: Fact → where it was read, in words; none for what is not there.
    read_at: Mapping[str, str] = field(default_factory=dict)
    #: What is missing or doubtful, one sentence each.
    warnings: tuple[str, ...] = ()


def front_matter(source: Source) -> FrontMatter:
    """The facts of a source, from what its front and its imprint print."""
    front = Front(source)
    name = title(front, source.name)
    found = recognise(front, name)
    about = force(front, name, found.series)
    dated = published(front)
    where = _not_the_forces(place(front, name, found.series), about)
    facts = {
        "title": name,
        "force": about,
        "place": where,
        "series": found.fact(dated.value),
        "published": dated,
        **(printed := {**imprint(front), **visit(front)}),
    }
    return FrontMatter(
        title=name.value,
        force=about.value,
        place=where.value,
        series=facts["series"].value,
        published=dated.value,
        printed_day=dated.day or ("" if dated.how == MADE else dated.value),
        inspectorates=inspectorates(front),
        further={
            **{key: fact.value for key, fact in printed.items()},
            **({"day": dated.day} if dated.day else {}),
        },
        read_at={key: fact.where for key, fact in facts.items() if fact},
        warnings=tuple(_doubts(name, about, dated, found.series, wrong_weekday(front, dated))),
    )


def _doubts(
    name: Fact, about: Fact, dated: Fact, series: Series | None, weekday: str
) -> Iterator[str]:
    """What a maintainer should look at, and can set."""
    if name.line is None and name.how != PAGE_TITLE:
        yield f"{DOUBTS['title']}: the report is called '{name.value}'. {_SET}"
    if not about and (series is None or series.police):
        yield f"{DOUBTS['force']} that the report is about. {_SET}"
    if not dated:
        yield f"{DOUBTS['published']} is printed. {_SET}"
    elif dated.how == MADE:
        yield f"{DOUBTS['published']} is printed: {dated.value} is the file's own. {_SET}"
    if weekday:
        yield f"{DOUBTS['published']} is certain: {weekday}. {_SET}"


def _not_the_forces(where: Fact, about: Fact) -> Fact:
    """No place where it only says the force's name again."""
    same = level(where.value) in (level(one) for one in about.value.split(AND))
    return NOTHING if same else where
