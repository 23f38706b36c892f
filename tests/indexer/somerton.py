"""A small invented report of 2007 that several tests put into a corpus."""

from __future__ import annotations

_FRONT = """\
HMIC Inspection Report

{force} Constabulary

October 2007

Contents

Findings

Missing Persons

Appendix A

Findings

Missing Persons

GRADE

GOOD

Strengths

"""
HELD = "- Return interviews are held in time."
TOLD = "- Parents are told the outcome."


def text(*body: str, force: str = "Somerton") -> str:
    """The report of a force, with the paragraphs of ``body`` under its 'Strengths'."""
    return _FRONT.format(force=force) + "".join(f"{one}\n\n" for one in body or (HELD, TOLD))[:-1]


def page(force: str = "Somerton") -> str:
    """The same as a web page."""
    return (
        f"<html><body><h1>HMIC Inspection Report</h1><p>{force} Constabulary</p>"
        "<p>October 2007</p><h2>Findings</h2><h3>Missing Persons</h3><p>GRADE GOOD</p>"
        f"<h4>Strengths</h4><ul><li>{HELD[2:]}</li><li>{TOLD[2:]}</li></ul></body></html>"
    )
