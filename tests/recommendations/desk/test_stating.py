import pytest
from django.urls import reverse

from recommendations.desk.errors import DeskError
from recommendations.desk.stating import page_form, statable_pages, state
from recommendations.models import Assessment, Statement, Submission
from recommendations.patient.presentation import present
from recommendations.replay import differences
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

UNSURE = BACK_STRAIN | {"medicines": {"medication_class": ["not_sure"]}}
MEDICINES = statable_pages()["medicines"]


@pytest.fixture
def ann():
    return counselor()


@pytest.fixture
def submission(ann):
    make.batch(make.product("flower"))
    return claimed(hand_in(**UNSURE).submission, ann)


def stated(submission, by, note="On the telephone, from the packs.", **typed):
    form = page_form(MEDICINES, typed, submission)
    assert form.is_valid(), form.errors
    return state(submission=submission, page=MEDICINES, answered=form, note=note, by=by, at=NOW)


def address(submission, key="medicines"):
    return reverse("admin:recommendations_submission_statement", args=[submission.pk, key])


def test_statement_makes_a_new_assessment(submission, ann):
    stated(submission, ann, medication_class=["none"], medication_other="")

    now = Submission.objects.get()
    newest = now.current_assessment
    assert (Assessment.objects.count(), newest.made_by, now.disposition) == (2, ann, "standard")
    assert "vaporized" in newest.record["assessment"]["shown"]


def test_answers_handed_in_stay_as_they_were(submission, ann):
    stated(submission, ann, medication_class=["none"], medication_other="")

    assert Submission.objects.get().answers["medication_class"] == ["not_sure"]


def test_both_assessments_are_recomputed_to_the_same(submission, ann):
    stated(submission, ann, medication_class=["warfarin_vka"], medication_other="")

    assert differences(submission) == []


def test_statement_says_question_answer_and_how(submission, ann):
    stated(submission, ann, medication_class=["none"], medication_other="Vitamin D")

    kept = Statement.objects.get()
    assert kept.said == [
        {"question": "Which of these medicines do you take?", "answer": ["None of these"]},
        {"question": "Do you take any other medicine, vitamin or herb?", "answer": ["Vitamin D"]},
    ]
    assert (kept.by, kept.note) == (ann, "On the telephone, from the packs.")


def test_published_result_leaves_the_page_until_it_is_answered_again(ann):
    back = claimed(hand_in(**BACK_STRAIN).submission, ann)

    stated(back, ann, medication_class=["warfarin_vka"], medication_other="")

    now = Submission.objects.get()
    page = present(now, at=NOW)
    assert (now.state, now.desk_state, page.waiting, page.suggestions) == (
        "waiting",
        "new",
        True,
        (),
    )


def test_same_answers_again_are_no_statement(submission, ann):
    with pytest.raises(DeskError, match="that we have already"):
        stated(submission, ann, medication_class=["not_sure"], medication_other="")


def test_statement_without_how_is_refused(submission, ann):
    with pytest.raises(DeskError, match="Say in the note how"):
        stated(submission, ann, note=" ", medication_class=["none"], medication_other="")


def test_later_statement_builds_on_the_earlier_one(submission, ann):
    stated(submission, ann, medication_class=["none"], medication_other="Fish oil")

    form = page_form(MEDICINES, None, Submission.objects.get())

    assert form.initial == {"medication_class": ["none"], "medication_other": "Fish oil"}


def test_age_can_be_cleared_up_without_agreeing_again(submission):
    form = page_form(statable_pages()["start"], {"age": "17"}, submission)

    assert (list(form.fields), form.is_valid()) == (["age"], True)


def test_contact_is_no_answer():
    assert "contact" not in statable_pages()


def test_page_records_and_leads_back(client, submission, ann):
    client.force_login(ann)

    answer = client.post(
        address(submission),
        {"medication_class": ["none"], "medication_other": "", "said-note": "By phone."},
    )

    assert answer.url == reverse("admin:recommendations_submission_change", args=[submission.pk])
    assert Statement.objects.get().note == "By phone."


def test_page_that_is_not_valid_keeps_what_was_typed(client, submission, ann):
    client.force_login(ann)

    answer = client.post(
        address(submission), {"medication_other": "Magnesium", "said-note": "By phone."}
    )

    text = answer.content.decode()
    assert answer.status_code == 422
    assert ("Magnesium" in text, "By phone." in text) == (True, True)
    assert not Statement.objects.exists()


@pytest.mark.parametrize("key", ["contact", "nothing"])
def test_page_without_answers_is_not_found(client, submission, ann, key):
    client.force_login(ann)

    assert client.get(address(submission, key)).status_code == 404


def test_warning_sign_that_was_cleared_up_is_named_no_more(ann):
    unsure = claimed(
        hand_in(**BACK_STRAIN | {"warning_signs": {"red_flag": ["not_sure"]}}).submission, ann
    )
    signs = statable_pages()["warning-signs"]
    form = page_form(signs, {"red_flag": ["none"]}, unsure)
    assert form.is_valid()

    state(submission=unsure, page=signs, answered=form, note="Went through them.", by=ann, at=NOW)

    page = present(Submission.objects.get(), at=NOW)
    assert (page.flags, page.care) == ((), "")
