"""The fields of a finding that leave this product, one table for the API and every spreadsheet.

``answer.Hit.to_json`` reads it for the JSON of the API and of the command line, and ``webui`` for
the API's description and for the columns of CSV and workbook. To have a field of a finding leave,
add a row; ``tests/indexer/search/test_fields.py`` is the only other place that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from indexer.reports.finding import Finding

_TEXT: Mapping[str, Any] = {"type": "string"}
_MONTH: Mapping[str, Any] = {"type": "string", "pattern": "^([0-9]{4}(-[0-9]{2})?)?$"}
_DAY_OR_NULL: Mapping[str, Any] = {
    "type": ["string", "null"],
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}
_TEXT_OR_NULL: Mapping[str, Any] = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Mapping[str, Any] = {"type": ["integer", "null"], "minimum": 1}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the JSON, its value, and how the API and a spreadsheet have it."""

    name: str
    #: Null where the report says nothing.
    value: Callable[[Finding], str | int | None]
    #: What it may be, as JSON Schema.
    schema: Mapping[str, Any]
    #: What it means, as the description of the API says it; '' keeps it out of the JSON.
    description: str = ""
    #: The heading of its column; '' keeps it out of spreadsheets.
    heading: str = ""
    #: How many characters of it a column should show.
    width: int = 16


#: In the order of the columns.
FIELDS: tuple[Field, ...] = (
    Field(
        "id",
        value=lambda f: f.id,
        schema=_TEXT,
        description="Stays the same after a rebuild",
        heading="Reference",
        width=28,
    ),
    Field(
        "report",
        value=lambda f: f.report,
        schema=_TEXT,
        description="The id of its report",
    ),
    Field(
        "force",
        value=lambda f: f.force,
        schema=_TEXT,
        description="The force inspected, as printed",
        heading="Force",
        width=26,
    ),
    Field(
        "place",
        value=lambda f: f.place or None,
        schema=_TEXT_OR_NULL,
        description="The place inspected, where it is not the force’s; null where none is named",
        heading="Place",
    ),
    Field(
        "title",
        value=lambda f: f.title,
        schema=_TEXT,
        description="The title of its report",
        heading="Report",
        width=34,
    ),
    Field(
        "published",
        value=lambda f: f.published,
        schema=_MONTH,
        description="Year and month of its report",
        heading="Published",
        width=10,
    ),
    Field(
        "series",
        value=lambda f: f.series or None,
        schema=_TEXT_OR_NULL,
        description="The series of inspections it belongs to; null where the report names none",
        heading="Series",
    ),
    Field(
        "area",
        value=lambda f: f.area,
        schema=_TEXT_OR_NULL,
        description="The subject inspected, as printed; null outside any",
        heading="Area",
        width=30,
    ),
    Field(
        "category",
        value=lambda f: f.category,
        schema=_TEXT_OR_NULL,
        description="Strengths, Areas for improvement and so on; null where the report gives none",
        heading="Category",
        width=20,
    ),
    Field(
        "grade",
        value=lambda f: f.grade,
        schema=_TEXT_OR_NULL,
        description="The grade of its area; null where the report gives none",
        heading="Grade",
    ),
    Field(
        "section",
        value=lambda f: f.section,
        schema=_TEXT,
        description="The heading above it",
        heading="Section",
        width=24,
    ),
    Field(
        "label",
        value=lambda f: f.label,
        schema=_TEXT_OR_NULL,
        heading="Label",
    ),
    Field(
        "reference",
        value=lambda f: f.reference,
        schema=_TEXT_OR_NULL,
        description="The printed reference of what is asked for; null where the report gives none",
        heading="Printed reference",
    ),
    Field(
        "addressee",
        value=lambda f: f.addressee,
        schema=_TEXT_OR_NULL,
        description="Who must act, as printed; null where nobody is named",
        heading="Addressee",
        width=24,
    ),
    Field(
        "deadline",
        value=lambda f: f.deadline,
        schema=_TEXT_OR_NULL,
        description="By when, as printed; null where no time is set",
        heading="Deadline",
    ),
    Field(
        "due",
        value=lambda f: f.due,
        schema=_DAY_OR_NULL,
        description="The last day of that; null where it cannot be reckoned",
        heading="Due by",
        width=12,
    ),
    Field(
        "page",
        value=lambda f: f.source.first_page,
        schema=_NUMBER_OR_NULL,
        description="The page of the file on which it begins; null where the file has no pages",
        heading="Page",
        width=8,
    ),
    Field(
        "line",
        value=lambda f: f.source.first,
        schema=_NUMBER_OR_NULL,
        description="The line of the report, as it was read, on which it begins",
        heading="Line",
        width=8,
    ),
    Field(
        "text",
        value=lambda f: f.text,
        schema={**_TEXT, "minLength": 1},
        description="The whole finding, word for word",
        heading="Text",
        width=90,
    ),
)
