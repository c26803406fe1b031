from datetime import datetime, time, timedelta

from django.utils import timezone

from recommendations.desk.report.facts import Period

DAYS = (7, 30, 90, 365)
USUAL_DAYS = 30


def period_of(days: int, at: datetime) -> Period:
    """The last whole days: until last midnight, so that no figure moves with what is done today."""
    today = timezone.localdate(at)
    start, end = (
        timezone.make_aware(datetime.combine(day, time.min))
        for day in (today - timedelta(days=days), today)
    )
    return Period(days, start, end)
