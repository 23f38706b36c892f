"""Inspection Findings: police inspection reports, indexed one finding at a time.

The names below are all that other packages use. They are loaded when first asked for, so that
``import indexer`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from indexer.build import Built, build_index
    from indexer.digest import AreaDigest, Digest
    from indexer.errors import (
        CorpusError,
        ForeignIndex,
        IndexBusy,
        IndexError_,
        InspectionError,
        NoIndex,
        NotFound,
        ReportError,
        RequestError,
    )
    from indexer.index.builds import BuildInfo
    from indexer.index.facets import FACETS, Facet
    from indexer.index.publication import publish
    from indexer.index.schema import slug
    from indexer.intake import Intake, Progress, State, Step
    from indexer.reports.finding import CONTEXT, Finding, Span
    from indexer.reports.readers import FORMATS, Format
    from indexer.reports.report import Area, Definition, Fate, Report
    from indexer.search.answer import (
        FacetValue,
        GradeSpread,
        Hint,
        Hit,
        SearchPage,
        Segment,
        Twin,
    )
    from indexer.search.archive import Archive, FindingPlace, Health, ReportSummary
    from indexer.search.glossary import GlossaryEntry
    from indexer.search.language.expansion import Meaning
    from indexer.search.language.interpretation import Change
    from indexer.search.matrix import Matrix
    from indexer.search.request import DEFAULT_SIZE, MAX_SIZE, SearchRequest, Sort
    from indexer.search.suggestions import Suggestion

__all__ = [
    "CONTEXT",
    "DEFAULT_SIZE",
    "FACETS",
    "FORMATS",
    "MAX_SIZE",
    "Archive",
    "Area",
    "AreaDigest",
    "BuildInfo",
    "Built",
    "Change",
    "CorpusError",
    "Definition",
    "Digest",
    "Facet",
    "FacetValue",
    "Fate",
    "Finding",
    "FindingPlace",
    "ForeignIndex",
    "Format",
    "GlossaryEntry",
    "GradeSpread",
    "Health",
    "Hint",
    "Hit",
    "IndexBusy",
    "IndexError_",
    "InspectionError",
    "Intake",
    "Matrix",
    "Meaning",
    "NoIndex",
    "NotFound",
    "Progress",
    "Report",
    "ReportError",
    "ReportSummary",
    "RequestError",
    "SearchPage",
    "SearchRequest",
    "Segment",
    "Sort",
    "Span",
    "State",
    "Step",
    "Suggestion",
    "Twin",
    "build_index",
    "publish",
    "slug",
]

_MODULES = {
    "build": "Built build_index",
    "digest": "AreaDigest Digest",
    "errors": (
        "CorpusError ForeignIndex IndexBusy IndexError_ InspectionError NoIndex NotFound "
        "ReportError RequestError"
    ),
    "index.builds": "BuildInfo",
    "index.facets": "FACETS Facet",
    "index.publication": "publish",
    "index.schema": "slug",
    "intake": "Intake Progress State Step",
    "reports.finding": "CONTEXT Finding Span",
    "reports.readers": "FORMATS Format",
    "reports.report": "Area Definition Fate Report",
    "search.answer": "FacetValue GradeSpread Hint Hit SearchPage Segment Twin",
    "search.archive": "Archive FindingPlace Health ReportSummary",
    "search.language.expansion": "Meaning",
    "search.language.interpretation": "Change",
    "search.glossary": "GlossaryEntry",
    "search.matrix": "Matrix",
    "search.request": "DEFAULT_SIZE MAX_SIZE SearchRequest Sort",
    "search.suggestions": "Suggestion",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'indexer' has no attribute {name!r}")
    value = getattr(import_module(f"indexer.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
