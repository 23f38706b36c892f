"""Who must act, by when: read from the words, and null where they say nothing."""

from __future__ import annotations

import pytest

from indexer.reports.findings.demands import NOTHING_ASKED, Demand, demand

DAY = "2023-07-15"


def asked(text: str, published: str = DAY) -> Demand:
    return demand("Recommendations", None, text, published=published)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The force should keep what its teams know in one place.", "The force"),
        ("The force needs to keep what its teams know.", "The force"),
        ("The chief constable must publish it.", "The chief constable"),
        ("By 31 March 2024, chief constables should review it.", "chief constables"),
        ("We recommend that, within three months, Kent Police should: review it.", "Kent Police"),
        ("HMIC recommends that the force should immediately: review it", "the force"),
        ("HMIC recommends that forces share detectives.", "forces"),
        ("That the commander reviews the shifts.", "the commander"),
        ("The Inspectorate recommends that the Garda Síochána adopts a plan.",
         "the Garda Síochána"),
        ("Leaders across the partnership should ensure that it is followed.",
         "Leaders across the partnership"),
        ("Across the partnership, leaders should reduce risk.", "leaders"),
        ("Police Scotland, working with others, should publish a plan.", "Police Scotland"),
        ("The Home Office, the College of Policing and the NPCC should agree on it.",
         "The Home Office, the College of Policing and the NPCC"),
        ("Wexmoor HSCP should train its staff.", "Wexmoor HSCP"),
        ("R3 - Police Scotland should count the calls.", "Police Scotland"),
        ("Posters should be replaced. The force should say when.", "The force"),
        ("Police Scotland, which runs the suite, should publish a plan.", "Police Scotland"),
        ("Officers should write down what they saw.", "Officers"),
        ("Wexmoor Fire and Rescue Service should count them.", "Wexmoor Fire and Rescue Service"),
        ("HM Cells and Vans Service should house them.", "HM Cells and Vans Service"),
        ("Kent Police and Essex Police should agree.", "Kent Police and Essex Police"),
        ("It is recommended that the Commissioner counts them.", "the Commissioner"),
        ("Custody: the force should count them.", "the force"),
        ("Children’s social care should ring the school.", "Children’s social care"),
        ("NHS England should pay for it.", "NHS England"),
        ("In particular, the partnership must answer sooner.", "the partnership"),
        ("Child health and adult day services need to agree a plan.",
         "Child health and adult day services"),
        ("Wexmoor Borough Council (Parks) should count them.", "Wexmoor Borough Council (Parks)"),
        ("Leaders across schools, health and social care should meet.",
         "Leaders across schools, health and social care"),
    ],
)  # fmt: skip
def test_who_is_asked(text: str, addressee: str) -> None:
    assert asked(text).addressee == addressee


@pytest.mark.parametrize(
    "text",
    [
        "Staff should be trained each year.",
        "The policy should set out who decides.",
        "The policy and the force should agree.",
        "Training and oversight of officers should be kept.",
        "The force’s plan should include dates.",
        "They should answer sooner.",
        "This should be overseen by a board.",
        "The quality of referrals to the hub.",
        "Staff need to have the support that they ask for.",
        "The police are aware of the need to answer sooner.",
        "The police, together with the council, are aware that they should answer sooner.",
        "The plan is late. The force needs to have its answers sooner than it did.",
        "The policy says officers should wait.",
        "It is recommended that officers are trained each year.",
        "The manual sets out what officers should do.",
        "Some cases are graded low when officers should grade them high.",
        "The barriers that officers must overcome are many.",
        "It was found that the council is the authority and should prepare a statement.",
        "",
    ],
)
def test_who_is_not_said_is_not_guessed(text: str) -> None:
    assert asked(text).addressee is None


def test_the_cell_of_the_responsible_body_is_who_is_asked() -> None:
    text = "Leaders should ensure that it is followed."
    found = demand("Areas for priority action", None, text, owner="Wexmoor Council  and NHS")
    assert found.addressee == "Wexmoor Council and NHS"


def test_the_sentence_that_leads_in_says_who_is_asked_and_by_when() -> None:
    lead = "Within three months, the force should:"
    found = demand("Areas for improvement", None, "review its plan", lead=lead, published=DAY)
    assert (found.addressee, found.deadline, found.due) == (
        "the force", "Within three months", "2023-10-15"
    )  # fmt: skip
    own = demand("Areas for improvement", None, "Kent Police should act.", lead="As follows:")
    assert own.addressee == "Kent Police"


def test_next_steps_ask_in_one_sentence_who_and_by_which_day() -> None:
    text = (
        "We hold that Wexmoor Council is the authority and should write a plan. This should be the "
        "work of all. The Wexmoor Trust should send the plan to us by Friday 3 November 2023."
    )
    found = demand("Context", None, text, ("Letter", "Next steps"), published=DAY)
    assert found == Demand(
        None, "Wexmoor Council; The Wexmoor Trust", "by Friday 3 November 2023", "2023-11-03"
    )  # fmt: skip
    assert demand("Context", None, text, ("Introduction",), published=DAY) == NOTHING_ASKED


def test_next_steps_name_who_writes_and_who_sends() -> None:
    text = (
        "The council should write a plan. It should be the work of all. The director of services "
        "should send it to us by 3 November 2023. The council should keep it."
    )
    found = demand("Context", None, text, ("Next steps",), published=DAY)
    assert found.addressee == "The council; The director of services"


@pytest.mark.parametrize(
    ("text", "deadline", "due"),
    [
        ("By 31 March 2024, forces should act.", "By 31 March 2024", "2024-03-31"),
        ("Forces should act by Tuesday 2 April 2024.", "by Tuesday 2 April 2024", "2024-04-02"),
        ("Forces should act by the end of June 2024.", "by the end of June 2024", "2024-06-30"),
        ("Forces should act by December 2024.", "by December 2024", "2024-12-31"),
        ("Within six months, the force should act.", "Within six months", "2024-01-15"),
        ("Within ninety days, the force should act.", "Within ninety days", "2023-10-13"),
        ("HMIC recommends that within six months the force should: act", "within six months",
         "2024-01-15"),
        ("The force should, within a year, act.", "within a year", "2024-07-15"),
        ("The force should act within 12 weeks of publication of this report.",
         "within 12 weeks of publication of this report", "2023-10-07"),
        ("The force should act within 70 working days of publication.",
         "within 70 working days of publication", None),
        ("The force should immediately: act", "immediately", None),
        ("The force should act. Target date: March 2025", "March 2025", "2025-03-31"),
        ("The force should act within three months of this report.",
         "within three months of this report", "2023-10-15"),
        ("Forces should act by 2 November 23.", "by 2 November 23", "2023-11-02"),
        ("Forces should act by summer 2024.", "by summer 2024", None),
        ("The force should publish it within the next two months.", "within the next two months",
         "2023-09-15"),
        ("Within six (6) months, the force should act.", "Within six (6) months", "2024-01-15"),
        ("The force should act no later than two months after publication.",
         "no later than two months after publication", "2023-09-15"),
        ("By 31 March, the force should act.", "By 31 March", "2024-03-31"),
        ("By 31 October, the force should act.", "By 31 October", "2023-10-31"),
        ("By the end of August, the force should act.", "By the end of August", "2023-08-31"),
        ("By 31 September, the force should act.", "By 31 September", None),
        ("The force should ensure that officers receive training within 8 months.",
         "within 8 months", "2024-03-15"),
        ("The policy should be reviewed within six months.", "within six months", "2024-01-15"),
        ("The force should tell every team with immediate effect.", "with immediate effect", None),
    ],
)  # fmt: skip
def test_by_when(text: str, deadline: str, due: str | None) -> None:
    found = asked(text)
    assert (found.deadline, found.due) == (deadline, due)


@pytest.mark.parametrize(
    "text",
    [
        "The force should make sure that calls are answered within 10 days.",
        "Within six months of joining, officers should know the plan.",
        "The force should ensure that complaints are answered within two months.",
        "The force should see that each officer is trained within two months.",
        "The force should speak to those who waited for two years within its plan.",
        "The force should say why it did not act by 31 March 2019.",
        "By 31 March 2024 there were 20 left.",
        "The force should take immediate steps.",
        "The force should make sure that doctors see a detainee immediately.",
        "When a child is missing, within three days officers should visit.",
        "Officers may act by March, and should say so.",
        "The force should train all those who joined by 31 March 2024.",
    ],
)
def test_a_time_that_is_no_deadline(text: str) -> None:
    assert (asked(text).deadline, asked(text).due) == (None, None)


def test_from_a_month_alone_time_is_reckoned_from_its_last_day() -> None:
    assert asked("Within six months, forces should act.", "2023-08").due == "2024-02-29"
    assert asked("Within ten days, forces should act.", "2023-08").due == "2023-09-10"
    assert asked("By 31 August, forces should act.", "2023-08").due == "2024-08-31"
    assert asked("By 31 August, forces should act.", "2023").due is None
    assert asked("Within six weeks, forces should act.", "2023-08").due == "2023-10-12"
    assert asked("Within six months, forces should act.", "2023").due is None
    assert asked("Within six months, forces should act.", "").due is None


@pytest.mark.parametrize(
    ("label", "headings", "text", "reference"),
    [
        ("Recommendation 3", (), "", "Recommendation 3"),
        ("Recommendation 1.1", (), "", "Recommendation 1.1"),
        ("R3", (), "", "R3"),
        (None, ("Custody", "Area for development 2"), "", "Area for development 2"),
        (None, (), "R3 - The force should count.", "R3"),
        (None, (), "Recommendation 2: The force should count.", "Recommendation 2"),
        ("5.12", (), "The force should count.", None),
        (None, ("Recommendations",), "The force should count.", None),
        (None, (), "Recommendation 2 was met.", None),
    ],
)
def test_the_printed_reference(
    label: str | None, headings: tuple[str, ...], text: str, reference: str | None
) -> None:
    assert demand("Recommendations", label, text, headings).reference == reference


@pytest.mark.parametrize("kind", ["Strengths", "Findings", "Context", "Work in progress", None])
def test_what_asks_nothing_has_no_demand(kind: str | None) -> None:
    text = "By 31 March 2024, the force should act."
    assert demand(kind, "Recommendation 3", text, published=DAY) == NOTHING_ASKED
