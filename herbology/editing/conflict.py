"""Two people editing the same record: the second is told, and decides, before anything is saved."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from herbology.editing import snapshot
from herbology.editing.form_values import FormSet
from herbology.editing.settling import Difference, settle
from herbology.editing.settling_rows import settle_table
from herbology.editing.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Conflict:
    """`known` is false where the page that was sent does not say what it had shown."""

    known: bool
    differences: Sequence[Difference]
    edit: LogEntry | None  # the last one since the page was opened, if it is recorded
    is_own: bool  # the same person, in another window
    files_lost: bool


class ConflictAdmin(admin.ModelAdmin):
    """A form is saved only if what it showed when it was opened is still what is stored."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The record is locked from comparing until it is saved, so one of two people is first."""
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            self.lock(_stored(self.model, unquote(object_id)))
            page = super().changeform_view(_reading(request), object_id, form_url, extra_context)
            if not isinstance(page, TemplateResponse) or tell_conflict(page, request):
                return page
            return super().changeform_view(request, object_id, form_url, extra_context)

    def lock(self, record: QuerySet[Any]) -> None:
        """Until the transaction ends. SQLite's transactions exclude each other from the start."""
        list(record.select_for_update(no_key=True).values_list("pk"))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if form.instance.pk and self.has_change_permission(request, form.instance):
            # A form that is refused for its own mistakes still stands on what it had shown.
            context["snapshot"] = (
                _sent_with(request, form.instance)
                if form.is_bound
                else snapshot.take(form, _editable(context), at=timezone.now())
            )
        return super().render_change_form(request, context, *args, **kwargs)


def _stored(model: type[Model], key: str) -> QuerySet[Any]:
    """The record of this key, or none: the page will say that there is no such record."""
    try:
        return model._base_manager.filter(pk=model._meta.pk.to_python(key))
    except ValidationError:
        return model._base_manager.none()


def tell_conflict(page: TemplateResponse, request: HttpRequest) -> bool:
    """Compare the page as it is now with the one that was sent; if they differ, say so on it."""
    context = page.context_data or {}
    now = context.get("snapshot")
    if now is None:
        return False  # who may only look is refused elsewhere
    then = _sent_with(request, context["original"])
    if then == now:
        return False
    differences = list(_settle(context, request, then))
    if then and not differences:
        return False
    edit = _last_edit(context["original"], then) if then else None
    context["conflict"] = Conflict(
        known=then is not None,
        differences=differences,
        edit=edit,
        is_own=edit is not None and edit.user_id == request.user.pk,
        files_lost=bool(request.FILES),
    )
    page.status_code = 409
    return True


def _sent_with(request: HttpRequest, record: Model) -> Snapshot | None:
    return snapshot.read(request.POST.get(snapshot.CONTROL, ""), record)


def _settle(
    context: dict[str, Any], request: HttpRequest, then: Snapshot | None
) -> Iterator[Difference]:
    shown = context["adminform"].form
    sent = type(shown)(request.POST, request.FILES, instance=shown.instance)
    yield from settle(shown, sent, snapshot.editable(shown), then.fields if then else None)
    for table in _editable(context):
        rows = type(table)(
            request.POST, instance=table.instance, prefix=table.prefix, queryset=table.queryset
        )
        yield from settle_table(
            table, rows, then.tables.get(str(table.prefix), {}) if then else None
        )


def _editable(context: dict[str, Any]) -> list[FormSet]:
    return [
        table.formset for table in context["inline_admin_formsets"] if table.has_change_permission
    ]


def _reading(request: HttpRequest) -> HttpRequest:
    """The same request, asking for the page instead of sending it."""
    reading = copy(request)
    reading.method = "GET"
    reading.resolver_match = request.resolver_match  # Django leaves it out of copies
    return reading


def _last_edit(record: Model, since: Snapshot) -> LogEntry | None:
    edits = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(record),
        object_id=str(record.pk),
        action_time__gte=parse_datetime(since.opened_at),
    )
    return edits.select_related("user").order_by("-action_time").first()
