from datetime import UTC, datetime, time, timedelta

import pytest

from products.hours import in_words, last_closing
from products.models import OpeningHours, Store

# A Sunday noon in New York; hours are local to the store.
SUNDAY = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)
STORE = Store(name="Elm", time_zone="America/New_York")


def row(weekday, opens=9, closes=18):
    return OpeningHours(weekday=weekday, opens=time(opens), closes=time(closes))


WEEK = [row(day) for day in range(5)]


@pytest.mark.parametrize(
    ("hours", "closing"),
    [
        (48, datetime(2026, 11, 23, 23, 0, tzinfo=UTC)),
        (12, None),
        (240, datetime(2026, 12, 1, 23, 0, tzinfo=UTC)),
    ],
)
def test_last_closing_within_the_hours(hours, closing):
    assert last_closing(WEEK, STORE, at=SUNDAY, until=SUNDAY + timedelta(hours=hours)) == closing


def test_last_closing_of_a_store_without_hours_is_none():
    assert last_closing([], STORE, at=SUNDAY, until=SUNDAY + timedelta(hours=48)) is None


def test_last_closing_of_two_stretches_on_a_day_is_the_later():
    day = [row(0, 14, 18), row(0, 9, 12)]

    closing = last_closing(day, STORE, at=SUNDAY, until=SUNDAY + timedelta(hours=48))

    assert closing == datetime(2026, 11, 23, 23, 0, tzinfo=UTC)


def test_hours_in_words_have_a_line_for_each_day():
    assert in_words([row(0, 14, 18), row(0, 9, 12), row(2)]) == (
        "Monday: 9 a.m. to noon, 2 p.m. to 6 p.m.",
        "Wednesday: 9 a.m. to 6 p.m.",
    )
