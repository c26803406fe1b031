import pytest
from django.contrib.auth.models import User

from recommendations.desk.claims import claim
from recommendations.desk.errors import UnclaimedError
from recommendations.models import Review, Submission
from recommendations.publish import DecisionError, OutOfDateError, decide
from recommendations.versions import token
from tests.products import make
from tests.recommendations.builders import (
    NOW,
    SEDATED,
    hand_in,
    make_assessment,
    make_submission,
)

pytestmark = pytest.mark.django_db

Decision = Review.Decision
State = Submission.State


@pytest.fixture
def counselor():
    return User.objects.create_user("counselor")


def make_decision(submission, counselor, decision=Decision.PUBLISH, note=""):
    claim(submission=submission, by=counselor, at=NOW)
    return decide(submission=submission, decision=decision, by=counselor, at=NOW, note=note)


@pytest.mark.parametrize(
    ("decision", "note", "state"),
    [
        (Decision.PUBLISH, "", State.PUBLISHED),
        (Decision.WITHHOLD, "Ask about her kidneys first.", State.WITHHELD),
    ],
)
def test_decision_moves_the_submission(counselor, decision, note, state):
    submission = make_submission()
    make_assessment(submission)

    make_decision(submission, counselor, decision, note)

    submission.refresh_from_db()
    assert submission.state == state


@pytest.mark.parametrize("decision", [Decision.PUBLISH, Decision.WITHHOLD])
def test_decision_answers_at_the_desk(counselor, decision):
    submission = make_submission()
    make_assessment(submission)

    make_decision(submission, counselor, decision, "Because.")

    submission.refresh_from_db()
    assert submission.desk_state == Submission.DeskState.ANSWERED


def test_who_has_not_claimed_is_told_to_claim_first(counselor):
    submission = make_submission()
    make_assessment(submission)

    with pytest.raises(UnclaimedError, match="Claim this submission first"):
        decide(submission=submission, decision=Decision.PUBLISH, by=counselor, at=NOW)

    assert not Review.objects.exists()


def test_decision_is_recorded_with_who_when_and_why(counselor):
    submission = make_submission()
    assessment = make_assessment(submission)

    review = make_decision(submission, counselor, note="  Spoke on the phone. ")

    review.refresh_from_db()
    assert (review.assessment, review.by, review.at, review.note) == (
        assessment,
        counselor,
        NOW,
        "Spoke on the phone.",
    )


def test_published_result_can_be_withheld_again(counselor):
    submission = make_submission(state=State.PUBLISHED)
    make_assessment(submission, release="now")

    make_decision(submission, counselor, Decision.WITHHOLD, "Batch in doubt.")

    submission.refresh_from_db()
    assert submission.state == State.WITHHELD


def test_result_that_policy_never_publishes_is_refused(counselor):
    submission = make_submission()
    make_assessment(submission, release="never")

    with pytest.raises(DecisionError, match="never publishes"):
        make_decision(submission, counselor)

    assert not Review.objects.exists()


def test_withholding_without_a_reason_is_refused(counselor):
    submission = make_submission()
    make_assessment(submission)

    with pytest.raises(DecisionError, match="Say in the note"):
        make_decision(submission, counselor, Decision.WITHHOLD, "  ")


def test_decision_on_what_has_moved_since_is_refused(counselor):
    submission = make_submission()
    make_assessment(submission)
    seen = token(submission)
    make_decision(submission, counselor)

    with pytest.raises(OutOfDateError, match="Something was done with this while you were reading"):
        decide(
            submission=submission,
            decision=Decision.WITHHOLD,
            by=counselor,
            at=NOW,
            note="No.",
            seen=seen,
        )

    assert Review.objects.count() == 1


def test_what_policy_published_can_still_be_accepted(counselor):
    submission = make_submission(state=State.PUBLISHED)
    make_assessment(submission, release="now")

    make_decision(submission, counselor)

    submission.refresh_from_db()
    assert (submission.desk_state, submission.first_answered_at) == ("answered", NOW)


def test_same_decision_twice_is_refused(counselor):
    submission = make_submission()
    make_assessment(submission)
    make_decision(submission, counselor)

    with pytest.raises(DecisionError, match="already published"):
        make_decision(Submission.objects.get(), counselor)


def test_batch_that_sold_out_since_is_not_published(counselor):
    batch = make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})
    submission = hand_in(**SEDATED).submission
    make.Batch.objects.filter(pk=batch.pk).update(on_hand=0)

    with pytest.raises(DecisionError, match=f"^{batch.product.name} can no longer be had"):
        make_decision(submission, counselor)

    submission.refresh_from_db()
    assert submission.state == State.WAITING
