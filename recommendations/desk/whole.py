"""A submission with all that its page reads, and who reads it."""

from typing import cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest

from recommendations import versions
from recommendations.models import Submission


def whole_submission(object_id: str) -> Submission:
    """Raises Http404."""
    whole = Submission.objects.select_related(
        "store", "follows", "claimed_by", "assisted_by"
    ).prefetch_related(
        *versions.PARTS,
        "assessments__reviews__by",
        "assessments__amendments__by",
        "assessments__statement__by",
        "assessments__opening__by",
        "messages__by",
        "desk_events__by",
        "desk_events__to",
        "advised",
        "watched__product",
    )
    try:
        return whole.get(pk=object_id)
    except (Submission.DoesNotExist, ValueError) as error:
        raise Http404 from error


def person(request: HttpRequest) -> User:
    return cast(User, request.user)
