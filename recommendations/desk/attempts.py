"""Try a verb of the desk for a form that was sent: what refuses it is said above the form."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from recommendations.desk import claims
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.desk.forms import DeedForm
from recommendations.desk.whole import person
from recommendations.models import Submission

DONE, REFUSED, CLAIMED_BY_ANOTHER = 0, 422, 409


def attempt(
    request: HttpRequest,
    submission: Submission,
    form: DeedForm,
    act: Callable[..., object],
    **more: Any,
) -> int:
    """DONE, else the status of the page that says why not. Sending may claim first, if asked to."""
    if not form.is_valid():
        return REFUSED
    by, at = person(request), timezone.now()
    try:
        if "claim_first" in request.POST:
            claims.claim(submission=submission, by=by, at=at)
        act(submission=submission, by=by, at=at, **form.arguments(), **more)
    except UnclaimedError as refusal:
        form.add_error(None, str(refusal))
        return CLAIMED_BY_ANOTHER
    except DeskError as refusal:
        form.add_error(None, str(refusal))
        return REFUSED
    return DONE
