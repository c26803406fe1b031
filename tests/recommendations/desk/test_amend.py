import pytest

from recommendations import versions
from recommendations.desk.amend import Pick, change, restore
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.models import Amendment, Submission
from recommendations.publish import OutOfDateError
from recommendations.replay import differences
from tests.products import make
from tests.recommendations.builders import NOW, SEDATED, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = pytest.mark.django_db

CREAM = {"total_thc": "0.1", "total_cbd": "1"}


@pytest.fixture
def ann():
    return counselor()


@pytest.fixture
def cream():
    return make.batch(make.product("cream"), readings=CREAM)


@pytest.fixture
def submission(ann, cream):
    return claimed(hand_in(**SEDATED).submission, ann)


@pytest.fixture
def other():
    return make.batch(make.product("cream", name="Arnica cream"), readings=CREAM)


def standing(submission):
    now = Submission.objects.get(pk=submission.pk)
    return [(item.position, item.batch_id, item.change) for item in versions.newest(now).standing]


def changed(submission, by, pick, place=1, reason_code="patient_prefers", **said):
    return change(
        submission=submission,
        place=place,
        pick=pick,
        reason_code=reason_code,
        by=by,
        at=NOW,
        **said,
    )


def test_another_batch_stands_in_its_place(submission, ann, other):
    changed(submission, ann, Pick("topical", other.pk))

    assert standing(submission) == [(1, other.pk, "changed")]


def test_first_assessment_stays_beside_what_was_changed(submission, ann, cream, other):
    changed(submission, ann, Pick("topical", other.pk))

    first = versions.first(Submission.objects.get())
    assert ([item.batch_id for item in first.items], differences(submission)) == ([cream.pk], [])


def test_change_keeps_who_why_and_the_rules_that_it_overrides(submission, ann, other):
    changed(submission, ann, Pick("topical", other.pk), reason_code="judgement", note=" Softer. ")

    kept = Amendment.objects.get()
    assert (kept.by, kept.reason_code, kept.note) == (ann, "judgement", "Softer.")
    assert kept.rules == [reason["rule"] for reason in versions.first(submission).items[0].reasons]


def test_withheld_suggestion_no_longer_stands(submission, ann):
    changed(submission, ann, None, reason_code="too_strong")

    assert standing(submission) == []


def test_one_more_stands_after_the_others(submission, ann, cream, other):
    changed(submission, ann, Pick("topical", other.pk), place=None)

    assert standing(submission) == [(1, cream.pk, ""), (2, other.pk, "added")]


def test_restored_place_is_as_the_guideline_suggested_it(submission, ann, cream, other):
    changed(submission, ann, Pick("topical", other.pk))

    restore(submission=submission, place=1, by=ann, at=NOW)

    assert standing(submission) == [(1, cream.pk, "")]


def test_batch_that_the_guideline_does_not_allow_is_refused_with_the_rule(submission, ann):
    mild = make.batch(make.product("flower"), readings={"total_thc": "0.5", "total_cbd": "12"})

    with pytest.raises(DeskError, match=r"It is of type III\. Only these suit: II, I\."):
        changed(submission, ann, Pick("vaporized", mild.pk), place=None)


def test_batch_that_sold_out_is_refused_and_says_so(submission, ann, other):
    make.Batch.objects.filter(pk=other.pk).update(on_hand=0)

    with pytest.raises(DeskError, match="Nothing is available"):
        changed(submission, ann, Pick("topical", other.pk))


def test_batch_that_is_suggested_already_is_refused(submission, ann, cream):
    with pytest.raises(DeskError, match="suggested already"):
        changed(submission, ann, Pick("topical", cream.pk), place=None)


def test_batch_of_another_store_is_refused(ann, cream):
    at_store = claimed(hand_in(**SEDATED).submission, ann)
    Submission.objects.filter(pk=at_store.pk).update(store=cream.store)
    elsewhere = make.batch(make.product("cream"), at=make.store(name="Far"), readings=CREAM)

    with pytest.raises(DeskError, match="It is at Far"):
        changed(at_store, ann, Pick("topical", elsewhere.pk), place=None)


@pytest.mark.parametrize(
    ("reason_code", "said"),
    [("", "Choose a reason"), ("judgement", "Say more in the note")],
)
def test_reason_is_needed_and_some_need_a_note(submission, ann, reason_code, said):
    with pytest.raises(DeskError, match=said):
        changed(submission, ann, None, reason_code=reason_code, note=" ")


def test_who_has_not_claimed_it_changes_nothing(submission, other):
    with pytest.raises(UnclaimedError):
        changed(submission, counselor("robin"), Pick("topical", other.pk))


def test_change_of_what_has_moved_since_is_refused(submission, ann, other):
    seen = versions.token(submission)
    changed(submission, ann, None)

    with pytest.raises(OutOfDateError):
        changed(submission, ann, Pick("topical", other.pk), seen=seen)


def test_added_batch_is_one_that_the_submission_names(submission, ann, cream, other):
    changed(submission, ann, Pick("topical", other.pk), place=None)

    assert set(submission.advised.all()) == {cream, other}
