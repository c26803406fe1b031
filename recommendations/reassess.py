"""Assess a submission again: from what the patient cleared up, or with rules that were opened.

What was handed in and every earlier assessment stay. Only who has claimed the submission may.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from products.models import Store
from recommendations.conclusions import answers_behind, keep, openings_behind
from recommendations.desk.claims import claimed
from recommendations.desk.errors import DeskError
from recommendations.guideline import load_guideline, load_policy
from recommendations.matching import Answers, AnswersError, Opening
from recommendations.models import Assessment, RouteOpening, Statement, Submission
from recommendations.patient.pickup import let_go_of_all
from recommendations.propose import propose
from recommendations.publish import refuse_out_of_date

State, DeskState = Submission.State, Submission.DeskState


def state(
    *,
    submission: Submission,
    changes: dict[str, Any],
    pages: Mapping[str, Any],
    said: list[dict[str, Any]],
    note: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> Statement:
    """Record the counselor's statement of what the patient said; see Statement for the values.

    The result leaves the patient's page until a counselor answers again, and what is kept at the
    store for it is let go: it was made from answers that were not right. Raises DeskError.
    """
    if not note.strip():
        raise DeskError(_("Say in the note how this was cleared up, and with whom."))
    with claimed(submission, by=by, at=at) as now:
        refuse_out_of_date(now, seen)
        before = answers_behind(now)
        if all(before.get(key) == value for key, value in changes.items()):
            raise DeskError(_("These are the answers that we have already. Nothing to change."))
        assessment = _conclude(now, before | changes, openings_behind(now), by=by, at=at)
        _new_work(now, assessment, at=at, state=State.WAITING)
        let_go_of_all(now, at=at, reason="the answers were cleared up")
        return Statement.objects.create(
            assessment=assessment,
            changes=changes,
            pages=dict(pages),
            said=said,
            note=note.strip(),
            by=by,
            at=at,
        )


def open_routes(
    *,
    submission: Submission,
    opened: Mapping[str, list[str]],
    reason_code: str,
    note: str,
    agreement: Mapping[str, Any] | None,
    by: User,
    at: datetime,
) -> RouteOpening:
    """Assess again without these rules for these routes. `recommendations.desk.opening` checks who may.

    What is published stays as it is until a counselor answers again. The caller has the claim.
    """
    limit = (agreement or {}).get("max_first_dose_thc_mg")
    new = [Opening.of(rule, route, limit) for route, rules in opened.items() for rule in rules]
    openings = (*openings_behind(submission), *new)
    assessment = _conclude(submission, answers_behind(submission), openings, by=by, at=at)
    _new_work(submission, assessment, at=at)
    return RouteOpening.objects.create(
        assessment=assessment,
        opened={route: list(rules) for route, rules in opened.items()},
        reason_code=reason_code,
        note=note.strip(),
        agreement=dict(agreement) if agreement else None,
        by=by,
        at=at,
    )


def _conclude(
    submission: Submission,
    given: Mapping[str, Any],
    openings: tuple[Opening, ...],
    *,
    by: User,
    at: datetime,
) -> Assessment:
    guideline, policy = load_guideline(), load_policy(settings.POLICY)
    try:
        answers = Answers.from_dict(given, guideline)
        proposal = propose(answers, guideline=guideline, policy=policy, at=at, openings=openings)
    except AnswersError as error:
        raise DeskError(
            _("Today's guideline cannot read these answers (%(error)s).") % {"error": error}
        ) from error
    except Store.DoesNotExist as error:
        raise DeskError(_("The store that was chosen is no longer there.")) from error
    return keep(submission, proposal, guideline, policy, at=at, by=by)


def _new_work(
    submission: Submission, assessment: Assessment, *, at: datetime, **changes: Any
) -> None:
    """What it comes to now, and that it waits for the desk from now on."""
    concluded = assessment.record["assessment"]
    if submission.desk_state != DeskState.NEW:
        changes |= {"desk_state": DeskState.NEW, "waiting_since": at}
    Submission.objects.filter(pk=submission.pk).update(
        disposition=concluded["disposition"], category=concluded["category"], **changes
    )
