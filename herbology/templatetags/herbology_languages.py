"""The switch between languages, and words in another language than the page's."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import get_language

from herbology.language_guess import guess
from herbology.languages import (
    PARAMETER,
    READ_BY,
    Told,
    asked_for,
    in_language,
    marked,
    other_languages,
)

register = template.Library()


@register.inclusion_tag("_language_switch.html", takes_context=True)
def language_switch(
    context: template.Context, form: str = "", *, here: bool = False
) -> dict[str, Any]:
    """Links to the same page in the other languages.

    `form`: id of the page's form. The switch is then a button that sends it, so that nothing typed is lost;
    with `here` to this page, where the form's own address is another.
    """
    request = context.get("request")
    languages = other_languages(request) if request else ()
    stay = request.path if request and here else ""
    return {"languages": languages, "form": form, "parameter": PARAMETER, "stay": stay}


@register.inclusion_tag("_canonical.html", takes_context=True)
def canonical_links(context: template.Context, address: str = "") -> dict[str, Any]:
    """For search engines: the page's own address, and that of the same page in each language.

    The address without a language is in the visitor's own. Without one, it is that of the request
    and nothing that stands behind its "?" matters.
    """
    request = context["request"]
    address = address or request.build_absolute_uri(request.path)
    asked = asked_for(request)
    return {
        "canonical": in_language(address, asked) if asked else address,
        "alternates": [
            *((code, in_language(address, code)) for code, _name in settings.LANGUAGES),
            ("x-default", address),
        ],
    }


@register.inclusion_tag("_translation_note.html")
def translation_note() -> dict[str, Any]:
    """Who has read the translation that this page is in, or that nobody has; nothing on a page in English."""
    language = get_language()
    return {"translated": language in READ_BY, "read_by": READ_BY.get(language or "", "")}


@register.filter
def with_lang(text: str) -> str:
    """Marked with its language where that is not the page's, so that it is read out right."""
    return marked(text, text.language) if isinstance(text, Told) else text


@register.filter
def lang_attribute(text: str) -> str:
    """Of an element that holds what somebody typed, where its words tell that it is in another language."""
    language = guess(text)
    if language in ("", get_language()):
        return ""
    return format_html(' lang="{}"', language)
