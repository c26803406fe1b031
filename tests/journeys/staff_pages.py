"""Every page that staff can open, with something on it, as paths below /admin/."""

from datetime import timedelta
from decimal import Decimal

from django.contrib.auth.models import Group, User
from django.utils import timezone

from herbology.models import AuditEntry, OutgoingMail
from products import stock
from products.admin.acting.verbs import VERBS
from products.models import (
    Batch,
    Format,
    LabResult,
    Movement,
    Product,
    RecallCase,
    RecalledBatch,
    Reservation,
    StateChange,
    StockAlert,
    Store,
    Strain,
)
from products.sellable import sellable
from recommendations.desk.claims import claim
from recommendations.models import MessageTemplate, Submission
from recommendations.patient.replying import reply
from tests.journeys import import_pages

MODELS = (
    *(Batch, Format, LabResult, Movement, Product, RecallCase),
    *(Reservation, StateChange, StockAlert, Store, Strain),
)
ADDED_BY_HAND = (Batch, Format, LabResult, Product, RecallCase, Store, Strain)
BULK = {
    "batch": ("release", "quarantine", "write_off_expired"),
    "product": ("set_format", "delist", "list_again", "set_reorder_point"),
}


def paths():
    now = timezone.now()
    batch = sellable(at=now).first()
    reservation = stock.reserve(
        batch=batch,
        quantity=Decimal(1),
        reference="pick-up 7",
        until=now + timedelta(hours=2),
        by=None,
        at=now,
    )
    recalled = Batch.objects.exclude(pk=batch.pk).filter(on_hand__gt=0).first()
    case = RecallCase.objects.create(scope="batch", named="B-7", reason="mould", at=now)
    RecalledBatch.objects.create(
        case=case, batch=recalled, from_state="released", on_hand=recalled.on_hand, reserved=0
    )
    submission = Submission.objects.get()
    claim(submission=submission, by=User.objects.get(), at=now)
    reply(submission=submission, text="May I take it at night?", shown=0, at=now)
    template = MessageTemplate.objects.create(name="Greeting", text="Hello {name},")
    return [
        *("", "recommendations/submission/", "recommendations/submission/?tab=mine"),
        f"recommendations/submission/{submission.pk}/change/?find=a",
        f"recommendations/submission/{submission.pk}/statement/medicines/",
        "recommendations/submission/report/",
        "recommendations/erasure/",
        *("recommendations/messagetemplate/", "recommendations/messagetemplate/add/"),
        f"recommendations/messagetemplate/{template.pk}/change/",
        *(f"products/{name_of(model)}/" for model in MODELS),
        *(f"products/{name_of(model)}/add/" for model in ADDED_BY_HAND),
        *changes(Batch, Format, LabResult, Movement, Product, RecallCase, Store, Strain),
        *(f"products/batch/{batch.pk}/{page}/" for page in ("change", "history")),
        *(f"products/batch/{batch.pk}/{verb.name}/" for verb in VERBS),
        f"products/product/{batch.product_id}/dispense/",
        f"products/product/{batch.product_id}/history/",
        *("products/batch/stocktake/", f"products/batch/stocktake/?store={batch.store_id}"),
        *("products/batch/?q=nothing+at+all", "products/batch/?state__exact=released&o=1"),
        f"products/recallcase/add/?scope=batch&batch={batch.pk}",
        *(f"products/reservation/{reservation.pk}/{page}/" for page in RESERVATION_PAGES),
        *(f"products/{path}" for path in import_pages.paths()),
        *(f"herbology/{name_of(OutgoingMail)}/",),
        *people_and_audit(),
    ]


RESERVATION_PAGES = ("change", "collect", "cancel")


def people_and_audit():
    user, group = User.objects.get(), Group.objects.get(name="managers")
    entry = AuditEntry.objects.first()
    return [
        *("password_change/", "auth/user/", "auth/user/add/", "auth/group/", "auth/group/add/"),
        *(f"auth/user/{user.pk}/{page}/" for page in ("change", "password", "history")),
        *(f"auth/group/{group.pk}/change/", "herbology/auditentry/"),
        *("herbology/auditentry/?q=nothing", f"herbology/auditentry/{entry.pk}/change/"),
    ]


def changes(*models):
    return (f"products/{name_of(model)}/{model.objects.first().pk}/change/" for model in models)


def name_of(model):
    return model._meta.model_name


def open_bulk(page, url, model, action):
    """Tick the first row of a list and choose what to do to it: the page that asks."""
    page.goto(f"{url}/admin/products/{model}/")
    page.locator("input.action-select").first.check()
    page.select_option("select[name=action]", action)
    page.locator("button[name=index]").first.click()
