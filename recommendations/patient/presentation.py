"""What a patient's page says: the stored conclusion, put into words as far as it is published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, gettext, gettext_lazy

from recommendations import versions
from recommendations.conclusions import answers_behind
from recommendations.desk.targets import target
from recommendations.editions import guideline_of
from recommendations.guideline import Guideline, Policy, Texts, load_texts, parse_policy
from recommendations.matching import (
    Assessment,
    Unfilled,
    explain_decision,
    explain_disposition,
    explain_raised,
    explain_warnings,
)
from recommendations.matching.record import from_record
from recommendations.models import Submission
from recommendations.patient.agreements import agreements
from recommendations.patient.cards import ResultPage, WarningCard
from recommendations.patient.changed import recalls
from recommendations.patient.pickup import pickups
from recommendations.patient.route_cards import empty_routes, route_cards, ruled_out
from recommendations.patient.sources import sources_of
from recommendations.patient.suggestions import suggestion_cards
from recommendations.versions import Version

State = Submission.State

CARE = {
    "emergency": ("emergency", gettext_lazy("Emergency")),
    "urgent_same_day": ("urgent", gettext_lazy("Today")),
    "see_doctor_soon": ("soon", gettext_lazy("Soon")),
}
# What these say once published, "here is what fits", is untrue where nothing is suggested.
SAY_WHAT_FITS = ("standard", "counselor_review")
NOTHING_MESSAGE = gettext_lazy(
    "We looked at every way of taking cannabis and suggest no product today. Here is why, and what "
    "may help instead. This is not a diagnosis."
)
GONE_MESSAGE = gettext_lazy(
    "Nothing of what we suggested can be had any more. Here is what you can do now. This is not a "
    "diagnosis."
)
NOTHING_NEXT = gettext_lazy("If anything changes or you get worse, contact your doctor.")

WEIGHTS = {
    "stop": gettext_lazy("Stop"),
    "serious": gettext_lazy("Take great care"),
    "caution": gettext_lazy("Take care"),
    "note": gettext_lazy("Good to know"),
}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A stored assessment with the answers it was made from, and the rules and words it is read by."""

    answers: dict[str, Any]
    assessment: Assessment
    unfilled: tuple[Unfilled, ...]
    guideline: Guideline
    policy: Policy
    texts: Texts

    @classmethod
    def of(cls, stored: Any, language: str) -> "Conclusion":
        return cls(
            answers_behind(stored.submission, stored),
            from_record(Assessment, stored.record["assessment"]),
            tuple(from_record(Unfilled, record) for record in stored.record["unfilled"]),
            guideline_of(stored.edition),
            parse_policy(stored.policy_text, stored.policy_name),
            load_texts(language),
        )


def present(
    submission: Submission, *, at: datetime, language: str = "", version: Version | None = None
) -> ResultPage:
    """The patient's page at that moment, as far as it is published, in the reader's language.

    With a version, as it will look once that is published: for the desk, and for a preview.
    """
    shown = version or versions.published(submission)
    stored = (shown or versions.newest(submission)).assessment
    conclusion = Conclusion.of(stored, language or get_language() or settings.LANGUAGE_CODE)
    page = _always(submission, conclusion, shown) | _when_due(submission, at)
    if shown:
        page |= _when_published(submission, shown, conclusion, at)
        page["agreements"] = agreements(submission, shown, conclusion.texts)
    if conclusion.assessment.disposition in SAY_WHAT_FITS:
        page |= _without_product(page)
    page |= _reasons_told(conclusion, page)
    page["sources"] = sources_of(page, conclusion)
    return ResultPage(**page)


def _when_due(submission: Submission, at: datetime) -> dict[str, Any]:
    """Only while the desk has it: what is answered, or waits for the patient, is not due."""
    if submission.desk_state != Submission.DeskState.NEW:
        return {}
    due_at = submission.waiting_since + target(submission.disposition)
    return {"answer_due_at": due_at, "overdue": due_at < at}


def with_pickups(
    page: ResultPage, submission: Submission, *, at: datetime, chosen: Mapping[str, Any]
) -> ResultPage:
    """The page with what may be kept at the store: only the patient's own page offers it.

    `chosen`: what was chosen there and not sent yet, by the name of the control.
    """
    offered = {
        position: replace(each, chosen=chosen.get(each.control, ""))
        for position, each in pickups(submission, at=at).items()
    }
    cards = (replace(card, pickup=offered.get(card.position)) for card in page.suggestions)
    return replace(page, suggestions=tuple(cards))


def _always(
    submission: Submission, conclusion: Conclusion, shown: Version | None
) -> dict[str, Any]:
    """The disposition's message, the referral and the safety warnings: whatever the release."""
    assessment, texts = conclusion.assessment, conclusion.texts
    said = explain_disposition(assessment, texts, conclusion.policy)
    withheld = shown is None and submission.state == State.WITHHELD
    care, strength = CARE.get(assessment.disposition, ("", ""))
    category = assessment.category
    return {
        "reference": submission.reference,
        "submitted_at": submission.submitted_at,
        "waiting": assessment.release != "never" and shown is None and not withheld,
        "withheld": withheld,
        "title": said.title,
        "message": said.message,
        **_after_review(conclusion, shown),
        "next": said.next,
        "ask": said.ask,
        "guideline_version": assessment.guideline_version,
        "reviewed_by": conclusion.guideline.reviewed_by,
        "policy": assessment.policy,
        "emergency_number": conclusion.policy.emergency_number,
        "care": care,
        "care_strength": strength,
        "flags": _flags(conclusion.answers, texts),
        "call_requested": submission.call_requested_at is not None,
        "warnings": _warnings(conclusion, published=shown is not None),
        "cautions": explain_raised(assessment, texts),
        "recalls": recalls(submission),
        "known": texts.get(f"category.{category}.known"),
        "tips": texts.lines(f"selfcare.{category}.tips"),
    }


def _when_published(
    submission: Submission, shown: Version, conclusion: Conclusion, at: datetime
) -> dict[str, Any]:
    assessment = conclusion.assessment
    cards = suggestion_cards(submission, shown.standing, conclusion, at)
    return {
        "routes": route_cards(conclusion),
        "ruled_out": ruled_out(conclusion),
        "unfilled": empty_routes(conclusion),
        "suggestions": cards,
        "empty": _emptiness(assessment, bool(cards)),
    }


def _without_product(page: dict[str, Any]) -> dict[str, str]:
    """Instead of "here is what fits", where nothing was suggested or nothing of it is left."""
    cards = page.get("suggestions", ())
    if page.get("empty"):
        return {"message": str(NOTHING_MESSAGE), "next": str(NOTHING_NEXT)}
    if cards and not any(card.available for card in cards):
        return {"message": str(GONE_MESSAGE), "next": str(NOTHING_NEXT)}
    return {}


def _emptiness(assessment: Assessment, suggested: bool) -> str:
    withheld = not assessment.shown and not _could_be_shown(assessment)
    if suggested or withheld:
        return ""
    return "shelf" if assessment.shown else "fit"


def _could_be_shown(assessment: Assessment) -> bool:
    """False where a disposition withholds products: its own message then says it all."""
    return assessment.disposition not in (*CARE, "not_eligible")


def _after_review(conclusion: Conclusion, shown: Version | None) -> dict[str, str]:
    """A page that a counselor has let through no longer says that it waits for one."""
    if conclusion.assessment.disposition != "counselor_review" or shown is None:
        return {}
    return {
        "title": gettext("A Patient Counselor has checked this result"),
        "message": conclusion.texts.get("disposition.standard.message"),
    }


def _reasons_told(conclusion: Conclusion, page: dict[str, Any]) -> dict[str, Any]:
    """Nothing that the page says elsewhere.

    Not eligible: only the rules that decided it. The questions ended there, so "you did not tell us"
    would blame the patient for what was never asked.
    """
    if conclusion.assessment.disposition == "not_eligible":
        decided = explain_decision(conclusion.assessment, conclusion.texts)
        return {"decided": decided, "cautions_told": ()}
    said = {reason for out in page.get("ruled_out", ()) for reason in out.reasons}
    return {"cautions_told": tuple(each for each in page["cautions"] if each not in said)}


def _flags(answers: dict[str, Any], texts: Texts) -> tuple[str, ...]:
    chosen = answers.get("red_flag") or ()
    return tuple(texts.get(f"answer.red_flag.{flag}.label") for flag in chosen)


def _warnings(conclusion: Conclusion, *, published: bool) -> tuple[WarningCard, ...]:
    """Before it is published, none that would tell which routes are shown."""
    warnings = explain_warnings(
        conclusion.assessment, conclusion.guideline, conclusion.texts, conclusion.policy
    )
    told = conclusion.assessment
    codes = told.warnings if published else told.safety_warnings
    return tuple(
        WarningCard.of(warning, str(WEIGHTS[warning.weight]))
        for warning in warnings
        if warning.code in codes
    )
