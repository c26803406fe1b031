"""Taking an import back: a page that says what will happen, and then all of it or nothing."""

from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from products.admin.imports.plan import PlanningAdmin
from products.admin.imports.upload import PAGES, may_import
from products.importing.errors import UndoError
from products.importing.movement_keys import key_prefix
from products.importing.undo.whole import undo_import
from products.models import CatalogueImport, Movement

SENTENCES = {
    "movements": ngettext_lazy(
        "%d movement of stock is taken back by an opposite one.",
        "%d movements of stock are taken back by opposite ones.",
    ),
    "products": ngettext_lazy(
        "%d product that it created is delisted.",
        "%d products that it created are delisted.",
    ),
    "strains": ngettext_lazy(
        "%d strain that it created is delisted.",
        "%d strains that it created are delisted.",
    ),
    "changed_rows": ngettext_lazy(
        "What %d row changed becomes what it was before.",
        "What %d rows changed becomes what it was before.",
    ),
}


@dataclass(frozen=True, slots=True)
class Consequences:
    """How many of each an undo touches."""

    movements: int
    products: int
    strains: int
    changed_rows: int

    @property
    def in_words(self) -> list[str]:
        """Only what there is anything of."""
        numbers = ((getattr(self, name), words) for name, words in SENTENCES.items())
        return [words % number for number, words in numbers if number]


class UndoingAdmin(PlanningAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.undo_view)
        name = "products_catalogueimport_undo"
        return [path("<int:record_id>/undo/", view, name=name), *super().get_urls()]

    def undo_view(self, request: HttpRequest, record_id: int) -> HttpResponse:
        if not may_import(request):
            raise PermissionDenied
        imports = CatalogueImport.objects.defer("findings").select_related("store", "by")
        record = get_object_or_404(imports, pk=record_id)
        refusal = ""
        if request.method == "POST":
            try:
                undo_import(record.pk, by=cast(User, request.user), at=timezone.now())
            except UndoError as refused:
                refusal = str(refused)
            else:
                messages.success(request, _("Import %d is undone.") % record.pk)
                return HttpResponseRedirect(_page_of(record))
        return self.own_page(
            request,
            f"{PAGES}/undo.html",
            status=422 if refusal else 200,
            title=_("Undo import %d") % record.pk,
            record=record,
            refusal=refusal,
            will=consequences_of(record),
        )


def consequences_of(record: CatalogueImport) -> Consequences:
    """Two queries."""
    arrivals = Movement.objects.filter(idempotency_key__startswith=key_prefix(record))
    counted = record.rows.aggregate(
        products=Count("product", filter=Q(created_product=True)),
        strains=Count("strain", filter=Q(created_strain=True)),
        changed_rows=Count("pk", filter=~Q(changes=[])),
    )
    return Consequences(movements=arrivals.count(), **counted)


def _page_of(record: CatalogueImport) -> str:
    return reverse("admin:products_catalogueimport_change", args=[record.pk])
