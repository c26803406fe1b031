"""Which words stood on the page when somebody agreed. The page says so itself: another tab may have
changed the language since, and a new edition of the site the words.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from recommendations.models import ConsentWording
from recommendations.questionnaire import consent
from recommendations.questionnaire.store_mode import device

SHOWN = "consent_shown"
CHANGED = _("What happens with your answers has changed since then. Please read it again.")


def wording_for(request: HttpRequest) -> consent.Wording:
    """What this page shows now."""
    return consent.wording(get_language() or "en", on_tablet=device.of(request) is not None)


def version_shown(request: HttpRequest) -> str:
    """By a form; "" where it is not of today any more. A form that does not say shows what the page would."""
    said = request.POST.get(SHOWN) or wording_for(request).version
    return said if said in consent.wordings() else ""


def typed(request: HttpRequest) -> QueryDict:
    """Without the tick where it was set under other words than today's: those are to be read first."""
    if version_shown(request):
        return request.POST
    messages.warning(request, CHANGED)
    unread = request.POST.copy()
    unread.pop("consent", None)
    return unread


def agreed_to(request: HttpRequest, kept: Mapping[str, Any], *, at: datetime) -> str:
    """The version of the words behind the tick on the first page, kept for ever; "" without a tick."""
    version = version_shown(request)
    if not (kept.get("consent") and version):
        return ""
    words = consent.wordings()[version]
    ConsentWording.objects.get_or_create(
        version=version,
        defaults={"language": words.language, "words": words.words, "first_agreed_at": at},
    )
    return version
