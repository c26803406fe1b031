from datetime import datetime

from django.contrib.auth.models import User
from django.http import HttpRequest

from recommendations.models import Draft
from recommendations.questionnaire import drafts
from recommendations.questionnaire.store_mode import device


def start(
    request: HttpRequest, *, by: User, at: datetime, together: bool, keep: bool = False
) -> None:
    """Hand this browser to a patient: whoever started it is signed out of it.

    `together`: `by` fills it in with the patient. `keep`: with the answers that were begun here.
    """
    kept = request.session.get(drafts.SESSION_KEY) if keep else None
    if kept:
        del request.session[drafts.SESSION_KEY]  # so that clearing leaves these answers alone
    device.clear(request, at=at)
    if together:
        request.session[device.HELPER] = by.pk
    if kept:
        request.session[drafts.SESSION_KEY] = kept
        if together:
            Draft.objects.filter(pk=kept, submitted_at=None).update(assisted_by=by)
