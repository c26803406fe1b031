"""How a submission was first answered."""

from django.utils.translation import gettext_lazy as _

RESULT, MESSAGE, SILENT, WITHHELD, SPOKEN = "result", "message", "silent", "withheld", "spoken"
WAYS = {
    RESULT: _("With the result and a message"),
    SILENT: _("With the result alone"),
    MESSAGE: _("With a message alone"),
    WITHHELD: _("The result was withheld"),
    SPOKEN: _("By phone or in person"),
}


def way_in_words(code: str) -> str:
    return str(WAYS[code])
