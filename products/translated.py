"""What visitors read of a record, in the language of the page: the translation beside it, or the English."""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.translation import get_language

from herbology.languages import Told


def told(record: Model, field: str) -> Told:
    """Marked as English where the page is in another language and nobody has translated it."""
    return told_from(in_every_language(record, field))


def in_every_language(record: Model, field: str) -> dict[str, str]:
    """By language; one without a translation is left out."""
    values = {
        language: getattr(
            record, field if language == settings.LANGUAGE_CODE else f"{field}_{language}"
        )
        for language, _name in settings.LANGUAGES
    }
    return {language: value for language, value in values.items() if value}


def told_from(texts: Any) -> Told:
    """From texts by language."""
    here, original = get_language() or settings.LANGUAGE_CODE, settings.LANGUAGE_CODE
    if here in texts:
        return Told(texts[here])
    return Told(texts.get(original, ""), original if texts.get(original) else "")
