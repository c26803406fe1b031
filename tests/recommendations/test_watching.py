"""Which batches a patient may have at home, whatever became of the suggestions since."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from recommendations import versions, watching
from recommendations.desk.amend import Pick, change
from recommendations.desk.claims import claim
from recommendations.models import Submission
from recommendations.publish import OutOfDateError, decide
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, SEDATED, hand_in, take_away

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def ann():
    return User.objects.create_user("ann")


def make_cream(number):
    of = make.product("cream", name=f"Cream {number}", ingredients_known=True)
    readings = {"total_thc": f"0.{number}", "total_cbd": "1.2"}
    return make.batch(of, readings=readings, number=f"CR-{number}")


@pytest.fixture
def creams():
    """Two are suggested."""
    return [make_cream(number) for number in (1, 2, 3)]


def claimed(submission, ann):
    claim(submission=submission, by=ann, at=NOW)
    return submission


def publish(submission, ann, **options):
    return decide(submission=submission, decision="publish", by=ann, at=LATER, **options)


def put_instead(submission, ann, batch):
    change(
        submission=submission,
        place=1,
        pick=Pick("topical", batch.pk),
        reason_code="batch_gone",
        by=ann,
        at=NOW,
    )


def watched(submission):
    return list(submission.watched.order_by("pk"))


def shown(submission):
    fresh = Submission.objects.prefetch_related(*versions.PARTS).get(pk=submission.pk)
    return sorted(item.batch_id for item in versions.ever_shown(fresh))


def test_what_policy_shows_at_once_is_watched_and_told(creams):
    submission = hand_in(**BACK_STRAIN).submission

    assert (watched(submission), submission.last_told_at) == (creams[:2], NOW)
    assert shown(submission) == [each.pk for each in creams[:2]]


def test_what_waits_for_a_counselor_is_not_watched_before_the_answer(ann, creams):
    submission = claimed(hand_in(**SEDATED).submission, ann)
    before = watched(submission), shown(submission), submission.last_told_at

    publish(submission, ann)

    submission.refresh_from_db()
    assert before == ([], [], None)
    assert (watched(submission), submission.last_told_at) == (creams[:2], LATER)


def test_what_was_replaced_stays_watched(ann, creams):
    submission = claimed(hand_in(**BACK_STRAIN).submission, ann)
    put_instead(submission, ann, creams[2])
    changed = watched(submission), shown(submission)

    publish(submission, ann)

    assert changed == (creams[:2], [each.pk for each in creams[:2]])
    assert watched(submission) == creams
    assert shown(submission) == [each.pk for each in creams]


def test_answer_deals_with_a_recall_that_its_page_named(ann, creams):
    submission = claimed(hand_in(**BACK_STRAIN).submission, ann)
    take_away(creams[0], "recalled")
    put_instead(submission, ann, creams[2])

    publish(submission, ann, seen=versions.token(submission))

    assert watched(submission) == creams[1:]
    assert shown(submission) == [each.pk for each in creams]


def test_answer_does_not_deal_with_a_recall_since_its_page_was_read(ann, creams):
    submission = claimed(hand_in(**BACK_STRAIN).submission, ann)
    put_instead(submission, ann, creams[2])
    seen = versions.token(submission)
    take_away(creams[0], "recalled")

    with pytest.raises(OutOfDateError):
        publish(submission, ann, seen=seen)

    assert watching.recalled(submission) == creams[:1]


def test_token_of_a_recall_still_says_which_message_was_seen(creams):
    submission = hand_in(**BACK_STRAIN).submission
    take_away(creams[0], "recalled")

    assert versions.message_seen(versions.token(submission)) == 0
