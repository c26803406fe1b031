"""The counselor's queue: its tabs, their numbers, and its order, all told by the database.

The first three tabs share what waits for the desk, by who has claimed it; a submission stands under
one tab at a time, and under All.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.desk import calls, targets
from recommendations.desk.claims import free, held
from recommendations.models import Submission

State = Submission.DeskState
WAITS = Q(desk_state=State.NEW)
EVERYTHING = Q(pk__isnull=False)


@dataclass(frozen=True, slots=True)
class Tab:
    """`holds` tells which submissions stand under it, for somebody at some time."""

    name: str
    label: Promise
    holds: Callable[[User, datetime], Q]
    newest_first: bool = False


def _in(state: State) -> Callable[[User, datetime], Q]:
    return lambda by, at: Q(desk_state=state)


TABS = {
    tab.name: tab
    for tab in (
        Tab("new", _("New"), lambda by, at: WAITS & free(at)),
        Tab("mine", _("Mine"), lambda by, at: WAITS & held(at) & Q(claimed_by=by)),
        Tab("others", _("Others"), lambda by, at: WAITS & held(at) & ~Q(claimed_by=by)),
        Tab("with_patient", _("Waiting for the patient"), _in(State.WITH_PATIENT)),
        Tab("answered", _("Answered"), _in(State.ANSWERED), newest_first=True),
        Tab("closed", _("Closed"), _in(State.CLOSED), newest_first=True),
        Tab("all", _("All"), lambda by, at: EVERYTHING),
    )
}
FIRST_TAB, EVERY_TAB = "new", "all"


def counts(submissions: QuerySet[Submission], by: User, at: datetime) -> dict[str, int]:
    """How many stand under each tab, how many are overdue and to be called first: one query."""
    numbers = {tab.name: Count("pk", filter=tab.holds(by, at)) for tab in TABS.values()}
    return submissions.order_by().aggregate(
        **numbers,
        overdue=Count("pk", filter=targets.is_overdue(at)),
        calls=Count("pk", filter=calls.red_flag_call() & ~Q(desk_state=State.CLOSED)),
    )


def ordered(submissions: QuerySet[Submission], tab: Tab) -> QuerySet[Submission]:
    """Calls about warning signs, then the gravest, then who waits longest; what is done, latest."""
    if tab.newest_first:
        return submissions.order_by("-waiting_since", "-pk")
    call_first = Case(When(calls.red_flag_call(), then=Value(0)), default=Value(1))
    return submissions.order_by(_progress(), call_first, targets.rank(), "waiting_since", "pk")


def arrived_since(since: datetime) -> Q:
    """What waits for the desk, and came, came back or asked for a call after `since`."""
    return WAITS & (Q(waiting_since__gt=since) | Q(call_requested_at__gt=since))


def _progress() -> Case:
    states: Any = (When(desk_state=state, then=Value(at)) for at, state in enumerate(State.values))
    return Case(*states, default=Value(len(State.values)))
