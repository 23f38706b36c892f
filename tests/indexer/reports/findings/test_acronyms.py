"""Acronyms as a report explains them, in its text and in its glossary."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.findings.acronyms import distinct, in_text, is_acronym
from indexer.reports.report import Definition, Report

Reader = Callable[[str], Report]


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("by neighbourhood policing teams (NPTs) in", "NPT", "neighbourhood policing teams"),
        ("the police authority (PA) meets", "PA", "police authority"),
        ("the Association of Chief Police Officers (ACPO)", "ACPO",
         "Association of Chief Police Officers"),
        ("a police community support officer (PCSO)", "PCSO", "police community support officer"),
        ("multi-agency public protection arrangements (MAPPA)", "MAPPA",
         "multi-agency public protection arrangements"),
        ("at headquarters (HQ)", "HQ", "headquarters"),
        ("the Violent and Sex Offenders Register (ViSOR)", "ViSOR",
         "Violent and Sex Offenders Register"),
        ("Her Majesty’s Inspectorate of Constabulary (HMIC)", "HMIC",
         "Her Majesty’s Inspectorate of Constabulary"),
        ("a tactical tasking and co-ordination group (TTCG)", "TTCG",
         "tactical tasking and co-ordination group"),
        ("and human resources (HR) plans", "HR", "human resources"),
        ("Theft, robbery and burglary and night-time assault review meetings (TRAM)", "TRAM",
         "Theft, robbery and burglary and night-time assault review meetings"),
        ("the local strategic partnership and the Local Children’s Safeguarding Board (LSCB)",
         "LSCB", "Local Children’s Safeguarding Board"),
        ("a Team Around the Child Supervision (TACS)", "TACS",
         "Team Around the Child Supervision"),
        ("of child and domestic abuse investigation units (CDAIUs)", "CDAIU",
         "child and domestic abuse investigation units"),
    ],
)  # fmt: skip
def test_a_definition_in_the_text(text: str, short: str, long: str) -> None:
    assert in_text(text, 7) == [Definition(short, long, "text", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "the force (see page 3) is good",
        "in the north (Penbury) and the south",
        "calls are graded (A) or (B)",
        "officers from the unit (2007) were seen",
        "the officers were pleased (NPT)",
        "specialist support for women (SPECSS is unclosed",
        "It met. Policing teams (NPT) were there",
        "(NPT) stands first",
    ],
)
def test_what_is_no_definition(text: str) -> None:
    assert in_text(text, 1) == []


def test_an_unclosed_bracket_does_not_hide_the_next_definition() -> None:
    found = in_text("special support (SPECSS and the police authority (PA) agree", 1)
    assert [(d.short, d.long) for d in found] == [("PA", "police authority")]


def test_several_definitions_in_one_sentence() -> None:
    found = in_text("the police authority (PA) and neighbourhood policing teams (NPTs) agree", 1)
    assert [d.short for d in found] == ["PA", "NPT"]


@pytest.mark.parametrize(
    ("word", "is_one"),
    [("NPT", True), ("ViSOR", True), ("SPI8", True), ("R&D", True), ("BCUs", True),
     ("Police", False), ("A", False), ("npt", False), ("", False)],
)  # fmt: skip
def test_what_looks_like_an_acronym(word: str, is_one: bool) -> None:
    assert is_acronym(word) is is_one


@pytest.mark.parametrize(
    "printed",
    [
        "ACC\tAssistant Chief Constable\nNPT\tNeighbourhood policing team",
        "ACC Assistant Chief Constable\n\nNPT Neighbourhood policing team",
        "ACC – Assistant Chief Constable\n\nNPT – Neighbourhood policing team",
        "ACC: Assistant Chief Constable\n\nNPT: Neighbourhood policing team",
        "| ACC | Assistant Chief Constable |\n|---|---|\n| NPT | Neighbourhood policing team |",
        "ACC     Assistant Chief Constable\nNPT     Neighbourhood policing team",
        "A\n\nACC\tAssistant Chief Constable\n\nN\n\nNPT\tNeighbourhood policing team",
    ],
    ids=["tabs", "bare", "dashes", "colons", "pipes", "columns", "letters between"],
)
def test_a_glossary(inspection_2007: Reader, printed: str) -> None:
    report = inspection_2007(
        f"Strengths\n\n- All is well.\n\nAppendix: Glossary of Terms and Abbreviations\n\n{printed}"
    )
    found = [(d.short, d.long, d.where) for d in report.definitions]
    assert found == [
        ("ACC", "Assistant Chief Constable", "glossary"),
        ("NPT", "Neighbourhood policing team", "glossary"),
    ]
    assert report.unaccounted == ()


def test_the_last_entry_without_line_end_is_read(inspection_2007: Reader) -> None:
    report = inspection_2007(
        "Strengths\n\n- All is well.\n\nGlossary\n\nACC Assistant Chief Constable\n"
        "ViSOR Violent and Sex Offenders Register"
    )
    assert [d.short for d in report.definitions] == ["ACC", "ViSOR"]


def test_the_glossary_is_in_no_finding(inspection_2007: Reader) -> None:
    report = inspection_2007(
        "Strengths\n\n- All is well.\n\nGlossary\n\nACC\tAssistant Chief Constable\n"
    )
    assert report.findings[-1].text == "All is well."


def test_a_heading_explains_what_its_section_says(inspection_2007: Reader) -> None:
    report = inspection_2007(
        "Walsall Safeguarding Partnership (WSP)\n\nStrengths\n\n- The WSP leads well.\n"
    )
    assert [(d.short, d.long) for d in report.definitions] == [
        ("WSP", "Walsall Safeguarding Partnership")
    ]


def test_a_definition_said_twice_is_kept_once_and_two_meanings_both() -> None:
    said = [
        Definition("NPT", "Neighbourhood policing team", "glossary", 9),
        Definition("NPT", "neighbourhood policing teams", "text", 2),
        Definition("NPT", "national police test", "text", 3),
    ]
    assert distinct(said) == (said[0], said[2])
