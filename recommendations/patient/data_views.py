"""A patient's data: read it, take it along, erase it; and what is kept for them at the store."""

from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from herbology.languages import is_switch
from herbology.posting import only_by_button
from herbology.private_pages import private
from products.translated import told
from recommendations.chain import chain_of
from recommendations.models import Erasure, Submission
from recommendations.patient import pickup
from recommendations.patient.download import as_text, data_of
from recommendations.patient.erase import erase
from recommendations.patient.responses import own_page

TEMPLATES = "recommendations/patient"
RECEIPT = "receipt"


@own_page
@require_safe
def data(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    return render(request, f"{TEMPLATES}/data.html", {"secret": secret, "submission": submission})


@own_page
@require_safe
def data_file(request: HttpRequest, submission: Submission, secret: str, kind: str) -> HttpResponse:
    """`kind` is txt or json."""
    values = data_of(submission, at=timezone.now())
    response: HttpResponse
    if kind == "json":
        response = JsonResponse(values, json_dumps_params={"indent": 1, "ensure_ascii": False})
    else:
        response = HttpResponse(as_text(values), content_type="text/plain; charset=utf-8")
    name = f"herbology-{submission.reference}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def erasing(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    """Asks first, and says what goes and what stays; then it is gone at once."""
    context: dict[str, Any] = {"secret": secret, "chain": chain_of(submission)}
    if request.method != "POST" or is_switch(request):
        context["sure"] = "sure" in request.POST
        return render(request, f"{TEMPLATES}/erase.html", context)
    if request.POST.get("sure") != "yes":
        context["error"] = _("Tick the box if you are sure. Nothing has been erased yet.")
        return render(request, f"{TEMPLATES}/erase.html", context, status=422)
    receipt = erase(submission, at=timezone.now())
    request.session.flush()
    request.session[RECEIPT] = receipt.pk
    return redirect("patient:erased")


@private
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """The receipt, for this session: the page can be loaded again, and read in another language."""
    receipt = Erasure.objects.filter(pk=request.session.get(RECEIPT, 0)).first()
    if receipt is None:
        return redirect("information:home")
    return render(request, f"{TEMPLATES}/erased.html", {"receipt": receipt})


@own_page
@only_by_button("patient:result")
def keep(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    position = request.POST.get("position", "")
    try:
        kept = pickup.keep(
            submission,
            position=int(position),
            quantity=Decimal(request.POST.get(f"{pickup.QUANTITY}-{position}", "")),
            at=timezone.now(),
        )
    except (ValueError, InvalidOperation):
        messages.error(request, _("Choose how much we should keep for you."))
    except pickup.PickupError as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("We keep %(product)s for you. Show your reference at the counter.")
        messages.success(request, said % {"product": told(kept.batch.product, "name")})
    return redirect("patient:result", secret)


@own_page
@only_by_button("patient:result")
def let_go(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    with suppress(ValueError):  # no number, or one too long
        reservation_id = int(request.POST.get("reservation", ""))
        pickup.let_go(submission, reservation_id=reservation_id, at=timezone.now())
        messages.success(request, _("It is no longer kept for you."))
    return redirect("patient:result", secret)
