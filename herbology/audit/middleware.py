from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from herbology.audit.entry import AuditEntry
from herbology.audit.page import facts, leads_on

# Sign-ins come as signals; the script holds words of the admin and no data.
# The last only says how many are new, and a browser asks for it every minute.
LEFT_OUT = {"login", "logout", "jsi18n", "recommendations_submission_news"}


def audit(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Write down every answer of the admin to somebody who is signed in, before it leaves.

    No answer without its trace: what cannot be written down is raised, and the person sees an error.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if _is_page(request) and request.user.is_authenticated:
            refused = response.status_code == 403 or not admin.site.has_permission(request)
            if refused or not leads_on(request, response):
                _write(request, facts(request, response, refused=refused))
        return response

    return middleware


def _is_page(request: HttpRequest) -> bool:
    """An address without a name leads on to one that has it, or nowhere."""
    match = request.resolver_match
    return bool(
        match and match.app_name == "admin" and match.url_name and match.url_name not in LEFT_OUT
    )


def _write(request: HttpRequest, entries: list[dict[str, Any]]) -> None:
    who = {"at": timezone.now(), "by": request.user, "username": request.user.get_username()}
    AuditEntry.objects.bulk_create(AuditEntry(**who, **columns) for columns in entries)
