"""Inspection Findings: police inspection reports, indexed one finding at a time.

The names below are all that other packages use. They are loaded when first asked for, so that
``import indexer`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.budget import Budget
    from indexer.build import BuildStep, Built, build_index
    from indexer.changes.amendment import Amendment, AmendmentKind, changed_facts, set_before
    from indexer.changes.preview import AreaPreview, Preview
    from indexer.changes.upload_job import UploadJob, UploadProgress, UploadState, UploadStep
    from indexer.dataset.files import json_lines
    from indexer.dataset.tables import DICTIONARY, TABLES, DataColumn, DataTable
    from indexer.errors import (
        CannotStore,
        CorpusError,
        DamagedIndex,
        ForeignIndex,
        IndexBusy,
        IndexUnusable,
        InspectionError,
        NoIndex,
        NotFound,
        ReportError,
        RequestError,
        TableError,
        TooCostly,
    )
    from indexer.index.builds import BuildInfo
    from indexer.index.facets import FACETS, Facet
    from indexer.index.location import anywhere, workspace
    from indexer.index.publication import publish
    from indexer.index.records import ReportRecord
    from indexer.months import MONTHS, printed_month
    from indexer.reports.categories import CATEGORIES, Category, Stance
    from indexer.reports.finding import CONTEXT, Finding, Span
    from indexer.reports.front_matter.forces import official
    from indexer.reports.grade_words import GRADES, GradeWord, Merit
    from indexer.reports.labelling.family import grade_scale, place_on_scale, scale_of
    from indexer.reports.readers.formats import FORMATS, Format
    from indexer.reports.report import (
        Area,
        Definition,
        Fate,
        GradeSpread,
        Movement,
        Report,
        ReportFacts,
    )
    from indexer.search.answer import (
        FacetValue,
        FindingPlace,
        Fragment,
        Health,
        Hint,
        Hit,
        Matrix,
        Scan,
        SearchPage,
        Twin,
    )
    from indexer.search.archive import Archive
    from indexer.search.bodies import is_joint, other_body
    from indexer.search.fields import FIELDS, Field
    from indexer.search.glossary import GlossaryEntry
    from indexer.search.language.interpretation import Change
    from indexer.search.language.thesaurus.expansion import LongForm
    from indexer.search.query.plan import Match, Sort
    from indexer.search.register import RegisterEntry
    from indexer.search.request import DEFAULT_SIZE, MAX_SIZE, SearchRequest
    from indexer.search.suggestions import Suggestion
    from indexer.search.understanding.reading import GradedArea, Understood
    from indexer.slugs import slug
    from indexer.tracking.join import Joined, Misfit, TrackedRow
    from indexer.tracking.store import JoinedTable

__all__ = [
    "CATEGORIES",
    "CONTEXT",
    "DEFAULT_SIZE",
    "DICTIONARY",
    "FACETS",
    "FIELDS",
    "FORMATS",
    "GRADES",
    "MAX_SIZE",
    "MONTHS",
    "TABLES",
    "Amendment",
    "AmendmentKind",
    "Archive",
    "Area",
    "AreaPreview",
    "Budget",
    "BuildInfo",
    "BuildStep",
    "Built",
    "CannotStore",
    "Category",
    "Change",
    "CorpusError",
    "DamagedIndex",
    "DataColumn",
    "DataTable",
    "Definition",
    "Facet",
    "FacetValue",
    "Fate",
    "Field",
    "Finding",
    "FindingPlace",
    "ForeignIndex",
    "Format",
    "Fragment",
    "GlossaryEntry",
    "GradeSpread",
    "GradeWord",
    "GradedArea",
    "Health",
    "Hint",
    "Hit",
    "IndexBusy",
    "IndexUnusable",
    "InspectionError",
    "Joined",
    "JoinedTable",
    "LongForm",
    "Match",
    "Matrix",
    "Merit",
    "Misfit",
    "Movement",
    "NoIndex",
    "NotFound",
    "Preview",
    "RegisterEntry",
    "Report",
    "ReportError",
    "ReportFacts",
    "ReportRecord",
    "RequestError",
    "Scan",
    "SearchPage",
    "SearchRequest",
    "Sort",
    "Span",
    "Stance",
    "Suggestion",
    "TableError",
    "TooCostly",
    "TrackedRow",
    "Twin",
    "Understood",
    "UploadJob",
    "UploadProgress",
    "UploadState",
    "UploadStep",
    "anywhere",
    "build_index",
    "changed_facts",
    "grade_scale",
    "is_joint",
    "json_lines",
    "official",
    "other_body",
    "place_on_scale",
    "printed_month",
    "publish",
    "scale_of",
    "set_before",
    "slug",
    "workspace",
]

_MODULES = {
    "changes.amendment": "Amendment AmendmentKind changed_facts set_before",
    "budget": "Budget",
    "build": "BuildStep Built build_index",
    "changes.preview": "AreaPreview Preview",
    "dataset.files": "json_lines",
    "dataset.tables": "DICTIONARY TABLES DataColumn DataTable",
    "errors": (
        "CannotStore CorpusError DamagedIndex ForeignIndex IndexBusy IndexUnusable InspectionError "
        "NoIndex NotFound ReportError RequestError TableError TooCostly"
    ),
    "index.builds": "BuildInfo",
    "index.facets": "FACETS Facet",
    "index.location": "anywhere workspace",
    "index.publication": "publish",
    "index.records": "ReportRecord",
    "months": "MONTHS printed_month",
    "changes.upload_job": "UploadJob UploadProgress UploadState UploadStep",
    "reports.categories": "CATEGORIES Category Stance",
    "reports.finding": "CONTEXT Finding Span",
    "reports.front_matter.forces": "official",
    "reports.grade_words": "GRADES GradeWord Merit",
    "reports.labelling.family": "grade_scale place_on_scale scale_of",
    "reports.readers.formats": "FORMATS Format",
    "reports.report": "Area Definition Fate GradeSpread Movement Report ReportFacts",
    "search.answer": (
        "FacetValue FindingPlace Fragment Health Hint Hit Matrix Scan SearchPage Twin"
    ),
    "search.archive": "Archive",
    "search.bodies": "is_joint other_body",
    "search.language.thesaurus.expansion": "LongForm",
    "search.language.interpretation": "Change",
    "search.fields": "FIELDS Field",
    "search.glossary": "GlossaryEntry",
    "search.query.plan": "Match Sort",
    "search.register": "RegisterEntry",
    "search.request": "DEFAULT_SIZE MAX_SIZE SearchRequest",
    "search.suggestions": "Suggestion",
    "search.understanding.reading": "GradedArea Understood",
    "slugs": "slug",
    "tracking.join": "Joined Misfit TrackedRow",
    "tracking.store": "JoinedTable",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'indexer' has no attribute {name!r}")
    value = getattr(import_module(f"indexer.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
