from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send a strict policy with every page; the admin alone may use inline styles."""
    public = _header(settings.SECURE_CSP)
    admin = _header(settings.SECURE_CSP_ADMIN)

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        policy = admin if request.path_info.startswith("/admin/") else public
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def _header(policy: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())
