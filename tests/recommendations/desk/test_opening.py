from datetime import timedelta
from decimal import Decimal

import pytest

from recommendations import versions
from recommendations.desk.errors import DeskError
from recommendations.desk.opening import Agreement, open_routes
from recommendations.models import RouteOpening, Submission
from recommendations.patient.presentation import present
from recommendations.publish import decide
from recommendations.replay import differences
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, EMERGENCY, NOW, TODAY, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = pytest.mark.django_db

WARFARIN = BACK_STRAIN | {"medicines": {"medication_class": ["warfarin_vka"]}}
AGREED = Agreement(
    "Dr. Lee, cardiology", TODAY, "phone", "Not with wine.", max_first_dose_thc_mg=Decimal("1.5")
)


@pytest.fixture
def ann():
    return counselor()


@pytest.fixture
def tincture():
    return make.batch(
        make.product("tincture", serving_amount=1, smallest_measurable_amount=Decimal("0.25")),
        readings={"total_thc": "2", "total_cbd": "2"},
        unit="mg_per_ml",
    )


@pytest.fixture
def submission(ann):
    return claimed(hand_in(**WARFARIN).submission, ann)


def opened(submission, by, *routes, reason_code="prescriber_agreed", **said):
    return open_routes(
        submission=submission, routes=list(routes), reason_code=reason_code, by=by, at=NOW, **said
    )


def shown(submission):
    now = Submission.objects.get(pk=submission.pk)
    return now.current_assessment.record["assessment"]["shown"]


def test_prescribers_agreement_opens_the_route(submission, ann):
    opened(submission, ann, "vaporized", agreement=AGREED)

    assert "vaporized" in shown(submission)
    assert RouteOpening.objects.get().opened == {"vaporized": ["H17"]}


def test_opening_is_recomputed_to_the_same(submission, ann):
    opened(submission, ann, "vaporized", agreement=AGREED)

    assert differences(submission) == []


def test_opening_keeps_who_agreed_when_how_and_within_which_limits(submission, ann):
    opened(submission, ann, "vaporized", agreement=AGREED)

    assert RouteOpening.objects.get().agreement == {
        "who": "Dr. Lee, cardiology",
        "agreed_on": TODAY.isoformat(),
        "how": "phone",
        "limits": "Not with wine.",
        "max_first_dose_thc_mg": "1.5",
    }


@pytest.mark.parametrize(
    "agreement",
    [
        None,
        Agreement("", TODAY, "phone"),
        Agreement("Dr. Lee", None, "phone"),
        Agreement("Dr. Lee", TODAY, ""),
    ],
)
def test_block_for_a_prescriber_stays_closed_without_who_when_and_how(submission, ann, agreement):
    with pytest.raises(DeskError, match="Only the prescriber may open this"):
        opened(submission, ann, "vaporized", agreement=agreement)

    assert not RouteOpening.objects.exists()


def test_agreement_of_tomorrow_is_refused(submission, ann):
    tomorrow = Agreement("Dr. Lee", TODAY + timedelta(days=1), "phone")

    with pytest.raises(DeskError, match="lies in the future"):
        opened(submission, ann, "vaporized", agreement=tomorrow)


def test_route_tested_without_benefit_needs_a_note(ann):
    back = claimed(hand_in(**BACK_STRAIN).submission, ann)

    with pytest.raises(DeskError, match=r"Say in the note why .* \(X-CAP\)"):
        opened(back, ann, "edible", reason_code="informed_wish")

    opened(back, ann, "edible", reason_code="informed_wish", note="He read about the trial.")
    assert "edible" in shown(back)


def test_emergency_is_opened_by_nobody(ann):
    emergency = claimed(hand_in(**EMERGENCY).submission, ann)

    with pytest.raises(DeskError, match=r"cannot be opened by anybody\. H02"):
        opened(emergency, ann, "topical", agreement=AGREED, note="They insist.")


def test_route_that_is_open_already_is_refused(submission, ann):
    with pytest.raises(DeskError, match="Choose a route that is closed now"):
        opened(submission, ann, "topical", agreement=AGREED)


def test_opening_changes_nothing_that_is_published(ann):
    make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})
    back = claimed(hand_in(**BACK_STRAIN).submission, ann)
    before = present(back, at=NOW)

    opened(back, ann, "edible", reason_code="informed_wish", note="He read about the trial.")

    now = Submission.objects.get()
    assert present(now, at=NOW).suggestions == before.suggestions
    assert (now.desk_state, versions.published(now).assessment) == (
        "new",
        versions.first(now).assessment,
    )


def test_patient_reads_what_the_prescriber_agreed_to(submission, ann):
    opened(submission, ann, "vaporized", agreement=AGREED)
    decide(submission=submission, decision="publish", by=ann, at=NOW)

    (agreement,) = present(Submission.objects.get(), at=NOW).agreements

    assert agreement.text.startswith("Dr. Lee, cardiology agreed on Nov. 22, 2026 that you may")
    assert agreement.limits == (
        "Your first dose must hold no more than 1.5 mg of THC.",
        "Not with wine.",
    )


def test_opening_holds_for_a_later_assessment(submission, ann):
    opened(submission, ann, "vaporized", agreement=AGREED)

    opened(Submission.objects.get(), ann, "oral_tincture", agreement=AGREED, note="Also asked.")

    assert {"vaporized", "oral_tincture"} <= set(shown(submission))


@pytest.mark.parametrize(
    "begun", [Agreement("Dr. Lee", None, ""), Agreement("", None, "", "Not with wine.")]
)
def test_agreement_that_is_only_begun_is_refused_where_none_is_needed(ann, begun):
    back = claimed(hand_in(**BACK_STRAIN).submission, ann)

    with pytest.raises(DeskError, match="An agreement needs who agreed, on which day, and how"):
        opened(
            back,
            ann,
            "edible",
            reason_code="informed_wish",
            note="He read about the trial.",
            agreement=begun,
        )

    assert not RouteOpening.objects.exists()
