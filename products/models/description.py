"""Whether shoppers may read what a maker or grower says of a record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

TEXTS = ("description", "description_es")  # read and approved together
APPROVED = "description_approved"


def approval_of_description() -> "models.BooleanField[bool, bool]":
    return models.BooleanField(
        _("description approved"),
        default=False,
        help_text=_(
            "Tick it once you have read the description in each language: no claim, nothing about how"
            " much to take, nothing about moods or effects. Shoppers then see it on the page. If you"
            " change a text and leave the tick, you approve what you wrote. An import that changes"
            " one takes the tick away."
        ),
    )
