"""What an import assumed of a batch, in words for people."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ASSUMED = {
    "on_hand": gettext_lazy("the stock"),
    "expires_on": gettext_lazy("the expiry date"),
    "tested_on": gettext_lazy("the date of the lab test"),
    "panels": gettext_lazy("that the lab found it clean"),
    "mg_per_serving": gettext_lazy("the milligrams in one serving"),
}


def assumed(names: Iterable[str]) -> list[str]:
    """`names` as in `Batch.assumed`; one sentence, or none."""
    words = ", ".join(str(ASSUMED[name]) for name in names)
    sentence = _("Not in our records, so assumed: %(words)s. Ask before you buy.")
    return [sentence % {"words": words}] if words else []
