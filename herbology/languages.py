"""Which language a page is in: what its address or a form asks for (lang=es), a choice made before, or the browser's.

The choice is remembered in a cookie that says nothing else. Staff read English.
"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html

PARAMETER = "lang"
FORGET = "forget_language"
STAFF_LANGUAGE = "en"
# Which licensed clinician has read the health texts of a translation: "" until one has (docs/languages.md).
READ_BY = {"es": ""}
STAFF_PAGES = "/admin/"


class LanguageMiddleware(LocaleMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        _refuse_endless(request)
        if request.path_info.startswith(STAFF_PAGES):
            _activate(request, STAFF_LANGUAGE)
            return
        super().process_request(request)
        if chosen := asked_for(request):
            _activate(request, chosen)

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        response = super().process_response(request, response)
        if request.path_info.startswith(STAFF_PAGES):
            return response
        patch_vary_headers(response, ("Cookie",))
        if FORGET in vars(request):
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
        elif (chosen := asked_for(request)) and response.status_code < HTTPStatus.BAD_REQUEST:
            _remember(response, chosen)
        return response


def _refuse_endless(request: HttpRequest) -> None:
    """Too many values in an address: the page that says so reads the address as well, so it gets none."""
    try:
        request.GET  # noqa: B018 - it is read when it is asked for
    except TooManyFieldsSent:
        request.GET = QueryDict()
        raise


class Told(str):
    """A text with the language it is in; "" where that is the page's own. `with_lang` marks it in a template."""

    language: str

    def __new__(cls, text: str, language: str = "") -> "Told":
        told = super().__new__(cls, text)
        told.language = language
        return told


def marked(text: str, language: str) -> str:
    """The text as HTML that says its language where that is not the page's; else as it is."""
    if not text or language in ("", translation.get_language()):
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


@dataclass(frozen=True, slots=True)
class Language:
    """`name` in the language itself; `url` of the same page in it."""

    code: str
    name: str
    url: str


def other_languages(request: HttpRequest) -> tuple[Language, ...]:
    """Those that the page is not in."""
    here = translation.get_language()
    return tuple(
        Language(code, str(name), f"{request.path}?{_query(request, code)}")
        for code, name in settings.LANGUAGES
        if code != here
    )


def is_switch(request: HttpRequest) -> bool:
    """Whether a form was sent by its page's language button: what was typed is to be kept, not judged."""
    return request.method == "POST" and _known(request.POST.get(PARAMETER)) != ""


def forget(request: HttpRequest) -> None:
    """Who uses this browser next chooses anew."""
    vars(request)[FORGET] = True


def same_page(request: HttpRequest) -> HttpResponse:
    """After a switch: the page that the form stands on."""
    return redirect(own_address(request))


def own_address(request: HttpRequest) -> str:
    """Without a language in it: what is chosen later goes before what was asked for then."""
    query = _query(request)
    return f"{request.path}?{query}" if query else request.path


def in_language(address: str, code: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({PARAMETER: code})}"


def _query(request: HttpRequest, code: str = "") -> str:
    kept = [
        (key, value) for key, values in request.GET.lists() for value in values if key != PARAMETER
    ]
    return urlencode([*kept, (PARAMETER, code)] if code else kept)


def asked_for(request: HttpRequest) -> str:
    """A form's button goes before the address of the page that it stands on."""
    try:
        sent = request.POST.get(PARAMETER) if request.method == "POST" else None
    except UnreadablePostError:  # the browser went away
        sent = None
    return _known(sent) or _known(request.GET.get(PARAMETER))


def _known(code: str | None) -> str:
    return code if code and code in dict(settings.LANGUAGES) else ""


def _activate(request: HttpRequest, language: str) -> None:
    translation.activate(language)
    request.LANGUAGE_CODE = language


def _remember(response: HttpResponseBase, language: str) -> None:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
