"""Words that look alike and mean something else: what answers, and what is only close."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.reports.report import Report
from indexer.search.answer import SearchPage
from indexer.search.archive import Archive
from indexer.search.request import SearchRequest

Found = Callable[..., Archive]
Make = Callable[..., Report]


@pytest.fixture
def ask(found: Found, report: Make) -> Callable[..., SearchPage]:
    """``ask(q, *texts)`` is the page of a search over findings with these texts."""

    def asked(q: str, *texts: str) -> SearchPage:
        return found(report(*texts)).search(SearchRequest(q=q))

    return asked


Ask = Callable[..., SearchPage]


def answering(page: SearchPage) -> list[str]:
    return [hit.finding.text for hit in page.hits if hit.answers]


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("domestic abuse", "Domestic violence is reviewed daily."),
        ("missing people", "Every missing person is risk assessed."),
        ("return home interview", "A return interview is held."),
        ("sgt", "The sergeant was at work."),
        ("honor based violence", "Honour-based abuse is flagged."),
        ("MARAC", "The M.A.R.A.C. meets monthly."),
        ("M.A.R.A.C.", "The MARAC meets monthly."),
        ("s136", "They were held under section 136."),
        ("section 136", "They were held under s.136."),
        ("£1.2 million", "It cost £1.2m in all."),
        ("£1.2m", "It cost £1.2 million in all."),
        ("10 %", "It rose by 10 per cent."),
        ("10 per cent", "It rose by 10%."),
        ("10%", "It rose by 10 percent."),
        ("cyber-crime", "There is a cyber crime unit."),
        ("cyber crime", "There is a cybercrime unit."),
        ("cybercrime", "There is a cyber crime unit."),
        ("front-line", "Frontline officers know it."),
        ("superv", "The supervisor checks."),
        ('"s136"', "They were held under section 136."),
        ('"£1.2 million"', "It cost £1.2m in all."),
        ("CAFCASS", "The Cafcass adviser was told."),
        ("meetings", "A meeting was held."),
        ("kids", "Every child was seen."),
        ("what children think", "The voice of the child is heard."),
        ("written down", "Decisions are recorded."),
        ("violence at home", "Domestic abuse is flagged."),
        ("police cars", "Police attend."),
        ("family doctors", "GPs were told."),
        ("without a home", "Some were homeless."),
        ("too many cases", "Caseloads are too high."),
    ],
)
def test_what_is_the_same_answers(ask: Ask, q: str, text: str) -> None:
    assert answering(ask(q, text, "Custody suites are clean.")) == [text]


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("response", "Those responsible were told."),
        ("meetings", "They met twice."),
        ("custody suite", "The custody of suits is clear."),
        ("director", "The directorate was told."),
        ("supervisor", "Supervision is weak."),
        ("county lines", "The county has three bus lines."),
        ("use of force", "The force makes use of a database."),
        ("10%", "It took 10 days in 86% of cases."),
        ("section 136", "Of 136 people each section has one."),
        ("training", "There was a course on it."),
        ("boss", "The commander was told."),
        ("child", "The kids were seen."),
        ("violence at home", "Violence is rare, but a home was searched."),
        ("too many cases", "Caseloads are low."),
        ("young carers", "Parents, carers and young people were asked."),
        ("staff", "There is professional curiosity."),
        ("lessons", "They have learning difficulties."),
        ("pass the buck", "Nobody takes responsibility for it."),
    ],
)
def test_what_is_like_it_does_not(ask: Ask, q: str, text: str) -> None:
    assert answering(ask(q, text)) == []


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("at arm's length", "Firearms were handed in."),
        ("turn a blind eye", "The disabled and the blind turn to an eye clinic."),
        ("taken on board", "The recruitment board has taken on ten officers."),
        ("pass the buck", "Officers pass a buck in the park."),
    ],
)
def test_the_words_of_an_idiom_mean_nothing_by_themselves(ask: Ask, q: str, text: str) -> None:
    assert ask(q, text).hits == ()


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("who do officers look after", "Officers meet looked-after children."),
        ("officers look after people", "Officers meet people and children who are looked after."),
        ("help they need", "Children in need of help were told."),
        ("officers carrying blades", "Officers carried out a search for blades."),
        ("cases of theft", "In some cases a theft was recorded."),
        ("phone line", "The front line has a phone."),
        ("parts of the city", "The city takes part in it."),
        ("times of trains", "At times a train is searched."),
        ("do carers care", "Carers have a duty of care."),
        ("children run away", "The children's team runs well."),
        ("probation officers", "Police officers met the probation service."),
    ],
)
def test_a_word_of_a_set_phrase_is_not_met_by_the_phrase(ask: Ask, q: str, text: str) -> None:
    assert answering(ask(q, text)) == []


@pytest.mark.parametrize(
    ("q", "text"),
    [
        ("looked after children", "Officers meet looked-after children."),
        ("reviews of children who are looked after", "Children who are looked after have reviews."),
        ("child in need plans", "Plans of children in need were read."),
        ("front line officers", "Officers of the front line were told."),
        ("carry out searches", "Officers carried out searches."),
        ("officers look after people", "Officers look after people."),
        ("cases of theft", "In some cases of theft nobody asked. Cases of theft rose."),
        ('"some cases"', "In some cases nobody asked."),
        ("cost of custody", "At the end of the day costs fell. Custody costs more."),
        ("are the records kept late", "Records are late. Record-keeping is a duty."),
    ],
)
def test_a_set_phrase_that_is_typed_answers(ask: Ask, q: str, text: str) -> None:
    assert answering(ask(q, text)) == [text]


def test_a_word_within_a_set_phrase_is_not_marked(ask: Ask) -> None:
    (hit,) = ask("cases", "In some cases it was late: two cases were closed.").hits
    assert [part.text for part in hit.text if part.match] == ["cases"]
    assert "".join(part.text for part in hit.text).index("two cases") > 0
    assert hit.text[0].text == "In some cases it was late: two "


def test_what_asks_how_well_names_no_subject(ask: Ask) -> None:
    page = ask("how well do police find missing people", "The police find missing people.")
    assert page.total == 1
    assert "how well" in page.ignored


def test_an_idiom_is_found_as_it_stands(ask: Ask) -> None:
    page = ask("turn a blind eye", "Some turned a blind eye to it.", "An eye test is offered.")
    assert answering(page) == ["Some turned a blind eye to it."]


def test_an_idiom_that_says_nothing_is_left_out(ask: Ask) -> None:
    page = ask("training over the course of the year", "Training took a year.", "A course.")
    assert answering(page) == ["Training took a year."]
    assert any("'over the course of'" in note for note in page.notes)


def test_the_words_of_a_set_phrase_are_close_where_they_stand_apart(ask: Ask) -> None:
    page = ask("county lines", "Drug lines cross the county.", "County lines gangs were found.")
    assert [hit.answers for hit in page.hits] == [True, False]


def test_a_beginning_is_completed_and_told(ask: Ask) -> None:
    page = ask("superv", "A superb school.", "Supervisors check.", "Supervision is weak.")
    assert page.total == 2
    assert [(c.typed, c.searched) for c in page.corrections] == [("superv", "superv*")]


@pytest.mark.parametrize(
    ("typed", "meant", "text"),
    [
        ("MARCA", "MARAC", "The MARAC met in March. March was cold."),
        ("sargent", "sergeant", "The sergeant met them."),
        ("beurocracy", "bureaucracy", "There is too much bureaucracy."),
        ("liason", "liaison", "A liaison officer is named."),
    ],
)
def test_what_is_written_by_ear_is_corrected(ask: Ask, typed: str, meant: str, text: str) -> None:
    page = ask(typed, text)
    assert [(c.typed, c.searched) for c in page.corrections] == [(typed, meant)]
    assert page.total == 1


@pytest.mark.parametrize("q", ["morale", "podcast", "interpreters"])
def test_an_english_word_that_no_report_has_is_not_changed(ask: Ask, q: str) -> None:
    page = ask(q, "A moral question.", "A broadcast.", "Their interpretation differs.")
    assert (page.total, page.corrections) == (0, ())


def test_a_correction_leads_to_something(ask: Ask) -> None:
    """The everyday words know 'stalking', but nothing here is found by it."""
    assert ask("stalkng", "Custody suites are clean.").corrections == ()


@pytest.mark.parametrize(
    ("q", "meant", "other"),
    [
        ("do nurses spot children who are hurt", "identify", "area"),
        ("is property stored safely", "", "supermarket"),
        ("do they judge risk well", "", "magistrate"),
        ("do they target drug dealers", "", "objective"),
        ("is everybody at his post", "role", ""),
        ("do locals trust the police", "resident", ""),
        ("local police", "", "resident"),
        ("what do they expect of a mother", "", "pregnant"),
    ],
)
def test_a_word_brings_what_it_means_in_that_sense_alone(
    ask: Ask, q: str, meant: str, other: str
) -> None:
    page = ask(q, "Identify the area, a supermarket, a magistrate, a role.", "Pregnant residents.",
               "The objective.", q)  # fmt: skip
    found = {change.searched for change in page.expansions}
    assert not meant or meant in found
    assert other not in found


BIKES = "Stolen bikes are returned to their owners within a week."


@pytest.mark.parametrize(
    ("q", "number"),
    [
        ("do the police properly see to it that stolen bikes are returned", 1),
        ("are stolen bikes returned to people these days", 1),
        ("do they bother with stolen cars that are returned", 0),
        ("stolen bikes returned people", 0),
        ("do people see stolen bikes", 0),
    ],
)
def test_what_only_frames_a_question_may_be_lacking(ask: Ask, q: str, number: int) -> None:
    assert ask(q, BIKES, "Police dogs are fed.").total == number


def test_what_may_be_lacking_is_told(ask: Ask) -> None:
    page = ask("are stolen bikes returned to people these days", BIKES)
    assert page.framing == ("people", "days")
    assert any("'people', 'days'" in note for note in page.notes)
    assert not ask("stolen bikes returned people", BIKES).framing
