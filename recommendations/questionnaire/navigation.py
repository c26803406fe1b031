"""Where each page is, and where one goes from it."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from recommendations.questionnaire.pages import START, Page
from recommendations.questionnaire.walk import Walk

RETURN_TO_CHECK = {"return": "check"}
# Who comes back goes on to what is not answered, and not through every page once more.
RETURN_TO_REST = {"return": "rest"}


def url_of(page: Page, **query: str) -> str:
    name = "questionnaire:start" if page is START else "questionnaire:page"
    url = reverse(name, args=[] if page is START else [page.key])
    return f"{url}?{urlencode(query)}" if query else url


def change_url(page: Page) -> str:
    return url_of(page, **RETURN_TO_CHECK)


def next_to_answer(walk: Walk, **query: str) -> str:
    """The first page without an answer; check your answers when there is none."""
    if walk.first_unanswered is None:
        return reverse("questionnaire:check")
    return url_of(walk.first_unanswered, **query)


def onward(request: HttpRequest, page: Page, walk: Walk) -> str:
    """The page after this one; from a Change link only what its change made necessary."""
    if came_from_check(request):
        return next_to_answer(walk, **RETURN_TO_CHECK)
    if request.GET.get("return") == "rest":
        return next_to_answer(walk, **RETURN_TO_REST)
    following = walk.after(page)
    return url_of(following) if following else reverse("questionnaire:check")


def back(request: HttpRequest, page: Page, walk: Walk) -> str:
    if came_from_check(request):
        return reverse("questionnaire:check")
    earlier = walk.before(page)
    return url_of(earlier) if earlier else reverse("information:home")


def came_from_check(request: HttpRequest) -> bool:
    return request.GET.get("return") == "check"
