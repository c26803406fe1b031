"""The facts of a period, from the traces that work at the desk leaves."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from recommendations.desk.report.facts import Answered, Reviewed, Stated, Waiting
from recommendations.desk.report.period import period_of
from recommendations.desk.report.reading import read
from recommendations.models import Message
from tests.products import make as products
from tests.recommendations.builders import NOW, make_assessment
from tests.recommendations.desk.report import make

pytestmark = pytest.mark.django_db

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PERIOD = period_of(7, NOW)


def facts(store=None):
    return read(PERIOD, store, NOW)


def reviewed():
    """Without whose it is."""
    return [(each.suggested, each.closed, each.overridden) for each in facts().reviewed]


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_period_is_whole_days_of_the_shop_until_last_midnight(settings, zone):
    settings.TIME_ZONE = zone

    period = period_of(7, NOW)

    midnight = datetime(2026, 11, 22, tzinfo=ZoneInfo(zone))
    assert (period.start, period.end) == (midnight - 7 * DAY, midnight)
    assert period.last < period.end


def test_waiting_are_those_the_desk_has_to_answer_now():
    make.submission(waiting_since=NOW, patient_hash="sam")
    make.submission(waiting_since=NOW - DAY, patient_hash="kim")
    make.submission(desk_state="with_patient", waiting_since=NOW - DAY)
    make.submission(withdrawn_at=NOW)

    assert sorted(facts().waiting, key=lambda each: each.patient) == [
        Waiting("kim", overdue=True),
        Waiting("sam", overdue=False),
    ]


def test_answered_within_the_period_are_timed_against_their_target():
    make.answered(PERIOD.start, minutes=16, disposition="emergency", patient_hash="sam")
    for outside in (PERIOD.start - MINUTE, PERIOD.end):
        make.answered(outside)
    make.answered(withdrawn_at=NOW)

    assert facts().answered == (Answered("sam", "emergency", 16, 15, "spoken"),)
    assert not facts().answered[0].within


def test_store_has_its_own_facts():
    here = products.store()
    for store in (here, products.store(), None):
        make.answered(store=store, way="silent")
        make.state(make.submission(store=store), age=50)

    there, everywhere = facts(here), facts()

    assert [len(there.waiting), len(there.answered), len(there.reviewed)] == [1, 1, 1]
    assert (len(there.stated), len(everywhere.stated), len(everywhere.answered)) == (1, 3, 3)


@pytest.mark.parametrize("way", ["result", "silent", "message", "withheld", "spoken"])
def test_way_of_the_first_answer_is_read_from_its_traces(way):
    made = make.answered(way=way)
    make.speak(made, make.YESTERDAY + MINUTE)

    assert [each.way for each in facts().answered] == [way]


def test_what_the_patient_wrote_is_no_answer():
    made = make.answered()
    Message.objects.create(submission=made, text="Hello", by=None, at=made.submitted_at)

    assert [each.way for each in facts().answered] == ["spoken"]


def test_submissions_of_one_patient_are_known_by_address_or_by_what_they_correct():
    first = make.answered(patient_hash="")
    make.answered(patient_hash="", follows=first)
    make.answered(patient_hash="sam")
    make.answered(patient_hash="sam")

    patients = [each.patient for each in facts().answered]

    assert patients == [str(first.pk), str(first.pk), "sam", "sam"]


def test_published_as_suggested_overrides_nothing():
    make.published(suggested=[["R1", "R2"], ["R1"]], closed=["H1"])

    assert reviewed() == [({"R1", "R2"}, {"H1"}, set())]


def test_what_was_changed_before_publishing_overrides_the_rules_behind_it():
    made = make.submission()
    assessment = make.concluded(made, suggested=[["R1"], ["R2"], ["R3"]])
    make.amend(assessment, 1, reason="cost")
    last = make.amend(assessment, 2, reason="too_strong")
    make.amend(assessment, 3, reason="judgement")
    make.decide(made, make.YESTERDAY, assessment=assessment, last=last)

    assert reviewed() == [
        ({"R1", "R2", "R3"}, set(), {("R1", "cost"), ("R2", "too_strong")}),
    ]


def test_opened_rules_stay_overridden_in_later_assessments():
    made = make.submission()
    make.open_(make_assessment(made), ["H10", "LOW-FIT"], reason="informed_wish")
    later = make.concluded(made, closed=["H15"])
    make.decide(made, make.YESTERDAY, assessment=later)
    make.open_(make_assessment(made), ["H15"])

    assert reviewed() == [
        (
            set(),
            {"H10", "LOW-FIT", "H15"},
            {("H10", "informed_wish"), ("LOW-FIT", "informed_wish")},
        )
    ]


def test_last_result_published_in_the_period_counts_and_no_other_decision():
    made = make.submission()
    for rule, at in (
        ("EARLY", PERIOD.start - MINUTE),
        ("FIRST", PERIOD.start),
        ("LAST", PERIOD.end - MINUTE),
        ("LATE", PERIOD.end),
    ):
        make.decide(made, at, assessment=make.concluded(made, suggested=[[rule]]))
    withheld = make.concluded(made, suggested=[["WITHHELD"]])
    make.decide(made, PERIOD.end - MINUTE, "withhold", withheld)
    make.published(suggested=[["GONE"]], withdrawn_at=NOW)

    assert reviewed() == [({"LAST"}, set(), set())]


def test_record_of_old_without_routes_has_closed_nothing():
    make.answered(way="silent", patient_hash="sam")

    nothing = frozenset()
    assert facts().reviewed == (Reviewed("sam", nothing, nothing, nothing),)


def test_statement_is_about_the_questions_whose_answer_changed():
    made = make.submission(
        answers={"condition": [], "pregnancy_status": "not_pregnant"}, patient_hash="sam"
    )
    make.state(made, PERIOD.start - MINUTE, condition=["asthma"], pregnancy_status="not_pregnant")
    make.state(made, condition=["asthma"], pregnancy_status="not_pregnant", timing=["random"])
    make.state(made, PERIOD.end, age=50)

    assert facts().stated == (Stated("sam", frozenset({"timing"})),)


def test_several_statements_of_a_submission_are_one():
    made = make.submission(answers={}, patient_hash="sam")
    make.state(made, age=50)
    make.state(made, age=51, timing=["random"])

    assert facts().stated == (Stated("sam", frozenset({"age", "timing"})),)
