"""What the front of a report says of it, and where that was read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.front_matter.matter import FrontMatter, front_matter
from indexer.reports.lines import Line, Role, Source
from indexer.reports.report import Report


def source(*printed: str, format: str = "text", **hints: str) -> Source:
    lines = tuple(Line(i, text) for i, text in enumerate(printed, start=1))
    return Source("report.txt", format, "0" * 64, lines, hints)


def read(*printed: str, **hints: str) -> FrontMatter:
    return front_matter(source(*printed, **hints))


def letter(*, post: str = "Chief Constable of Brackenshire police force") -> tuple[str, ...]:
    return (
        "4 May 2019",
        "Ann Other, Director of Children’s Services, Wexmoor Council",
        f"Bea Able QPM, {post}",
        "Dee Four, Brackenshire Police and Crime Commissioner",
        "Dear local partnership",
        "Joint targeted area inspection of the multi-agency response to arson",
        "and its causes in Wexmoor",
        "Between 4 and 8 March 2019, Ofsted, the Care Quality Commission (CQC), HMI Constabulary "
        "and Fire & Rescue Services (HMICFRS) and HMI Probation looked at what the area does.",
    )


@pytest.mark.parametrize(
    ("printed", "force"),
    [
        (["HMIC Inspection Report", "Somerton Constabulary"], "Somerton Constabulary"),
        (["Devon and Cornwall Constabulary – HMIC Inspection Report"],
         "Devon and Cornwall Constabulary"),
        (["PEEL 2021/22 – An inspection of West Yorkshire Police"], "West Yorkshire Police"),
        (["Inspection of Harbour BCU", "City of London Police"], "City of London Police"),
        (["Inspection of Harbour BCU Ashford Constabulary May 2005"], "Ashford Constabulary"),
        (["PEEL: Police effectiveness 2016", "An inspection of Avon and Somerset Constabulary"],
         "Avon and Somerset Constabulary"),
        (["Metropolitan Police Service", "2007"], "Metropolitan Police Service"),
        (["An inspection of Heddlu Dyfed-Powys Police", "March 2019"], "Dyfed-Powys Police"),
        (["Cleveland PEEL 2018", "The force is good."], "Cleveland Police"),
        (["HMIC INSPECTION REPORT", "NORTH YORKSHIRE POLICE"], "North Yorkshire Police"),
        (["Inspection of Kent Police and Essex Police", "July 2013"], "Kent Police; Essex Police"),
        (["Overall summary", "Our inspection assessed how good Kent Police is in nine areas."],
         "Kent Police"),
        (["Cells", "This report describes our inspection of custody services in Marlow Police."],
         "Marlow Police"),
        (["Cells", "This is our inspection of custody services in Kent Police and three others."],
         ""),
        (["An inspection of Avon Fire and Rescue Service", "2022"],
         "Avon Fire and Rescue Service"),
        (["The Police Act 1996 and the Police Authority"], ""),
        (["Her Majesty's Inspectorate of Constabulary"], ""),
        (["Minutes of the meeting"], ""),
        (["Custody in the north", "The Kent Police and Crime Commissioner asked for this."], ""),
        (["Area SEND inspection of Kent Local Area Partnership",
          "Kent Police should share what it knows. Kent Police should train its staff."], ""),
    ],
)  # fmt: skip
def test_the_force(printed: list[str], force: str) -> None:
    assert read(*printed).force == force


@pytest.mark.parametrize(
    ("post", "force"),
    [
        ("Chief Constable of Brackenshire Police", "Brackenshire Police"),
        ("Chief Constable, Kent Police", "Kent Police"),
        ("Chief Constable of Northumbria police force", "Northumbria Police"),
        ("Commissioner of the Metropolitan Police", "Metropolitan Police Service"),
        ("Assistant Commissioner for Wales", ""),
    ],
)
def test_a_letter_is_about_the_force_it_is_addressed_to(post: str, force: str) -> None:
    assert read(*letter(post=post)).force == force


def test_the_one_force_that_is_asked_is_the_one() -> None:
    asks = ("Progress made in safeguarding", "Kent Police should act. So Kent Police did.")
    assert read(*asks).force == "Kent Police"
    assert read(*asks, "Essex Police helped, and Surrey Police, and Dorset Police.").force == ""


@pytest.mark.parametrize(
    ("printed", "published"),
    [
        (["October 2007"], "2007-10"),
        (["**October 2007**"], "2007-10"),
        (["Published on: 22 September 2022"], "2022-09"),
        (["Printed and published by: HM Inspectorate of Prisons, 14 January 2020"], "2020-01"),
        (["Last updated 21/01/2020", "Published on 02/03/2017"], "2017-03"),
        (["Last updated 21/01/2020", "Last updated 02/03/2017"], "2020-01"),
        (["Inspected in May 2004", "First published 2005"], "2005"),
        (["Inspection dates: 3–13 September 2018", "© Crown copyright 2019"], ""),
        (["Inspection dates: 3–13 November 2018", "© Crown copyright 2018"], ""),
        (["8–19 July 2019", "October 2019"], "2019-10"),
        (["A look at cells", "20 March 2023 to 24 March 2023"], ""),
        (["Date of previous inspection: 27 June to 1 July 2016"], ""),
        (["First published May 2011. Revised edition published July 2013"], "2013-07"),
        (["Somerton Police – Baseline Assessment October 2005"], "2005-10"),
        (["Heddlu Gwent", "Hydref 2007"], "2007-10"),
        (["Report for 2009"], "2009"),
        (["Somerton PEEL 2014"], ""),
        (["No date here"], ""),
    ],
)
def test_the_date(printed: list[str], published: str) -> None:
    assert read(*printed).published == published


def test_the_newest_edition_of_one_month_gives_the_day() -> None:
    printed = ("Published 3 May 2019", "Second edition published 20 May 2019")
    assert read(*printed).printed_day == "2019-05-20"


def test_a_file_made_soon_after_the_inspection_tells_the_month_and_is_doubted() -> None:
    printed = ("Inspection of services in Wexmoor", "Inspection dates: 4 to 8 March 2019")
    matter = read(*printed, created="2019-05")
    assert matter.published == "2019-05"
    assert any("the file's own" in warning for warning in matter.warnings)
    assert read(*printed, created="2021-05").published == ""
    assert read("Inspection of services in Wexmoor", created="2019-05").published == ""


@pytest.mark.parametrize(
    ("made", "published"),
    [("2019-05-03", "2019-05"), ("2019-05-29", ""), ("2019-12-30", ""), ("2019-04-26", "")],
)
def test_a_file_made_in_a_months_last_days_tells_nothing(made: str, published: str) -> None:
    printed = ("Inspection of services in Wexmoor", "Inspection dates: 4 to 8 March 2019")
    matter = read(*printed, created=made)
    assert (matter.published, matter.printed_day) == (published, "")
    assert any("No date of publication is printed" in warning for warning in matter.warnings)


def test_a_letter_to_the_chiefs_of_two_forces() -> None:
    matter = read(*letter(post="Chief Constables of Surrey Police and Sussex Police"))
    assert matter.force == "Surrey Police; Sussex Police"
    matter = read(*letter(post="Chief Constable of Surrey Police, who came from Sussex Police"))
    assert matter.force == "Surrey Police"


@pytest.mark.parametrize("stale", ["Layout 1", "Report TEMPLATE v0.3", "Kestrel Police – PEEL"])
def test_a_property_is_no_title_unless_it_is_printed(stale: str) -> None:
    matter = read("HMIC Inspection Report", "Somerton Police", "October 2007", title=stale)
    assert matter.title == "HMIC Inspection Report – Somerton Police"
    assert matter.force == "Somerton Police"


@pytest.mark.parametrize("format", ["html", "markdown"])
def test_the_title_of_a_page_is_shown_by_it(format: str) -> None:
    page = source("Home", format=format, title="[ARCHIVED CONTENT] Somerton Police – PEEL 2016")
    assert front_matter(page).title == "Somerton Police – PEEL 2016"


def test_a_title_names_force_and_inspection() -> None:
    matter = read("Contents", "Somerton Police – HMIC Inspection Report", "October 2007")
    assert matter.title == "Somerton Police – HMIC Inspection Report"


def test_the_title_of_a_letter_stands_below_its_salutation() -> None:
    matter = read(*letter())
    assert matter.title == (
        "Joint targeted area inspection of the multi-agency response to arson and its causes in "
        "Wexmoor"
    )
    assert (matter.series, matter.place) == ("Joint targeted area inspection", "Wexmoor")
    assert matter.inspectorates == ("Ofsted", "Care Quality Commission", "HMICFRS", "HMI Probation")
    assert matter.published == "2019-05"


def test_the_largest_type_of_a_cover_is_the_title_over_two_lines() -> None:
    lines = (
        Line(1, "Inspection of looked after", page=1, size=26.0),
        Line(2, "children services", page=1, size=26.0, starts=False),
        Line(3, "Wexmoor County Council", page=1, size=18.0),
        Line(4, "Inspection dates: 8 – 12 July 2013", page=1, size=10.0),
        *(
            Line(n, "The council answers those who ring it.", page=2, size=12.0)
            for n in range(5, 9)
        ),
    )
    matter = front_matter(Source("a.pdf", "pdf", "0" * 64, lines, {"title": "Template"}))
    assert matter.title == "Inspection of looked after children services – Wexmoor County Council"
    assert matter.place == "Wexmoor"


def test_a_title_that_waits_for_its_place_is_not_parted_from_it() -> None:
    cover = [
        Line(1, "Report on an unannounced inspection visit", page=1, size=20.0),
        Line(2, "to police custody suites in", page=1, size=20.0, starts=False),
        Line(3, "Gwent", page=1, size=16.0, bold=True),
        Line(4, "Published: October 2022", page=1, size=10.0),
        *(Line(n, "Custody sergeants read each plan.", page=2, size=10.0) for n in range(5, 9)),
    ]
    matter = front_matter(Source("a.pdf", "pdf", "0" * 64, tuple(cover)))
    assert matter.title.endswith("police custody suites in Gwent")
    assert matter.place == "Gwent"


def test_what_was_inspected_may_wait_for_its_place_in_larger_type() -> None:
    cover = (
        Line(1, "HM Inspectorate of Probation", page=1, size=12.0),
        Line(2, "An inspection of probation services in:", page=1, size=20.0),
        Line(3, "Harbour and Fells PDU", page=1, size=24.0),
        *(Line(n, "Officers read each plan.", page=2, size=11.0) for n in range(5, 9)),
    )
    matter = front_matter(Source("a.docx", "word", "0" * 64, cover))
    assert matter.title == "An inspection of probation services in: Harbour and Fells PDU"


def test_a_title_that_the_page_leaves_open_is_completed_by_the_line_below() -> None:
    lines = (
        Line(1, "Report on an inspection visit to custody suites in", role=Role.HEADING, level=1),
        Line(2, "Gwent", role=Role.HEADING, level=1),
        Line(3, "Section 1. Introduction", role=Role.HEADING, level=1),
        Line(4, "We found that custody was run well by day and less well by night."),
        Line(5, "HM Chief Inspector of Prisons"),
        Line(6, "January 2014"),
    )
    title = {"title": "Report on an inspection visit to custody suites in"}
    matter = front_matter(Source("a.html", "html", "0" * 64, lines, title))
    assert matter.title == "Report on an inspection visit to custody suites in Gwent"
    assert matter.published == "2014-01"


def test_a_chapter_with_its_number_is_no_title() -> None:
    lines = (
        Line(1, "Section 1. Introduction", role=Role.HEADING, level=1),
        Line(2, "Inspection of Kent Police", role=Role.PARAGRAPH),
    )
    hints = {"title": "Section 1. Introduction"}
    assert front_matter(Source("a.html", "html", "0" * 64, lines, hints)).title != lines[0].text


def test_a_series_in_the_largest_type_is_completed_down_to_the_force() -> None:
    cover = (
        Line(1, "PEEL 2023–25", page=1, size=26.0),
        Line(2, "Police effectiveness, efficiency and legitimacy", page=1, size=18.0),
        Line(3, "An inspection of Kent Police", page=1, size=18.0),
        Line(4, "14 June 2024", page=1, size=11.0),
        *(Line(n, "Sergeants read each plan.", page=2, size=11.0) for n in range(5, 9)),
    )
    matter = front_matter(Source("a.pdf", "pdf", "0" * 64, cover))
    assert matter.title == (
        "PEEL 2023–25 – Police effectiveness, efficiency and legitimacy"
        " – An inspection of Kent Police"
    )


def test_the_one_heading_of_the_first_level_is_the_title_of_a_printed_page() -> None:
    lines = (
        Line(1, "Cookies on this website", size=18.0, role=Role.HEADING, level=2, element=1),
        Line(2, "We use cookies to see how this site is used.", size=12.0, element=2),
        Line(3, "PEEL 2023–25: An inspection", size=24.0, role=Role.HEADING, level=1, element=3),
        Line(4, "of Kent Police", size=24.0, role=Role.HEADING, level=1, element=3),
        Line(5, "Published on:", size=12.0, element=4),
        Line(6, "17 May 2024", size=12.0, element=5),
        Line(7, "Last updated 3 June 2024", size=12.0, element=6),
    )
    matter = front_matter(Source("a.pdf", "pdf", "0" * 64, lines))
    assert matter.title == "PEEL 2023–25: An inspection of Kent Police"
    assert matter.published == "2024-05"


def test_a_number_of_a_publication_is_no_rest_of_a_title() -> None:
    lines = (
        Line(1, "Kent Police – HMIC Baseline Assessment Report"),
        Line(2, "ISBN-13: 978-1-84726-099-0", starts=False),
        Line(3, "October 2006"),
    )
    matter = front_matter(Source("a.txt", "text", "0" * 64, lines))
    assert matter.title == "Kent Police – HMIC Baseline Assessment Report"


def test_no_date_and_no_sentence_is_a_title() -> None:
    matter = read(
        "October 2007", "The force answers nearly all of those who ring it by day or night."
    )
    assert matter.title == "report.txt"
    assert any("No title is printed" in warning for warning in matter.warnings)


@pytest.mark.parametrize(
    ("printed", "series", "place"),
    [
        ("PEEL 2018-19 – An inspection of Kent Police", "PEEL 2018/19", ""),
        ("Area SEND inspection of Wexmoor Local Area Partnership", "Area SEND inspection",
         "Wexmoor"),
        ("Inspection of Wexmoor local authority children’s services",
         "Inspection of local authority children’s services", "Wexmoor"),
        ("Joint targeted area inspection of London Borough of Merton",
         "Joint targeted area inspection", "Merton"),
        ("Joint targeted area inspection of the Isle of Wight",
         "Joint targeted area inspection", "Isle of Wight"),
        ("Inspection of Harbour BCU – Somerton Police", "BCU inspection", "Harbour BCU"),
        ("HMIC Inspection Report October 2007", "HMIC Inspection Report 2007", ""),
        ("Baseline Assessment Somerton Police October 2005", "Baseline assessment 2005", ""),
        ("Minutes of the meeting", "", ""),
    ],
)  # fmt: skip
def test_the_series_and_the_place(printed: str, series: str, place: str) -> None:
    matter = read(printed)
    assert (matter.series, matter.place) == (series, place)


@pytest.mark.parametrize(
    ("line", "isbn"),
    [
        ("ISBN: 978-1-84726-446-6", "978-1-84726-446-6"),
        ("ISBN 978 1 84726 446 6", "978 1 84726 446 6"),
        ("ISBN 1-84082-900-X", "1-84082-900-X"),
    ],
)
def test_the_isbn(line: str, isbn: str) -> None:
    assert read("Report", line).further["isbn"] == isbn


def test_copyright_and_licence_as_printed() -> None:
    matter = read(
        "© CROWN COPYRIGHT",
        "You may use this free of charge, under the terms of",
        "the Open Government Licence v3.0.",
    )
    assert matter.further["copyright"] == "Crown copyright"
    assert matter.further["licence"] == "Open Government Licence v3.0"


def test_no_licence_is_claimed_that_is_not_printed() -> None:
    assert "licence" not in read("© CROWN COPYRIGHT", "Report").further


def test_each_fact_says_where_it_was_read() -> None:
    matter = read(*letter())
    assert matter.read_at["published"] == "line 1: the date on the front"
    assert matter.read_at["force"] == "line 3: whom it is addressed to"
    assert matter.read_at["title"] == "line 6: the heading below the salutation"


def test_what_is_not_there_has_no_place() -> None:
    assert set(read("Some words of no report").read_at) == {"title"}


def test_a_page_of_chrome_prints_the_date() -> None:
    lines = (
        Line(1, "Published on: 14 March 2017", role=Role.CHROME),
        Line(2, "PEEL 2016 – Somerton Police", role=Role.HEADING, level=1),
    )
    assert front_matter(Source("a.html", "html", "0" * 64, lines)).published == "2017-03"


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("Published 3 May 2019", "2019-05-03"),
        ("Published May 2019", None),
        ("First published 2005", None),
    ],
)
def test_the_day_of_publication_is_kept_where_it_is_printed(printed: str, day: str | None) -> None:
    assert read("Somerton Police: an inspection", printed).further.get("day") == day


def test_what_is_not_printed_is_not_said(report_of: Callable[..., Report]) -> None:
    report = report_of("The bins were not emptied last week, and nobody said why.\n")
    assert (report.force, report.published) == ("", "")
    assert "isbn" not in report.facts


def test_a_weekday_that_does_not_fit_its_date_is_told() -> None:
    wrong = read("Somerton Police: an inspection", "Published on Monday 9 May 2019")
    assert wrong.published == "2019-05"
    assert [one for one in wrong.warnings if "Monday" in one] == [
        "No date of publication is certain: Monday is printed, and 2019-05-09 was a Thursday."
        " It can be set by hand."
    ]
    right = read("Somerton Police: an inspection", "Published on Thursday, 9 May 2019")
    assert not any("day is printed" in one for one in right.warnings)


@pytest.mark.parametrize(
    "heading", ["Marlshire PEEL Assessment 2023–2025", "Joint targeted area inspection of Wexmoor"]
)
def test_the_only_heading_of_the_first_level_is_the_title_below_what_a_page_prints_first(
    heading: str,
) -> None:
    lines = (
        Line(1, "This site uses cookies", 1, role=Role.HEADING, level=2, size=18.0),
        Line(2, heading, 1, role=Role.HEADING, level=1, size=18.0),
        Line(3, "Published on: 14 November 2024", 1, role=Role.PARAGRAPH, size=11.0),
        Line(4, "The force knows what its officers do and how well they do it.", 1, size=11.0),
    )
    assert front_matter(Source("p.pdf", "pdf", "0" * 64, lines)).title == heading


def test_a_heading_of_a_letters_text_is_not_its_title() -> None:
    lines = (
        Line(1, "Dealing with lost property: a second visit", role=Role.HEADING, level=1),
        Line(2, "Dear Chief Constable,"),
        Line(3, "Why we came again", role=Role.HEADING, level=2),
        Line(4, "We came in March to see whether what was lost is now found."),
    )
    matter = front_matter(Source("a.md", "markdown", "0" * 64, lines))
    assert matter.title == "Dealing with lost property: a second visit"


@pytest.mark.parametrize("begun", ["An inspection of probation services in:", "Inspection of"])
def test_a_title_that_is_left_open_goes_on_in_the_next_heading(begun: str) -> None:
    lines = (
        Line(1, begun, role=Role.HEADING, level=1),
        Line(2, "Wexmoor and the Marshes PDU", role=Role.HEADING, level=1),
        Line(3, "The Probation Service – East of England region"),
    )
    matter = front_matter(Source("a.md", "markdown", "0" * 64, lines))
    assert matter.title == f"{begun} Wexmoor and the Marshes PDU"


@pytest.mark.parametrize("region", ["South of England Region", "Eastern region"])
def test_the_region_of_an_inspectorate_is_no_part_of_a_title(region: str) -> None:
    matter = read(
        "HM Inspectorate of Constabulary", region, "Inspection of Wexmoor BCU", "Kent Police"
    )
    assert matter.title == "Inspection of Wexmoor BCU – Kent Police"


def test_a_date_of_publication_may_break_off_with_its_year() -> None:
    ends = Line(2, "It may be used free of charge. Published February")
    year = Line(3, "2023 by His Majesty’s Inspectorate of Prisons, London", starts=False)
    lines = (Line(1, "Custody in the north"), ends, year)
    assert front_matter(Source("a.txt", "text", "0" * 64, lines)).published == "2023-02"


def test_a_sentence_at_the_end_that_says_when_this_report_was_published() -> None:
    text = ["Inspection dates: 22 to 26 April 2024", "Nurses answer within the hour."] * 31
    assert read(*text, "This report was published on 18 June 2024.").published == "2024-06"
    assert read(*text, "Another report was published on 18 June 2024.").published == ""


SEND = ("Area SEND inspection of Wexmoor Local Area Partnership", "")
OUTCOME = (
    "Inspection outcome",
    "The arrangements lead to inconsistent experiences and outcomes for children",
    "with special needs (SEND). Leaders must work jointly to improve.",
    "The next inspection will be within three years.",
)


def test_an_outcome_and_the_days_of_the_inspection_are_read_as_printed() -> None:
    found = read(*SEND, "Inspection dates: 5 to 9 February 2024", *OUTCOME)
    assert found.further["inspected"] == "5 to 9 February 2024"
    assert found.further["outcome"] == (
        "The arrangements lead to inconsistent experiences and outcomes for children "
        "with special needs (SEND)."
    )
    assert found.read_at["inspected"].startswith("line 3: ")
    assert found.read_at["outcome"].startswith("line 5: ")
    # Neither is a day of publication.
    assert not found.published


def test_the_days_may_stand_below_their_label() -> None:
    found = read(*SEND, "Inspection dates:", "12 to 16 February 2024", *OUTCOME)
    assert found.further["inspected"] == "12 to 16 February 2024"


@pytest.mark.parametrize(
    "printed",
    [
        ("Dates of previous inspection: 9 to 11 December 2019",),
        ("Inspection dates: see the cover",),
        ("Inspection outcome",),
        ("Inspection outcome", "no sentence"),
        ("The inspection outcome was good.", "It was."),
        ("Inspection outcome", *["a line that goes on and on and on and on and on and on"] * 12),
    ],
)
def test_what_is_no_outcome_and_are_no_days_of_this_inspection_is_not_read(
    printed: tuple[str, ...],
) -> None:
    found = read(*SEND, *printed)
    assert not {"outcome", "inspected"} & set(found.further)
