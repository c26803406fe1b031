"""What an answer of the admin says of itself: which page it was, of which record, and what was done."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch

from herbology.audit.entry import AuditEntry
from herbology.audit.told import told

Action = AuditEntry.Action
ASKING = ("GET", "HEAD", "OPTIONS")
DEEDS = {"add": Action.ADDED, "change": Action.CHANGED, "delete": Action.DELETED}
# Longer ones are cut to what the columns hold.
LONGEST = {"key": 64, "text": 200, "path": 200, "method": 7}


@dataclass(frozen=True, slots=True)
class Page:
    """Of `products_batch_change`: the model Batch, the page "change"; and the record's key."""

    model: type[Model] | None
    name: str
    key: str


def page_of(match: ResolverMatch) -> Page:
    app, _, rest = str(match.url_name).partition("_")
    model_name, _, name = rest.partition("_")
    model = apps.all_models.get(app, {}).get(model_name) if name else None
    return Page(model, name, _key(match)) if model else Page(None, str(match.url_name), "")


def _key(match: ResolverMatch) -> str:
    """What follows the model's name at once; a number further on is another record's."""
    after_model = match.route.split("/")[3]  # of admin/products/batch/<int:batch_id>/receive/
    if not after_model.startswith("<"):
        return ""
    return unquote(str(match.kwargs[after_model.strip("<>").rpartition(":")[2]]))


def facts(
    request: HttpRequest, response: HttpResponseBase, *, refused: bool
) -> list[dict[str, Any]]:
    """The columns of one entry, or of one for each record that the page has told of."""
    assert request.resolver_match  # noqa: S101 - the middleware asks for pages only
    page = page_of(request.resolver_match)
    common = {
        "action": Action.REFUSED if refused else action_of(request, response, page),
        "path": request.path,
        "method": request.method,
        "status": response.status_code,
    }
    records = [] if refused else told(request)
    found = [_named(record) for record in records] or [_on(page, response)]
    return [_cut(common | each) for each in found]


def leads_on(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether it was asked for and only points to another page, which has an entry of its own."""
    return request.method in ASKING and 300 <= response.status_code < 400


def action_of(request: HttpRequest, response: HttpResponseBase, page: Page) -> Action:
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        return Action.EXPORTED
    # A form with mistakes comes back as a page; one that was taken leads on, or tells of a record.
    sent = request.method not in ASKING
    if sent and (300 <= response.status_code < 400 or told(request)):
        return DEEDS.get(page.name, Action.ACTED)
    return Action.LISTED if page.name == "changelist" else Action.VIEWED


def _on(page: Page, response: HttpResponseBase) -> dict[str, str]:
    if page.model is None:
        return {}
    record = _shown(page, response)
    return _named(record) if record else {"model": page.model._meta.label_lower, "key": page.key}


def _shown(page: Page, response: HttpResponseBase) -> Model | None:
    """The record itself, if it is at hand in what the page was made of: no query is asked."""
    context = getattr(response, "context_data", None) or {}
    for value in context.values():
        if isinstance(value, page.model or ()) and str(value.pk) == page.key:
            return value
    return None


def _named(record: Model) -> dict[str, str]:
    label = record._meta.label_lower
    text = "" if label in settings.AUDIT_WITHOUT_TEXT else str(record)
    return {"model": label, "key": str(record.pk), "text": text}


def _cut(columns: dict[str, Any]) -> dict[str, Any]:
    return {name: _short(value, LONGEST.get(name)) for name, value in columns.items()}


def _short(value: Any, longest: int | None) -> Any:
    return str(value)[:longest] if longest else value
