"""How long what is kept, in the units that the privacy page says."""

from datetime import timedelta

from django.conf import settings

from herbology import throttle
from products import waiting_list
from recommendations.links import LIFETIME
from recommendations.questionnaire.coming_back import codes, mailing
from recommendations.questionnaire.drafts import STALE_AFTER

HOUR = timedelta(hours=1)


def keeping() -> dict[str, int]:
    return {
        "draft_hours": STALE_AFTER // HOUR,
        "saved_days": codes.LIFETIME.days,
        "mail_hours": mailing.KEPT // HOUR,
        "tries_days": throttle.KEPT.days,
        "link_days": LIFETIME.days,
        "notice_confirm_days": waiting_list.CONFIRM_WITHIN.days,
        "notice_most_days": waiting_list.KEPT_AT_MOST.days,
        "session_hours": timedelta(seconds=settings.SESSION_COOKIE_AGE) // HOUR,
    }
