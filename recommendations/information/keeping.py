"""How long what is kept, in the units that the privacy page says."""

from datetime import timedelta

from django.conf import settings

from recommendations.links import LIFETIME
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.drafts import STALE_AFTER

HOUR = timedelta(hours=1)


def keeping() -> dict[str, int]:
    return {
        "draft_hours": STALE_AFTER // HOUR,
        "saved_days": codes.LIFETIME.days,
        "link_days": LIFETIME.days,
        "session_hours": timedelta(seconds=settings.SESSION_COOKIE_AGE) // HOUR,
    }
