"""Recompute what was concluded, from what was stored: the past must come out the same."""

from recommendations.conclusions import answers_behind, openings_behind
from recommendations.editions import guideline_of
from recommendations.guideline import parse_policy
from recommendations.matching import Answers, Candidate, Reason, assess, choose
from recommendations.matching import Assessment as Conclusion
from recommendations.matching.emptiness import with_causes
from recommendations.matching.record import from_record, to_record
from recommendations.models import Assessment, Submission


def differences(submission: Submission) -> list[str]:
    """What comes out otherwise than stored, a line each; empty when all is the same."""
    found = []
    for number, stored in enumerate(submission.assessments.select_related("edition"), start=1):
        found += [f"assessment {number}, {part}" for part in _parts_that_differ(stored)]
    return found


def _parts_that_differ(stored: Assessment) -> list[str]:
    guideline = guideline_of(stored.edition)
    submission, policy = stored.submission, parse_policy(stored.policy_text, stored.policy_name)
    answers = Answers.from_dict(answers_behind(submission, stored), guideline)
    assessment = assess(answers, guideline, policy, openings_behind(submission, stored))
    candidates = [from_record(Candidate, record) for record in stored.candidates]
    choice = with_causes(choose(assessment, candidates), assessment, stored.record["left"])
    again = {
        "conclusion": (assessment, from_record(Conclusion, stored.record["assessment"])),
        "suggestions": (
            [(each.route, each.candidate.batch_id, each.reasons) for each in choice.suggestions],
            _stored_suggestions(stored),
        ),
        "routes without a suggestion": (to_record(choice.unfilled), stored.record["unfilled"]),
    }
    return [part for part, (now, then) in again.items() if now != then]


def _stored_suggestions(stored: Assessment) -> list[tuple[str, int, tuple[Reason, ...]]]:
    return [
        (each.route, each.batch_id, tuple(from_record(Reason, record) for record in each.reasons))
        for each in stored.suggestions.all()
    ]
