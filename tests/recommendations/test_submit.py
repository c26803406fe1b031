from datetime import timedelta

import pytest
from django.db import connection

from herbology.append_only import AppendOnlyError
from products.models import Store
from recommendations.guideline import load_guideline
from recommendations.links import replace_links
from recommendations.models import (
    AccessLink,
    Assessment,
    Draft,
    GuidelineEdition,
    Submission,
    Suggestion,
)
from recommendations.submit import LinkReplacedError, request_call, submit_draft
from tests.products import make
from tests.recommendations.builders import (
    BACK_STRAIN,
    EMERGENCY,
    NOW,
    SEDATED,
    hand_in,
    make_draft,
    make_submission,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


def cream(**facts):
    of = make.product("cream", ingredients_known=True, contains_alcohol=False)
    return make.batch(of, readings={"total_thc": "0.1", "total_cbd": "1.2"}, **facts)


def test_handing_in_stores_what_was_concluded():
    submission = hand_in(**BACK_STRAIN).submission

    assert (submission.disposition, submission.category, submission.state) == (
        "standard",
        "acute_back_neck_spasm",
        Submission.State.PUBLISHED,
    )


def test_handing_in_suggests_the_batch_with_its_numbers_as_they_were():
    batch = cream(number="CR-1")

    submission = hand_in(**BACK_STRAIN).submission

    suggestion = Suggestion.objects.get(assessment__submission=submission)
    assert (suggestion.route, suggestion.batch) == ("topical", batch)
    assert suggestion.snapshot["batch"] == "CR-1"
    assert suggestion.snapshot["total_cbd_percent"] == "1.2"


def test_handing_in_freezes_the_questions_as_shown():
    submission = hand_in(**BACK_STRAIN).submission

    asked = {entry["key"]: (entry["question"], entry["answer"]) for entry in submission.transcript}
    assert asked["age"] == ("How old are you?", ["54"])
    assert asked["spasm_location"] == ("Where do you feel the spasms?", ["Lower back"])


def test_handing_in_keeps_the_guideline_edition_once():
    hand_in(**BACK_STRAIN)
    hand_in(**BACK_STRAIN)

    edition = GuidelineEdition.objects.get()
    assert (edition.version, edition.files) == (
        load_guideline().version,
        dict(load_guideline().files),
    )


def test_result_that_needs_review_waits():
    assert hand_in(**SEDATED).submission.state == Submission.State.WAITING


def test_warning_sign_stores_no_suggestion():
    cream()

    submission = hand_in(**EMERGENCY).submission

    assert submission.disposition == "emergency"
    assert not Suggestion.objects.exists()


def test_sending_twice_makes_one_submission_and_two_links():
    draft = make_draft(**BACK_STRAIN)

    first, second = (submit_draft(draft=draft, at=NOW, language="en") for _time in range(2))

    assert first.submission == second.submission
    assert Submission.objects.count() == 1
    assert AccessLink.objects.count() == 2


def test_draft_is_marked_as_handed_in():
    draft = make_draft(**BACK_STRAIN)

    submit_draft(draft=draft, at=NOW, language="en")

    draft.refresh_from_db()
    assert draft.submitted_at == NOW


def test_store_that_was_chosen_limits_the_shelf():
    here, there = make.store(slug="here"), make.store(slug="there")
    cream(at=there, number="THERE")
    cream(at=here, number="HERE")

    submission = hand_in(**BACK_STRAIN, store={"store": "here"}).submission

    assert submission.store == Store.objects.get(slug="here")
    assert [row.snapshot["batch"] for row in Suggestion.objects.all()] == ["HERE"]


def test_correction_after_a_slip_points_to_the_first_submission():
    first = hand_in(**EMERGENCY).submission
    draft = make_draft(**BACK_STRAIN)
    draft.follows = first.reference
    draft.save()

    second = submit_draft(draft=draft, at=NOW, language="en").submission

    assert second.follows == first


def test_call_request_is_kept_with_its_time():
    submission = make_submission()

    request_call(submission.pk, name="Sam", phone="555 0100", at=NOW)

    submission.refresh_from_db()
    assert (submission.call, submission.call_requested_at) == (
        {"name": "Sam", "phone": "555 0100"},
        NOW,
    )


def test_wish_for_a_call_is_new_work_whatever_was_done_before():
    submission = hand_in(**EMERGENCY).submission
    Submission.objects.update(desk_state="closed", called_at=NOW)

    request_call(submission.pk, name="Sam", phone="555 0100", at=LATER)

    submission.refresh_from_db()
    assert (submission.desk_state, submission.waiting_since, submission.called_at) == (
        Submission.DeskState.NEW,
        LATER,
        None,
    )


def test_answers_and_contact_are_unreadable_in_the_database():
    submission = hand_in(**BACK_STRAIN).submission
    request_call(submission.pk, name="Samantha", phone="555 0199", at=NOW)

    stored = ""
    with connection.cursor() as cursor:
        for table in ("submission", "assessment", "suggestion", "draft"):
            cursor.execute(f"SELECT * FROM recommendations_{table}")
            stored += str(cursor.fetchall())

    readable = [word for word in ("sam@example.com", "Samantha", "lower_back") if word in stored]
    assert readable == []


def test_reference_avoids_letters_that_look_alike():
    reference = hand_in(**BACK_STRAIN).submission.reference

    assert (len(reference), reference[4]) == (9, "-")
    assert not set(reference) & set("0O1IL")


def test_sending_again_after_the_link_was_replaced_gives_no_other():
    draft = make_draft(**BACK_STRAIN)
    submission = submit_draft(draft=draft, at=NOW, language="en").submission
    replace_links(submission=submission, at=NOW)

    with pytest.raises(LinkReplacedError):
        submit_draft(draft=draft, at=NOW, language="en")

    assert AccessLink.objects.filter(revoked_at__isnull=True).count() == 1


def test_what_another_tab_saved_meanwhile_is_handed_in():
    seen_earlier = make_draft(**BACK_STRAIN)
    now = Draft.objects.get(pk=seen_earlier.pk)
    now.data["pages"]["medicines"] = {"medication_class": ["muscle_relaxant"]}
    now.save()

    submission = submit_draft(draft=seen_earlier, at=NOW, language="en").submission

    assert submission.answers["medication_class"] == ["muscle_relaxant"]


@pytest.mark.parametrize("model", [Assessment, Suggestion])
def test_what_was_concluded_is_never_rewritten(model):
    cream()
    hand_in(**BACK_STRAIN)

    with pytest.raises(AppendOnlyError):
        model.objects.get().save()
