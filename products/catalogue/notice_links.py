"""Where the links in the mails lead. Opening one does nothing yet: programs that check mails open them, too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from herbology.private_pages import behind_secret
from products import waiting_list


@behind_secret
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    link = waiting_list.open_link(token, at=now)
    if link is None or link.request is None or link.too_late:
        return _unknown(request, link)
    done = link.is_confirmed
    if request.method == "POST":
        done = waiting_list.confirm(link.request_id, at=now)
        if not done:
            return _unknown(request, link)
    context = {
        "wanted": link.request,
        "token": token,
        "done": done,
        "most_days": waiting_list.KEPT_AT_MOST.days,
    }
    return render(request, "products/notice_confirm.html", context)


# A mail program posts here by itself (RFC 8058), without a cookie: the token is all the right it takes.
@csrf_exempt
@behind_secret
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    link = waiting_list.open_link(token, at=timezone.now())
    if link is None:
        return _unknown(request, link)
    done = link.request is None
    if request.method == "POST":
        waiting_list.stop(link.request_id)
        done = True
    context = {"wanted": link.request, "done": done}
    return render(request, "products/notice_stop.html", context)


def _unknown(request: HttpRequest, link: waiting_list.Link | None) -> HttpResponse:
    """A link that came too late leads to where one can ask again."""
    context = {
        "wanted": link.request if link else None,
        "days": waiting_list.CONFIRM_WITHIN.days,
    }
    return render(request, "products/notice_unknown.html", context, status=404)
