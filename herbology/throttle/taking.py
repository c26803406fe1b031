from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from herbology.throttle.counter import Throttle

# Longer than the span of any limit.
KEPT = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within a `span` that begins with the first try. `name` tells limits apart."""

    name: str
    times: int
    span: timedelta


@dataclass(frozen=True, slots=True)
class Turn:
    """Whether a try was allowed, how many are left after it, and when the span is over."""

    allowed: bool
    left: int
    again_at: datetime


@transaction.atomic
def take(limit: Limit, who: str, *, at: datetime) -> Turn:
    """Count a try before it is made, so that many at the same moment cannot slip through together."""
    row, _made = Throttle.objects.select_for_update().get_or_create(
        key=_key(limit, who), defaults={"tries": 0, "since": at}
    )
    if row.since + limit.span <= at:
        row.tries, row.since = 0, at
    allowed = row.tries < limit.times
    if allowed:
        row.tries += 1
        row.save(update_fields=["tries", "since"])
    return Turn(allowed, limit.times - row.tries, row.since + limit.span)


def give_back(limit: Limit, who: str, *, at: datetime) -> None:
    """What was taken for a try that shall not count after all; the others stay counted."""
    Throttle.objects.filter(key=_key(limit, who), tries__gt=0, since__gt=at - limit.span).update(
        tries=F("tries") - 1
    )


def forget_old(*, at: datetime) -> int:
    """Delete the counts that no limit asks for any more, and say how many those were."""
    deleted, _by_model = Throttle.objects.filter(since__lt=at - KEPT).delete()
    return deleted


def _key(limit: Limit, who: str) -> str:
    return salted_hmac("herbology.throttle", f"{limit.name}/{who}", algorithm="sha256").hexdigest()
