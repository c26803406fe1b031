"""How the desk says times, people and codes."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recommendations.guideline import load_texts
from recommendations.models import Submission
from recommendations.questionnaire.caring import is_for_somebody_else

NOTHING = "-"
DISPOSITIONS = {
    "emergency": _lazy("Emergency"),
    "urgent_same_day": _lazy("Urgent, the same day"),
    "see_doctor_soon": _lazy("See a doctor soon"),
    "prescriber_first": _lazy("Prescriber first"),
    "counselor_review": _lazy("Counselor review"),
    "not_eligible": _lazy("Not eligible"),
    "see_doctor_routine": _lazy("See a doctor, routine"),
    "standard": _lazy("Standard"),
}


# Why a batch can no longer be had, in a word; what is not here was taken off the shelf.
GONE = {
    "recalled": _lazy("recalled"),
    "quarantined": _lazy("in quarantine"),
    "panel_failed": _lazy("failed a test"),
    "expired": _lazy("expired"),
    "delisted": _lazy("delisted"),
    "store_inactive": _lazy("store closed"),
    "sold_out": _lazy("sold out"),
}


def gone_in_words(*codes: str) -> str:
    """Such as: recalled, sold out."""
    words = (str(GONE.get(code, _("off the shelf"))) for code in codes)
    return ", ".join(dict.fromkeys(words))


def disposition_in_words(code: str) -> str:
    return str(DISPOSITIONS.get(code, code.replace("_", " ")))


def category_in_words(code: str, language: str = "en") -> str:
    """As the guideline names it; a category that it no longer has, by its code."""
    texts, key = load_texts(language), f"category.{code}.name"
    return texts.get(key) if texts.has(key) else code.replace("_", " ")


def answered_by(submission: Submission) -> str:
    """Who gave the answers, and who sat beside them in the store."""
    who = (
        _("somebody else, for the patient")
        if is_for_somebody_else(submission)
        else _("the patient")
    )
    if submission.assisted_by is None:
        return who
    helper = name_of(submission.assisted_by)
    return _("%(who)s, in the store with %(helper)s") % {"who": who, "helper": helper}


def name_of(user: Any) -> str:
    return user.get_full_name() or user.get_username()


def moment_in_words(moment: datetime, at: datetime) -> str:
    """The time alone where it is on the same day as `at`."""
    local, now = timezone.localtime(moment), timezone.localtime(at)
    return date_format(local, "TIME_FORMAT" if local.date() == now.date() else "DATETIME_FORMAT")


def day_in_words(moment: datetime) -> str:
    return date_format(timezone.localtime(moment))


def span_in_words(span: timedelta) -> str:
    """Such as 15 min, 2 h 10 min, 3 d 4 h; what is shorter than a minute is 0 min."""
    minutes = max(int(span.total_seconds()) // 60, 0)
    days, hours = minutes // 1440, minutes // 60
    if days >= 2:
        return _pair(_("%d d") % days, _("%d h") % (hours % 24), hours % 24)
    if hours:
        return _pair(_("%d h") % hours, _("%d min") % (minutes % 60), minutes % 60)
    return _("%d min") % minutes


def _pair(large: str, small: str, rest: int) -> str:
    return f"{large} {small}" if rest else large
