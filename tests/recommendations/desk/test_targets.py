from datetime import timedelta

import pytest

from recommendations.desk.targets import TARGET_MINUTES, is_overdue, overdue
from recommendations.desk.words import DISPOSITIONS, span_in_words
from recommendations.guideline import load_guideline
from recommendations.models import Submission
from tests.recommendations.builders import NOW, make_submission


def test_every_disposition_of_the_guideline_has_a_target_and_a_name():
    dispositions = set(load_guideline().dispositions)

    assert (set(TARGET_MINUTES), set(DISPOSITIONS)) == (dispositions, dispositions)


def test_what_comes_first_never_has_longer():
    minutes = list(TARGET_MINUTES.values())

    assert minutes == sorted(minutes)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("disposition", "desk_state", "minutes", "late"),
    [
        ("emergency", "new", 15, False),
        ("emergency", "new", 16, True),
        ("emergency", "answered", 16, False),
        ("standard", "new", 1440, False),
        ("standard", "new", 1441, True),
        ("something_of_old", "new", 1440, False),
        ("something_of_old", "new", 1441, True),
    ],
)
def test_overdue_is_past_the_target_and_the_database_agrees(disposition, desk_state, minutes, late):
    submission = make_submission(
        disposition=disposition,
        desk_state=desk_state,
        waiting_since=NOW - timedelta(minutes=minutes),
    )

    asked_of_the_database = Submission.objects.filter(is_overdue(NOW)).exists()

    assert (overdue(submission, NOW), asked_of_the_database) == (late, late)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 min"),
        (-5, "0 min"),
        (59, "59 min"),
        (60, "1 h"),
        (130, "2 h 10 min"),
        (1440, "24 h"),
        (2880, "2 d"),
        (3000, "2 d 2 h"),
    ],
)
def test_span_is_said_as_people_say_it(minutes, words):
    assert span_in_words(timedelta(minutes=minutes)) == words
