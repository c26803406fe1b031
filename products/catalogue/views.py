from datetime import datetime
from functools import partial
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from herbology.afterwards import ResponseAndThen
from products.catalogue import snapshot
from products.catalogue.age import for_adults
from products.catalogue.browse import asked_for
from products.catalogue.browse import browse as browse_page
from products.catalogue.product_page import product_page
from products.catalogue.recalled import recalled_numbers
from products.catalogue.strain_page import strain_page
from products.catalogue.structured_data import product_data
from products.models import Product, Strain


@require_safe
@for_adults
def browse(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    asked = asked_for(request.GET, now)
    if any("" in values for _name, values in request.GET.lists()) and not asked.unknown:
        return redirect(asked.url())  # a form sends its empty fields along
    page = browse_page(asked, now)
    context = {"page": page, "canonical": request.build_absolute_uri(page.asked.url())}
    status = HTTPStatus.NOT_FOUND if page.beyond else HTTPStatus.OK
    return _of_the_shelf(request, "products/browse.html", context, now, status)


@require_safe
@for_adults
def product(request: HttpRequest, slug: str) -> HttpResponse:
    found = known_product(slug)
    if found is None or not found.active:
        recalled = recalled_numbers(found) if found else ()
        return not_listed(request, "product", found, recalled=recalled)
    page, url = product_page(found, timezone.now()), request.build_absolute_uri(request.path)
    context = {"page": page, "canonical": url, "structured_data": product_data(page, url)}
    return render(request, "products/product.html", context)


@require_safe
@for_adults
def strain(request: HttpRequest, slug: str) -> HttpResponse:
    found = Strain.objects.filter(slug=slug).first()
    if found is None or not found.active:
        return not_listed(request, "strain", found)
    now = timezone.now()
    page = strain_page(found, now)
    context = {"page": page, "canonical": request.build_absolute_uri(request.path)}
    return _of_the_shelf(request, "products/strain.html", context, now)


def _of_the_shelf(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    now: datetime,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    """Whoever reads it does not wait for the next reading of the shelf, which follows if it is time."""
    content = render_to_string(template, context, request)
    return ResponseAndThen(content, status=status, then=partial(snapshot.renew, now))


def known_product(slug: str) -> Product | None:
    """With all that its page reads of it."""
    known = Product.objects.select_related("format", "strain").prefetch_related(
        "format__route_rows", "allergen_rows"
    )
    return known.filter(slug=slug).first()


def not_listed(
    request: HttpRequest,
    what: str,
    gone: Product | Strain | None,
    *,
    recalled: tuple[str, ...] = (),
) -> HttpResponse:
    """410 for what was here, 404 for what never was; both lead on."""
    context = {"what": what, "gone": gone, "recalled": recalled}
    return render(request, "products/not_listed.html", context, status=410 if gone else 404)
