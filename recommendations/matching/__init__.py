"""The engine: answers in, an assessment and suggestions out. Pure, deterministic, explainable."""

from recommendations.matching.answers import Answers, AnswersError
from recommendations.matching.assessment import Assessment, assess
from recommendations.matching.candidate import Candidate
from recommendations.matching.choice import Choice, Suggestion, Unfilled, choose, offers
from recommendations.matching.closed import closed_routes
from recommendations.matching.explanation import (
    DispositionText,
    Sentence,
    WarningText,
    explain,
    explain_blocks,
    explain_decision,
    explain_disposition,
    explain_points,
    explain_raised,
    explain_start,
    explain_unfilled,
    explain_warnings,
)
from recommendations.matching.limits import ChoiceLimits, RouteLimits
from recommendations.matching.openings import Opening, clearing
from recommendations.matching.outcome import json_number, outcome
from recommendations.matching.ranking import number_hash
from recommendations.matching.reasons import Reason
from recommendations.matching.routes import RouteFit
from recommendations.matching.suiting import suits
from recommendations.matching.triage import Fired

__all__ = [
    "Answers",
    "AnswersError",
    "Assessment",
    "Candidate",
    "Choice",
    "ChoiceLimits",
    "DispositionText",
    "Fired",
    "Opening",
    "Reason",
    "RouteFit",
    "RouteLimits",
    "Sentence",
    "Suggestion",
    "Unfilled",
    "WarningText",
    "assess",
    "choose",
    "clearing",
    "closed_routes",
    "explain",
    "explain_blocks",
    "explain_decision",
    "explain_disposition",
    "explain_points",
    "explain_raised",
    "explain_start",
    "explain_unfilled",
    "explain_warnings",
    "json_number",
    "number_hash",
    "offers",
    "outcome",
    "suits",
]
