"""What an assessment is made from, and how it is kept: the same for the first and for every later one."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from recommendations.guideline import Guideline, Policy
from recommendations.matching import Opening
from recommendations.matching.record import to_record
from recommendations.models import (
    Assessment,
    GuidelineEdition,
    RouteOpening,
    Statement,
    Submission,
    Suggestion,
)
from recommendations.propose import Proposal
from recommendations.snapshot import snapshot


def answers_behind(submission: Submission, until: Assessment | None = None) -> dict[str, Any]:
    """The answers handed in, as later statements have cleared them up; until an assessment, or all."""
    answers = dict(submission.answers)
    for statement in _up_to(Statement, submission, until):
        answers |= statement.changes
    return answers


def pages_behind(submission: Submission) -> dict[str, Any]:
    """As typed, page by page, with what statements changed; {} where it was not kept."""
    pages = dict(submission.pages or {})
    for statement in _up_to(Statement, submission, None):
        pages |= statement.pages
    return pages


def openings_behind(submission: Submission, until: Assessment | None = None) -> tuple[Opening, ...]:
    """Every rule that a counselor has opened, for every later assessment, too."""
    return tuple(
        Opening.of(rule, route, (stored.agreement or {}).get("max_first_dose_thc_mg"))
        for stored in _up_to(RouteOpening, submission, until)
        for route, rules in stored.opened.items()
        for rule in rules
    )


def keep(
    submission: Submission,
    proposal: Proposal,
    guideline: Guideline,
    policy: Policy,
    *,
    at: datetime,
    by: User | None = None,
) -> Assessment:
    """Store a conclusion with its suggestions, and note which batches the submission names now."""
    edition, _created = GuidelineEdition.objects.get_or_create(
        version=guideline.version,
        defaults={"files": dict(guideline.files), "first_used_at": at},
    )
    assessment = Assessment.objects.create(
        submission=submission,
        made_at=at,
        made_by=by,
        edition=edition,
        policy_name=policy.name,
        policy_text=policy.text,
        release=proposal.assessment.release,
        record=record_of(proposal),
        candidates=to_record(proposal.candidates),
    )
    suggestions = _keep_suggestions(assessment, proposal)
    submission.advised.set(suggestion.batch_id for suggestion in suggestions)
    return assessment


def record_of(proposal: Proposal) -> dict[str, Any]:
    """What was concluded, as `replay` compares it and the patient's page reads it."""
    return {
        "assessment": to_record(proposal.assessment),
        "unfilled": to_record(proposal.choice.unfilled),
        "left": proposal.left,
    }


def _keep_suggestions(assessment: Assessment, proposal: Proposal) -> list[Suggestion]:
    return Suggestion.objects.bulk_create(
        Suggestion(
            assessment=assessment,
            position=position,
            route=suggestion.route,
            batch_id=suggestion.candidate.batch_id,
            snapshot=snapshot(proposal.batches[suggestion.candidate.batch_id]),
            reasons=to_record(suggestion.reasons),
        )
        for position, suggestion in enumerate(proposal.choice.suggestions, start=1)
    )


def _up_to(kind: Any, submission: Submission, until: Assessment | None) -> Any:
    """One query for each kind: these are few, and a page needs them once."""
    rows = kind.objects.filter(assessment__submission=submission).order_by("assessment_id")
    return rows.filter(assessment_id__lte=until.pk) if until else rows
