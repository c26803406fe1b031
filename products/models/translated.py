"""What visitors read of a record, in Spanish beside the English."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

EMPTY_IS_ENGLISH = _("Empty: the English is shown, marked as English.")


def spanish_line(label: Any, max_length: int) -> "models.CharField[str, str]":
    return models.CharField(
        label, max_length=max_length, blank=True, default="", help_text=EMPTY_IS_ENGLISH
    )


def spanish_text(label: Any) -> "models.TextField[str, str]":
    return models.TextField(label, blank=True, default="", help_text=EMPTY_IS_ENGLISH)
