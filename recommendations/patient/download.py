"""All that is kept about a patient's submission and that is theirs to have, as values and as text.

Notes that counselors write for each other are not in it, and of the result only what is published.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.translated import told
from recommendations.chain import chain_of
from recommendations.models import ConsentWording, Statement, Submission
from recommendations.patient.cards import ResultPage, SuggestionCard
from recommendations.patient.pickup import kept
from recommendations.patient.presentation import present
from recommendations.questionnaire.forms.person import REACH_BY
from recommendations.thread import thread_of

CONTACT = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail address"),
    "phone": gettext_lazy("Phone number"),
    "reach_by": gettext_lazy("How to reach you"),
}


def data_of(submission: Submission, *, at: datetime) -> dict[str, Any]:
    """Plain JSON. Times are ISO, with their zone."""
    page = present(submission, at=at)
    return {
        "reference": submission.reference,
        "handed_in_at": submission.submitted_at.isoformat(),
        "downloaded_at": at.isoformat(),
        "store": submission.store.name if submission.store else None,
        "contact": submission.contact,
        "call_requested": submission.call,
        "answers": [
            {"question": each["question"], "answer": each["answer"]}
            for each in submission.transcript
        ],
        "cleared_up_later": [
            {"at": each.at.isoformat(), "said": each.said}
            for each in Statement.objects.filter(assessment__submission=submission)
        ],
        "result": _result(page),
        "messages": [
            {"at": said.at.isoformat(), "from": said.who, "text": said.text}
            for said in thread_of(chain_of(submission))
        ],
        "kept_for_pickup": [
            {
                "product": told(each.batch.product, "name"),
                "batch": each.batch.number,
                "quantity": str(each.quantity),
                "until": each.expires_at.isoformat(),
            }
            for each in kept(submission, at=at)
        ],
        "agreed_to": _agreed_to(submission),
        "guideline": page.guideline_version,
        "policy": page.policy,
    }


def _agreed_to(submission: Submission) -> dict[str, Any]:
    """`language` is "" where an old version does not tell it."""
    wording = ConsentWording.of(submission.consent_version)
    return {
        "version": wording.version,
        "language": wording.language,
        "words": wording.words.splitlines(),
    }


def as_text(data: dict[str, Any]) -> str:
    """The same to read: headings, then lines."""
    return "\n".join(_lines(data)) + "\n"


def _result(page: ResultPage) -> dict[str, Any]:
    return {
        "title": page.title,
        "message": page.message,
        "next": page.next,
        "waits_for_a_counselor": page.waiting,
        "held_back_by_a_counselor": page.withheld,
        "ways_that_fit": [
            {"way": route.name, "fit": route.score, "studies": route.evidence_label}
            for route in page.routes
        ],
        "ruled_out": [
            {"ways": list(out.names), "why": [reason.text for reason in out.reasons]}
            for out in page.ruled_out
        ],
        "suggestions": [_suggestion(card) for card in page.suggestions],
        "warnings": [f"{warning.title}. {warning.text}" for warning in page.warnings],
    }


def _suggestion(card: SuggestionCard) -> dict[str, Any]:
    return {
        "product": card.product,
        "batch": card.batch,
        "way": card.route_name,
        "can_be_had": card.available,
        "why": [f"{reason.rule}: {reason.text}" for reason in card.reasons],
        "how_to_start": list(card.start) if card.available else [],
    }


def _lines(data: dict[str, Any]) -> Iterator[str]:
    yield _("Your data at Herbology. Reference %(reference)s.") % data
    yield _("Handed in: %(when)s") % {"when": _when(data["handed_in_at"])}
    yield from _section(_("How to reach you"), _contact(data["contact"]))
    yield from _section(_("Your answers"), _answers(data["answers"]))
    stated = (line for each in data["cleared_up_later"] for line in _answers(each["said"]))
    yield from _section(_("What you cleared up later"), stated)
    yield from _section(_("What you agreed to"), data["agreed_to"]["words"])
    yield from _section(_("Your result"), _result_lines(data["result"]))
    yield from _section(_("Messages"), map(_message, data["messages"]))
    yield from _section(_("Kept for you at the store"), map(_kept, data["kept_for_pickup"]))


def _section(heading: str, lines: Any) -> Iterator[str]:
    listed = list(lines)
    if listed:
        yield from ("", heading, "-" * len(heading), *listed)


def _contact(contact: dict[str, Any]) -> Iterator[str]:
    for key, label in CONTACT.items():
        if value := contact.get(key):
            yield f"{label}: {dict(REACH_BY).get(value, value) if key == 'reach_by' else value}"


def _answers(entries: list[dict[str, Any]]) -> Iterator[str]:
    for entry in entries:
        yield entry["question"]
        yield "   " + ("; ".join(entry["answer"]) or _("Not answered"))


def _result_lines(result: dict[str, Any]) -> Iterator[str]:
    yield from (result["title"], result["message"], result["next"])
    for each in result["suggestions"]:
        yield f"* {each['product']} ({each['way']}, {each['batch']})"
        yield from (f"   {line}" for line in (*each["how_to_start"], *each["why"]))
    for each in result["ruled_out"]:
        yield _("Ruled out: %(ways)s") % {"ways": ", ".join(each["ways"])}
        yield from (f"   {line}" for line in each["why"])
    yield from result["warnings"]


def _message(message: dict[str, Any]) -> str:
    return f"{_when(message['at'])}, {message['from']}: {message['text']}"


def _kept(each: dict[str, Any]) -> str:
    return _("%(quantity)s x %(product)s (batch %(batch)s), until %(when)s") % {
        **each,
        "when": _when(each["until"]),
    }


def _when(text: str) -> str:
    return date_format(timezone.localtime(datetime.fromisoformat(text)), "DATETIME_FORMAT")
