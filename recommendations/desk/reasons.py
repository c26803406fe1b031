"""The coded reasons for departing from what the guideline suggested; their codes are counted."""

from django.utils.translation import gettext_lazy as _

JUDGEMENT, BATCH_GONE = "judgement", "batch_gone"

AMENDING = {
    "patient_prefers": _("The patient would rather have another"),
    "knows_another": _("The patient has used another one before and knows it"),
    "did_not_suit": _("The patient used this one before and it did not suit them"),
    "too_strong": _("Too strong to begin with"),
    "hard_to_use": _("The patient cannot handle this format"),
    "ingredient": _("An ingredient or the taste"),
    "cost": _("Too expensive for the patient"),
    BATCH_GONE: _("It can no longer be had"),
    "health_not_asked": _("An illness or medicine that we do not ask about (say which)"),
    "prescriber_said": _("The patient's prescriber said so (say who)"),
    JUDGEMENT: _("My own judgement (say why)"),
}
OPENING = {
    "prescriber_agreed": _("The prescriber agreed"),
    "another_site": _("It is for another place on the body"),
    "swallows_safely": _("A nurse or doctor has checked that the patient swallows safely"),
    "used_unharmed": _("The patient has taken it this way before without harm"),
    "informed_wish": _("The patient knows what studies found, and still wishes it"),
    "nothing_else": _("No other way is left"),
    JUDGEMENT: _("My own judgement (say why)"),
}
NEEDS_A_NOTE = frozenset({"health_not_asked", "prescriber_said", JUDGEMENT})


def in_words(code: str) -> str:
    """A code that is no longer in use stands for itself."""
    return str(AMENDING.get(code) or OPENING.get(code) or code.replace("_", " "))
