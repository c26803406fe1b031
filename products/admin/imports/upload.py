"""Choosing a file, its layout and its store. The plan that comes of it is looked at first."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from herbology.admin_site import ReadOnlyAdmin
from products.importing import waiting
from products.importing.errors import LayoutError, RefusedError
from products.importing.layout import known as known_layouts
from products.importing.layout.known import LayoutChoice
from products.importing.reading.reader import MOST_BYTES
from products.models import Store, WaitingImport

PAGES = "admin/products/catalogueimport"
MOST_BYTES_IN_ADMIN = MOST_BYTES
UNTRIED = "untried"
ORIGINS = {"shipped": gettext_lazy("Shipped"), "staff": gettext_lazy("Written here")}


class UploadForm(forms.Form):
    required_css_class = "required"

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=format_lazy(
            gettext_lazy(
                "At most {megabytes} MB and {rows:,} rows. Larger files are imported by the command"
                " import_catalogue, which has no such limit of rows and shows how far it is."
            ),
            megabytes=MOST_BYTES_IN_ADMIN // 1024**2,
            rows=waiting.MOST_ROWS_IN_ADMIN,
        ),
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Layout"),
        help_text=gettext_lazy("Says which column is what. An untried layout needs a closer look."),
    )
    store = forms.ModelChoiceField(
        Store.objects.filter(active=True),
        label=gettext_lazy("Store"),
        empty_label=gettext_lazy("Choose a store"),
        help_text=gettext_lazy("Where the batches of the file lie."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["layout"]
        chosen.choices = [("", _("Choose a layout")), *_layout_choices(known_layouts.layouts())]

    def clean_file(self) -> UploadedFile:
        upload: UploadedFile = self.cleaned_data["file"]
        size = upload.size or 0
        if size > MOST_BYTES_IN_ADMIN:
            said = _("The file has %(size)s, and at most %(most)s can be sent here. %(instead)s")
            raise forms.ValidationError(
                said
                % {
                    "size": filesizeformat(size),
                    "most": filesizeformat(MOST_BYTES_IN_ADMIN),
                    "instead": _("Import it with the command import_catalogue, or split it."),
                }
            )
        return upload

    def keep(self, by: Any, at: datetime) -> WaitingImport | None:
        """The plan, or None with what is wrong at the field that it is about."""
        said = self.cleaned_data
        upload: UploadedFile = said["file"]
        try:
            return waiting.keep(
                upload,
                file_name=upload.name or "",
                layout_name=said["layout"],
                store=said["store"],
                by=by,
                at=at,
            )
        except LayoutError as refusal:
            self.add_error("layout", str(refusal))
        except RefusedError as refusal:
            self.add_error("file", str(refusal))
        return None


class UploadingAdmin(ReadOnlyAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_import(request)

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not may_import(request):
            raise PermissionDenied
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            plan = form.keep(request.user, timezone.now()) if form.is_valid() else None
            if plan is not None:
                return HttpResponseRedirect(plan_url(plan))
        else:
            form = UploadForm(initial=request.GET.dict())
        status = 422 if form.is_bound else 200
        title = _("Import a file")
        return self.own_page(request, f"{PAGES}/upload.html", status=status, title=title, form=form)


def may_import(request: HttpRequest) -> bool:
    return request.user.has_perm("products.run_import")


def plan_url(plan: WaitingImport) -> str:
    return reverse("admin:products_catalogueimport_plan", args=[plan.pk])


def _layout_choices(layouts: Iterable[LayoutChoice]) -> list[tuple[Any, Any]]:
    """Grouped by where they come from; each says what it was tried on."""
    groups: dict[Any, list[tuple[str, str]]] = {}
    for each in layouts:
        label = _("%(title)s (%(name)s), tried on: %(tried_on)s")
        if each.tried_on == UNTRIED:
            label = _("%(title)s (%(name)s), UNTRIED on a real file")
        words = label % {"title": each.title, "name": each.name, "tried_on": each.tried_on}
        groups.setdefault(ORIGINS[each.origin], []).append((each.name, words))
    return list(groups.items())
