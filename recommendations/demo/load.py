"""Hands in what is missing. What somebody has worked on stays as it is; the rest moves to today."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from products import stock
from recommendations.desk import claims, work
from recommendations.models import Draft, MessageTemplate, Submission
from recommendations.submit import request_call, submit_draft

PEOPLE = Path(__file__).parent / "people.toml"
TEMPLATES = Path(__file__).parent / "templates.toml"
NOON = time(12)
STALE = timedelta(days=1)
COLLEAGUE = "robin.example"


@dataclass(frozen=True, slots=True)
class Loaded:
    submissions: int
    new: int
    moved: int

    def __str__(self) -> str:
        return (
            f"Demo queue: {self.submissions} submissions. New: {self.new}."
            f" Moved to today: {self.moved}."
        )


def load(*, today: date, generated: int = 0) -> Loaded:
    """All or nothing. `generated` is how many products are made up; people are not."""
    at, document = _moment(today), tomllib.loads(PEOPLE.read_text(encoding="utf-8"))
    ids = [_draft_id(person) for person in document["person"]]
    known = {each.draft_id: each for each in Submission.objects.filter(draft_id__in=ids)}
    new = moved = 0
    with transaction.atomic():
        _keep_templates()
        for person in document["person"]:
            submission = known.get(_draft_id(person))
            if submission is None:
                _hand_in(person, document["ordinary"], at)
                new += 1
            else:
                moved += _move(submission, person, at)
    return Loaded(len(document["person"]), new, moved)


def _keep_templates() -> None:
    """One that is there stays as somebody may have changed it."""
    for template in tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))["template"]:
        text = {"text": template["text"].strip()}
        MessageTemplate.objects.get_or_create(name=template["name"], defaults=text)


def _moment(today: date) -> datetime:
    """Now, so that the queue's waiting times are those of the file; noon of another day."""
    now = timezone.localtime()
    return now if now.date() == today else timezone.make_aware(datetime.combine(today, NOON))


def _draft_id(person: dict[str, Any]) -> UUID:
    return uuid5(NAMESPACE_URL, f"herbology-demo/{person['key']}")


def _hand_in(person: dict[str, Any], ordinary: dict[str, Any], at: datetime) -> None:
    handed_in_at = at - timedelta(minutes=person["handed_in_minutes"])
    draft = Draft.objects.create(
        id=_draft_id(person),
        data={"pages": _pages(person, ordinary)},
        language="en",
        created_at=handed_in_at,
        updated_at=handed_in_at,
    )
    submission = submit_draft(draft=draft, at=handed_in_at, language="en").submission
    if call := person.get("call"):
        asked_at = at - timedelta(minutes=call["minutes"])
        request_call(submission.pk, name=person["name"], phone=call["phone"], at=asked_at)
    if note := person.get("answered"):
        _answer(submission, note, handed_in_at + timedelta(minutes=40))
    if why := person.get("set_aside"):
        _set_aside(submission, why["reason"], at - timedelta(minutes=why["minutes"]))


def _pages(person: dict[str, Any], ordinary: dict[str, Any]) -> dict[str, Any]:
    address = f"{person['key']}@example.com"
    contact = {"name": person["name"], "reach_by": "email", "email": address, "phone": ""}
    pages = ordinary | person.get("pages", {}) | {"contact": contact}
    return {key: typed for key, typed in pages.items() if key not in person.get("without", ())}


def _answer(submission: Submission, note: str, at: datetime) -> None:
    robin = _colleague()
    claims.claim(submission=submission, by=robin, at=at)
    work.answer_in_person(submission=submission, by=robin, at=at, note=note)


def _set_aside(submission: Submission, reason: str, at: datetime) -> None:
    """The batch that was suggested first, if any was: where there is no shelf there is none."""
    if first := submission.current_assessment.suggestions.order_by("position").first():
        stock.quarantine(batch=first.batch, by=None, at=at, reason=reason)


def _colleague() -> User:
    """Somebody else at the desk. Cannot sign in."""
    robin, made = User.objects.get_or_create(
        username=COLLEAGUE, defaults={"first_name": "Robin", "last_name": "Example"}
    )
    if made:
        robin.set_unusable_password()
        robin.save()
        robin.groups.add(*Group.objects.filter(name="patient counselors"))
    return robin


def _move(submission: Submission, person: dict[str, Any], at: datetime) -> int:
    """Let what nobody has touched wait as long as the file says; 1 if it was a day or more older."""
    since = at - timedelta(minutes=person["handed_in_minutes"])
    if submission.waiting_since > since - STALE or submission.desk_events.exists():
        return 0
    moved: dict[str, datetime] = {"waiting_since": since}
    if call := person.get("call"):
        moved["call_requested_at"] = at - timedelta(minutes=call["minutes"])
    Submission.objects.filter(pk=submission.pk).update(**moved)
    return 1
