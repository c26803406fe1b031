"""Asking to be told by e-mail when a product is back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from herbology.languages import is_switch
from herbology.private_pages import private
from herbology.throttle import client_of
from products import waiting_list
from products.catalogue.age import for_adults
from products.catalogue.cards import routes_of
from products.catalogue.notice_form import NoticeForm
from products.catalogue.views import known_product, not_listed
from products.models import Product, Store

REFUSED, TOO_MANY = 422, 429


@require_http_methods(["GET", "HEAD", "POST"])
@for_adults
@private
def tell_me(request: HttpRequest, slug: str) -> HttpResponse:
    product, now = known_product(slug), timezone.now()
    if product is None or not product.active:
        return not_listed(request, "product", product)
    stores = waiting_list.waiting_stores(product, at=now) if routes_of(product.format) else []
    if not stores:
        return _nothing_to_wait_for(request, product)
    shared = bool(getattr(request, "store_mode", None))
    form = NoticeForm(
        request.POST if request.method == "POST" else None, stores=stores, shared=shared
    )
    if is_switch(request):
        form = NoticeForm(stores=stores, shared=shared, initial=request.POST.dict())
    if request.method != "POST" or is_switch(request):
        return _form_page(request, product, form)
    status = _ask(request, product, form, now) if form.is_valid() else REFUSED
    if status:
        return _form_page(request, product, form, status)
    return redirect("catalogue:tell_me_sent", product.slug)


@require_safe
@for_adults
@private
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for every address."""
    product = known_product(slug)
    if product is None or not product.active:
        return not_listed(request, "product", product)
    context = {
        "product": product,
        "days": waiting_list.CONFIRM_WITHIN.days,
        "most_mails": waiting_list.MAILS_TO_ONE_ADDRESS.times,
    }
    return render(request, "products/tell_me_sent.html", context)


def _nothing_to_wait_for(request: HttpRequest, product: Product) -> HttpResponse:
    """Each store has it by now; or none may sell it, which its page says."""
    if routes_of(product.format) and Store.objects.filter(active=True).exists():
        messages.info(request, _("You need not wait: each of our stores has it now."))
    return redirect("catalogue:product", product.slug)


def _ask(request: HttpRequest, product: Product, form: NoticeForm, at: datetime) -> int:
    """0 when it is done, else the status of the page that says why not."""
    try:
        waiting_list.ask(
            product=product,
            store=form.chosen_store,
            email=form.cleaned_data["email"],
            visitor=client_of(request),
            site_url=request.build_absolute_uri("/"),
            at=at,
        )
    except waiting_list.TooManyError as refusal:
        when = date_format(timezone.localtime(refusal.again_at), "DATETIME_FORMAT")
        form.add_error(None, _("You have asked very often. Please try again after %s.") % when)
        return TOO_MANY
    return 0


def _form_page(
    request: HttpRequest, product: Product, form: NoticeForm, status: int = 200
) -> HttpResponse:
    context = {
        "product": product,
        "form": form,
        "store": next(iter(form.stores.values())) if len(form.stores) == 1 else None,
        "days": waiting_list.CONFIRM_WITHIN.days,
        "most_days": waiting_list.KEPT_AT_MOST.days,
    }
    return render(request, "products/tell_me.html", context, status=status)
