import pytest

from recommendations.questionnaire.effort import (
    SIMPLE_CASE,
    START_WORDS_BESIDES_CONSENT,
    Effort,
    count,
    simple_case,
    words_to_answer,
)
from recommendations.questionnaire.forms.health import DiagnosisForm, MedicinesForm
from recommendations.questionnaire.forms.spasm import FeelingForm, FrequencyForm, SeverityForm
from recommendations.questionnaire.walk import walk_through
from tests.herbology.markup import attribute, elements, has_class, text
from tests.recommendations.questionnaire.answering import url

SEVERITY = SeverityForm.base_fields["psfs_severity"]
FEELING = FeelingForm.base_fields["spasm_pattern"]
SCALE = FrequencyForm.base_fields["nrs_severity"]
DIAGNOSIS = DiagnosisForm.base_fields["diagnosis"]
MEDICINES = MedicinesForm.base_fields["medication_class"]


@pytest.mark.django_db
def test_simple_case_is_a_whole_walk_where_there_is_one_store():
    walk = walk_through({"pages": SIMPLE_CASE})

    assert [page.key for page in walk.pages] == list(SIMPLE_CASE)
    assert walk.complete


@pytest.mark.parametrize(
    ("field", "answer", "read"),
    [
        pytest.param(SEVERITY, "2", ["Mild", "Moderate"], id="down-to-the-answer"),
        pytest.param(
            *(FEELING, "twitch"),
            ["Twitch", "A small flicker under the skin. It usually does not hurt."],
            id="with-its-own-hint",
        ),
        pytest.param(
            *(
                SCALE,
                "1",
                ["0: No spasm or stiffness", "10: The worst spasm or stiffness possible", "0 1"],
            ),
            id="ends-of-a-scale",
        ),
        pytest.param(
            *(DIAGNOSIS, ["nothing"]),
            [
                "No doctor has named an illness or injury of my brain, nerves, muscles, back, or joints"
            ],
            id="first-of-a-list",
        ),
        pytest.param(
            *(DIAGNOSIS, ["spinal_cord_injury"]),
            [
                "No doctor has named an illness or injury of my brain, nerves, muscles, back, or joints",
                "Brain, spinal cord and nerves",
                "Multiple sclerosis (MS)",
                "Spinal cord injury",
            ],
            id="headings-too",
        ),
        pytest.param(MEDICINES, None, [], id="not-answered"),
    ],
)
def test_words_of_an_answer_are_those_on_the_way_to_it(field, answer, read):
    words = [str(each) for each in words_to_answer(field, answer)]

    assert " ".join(words).split() == " ".join(read).split()


def test_seconds_are_those_of_words_and_of_controls():
    effort = Effort(pages=1, controls=3, words=200, list_words=100)

    assert (effort.seconds, effort.seconds_besides_lists, effort.minutes) == (72, 42, 2)


def test_simple_case_takes_under_five_minutes_besides_the_lists_nobody_may_skip():
    assert simple_case().seconds_besides_lists < 5 * 60


def test_simple_case_takes_eight_minutes_with_them():
    assert simple_case().minutes == 8


@pytest.mark.django_db
def test_start_says_how_long_it_takes(client):
    html = client.get(url("start")).content.decode()
    lead = next(each for each in elements(html, "p") if has_class(each, "lead"))
    rest = [e for e in elements(html) if attribute(e, "id") == "consent-title"]
    notice = [e for e in elements(html, "div") if has_class(e, "notice-care")]

    assert text(lead) == "About 8 minutes, longer if you have illnesses or take medicines."
    assert count(text(each) for each in (lead, *rest, *notice)) == START_WORDS_BESIDES_CONSENT


def test_simple_case_takes_longer_to_read_in_spanish():
    english, spanish = simple_case("en"), simple_case("es")

    assert (spanish.pages, spanish.controls) == (english.pages, english.controls)
    assert spanish.words > english.words
