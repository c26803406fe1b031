"""Every answer of the admin leaves one line, and no line holds what a patient or anybody typed."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, connection
from django.utils import timezone

from herbology.append_only import AppendOnlyError
from herbology.models import AuditEntry
from products import stock
from products.models import Batch, Store
from tests.products import make
from tests.products.admin.counter import on_sale
from tests.recommendations.builders import make_submission

pytestmark = pytest.mark.django_db


def sign_in(client, django_user_model, group):
    user = django_user_model.objects.create_user("sam", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


def entries(*names):
    """Since the sign-in, oldest first."""
    written = AuditEntry.objects.exclude(action="signed_in").order_by("pk")
    return [tuple(getattr(entry, name) for name in names) for entry in written]


def test_page_of_a_record_is_written_down_by_whom_and_what(client, django_user_model):
    user = sign_in(client, django_user_model, "inventory staff")
    store = make.store()
    url = f"/admin/products/store/{store.pk}/change/"

    client.get(url, {"_changelist_filters": "q=Ann"})

    assert entries("by", "username", "action", "model", "key", "text", "path", "status") == [
        (user, "sam", "viewed", "products.store", str(store.pk), store.name, url, 200)
    ]


def test_list_is_written_down_without_what_was_searched_for(admin_client):
    admin_client.get("/admin/products/batch/", {"q": "Ann Example"})

    assert entries("action", "model", "key", "path") == [
        ("listed", "products.batch", "", "/admin/products/batch/")
    ]


def test_export_is_written_down(admin_client):
    admin_client.get("/admin/products/batch/export/", {"q": "B-1"})

    assert entries("action", "model", "path") == [
        ("exported", "products.batch", "/admin/products/batch/export/")
    ]


def test_adding_names_the_new_record(admin_client):
    admin_client.post("/admin/products/strain/add/", {"name": "Blue", "slug": "blue"})

    assert entries("action", "model", "text", "method", "status") == [
        ("added", "products.strain", "Blue", "POST", 302)
    ]


def test_form_with_mistakes_is_a_view_and_no_change(admin_client):
    admin_client.post("/admin/products/strain/add/", {"name": ""})

    assert entries("action", "method", "status") == [("viewed", "POST", 200)]


def test_act_on_stock_is_written_down_with_its_batch(admin_client):
    batch = on_sale()

    admin_client.post(
        f"/admin/products/batch/{batch.pk}/quarantine/",
        {"idempotency_key": "1b671a64-40d5-491e-99b0-da01ff1f3341", "reason": "mould seen"},
    )

    assert entries("action", "model", "key") == [("acted", "products.batch", str(batch.pk))]
    assert Batch.objects.get().state == "quarantine"


def test_refusal_is_written_down(client, django_user_model):
    submission = make_submission()
    sign_in(client, django_user_model, "inventory staff")

    client.get(f"/admin/recommendations/submission/{submission.pk}/change/")

    assert entries("action", "model", "key", "text", "status") == [
        ("refused", "recommendations.submission", str(submission.pk), "", 403)
    ]


def test_somebody_who_is_not_staff_is_refused(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor"))

    client.get("/admin/products/batch/")

    assert entries("username", "action", "status") == [("visitor", "refused", 302)]


def test_record_that_does_not_exist_leads_to_the_start_page(admin_client):
    admin_client.get("/admin/products/store/999/change/", follow=True)

    assert entries("action", "path") == [("viewed", "/admin/")]


def test_reservation_is_named_by_its_key_alone(admin_client):
    reservation = stock.reserve(
        batch=on_sale(),
        quantity=Decimal(1),
        reference="for Ann Example",
        until=timezone.now() + timedelta(hours=2),
        by=None,
        at=timezone.now(),
    )

    admin_client.get(f"/admin/products/reservation/{reservation.pk}/change/")

    assert entries("model", "key", "text") == [("products.reservation", str(reservation.pk), "")]


@pytest.mark.parametrize("path", ["jsi18n/", "login/", "products/batch/nowhere"])
def test_what_holds_no_record_is_left_out(admin_client, path):
    admin_client.get(f"/admin/{path}")

    assert entries("path") == []


def test_visitors_and_public_pages_leave_no_line(client):
    client.get("/admin/products/batch/")
    client.get("/questionnaire/")

    assert entries("path") == []


def test_number_further_on_in_an_address_is_not_the_records_key(admin_client):
    admin_client.get("/admin/products/labresult/attachment/7/")

    assert entries("model", "key", "status") == [("products.labresult", "", 404)]


def test_deeds_in_a_list_name_each_record(admin_client):
    stores = [make.store(), make.store()]
    ticked = {"action": "delete_selected", "_selected_action": [store.pk for store in stores]}

    admin_client.post("/admin/products/store/", ticked | {"post": "yes"})

    assert entries("action", "model", "key") == [
        ("acted", "products.store", str(store.pk)) for store in stores
    ]
    assert not Store.objects.exists()


def test_no_page_is_shown_that_cannot_be_written_down(admin_client):
    make_submission()
    admin_client.raise_request_exception = False

    with connection.execute_wrapper(broken_log):
        answer = admin_client.get("/admin/recommendations/submission/")

    assert (answer.status_code, b"ABCD-2345" in answer.content) == (500, False)


def broken_log(execute, sql, *rest):
    if sql.startswith("INSERT") and "herbology_auditentry" in sql:
        raise DatabaseError("disk full")
    return execute(sql, *rest)


def test_entries_are_neither_changed_nor_deleted(admin_client):
    entry = AuditEntry.objects.get()

    for forbidden in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(username="somebody else"),
    ):
        with pytest.raises(AppendOnlyError):
            forbidden()
