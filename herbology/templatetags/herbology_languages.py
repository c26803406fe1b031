"""The switch between languages, and words in another language than the page's."""

from typing import Any

from django import template
from django.utils.html import format_html

from herbology.languages import PARAMETER, Told, other_languages

register = template.Library()


@register.inclusion_tag("_language_switch.html", takes_context=True)
def language_switch(context: template.Context, form: str = "") -> dict[str, Any]:
    """Links to the same page in the other languages.

    `form`: id of the page's form. The switch is then a button that sends it, so that nothing typed is lost.
    """
    request = context.get("request")
    languages = other_languages(request) if request else ()
    return {"languages": languages, "form": form, "parameter": PARAMETER}


@register.filter
def with_lang(text: str) -> str:
    """Marked with its language where that is not the page's, so that it is read out right."""
    language = text.language if isinstance(text, Told) else ""
    return format_html('<span lang="{}">{}</span>', language, text) if language else text
