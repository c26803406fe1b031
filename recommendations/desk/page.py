"""Everything that a submission's page shows, as values; the templates only lay them out."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recommendations import versions
from recommendations.desk import picker
from recommendations.desk.answer_page import answer_of
from recommendations.desk.answers_shown import answers_shown
from recommendations.desk.calls import wants_call
from recommendations.desk.claims import MAY_DECIDE
from recommendations.desk.earlier import others
from recommendations.desk.history import history
from recommendations.desk.opening import Closed, closed_of
from recommendations.desk.panels import Desk, panels
from recommendations.desk.places import adding, picks_of, places
from recommendations.desk.stating import statable_pages
from recommendations.desk.stock_now import changed, stock_now
from recommendations.desk.words import answered_by, category_in_words, disposition_in_words
from recommendations.matching.openings import COUNSELOR, NEVER, PRESCRIBER
from recommendations.models import ConsentWording, Statement, Submission
from recommendations.patient.presentation import Conclusion, present
from recommendations.publish import NEVER as NEVER_PUBLISHED
from recommendations.versions import Version

CONTACT = {
    "name": _lazy("Name"),
    "reach_by": _lazy("Wants to be reached by"),
    "email": _lazy("E-mail"),
    "phone": _lazy("Phone"),
}
MAY_OPEN = {
    NEVER: _lazy("nobody may open it"),
    PRESCRIBER: _lazy("opens with a prescriber's agreement"),
    COUNSELOR: _lazy("a counselor may open it"),
}


@dataclass(frozen=True, slots=True)
class ClosedRoute:
    """`rules`: id, why it closes the route, and who may open it, in words."""

    name: str
    evidence: str
    rules: tuple[tuple[str, str, str], ...]


def context(desk: Desk, *, term: str = "") -> dict[str, Any]:
    """`term` is what the counselor looks for on the shelf."""
    submission, may_act = desk.submission, desk.by.has_perm(MAY_DECIDE)
    version = versions.newest(submission)
    conclusion = Conclusion.of(version.assessment, "en")
    closed = closed_of(submission, conclusion)
    found = picker.find(term, submission, conclusion, at=desk.at) if term else ()
    offered = picker.offered(submission, conclusion, at=desk.at) if may_act else {}
    picks = picks_of(offered, found, conclusion)
    stock = stock_now(submission, version, offered, desk.at)
    answer = answer_of(desk)
    return {
        "submission": submission,
        "version": version,
        "first": _first(submission, version),
        "page": present(submission, at=desk.at, version=version),
        "places": places(version, conclusion, desk, picks, stock),
        "changed": changed(submission, version, stock.values()),
        "others": others(submission),
        "adding": adding(desk, picks),
        "found": found,
        "term": term,
        "closed": [_closed(each, conclusion) for each in closed.values()],
        "claim": desk.claim,
        "panels": panels(desk, {"open": _openable(closed, conclusion)}),
        "may_act": may_act,
        "answer": answer,
        "answers_shown": answers_shown(submission),
        "agreed_to": ConsentWording.of(submission.consent_version),
        "history": history(submission, *answer.done),
        **_in_words(desk),
    }


def _closed(closed: Closed, conclusion: Conclusion) -> ClosedRoute:
    texts, fit = conclusion.texts, conclusion.assessment.route(closed.route)
    return ClosedRoute(
        name=texts.get(f"route.{closed.route}.name"),
        evidence=f"{fit.evidence} ({texts.get(f'evidence.{fit.evidence}.label')})",
        rules=tuple(
            (rule, texts.get(f"block.{rule}.reason"), str(MAY_OPEN[who]))
            for rule, who in closed.rules.items()
        ),
    )


def _openable(closed: dict[str, Closed], conclusion: Conclusion) -> list[tuple[str, str]]:
    """Routes that somebody may open, each with its rules."""
    return [
        (
            each.route,
            _("%(route)s (%(rules)s)")
            % {
                "route": conclusion.texts.get(f"route.{each.route}.name"),
                "rules": ", ".join(each.rules),
            },
        )
        for each in closed.values()
        if each.openable
    ]


def _in_words(desk: Desk) -> dict[str, Any]:
    submission = desk.submission
    return {
        "never_published": submission.current_assessment.release == NEVER_PUBLISHED,
        "wants_call": wants_call(submission),
        "disposition": disposition_in_words(submission.disposition),
        "category": category_in_words(submission.category),
        "contact": [
            (CONTACT.get(key, key), value) for key, value in submission.contact.items() if value
        ],
        "answered_by": answered_by(submission),
        "statements": _statements(submission),
        "statable": [
            {"key": page.key, "title": gettext(page.title)} for page in statable_pages().values()
        ],
    }


def _first(submission: Submission, version: Version) -> Version | None:
    """What was concluded when it was handed in, where it was assessed again since."""
    first = versions.first(submission)
    return None if first.assessment == version.assessment else first


def _statements(submission: Submission) -> list[Statement]:
    made = (getattr(each, "statement", None) for each in submission.assessments.all())
    return [statement for statement in made if statement is not None]
