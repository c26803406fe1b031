"""Answer a patient with a message, and with the result where it can be published."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from recommendations import publish, versions
from recommendations.desk.claims import claimed
from recommendations.desk.errors import DeskError
from recommendations.models import Message, Review, Submission
from recommendations.notices import PageUrl, put_notice


def send(
    *,
    submission: Submission,
    text: str,
    by: User,
    at: datetime,
    page_url: PageUrl,
    with_result: bool = True,
    seen: str = "",
) -> Message:
    """Put the message on the patient's page, with the newest version where that can be published.

    `with_result` False leaves the result as it is. `seen` as in publish.decide. The same message
    pressed twice is one. Raises DeskError: nothing is sent then.
    """
    with claimed(submission, by=by, at=at) as now:
        prefetch_related_objects([now], *versions.PARTS, "messages")
        if sent := _sent_since(now, text, by, seen):
            return sent
        publish.refuse_out_of_date(now, seen)
        if not text.strip():
            raise DeskError(_("Write your message first."))
        review = _publish(now, by, at, seen) if with_result else None
        if review is None:
            publish.answered(now, at=at)
        message = Message.objects.create(
            submission=now, text=text.strip(), by=by, at=at, review=review
        )
        put_notice(now, message, at=at, page_url=page_url)
        return message


def _publish(submission: Submission, by: User, at: datetime, seen: str) -> Review | None:
    """None where there is nothing to publish: policy forbids it, or it is published as it stands."""
    if not publish.awaits_publishing(submission):
        return None
    publishing = publish.Decision.PUBLISH
    return publish.decide(submission=submission, decision=publishing, by=by, at=at, seen=seen)


def _sent_since(submission: Submission, text: str, by: User, seen: str) -> Message | None:
    """The same words by the same person, sent after the page that this comes from was made."""
    messages = list(submission.messages.all())
    newest = messages[-1] if messages else None
    if newest is None or not seen or newest.pk <= versions.message_seen(seen):
        return None
    return newest if (newest.by, newest.text) == (by, text.strip()) else None
