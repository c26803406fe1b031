"""What every admin page of the project stands on: controls that say their name and can be hit."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from herbology import audit
from herbology.admin_pages import FarPages
from herbology.editing import change_message
from herbology.editing.conflict import ConflictAdmin


class PlainAdmin(ConflictAdmin):
    """Without pop-up selects, which screen readers cannot name; every target at least 24 px."""

    # Counting a large table takes longer than reading the page that is shown.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    list_pages: ClassVar[type[FarPages]] = FarPages

    class Media:
        css = {"all": ["herbology/admin.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[FarPages]:
        return self.list_pages

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Headed by what it lists, in as few words as its links."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        return change_message.construct(form, formsets, add=add)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        audit.tell(request, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        audit.tell(request, obj)
        return super().log_change(request, obj, message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        audit.tell(request, *queryset)
        return super().log_deletions(request, queryset)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Who may see none is not told which exist: Django looks for the record first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def own_page(
        self, request: HttpRequest, template: str, *, status: int = 200, **context: Any
    ) -> TemplateResponse:
        """A page that Django's admin does not have, in the frame of those that it has."""
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, template, frame | context, status=status)


class ReadOnlyAdmin(PlainAdmin):
    """For records that code writes and nobody rewrites."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LabelledFormSet(BaseInlineFormSet):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")


class LabelledInline(admin.TabularInline):
    """A table of rows whose controls say their column's name, which Django leaves to the eye."""

    formset = LabelledFormSet
    extra = 1

    def formfield_for_dbfield(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            # A foreign key's select stands inside a wrapper that adds links to it.
            control: Any = getattr(field.widget, "widget", field.widget)
            control.attrs["aria-label"] = field.label
        return field
