import re
from datetime import UTC, datetime, timedelta

import pytest

from herbology.throttle import Limit, Throttle, forget_old, give_back, take

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
SPAN = timedelta(minutes=15)
LIMIT = Limit("codes", 3, SPAN)


def tries(times, *, who="ann", at=NOW, limit=LIMIT):
    return [take(limit, who, at=at).allowed for _try in range(times)]


def test_as_many_as_the_limit_are_allowed_and_no_more():
    assert tries(5) == [True, True, True, False, False]


def test_turn_says_how_many_are_left_and_when_the_span_is_over():
    turns = [take(LIMIT, "ann", at=NOW + timedelta(minutes=each)) for each in range(4)]

    assert [turn.left for turn in turns] == [2, 1, 0, 0]
    assert {turn.again_at for turn in turns} == {NOW + SPAN}


def test_span_begins_anew_when_it_is_over():
    tries(4)

    assert tries(1, at=NOW + SPAN - timedelta(seconds=1)) == [False]
    assert tries(4, at=NOW + SPAN) == [True, True, True, False]


def test_each_is_counted_alone():
    tries(3)

    assert tries(1, who="ben") == [True]
    assert tries(1, limit=Limit("mails", 3, SPAN)) == [True]


def test_try_that_is_given_back_does_not_count_and_the_others_do():
    tries(3)
    give_back(LIMIT, "ann", at=NOW)

    assert tries(2) == [True, False]


def test_nothing_is_given_back_to_a_span_that_is_over():
    tries(3)
    give_back(LIMIT, "ann", at=NOW + SPAN)

    assert Throttle.objects.get().tries == 3


def test_table_holds_no_name():
    tries(1, who="203.0.113.7")

    assert re.fullmatch("[0-9a-f]{64}", Throttle.objects.get().key)


def test_old_counts_are_forgotten_and_newer_ones_kept():
    tries(1, who="ann", at=NOW - timedelta(days=2, seconds=1))
    tries(1, who="ben", at=NOW - timedelta(days=2))

    assert (forget_old(at=NOW), Throttle.objects.count()) == (1, 1)
