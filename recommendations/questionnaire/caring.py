"""Words for who answers on behalf of somebody else: who is meant by “you”."""

from django.utils.translation import gettext, gettext_noop

from recommendations.models import Submission
from recommendations.questionnaire.forms.person import OTHER
from recommendations.questionnaire.pages import CONTACT, START, Page
from recommendations.questionnaire.walk import Walk

ABOUT_THEM = gettext_noop(
    "You answer for somebody else. Here, “you” is the person who has the spasms."
)
ABOUT_YOURSELF = gettext_noop(
    "This page is about you, who answer: it is you whom we will call or write to."
)
RESULT_ABOUT_THEM = gettext_noop(
    "This is about somebody else. Here, “you” is the person who has the spasms."
)


def reminder(walk: Walk, page: Page | None = None) -> str:
    """What a page says above its questions; nothing for those who answer for themselves."""
    if page is START or not walk.for_somebody_else:
        return ""
    return gettext(ABOUT_YOURSELF if page is CONTACT else ABOUT_THEM)


def result_reminder(submission: Submission) -> str:
    return gettext(RESULT_ABOUT_THEM) if is_for_somebody_else(submission) else ""


def is_for_somebody_else(submission: Submission) -> bool:
    """As the transcript says; before there was this question, everybody answered for themselves."""
    return any(
        entry["key"] == "answers_for" and entry["value"] == OTHER for entry in submission.transcript
    )
