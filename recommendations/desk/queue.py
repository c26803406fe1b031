"""The counselor's queue: its tabs, their numbers, and its order, all told by the database.

The first three tabs share what waits for the desk and what came back, by who has claimed it; a
submission stands under one tab at a time, and under All.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.desk import calls, came_back, targets
from recommendations.desk.came_back import Back
from recommendations.desk.claims import free, held
from recommendations.models import Submission

State = Submission.DeskState
WAITS = Q(desk_state=State.NEW)
EVERYTHING = Q(pk__isnull=False)
Whose = Callable[[User, datetime], Q]


@dataclass(frozen=True, slots=True)
class Tab:
    """`holds` those of its state that did not come back; with `whose`, also those that did and are theirs."""

    name: str
    label: Promise
    holds: Q = WAITS
    whose: Whose | None = None
    newest_first: bool = False


def _of_state(state: State, label: Promise, *, newest_first: bool = False) -> Tab:
    return Tab(state.value, label, Q(desk_state=state), newest_first=newest_first)


TABS = {
    tab.name: tab
    for tab in (
        Tab("new", _("New"), whose=lambda by, at: free(at)),
        Tab("mine", _("Mine"), whose=lambda by, at: held(at) & Q(claimed_by=by)),
        Tab("others", _("Others"), whose=lambda by, at: held(at) & ~Q(claimed_by=by)),
        _of_state(State.WITH_PATIENT, _("Waiting for the patient")),
        _of_state(State.ANSWERED, _("Answered"), newest_first=True),
        _of_state(State.CLOSED, _("Closed"), newest_first=True),
        Tab("all", _("All"), EVERYTHING),
    )
}
FIRST_TAB, EVERY_TAB = "new", "all"


def counts(submissions: QuerySet[Submission], back: Back, by: User) -> dict[str, int]:
    """How many stand under each tab, are overdue, came back, and are to be called first.

    All are counted in their state, by an index; then the few that came back are moved to whose they are.
    """
    submissions = submissions.order_by()
    numbers = dict.fromkeys((*TABS, "overdue", "came_back"), 0)
    for state, number in submissions.values_list("desk_state").annotate(number=Count("pk")):
        numbers[EVERY_TAB] += number
        if state != State.NEW:
            numbers[state] = number
    work = submissions.filter(WAITS | back.either).annotate(
        whose=_whose(by, back.at), late=_first(targets.is_overdue(back.at))
    )
    grouped = work.values_list("desk_state", "whose", "late").annotate(number=Count("pk"))
    for state, whose, late, number in grouped:
        numbers[whose] += number
        if late == 0:
            numbers["overdue"] += number
        if state != State.NEW:
            numbers["came_back"] += number
            numbers[state] -= number
    to_call = calls.red_flag_call() & ~Q(desk_state=State.CLOSED)
    return numbers | {"calls": submissions.filter(to_call).count()}


def under(
    tab: Tab, submissions: QuerySet[Submission], back: Back, by: User
) -> QuerySet[Submission]:
    """What stands under a tab, in its order: what is done shows the latest first.

    The rest: calls about warning signs, then recalls, then the gravest, then who waits longest. What
    came back for anything else stands behind those of its rank, who have no answer yet.
    """
    if tab.whose:
        submissions = submissions.filter((tab.holds | back.either) & tab.whose(by, back.at))
    elif tab.name != EVERY_TAB:
        submissions = submissions.filter(tab.holds & ~back.either)
    if tab.newest_first:
        return submissions.order_by("-waiting_since", "-pk")
    return submissions.order_by(
        *([_progress(back)] if tab.name == EVERY_TAB else []),
        _first(calls.red_flag_call()),
        _first(back.recalled),
        targets.rank(),
        _first(WAITS),
        "waiting_since",
        "pk",
    )


def arrived_since(since: datetime) -> Q:
    """What came to the desk or asked for a call after `since`, and what was recalled since."""
    came = Q(waiting_since__gt=since) | Q(call_requested_at__gt=since)
    return WAITS & came | came_back.recalled_since(since)


def _first(condition: Q) -> Case:
    return Case(When(condition, then=Value(0)), default=Value(1))


def _whose(by: User, at: datetime) -> Case:
    """The name of the tab for what waits or came back."""
    return Case(
        *(When(tab.whose(by, at), then=Value(tab.name)) for tab in TABS.values() if tab.whose)
    )


def _progress(back: Back) -> Case:
    """What waits for the desk, or came back, before all else."""
    states: Any = (When(desk_state=state, then=Value(at)) for at, state in enumerate(State.values))
    came_back: Any = When(back.either, then=Value(0))
    return Case(came_back, *states, default=Value(len(State.values)))
