"""What search engines are told: which pages there are, and which are nobody's business."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

# Personal pages, the staff's, and pages that only lead elsewhere. The start of the questionnaire is
# open; what follows from it belongs to one person. Pages of an answer also say so themselves.
CLOSED = ("/admin/", "/age/", "/back-in-stock/", "/healthz/", "/questionnaire/", "/s/")
OPEN = ("/questionnaire/$", "/questionnaire/?lang=")


class PublicPages(Sitemap):
    """Of the same words for everybody."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = names

    def items(self) -> list[str]:
        return list(self.names)

    def location(self, item: str) -> str:
        return reverse(item)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *"]
    lines += [f"Allow: {path}" for path in OPEN]
    lines += [f"Disallow: {path}" for path in CLOSED]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap(request: HttpRequest, sitemaps: Mapping[str, Any]) -> HttpResponseBase:
    """One list, or where that would be too long for a sitemap a list of lists."""
    made = (each() if isinstance(each, type) else each for each in sitemaps.values())
    if all(each.paginator.num_pages == 1 for each in made):
        return views.sitemap(request, dict(sitemaps))
    return views.index(request, dict(sitemaps), sitemap_url_name="sitemap_section")
