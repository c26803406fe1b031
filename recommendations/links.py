"""Links to a patient's page: unguessable, expiring, revocable, and never stored readable."""

import hashlib
import secrets
from datetime import datetime, timedelta

from recommendations.chain import chain_of
from recommendations.models import AccessLink, Submission
from recommendations.versions import PARTS

LIFETIME = timedelta(days=90)


def issue_link(*, submission: Submission, at: datetime) -> str:
    """Make a new link and return its secret: the only time that anyone can read it."""
    secret = secrets.token_urlsafe(32)
    AccessLink.objects.create(
        submission=submission,
        secret_hash=_hash(secret),
        created_at=at,
        expires_at=at + LIFETIME,
    )
    return secret


def open_link(secret: str, *, at: datetime) -> AccessLink | None:
    """The link that this secret opens at this time; None when unknown, expired or revoked."""
    return (
        AccessLink.objects.filter(
            secret_hash=_hash(secret), expires_at__gt=at, revoked_at__isnull=True
        )
        .select_related("submission__store")
        .prefetch_related(*(f"submission__{part}" for part in PARTS))
        .first()
    )


def replace_links(*, submission: Submission, at: datetime) -> str:
    """Revoke every open link and return a new one's secret.

    Those of what it corrects or was corrected by, too: each of their pages leads to the newest.
    """
    open_links = AccessLink.objects.filter(submission__in=chain_of(submission).keys)
    open_links.filter(revoked_at__isnull=True).update(revoked_at=at)
    return issue_link(submission=submission, at=at)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
