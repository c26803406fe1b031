from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission, User

from recommendations.desk.claims import CLAIM_LASTS, claim, hand_back, hand_over, holder
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.desk.work import note, record_call, wait_for_patient
from recommendations.models import DeskEvent, Submission
from tests.recommendations.builders import NOW, make_submission

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def make_counselor(name):
    user = User.objects.create_user(name)
    user.groups.add(Group.objects.get(name="patient counselors"))
    return user


@pytest.fixture
def ann():
    return make_counselor("ann")


@pytest.fixture
def robin():
    return make_counselor("robin")


@pytest.fixture
def lead():
    user = make_counselor("lead")
    user.user_permissions.add(Permission.objects.get(codename="reassign_submission"))
    return user


@pytest.fixture
def submission():
    return make_submission()


def stored(submission):
    return Submission.objects.get(pk=submission.pk)


def holder_at(submission, at):
    return holder(stored(submission), at)


def kinds():
    return list(DeskEvent.objects.order_by("pk").values_list("kind", "by__username"))


def test_claim_takes_what_nobody_has(submission, ann):
    claim(submission=submission, by=ann, at=NOW)

    assert (holder_at(submission, NOW), kinds()) == (ann, [("claimed", "ann")])


def test_claim_of_what_another_has_says_who_and_since_when(submission, ann, robin):
    claim(submission=submission, by=ann, at=NOW)

    with pytest.raises(UnclaimedError) as error:
        claim(submission=submission, by=robin, at=NOW + MINUTE)

    assert str(error.value) == (
        "ann has had this since 10 a.m., so nothing has been recorded."
        " The claim ends by itself at 10:30 a.m. unless they go on with it."
    )
    assert (holder_at(submission, NOW), kinds()) == (ann, [("claimed", "ann")])


def test_claiming_again_lasts_longer_and_is_no_event(submission, ann):
    claim(submission=submission, by=ann, at=NOW)

    claim(submission=submission, by=ann, at=NOW + MINUTE)

    assert stored(submission).claimed_at == NOW + MINUTE
    assert kinds() == [("claimed", "ann")]


def test_claim_lapses_by_itself_and_can_be_taken(submission, ann, robin):
    claim(submission=submission, by=ann, at=NOW)
    lapsed_at = NOW + CLAIM_LASTS

    lapsed = holder_at(submission, lapsed_at)
    claim(submission=submission, by=robin, at=lapsed_at)

    assert (lapsed, holder_at(submission, lapsed_at)) == (None, robin)


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (note, {"note": "Has a dog."}),
        (record_call, {"reached": False}),
        (wait_for_patient, {"note": "Which medicines?"}),
    ],
)
def test_whatever_the_claimant_does_makes_the_claim_last_longer(submission, ann, verb, said):
    claim(submission=submission, by=ann, at=NOW)

    verb(submission=submission, by=ann, at=NOW + 29 * MINUTE, **said)

    assert stored(submission).claimed_at == NOW + 29 * MINUTE


def test_note_of_another_does_not_touch_the_claim(submission, ann, robin):
    claim(submission=submission, by=ann, at=NOW)

    note(submission=submission, by=robin, at=NOW + MINUTE, note="Has a dog.")

    assert (stored(submission).claimed_by, stored(submission).claimed_at) == (ann, NOW)


def test_note_does_not_bring_a_lapsed_claim_back(submission, ann):
    claim(submission=submission, by=ann, at=NOW)

    note(submission=submission, by=ann, at=NOW + CLAIM_LASTS, note="Has a dog.")

    assert holder_at(submission, NOW + CLAIM_LASTS) is None


def test_handing_back_frees_it(submission, ann):
    claim(submission=submission, by=ann, at=NOW)

    hand_back(submission=submission, by=ann, at=NOW)

    assert (stored(submission).claimed_by, stored(submission).claimed_at) == (None, None)
    assert kinds() == [("claimed", "ann"), ("handed_back", "ann")]


@pytest.mark.parametrize("claimed_before", [timedelta(0), CLAIM_LASTS, None])
def test_only_the_claimant_hands_back(submission, ann, robin, claimed_before):
    if claimed_before is not None:
        claim(submission=submission, by=ann, at=NOW - claimed_before)

    with pytest.raises(UnclaimedError):
        hand_back(submission=submission, by=robin, at=NOW)

    assert "handed_back" not in dict(kinds())


def test_claimant_hands_over_with_a_note(submission, ann, robin):
    claim(submission=submission, by=ann, at=NOW)

    hand_over(submission=submission, to=robin, by=ann, at=NOW, note=" Speaks Spanish. ")

    event = DeskEvent.objects.get(kind="handed_over")
    assert (holder_at(submission, NOW), event.to, event.note) == (robin, robin, "Speaks Spanish.")


def test_handing_over_what_one_has_not_claimed_is_refused(submission, ann, robin):
    with pytest.raises(UnclaimedError, match="Claim this submission first"):
        hand_over(submission=submission, to=robin, by=ann, at=NOW)

    assert holder_at(submission, NOW) is None


@pytest.mark.parametrize("claimed_by_ann", [True, False])
def test_who_may_reassign_hands_over_what_others_or_nobody_have(
    submission, ann, robin, lead, claimed_by_ann
):
    if claimed_by_ann:
        claim(submission=submission, by=ann, at=NOW)

    hand_over(submission=submission, to=robin, by=lead, at=NOW)

    assert holder_at(submission, NOW) == robin


def test_handing_over_to_who_has_it_already_is_refused(submission, ann, lead):
    claim(submission=submission, by=ann, at=NOW)

    with pytest.raises(DeskError, match="ann has it already"):
        hand_over(submission=submission, to=ann, by=lead, at=NOW)


@pytest.mark.parametrize("active", [True, False])
def test_handing_over_to_who_may_not_decide_is_refused(submission, ann, robin, active):
    claim(submission=submission, by=ann, at=NOW)
    stranger = User.objects.create_user("stranger") if active else robin
    User.objects.filter(pk=robin.pk).update(is_active=False)
    stranger = User.objects.get(pk=stranger.pk)

    with pytest.raises(DeskError, match="may not decide on submissions"):
        hand_over(submission=submission, to=stranger, by=ann, at=NOW)

    assert holder_at(submission, NOW) == ann
