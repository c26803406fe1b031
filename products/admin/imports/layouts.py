"""Layouts: the shipped ones to read and copy, and staff's own to write."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from herbology.admin_site import PlainAdmin
from products.admin.imports import layout_text
from products.admin.imports.cheat_sheet import cheat_sheet
from products.admin.imports.layout_form import LONGEST_NAME, ImportLayoutForm
from products.importing.layout import known as known_layouts
from products.models import FormatWord, ImportLayout

PAGES = "admin/products/importlayout"


@admin.register(ImportLayout)
class ImportLayoutAdmin(PlainAdmin):
    form = ImportLayoutForm
    list_display = ["name", "changed_at"]
    search_fields = ["name", "text"]
    search_help_text = gettext_lazy("Name, or anything in the layout.")
    when_empty = gettext_lazy("None was written here yet. Copy a shipped one, or add one.")

    def get_urls(self) -> list[URLPattern]:
        pages: dict[str, tuple[str, Callable[..., HttpResponse]]] = {
            "shipped": ("shipped/<slug:name>/", self.shipped_view),
            "shipped_toml": ("shipped/<slug:name>/toml/", self.shipped_toml_view),
            "toml": ("<int:layout_id>/toml/", self.toml_view),
        }
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"products_importlayout_{name}")
            for name, (route, view) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shipped = [layout for layout in known_layouts.layouts() if layout.origin == "shipped"]
        return super().changelist_view(request, {**(extra_context or {}), "shipped": shipped})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {}), "cheat_sheet": cheat_sheet()}
        return super().changeform_view(request, object_id, form_url, context)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A small layout to change, or a copy of a shipped one or of staff's."""
        name = request.GET.get("copy", "")
        text = layout_text.shipped_text(name)
        if text is None:
            kept = ImportLayout.objects.filter(name=name).first()
            text = kept.text if kept else None
        if text is None:
            return {"text": layout_text.STARTER}
        return {"text": layout_text.renamed(text, f"{name}-copy"[:LONGEST_NAME])}

    def shipped_view(self, request: HttpRequest, name: str) -> HttpResponse:
        text = self._shipped(request, name)
        return self.own_page(
            request,
            f"{PAGES}/shipped.html",
            title=_("Layout %s") % name,
            name=name,
            text=text,
            words=FormatWord.objects.filter(layout_name=name).select_related("format"),
            cheat_sheet=cheat_sheet(),
        )

    def shipped_toml_view(self, request: HttpRequest, name: str) -> HttpResponse:
        return _download(name, self._shipped(request, name))

    def toml_view(self, request: HttpRequest, layout_id: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        kept = get_object_or_404(ImportLayout, pk=layout_id)
        return _download(kept.name, kept.text)

    def _shipped(self, request: HttpRequest, name: str) -> str:
        if not self.has_view_permission(request):
            raise PermissionDenied
        text = layout_text.shipped_text(name)
        if text is None:
            raise Http404
        return text


def _download(name: str, text: str) -> HttpResponse:
    """With what staff decided of its words, so that the file stands by itself."""
    words = FormatWord.objects.filter(layout_name=name).order_by("word")
    decided: Mapping[str, str] = dict(words.values_list("word", "format__code"))
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{name}.toml") or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    content = layout_text.with_words(text, decided)
    return HttpResponse(content, content_type="application/toml; charset=utf-8", headers=headers)
