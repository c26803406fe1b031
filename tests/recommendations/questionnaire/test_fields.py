import pytest
from django.core.exceptions import ValidationError

from recommendations.questionnaire.forms.health import (
    DiagnosisForm,
    HealthForm,
    MedicinesForm,
    WarningSignsForm,
)
from recommendations.questionnaire.forms.person import ContactForm, StartForm
from recommendations.questionnaire.forms.spasm import DurationForm, FrequencyForm, WhereForm
from recommendations.questionnaire.forms.wishes import DailyLifeForm

AGE = StartForm.base_fields["age"]
RED_FLAG = WarningSignsForm.base_fields["red_flag"]
PHONE = ContactForm.base_fields["phone"]


def errors_of(form):
    return {key: list(errors) for key, errors in form.errors.items()}


@pytest.mark.parametrize(("typed", "age"), [("0", 0), (" 54 ", 54), ("120", 120)])
def test_age_from_0_to_120_is_taken(typed, age):
    assert AGE.clean(typed) == age


@pytest.mark.parametrize("typed", ["", "54.5", "fifty", "5" * 5000, "1e2", "5\x004"])
def test_age_that_is_no_whole_number_is_refused(typed):
    with pytest.raises(ValidationError) as raised:
        AGE.clean(typed)

    assert raised.value.messages == ["Enter your age in years, like 54."]


@pytest.mark.parametrize("typed", ["-1", "121"])
def test_age_outside_0_to_120_is_refused(typed):
    with pytest.raises(ValidationError) as raised:
        AGE.clean(typed)

    assert raised.value.messages == ["Enter an age from 0 to 120."]


def test_start_without_consent_is_refused():
    assert errors_of(StartForm({"answers_for": "self", "age": "54"})) == {
        "consent": ["Tick the box if you agree. Without it we cannot go on."]
    }


@pytest.mark.parametrize(
    ("form_class", "messages"),
    [
        (WhereForm, {"spasm_location": "Select at least one place where you feel the spasms."}),
        (
            WarningSignsForm,
            {"red_flag": "Select the warning signs you have, or “None of these”."},
        ),
        (
            HealthForm,
            {
                "pregnancy_status": "Select the answer about pregnancy that is true for you.",
                "condition": "Select the health problems you have, or “None of these”.",
            },
        ),
        (
            MedicinesForm,
            {"medication_class": "Select the medicines you take, or “None of these”."},
        ),
        (
            FrequencyForm,
            {
                "psfs_frequency": "Select how often you have spasms.",
                "nrs_severity": "Select a number from 0 to 10.",
            },
        ),
    ],
)
def test_blank_question_is_refused_in_its_own_words(form_class, messages):
    assert errors_of(form_class({})) == {key: [text] for key, text in messages.items()}


def test_none_of_these_becomes_the_empty_list():
    assert RED_FLAG.to_answer(RED_FLAG.clean(["none"])) == []


def test_none_of_these_cannot_be_combined():
    with pytest.raises(ValidationError) as raised:
        RED_FLAG.clean(["none", "chest_pain"])

    assert raised.value.messages == [
        "“None of these” cannot be chosen together with another answer. Take one of them off."
    ]


@pytest.mark.parametrize(
    ("form_class", "key", "answer"),
    [
        (MedicinesForm, "medication_class", []),
        (DiagnosisForm, "diagnosis", ["none_diagnosed"]),
    ],
)
def test_nothing_said_before_the_list_means_what_none_of_these_means(form_class, key, answer):
    field = form_class.base_fields[key]

    assert field.choices[0][0] == "nothing"
    assert field.to_answer(field.clean(["nothing"])) == answer


@pytest.mark.parametrize("also", ["statin", "none", "not_sure"])
def test_nothing_cannot_be_combined(also):
    form = MedicinesForm({"medication_class": ["nothing", also]})

    assert errors_of(form)["medication_class"] == [
        "“I take no medicine at all” cannot be chosen together with another answer. Take one of "
        "them off."
    ]


def test_not_sure_is_kept_and_may_stand_beside_others():
    chosen = RED_FLAG.clean(["chest_pain", "not_sure"])

    assert RED_FLAG.to_answer(chosen) == ["chest_pain", "not_sure"]


def test_repeated_choice_is_taken_once():
    assert RED_FLAG.clean(["chest_pain", "chest_pain"]) == ["chest_pain"]


@pytest.mark.parametrize(
    ("form_class", "key", "value"),
    [
        (WarningSignsForm, "red_flag", ["cured"]),
        (DurationForm, "episode_duration", "forever"),
        (FrequencyForm, "nrs_severity", "11"),
        (DailyLifeForm, "alcohol_heavy", "maybe"),
    ],
)
def test_answer_that_was_not_offered_is_refused(form_class, key, value):
    form = form_class({key: value})

    assert errors_of(form)[key] == ["Choose from the answers on this page."]


def test_not_sure_is_not_offered_where_it_is_no_answer():
    form = DailyLifeForm({"drives_within_8h": "not_sure"})

    assert errors_of(form)["drives_within_8h"] == ["Choose from the answers on this page."]


def test_not_sure_about_alcohol_is_no_answer_to_the_engine():
    field = DailyLifeForm.base_fields["alcohol_heavy"]

    assert field.to_answer(field.clean("not_sure")) is None


@pytest.mark.parametrize(
    "typed", ["203-555-0112", "(203) 555 0112", "+1 203.555.0112", "203-555-0112 ext 12"]
)
def test_phone_in_any_usual_form_is_taken_as_typed(typed):
    assert PHONE.clean(typed) == typed


@pytest.mark.parametrize("typed", ["555", "call me", "2" * 41, "203-555-0112; 203-555-0199"])
def test_phone_that_cannot_be_called_is_refused(typed):
    with pytest.raises(ValidationError):
        PHONE.clean(typed)


def test_contact_may_be_left_empty():
    assert errors_of(ContactForm({})) == {}


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("email", "Enter your e-mail address so that we can write to you."),
        ("phone", "Enter your phone number so that we can call you."),
    ],
)
def test_contact_needs_what_it_is_to_be_reached_by(wanted, message):
    assert errors_of(ContactForm({"reach_by": wanted})) == {wanted: [message]}


def test_contact_with_a_mistyped_email_says_only_that():
    form = ContactForm({"reach_by": "email", "email": "sam@"})

    assert errors_of(form) == {"email": ["Enter an e-mail address like name@example.com."]}


def test_other_medicines_are_limited_to_500_characters():
    form = MedicinesForm({"medication_class": ["none"], "medication_other": "x" * 501})

    assert errors_of(form) == {
        "medication_other": ["This is too long. Use at most 500 characters; you typed 501."]
    }


def test_ends_of_a_scale_say_which_number_they_are():
    scale = FrequencyForm().fields["nrs_severity"]

    assert (scale.scale_low, scale.scale_high) == (
        "0: No spasm or stiffness",
        "10: The worst spasm or stiffness possible",
    )
