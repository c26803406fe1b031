"""Products whose format no layout could tell: decided many at once, by the file's word for them."""

from collections.abc import Iterable, Sequence
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from herbology.admin_site import PlainAdmin
from products.admin.imports.classify_forms import GroupForm, SomeForm, open_words
from products.admin.imports.upload import may_import
from products.importing.classifying import ClassifyingError, Decision, classify_products
from products.importing.unclassified import (
    Group,
    Word,
    reasons_of,
    unclassified,
    unclassified_groups,
)
from products.models import Format, Product

PAGES = "admin/products/product"
GROUPS_A_PAGE = 50
PRODUCTS_A_PAGE = 100
NAMED = 3
NOT_SAVED = gettext_lazy("Nothing was saved. Put right what is marked.")


class ClassifyingAdmin(PlainAdmin):
    def get_urls(self) -> list[URLPattern]:
        whole, some = (
            self.admin_site.admin_view(view)
            for view in (self.classify_view, self.classify_some_view)
        )
        return [
            path("classify/", whole, name="products_product_classify"),
            path("classify/<slug:key>/", some, name="products_product_classify_some"),
            *super().get_urls(),
        ]

    def classify_view(self, request: HttpRequest) -> HttpResponse:
        """A page of groups, each with its own choice; all that are chosen are saved together."""
        _refuse_others(request)
        groups = unclassified_groups()
        page = Paginator(groups, GROUPS_A_PAGE).get_page(request.GET.get("p", 1))
        forms = _forms_of(page, request)
        refusal = ""
        if request.method == "POST":
            refusal = _save_groups(request, forms)
            if not refusal:
                return HttpResponseRedirect(request.get_full_path())
        reasons = reasons_of(page)
        return self.own_page(
            request,
            f"{PAGES}/classify.html",
            status=422 if refusal else 200,
            title=_("Classify products"),
            refusal=refusal,
            page=page,
            number=sum(len(group.product_ids) for group in groups),
            rows=[
                (form, form.group.names[:NAMED], reasons.get(form.group.word, "")) for form in forms
            ],
        )

    def classify_some_view(self, request: HttpRequest, key: str) -> HttpResponse:
        """The products of one group, searched and ticked."""
        _refuse_others(request)
        group = next((each for each in unclassified_groups() if each.word.key == key), None)
        if group is None:
            return _to_groups(request)
        found = _found(group, request.GET.get("q", "").strip())
        form = SomeForm(found, _formats(), request.POST if request.method == "POST" else None)
        refusal = ""
        if form.is_bound:
            refusal = _save(request, [form.decision]) if form.is_valid() else str(NOT_SAVED)
            if not refusal:
                return HttpResponseRedirect(request.get_full_path())
        page = Paginator(found, PRODUCTS_A_PAGE).get_page(request.GET.get("p", 1))
        return self.own_page(
            request,
            f"{PAGES}/classify_some.html",
            status=422 if refusal else 200,
            title=_("Classify: %s") % (group.word.word or _("no word of a file")),
            refusal=refusal,
            group=group,
            form=form,
            page=page,
            products=_rows(page, form),
            q=request.GET.get("q", ""),
        )


def _refuse_others(request: HttpRequest) -> None:
    if not may_import(request):
        raise PermissionDenied


def _to_groups(request: HttpRequest) -> HttpResponseRedirect:
    messages.info(request, _("Nothing of that group is left to classify."))
    return HttpResponseRedirect(reverse("admin:products_product_classify"))


def _formats() -> Sequence[Format]:
    return list(Format.objects.prefetch_related("route_rows"))


def _forms_of(page: Iterable[Group], request: HttpRequest) -> list[GroupForm]:
    """Bound where the group was on the page that was sent."""
    groups, formats = list(page), _formats()
    may_last = open_words(groups)
    return [
        GroupForm(
            group,
            formats,
            request.POST if f"{group.word.key}-seen" in request.POST else None,
            may_last=group.word in may_last,
        )
        for group in groups
    ]


def _save_groups(request: HttpRequest, forms: Sequence[GroupForm]) -> str:
    """What refused it; empty if all that was chosen is saved."""
    sent = [form for form in forms if form.is_bound]
    if not all(form.is_valid() for form in sent):
        return str(NOT_SAVED)
    decisions = [decision for form in sent if (decision := form.decision)]
    if not decisions:
        return _("Choose a format for at least one group.")
    return _save(request, decisions)


def _save(request: HttpRequest, decisions: Sequence[Decision]) -> str:
    by = cast(User, request.user)
    try:
        number = classify_products(decisions, by=by, at=timezone.now())
    except ClassifyingError as refusal:
        return str(refusal)
    said = ngettext("%d product has a format now.", "%d products have a format now.", number)
    messages.success(request, said % number)
    for decision in decisions:
        if decision.always:
            messages.success(request, _lasting(decision.always, decision.format))
    return ""


def _lasting(word: Word, kind: Format) -> str:
    said = _("In layout %(layout)s, “%(word)s” means “%(format)s” from now on.")
    return said % {"layout": word.layout_name, "word": word.word, "format": kind}


def _found(group: Group, words: str) -> tuple[int, ...]:
    """In the order of the group."""
    if not words:
        return group.product_ids
    named = Q(name__icontains=words) | Q(registration_number__icontains=words)
    there = set(
        unclassified().filter(named | Q(producer__icontains=words)).values_list("pk", flat=True)
    )
    return tuple(pk for pk in group.product_ids if pk in there)


def _rows(page: Iterable[int], form: SomeForm) -> list[tuple[Product, bool]]:
    """The products of a page, and whether each was ticked when it was sent."""
    keys = list(page)
    products = Product.objects.in_bulk(keys)
    ticked = set(cast(QueryDict, form.data).getlist("products")) if form.is_bound else set()
    return [(products[pk], str(pk) in ticked) for pk in keys if pk in products]
