"""One thing done to many rows: asked first, then each by itself."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from products.admin.bulk import pages as bulk
from products.models import Batch, Format, Movement, Product, ReorderPoint, StateChange, StockAlert
from tests.products import make

pytestmark = pytest.mark.django_db

OVER = "2020-01-01"


def ask(desk, model, action, rows):
    """What the list sends: the page that asks comes back."""
    return send(desk, model, action, rows, index="0")


def confirm(desk, model, action, rows, **typed):
    """What the page that asks sends; the messages that the list then shows."""
    page = send(desk, model, action, rows, confirmed="yes", follow=True, **typed)
    return [str(message) for message in page.context["messages"]]


def send(desk, model, action, rows, follow=False, **typed):
    chosen = {"action": action, "_selected_action": [row.pk for row in rows]}
    return desk.post(f"/admin/products/{model}/", chosen | typed, follow=follow)


def names(rows):
    return [row.name for row in rows]


def test_page_says_what_will_happen_and_what_is_left_out_and_why(desk):
    held = make.batch(number="held", state="quarantine")
    gone = make.batch(number="gone", state="recalled")

    page = ask(desk, "batch", "release", [held, gone])

    assert names(page.context["rows"]) == ["held"]
    assert [(row.name, row.left_out) for row in page.context["left_out"]] == [
        ("gone", "It is not in the state “quarantine”.")
    ]
    assert StateChange.objects.count() == 0


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [("release", "quarantine", "released"), ("quarantine", "released", "quarantine")],
)
def test_state_of_many_batches_is_changed_by_the_verb(action, before, after, desk, clerk):
    batches = [make.batch(state=before) for _ in range(2)]

    confirm(desk, "batch", action, batches, reason="checked the seals")

    changes = StateChange.objects.values_list("to_state", "by", "reason")
    assert list(changes) == [(after, clerk.pk, "checked the seals")] * 2


def test_reason_is_asked_for_until_it_is_given(desk):
    batch = make.batch(state="quarantine")

    page = send(desk, "batch", "release", [batch], confirmed="yes", reason="")

    assert page.context["form"].errors == {"reason": ["This field is required."]}
    assert StateChange.objects.count() == 0


def test_refused_row_is_named_and_the_others_are_done(desk):
    held = make.batch(number="held", state="quarantine")
    sold = make.batch(number="sold")

    said = confirm(desk, "batch", "release", [held, sold], reason="checked")

    assert said == [
        "1 batch is released.",
        "1 was left out. sold: It is not in the state “quarantine”.",
    ]
    assert set(Batch.objects.values_list("state", flat=True)) == {"released"}


def test_what_has_expired_is_written_off_with_its_reason(desk, clerk):
    over = make.batch(expires_on=OVER)
    fresh = make.batch(number="fresh", expires_on="2999-01-01")

    said = confirm(desk, "batch", "write_off_expired", [over, fresh], reference="D-9")

    wasted = Movement.objects.filter(kind="waste")
    facts = wasted.values_list("batch", "quantity", "reason_code", "reference", "by")
    assert list(facts) == [(over.pk, -5, "expired", "D-9", clerk.pk)]
    assert said == ["1 batch is written off.", "1 was left out. fresh: It has not expired."]


def test_writing_off_twice_takes_nothing_the_second_time(desk):
    over = make.batch(expires_on=OVER)

    for _ in range(2):
        said = confirm(desk, "batch", "write_off_expired", [over])

    assert said == [f"1 was left out. {over.number}: Nothing of it is available."]
    assert Movement.objects.filter(kind="waste").count() == 1


def test_format_of_many_products_is_set_derived_and_in_their_history(desk, clerk):
    batch = make.batch(make.product(format=None, label_thc_mg_per_serving="5"))
    capsule = Format.objects.get(code="capsule")

    confirm(desk, "product", "set_format", [batch.product], format=capsule.pk)

    batch.refresh_from_db()
    entry = LogEntry.objects.get()
    assert (batch.product.format, batch.thc_mg_per_serving) == (capsule, 5)
    assert (entry.user, entry.object_id) == (clerk, str(batch.product_id))
    assert entry.change_message == '[{"changed": {"fields": ["Format: empty -> Capsule"]}}]'


def test_format_under_which_a_lab_result_cannot_be_true_is_refused_and_nothing_is_kept(desk):
    flower = make.product(pack_amount=1, pack_unit="g", servings=1)
    make.lab_result(flower, readings={"total_thc": "900"}, unit="mg_per_serving")
    capsule = Format.objects.get(code="capsule")
    kept = (flower.format_id, LogEntry.objects.count())
    heavier = Product.objects.filter(pk=flower.pk)
    heavier.update(pack_amount="0.5")

    said = confirm(desk, "product", "set_format", [flower], format=capsule.pk)

    assert said[0].startswith("1 was left out. " + flower.name + ": With these facts lab result")
    assert (heavier.get().format_id, LogEntry.objects.count()) == kept


@pytest.mark.parametrize(
    ("action", "active", "line"),
    [("delist", True, "Active: yes -> no"), ("list_again", False, "Active: no -> yes")],
)
def test_products_are_delisted_and_listed_again(action, active, line, desk):
    product = make.product(active=active)

    confirm(desk, "product", action, [product])

    product.refresh_from_db()
    assert product.active is not active
    assert line in LogEntry.objects.get().change_message


def test_reorder_point_is_set_and_set_anew(desk):
    product, store = make.product(stock_unit="each"), make.store(name="Elm")
    for quantity in ("10", "12"):
        confirm(desk, "product", "set_reorder_point", [product], store=store.pk, quantity=quantity)

    assert ReorderPoint.objects.get().quantity == 12
    assert "Reorder below, Elm: 10 -> 12" in LogEntry.objects.latest("pk").change_message


def test_reorder_point_above_what_can_be_sold_raises_its_alert_at_once(desk):
    product, store = make.product(), make.store()

    confirm(desk, "product", "set_reorder_point", [product], store=store.pk, quantity="5")

    assert StockAlert.objects.get().product == product


def test_half_a_piece_is_no_reorder_point(desk):
    product, store = make.product(stock_unit="each"), make.store()
    typed = {"store": store.pk, "quantity": "1.5"}

    said = confirm(desk, "product", "set_reorder_point", [product], **typed)

    assert said == [
        f"1 was left out. {product.name}: It is counted in whole pieces. Give a whole number."
    ]
    assert ReorderPoint.objects.count() == 0


def test_more_rows_than_can_go_at_once_are_refused(desk, monkeypatch):
    monkeypatch.setattr(bulk, "MOST_ROWS", 1)
    batches = [make.batch(state="quarantine") for _ in range(2)]

    said = confirm(desk, "batch", "release", batches, reason="checked")

    assert said == ["2 are selected, and at most 1 go at once. Narrow the list first."]
    assert StateChange.objects.count() == 0


def test_who_may_only_look_is_offered_nothing_and_can_send_nothing(client, django_user_model):
    user = django_user_model.objects.create_user("visitor", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_batch"))
    client.force_login(user)
    batch = make.batch(state="quarantine")

    confirm(client, "batch", "release", [batch], reason="checked")

    assert Batch.objects.get().state == "quarantine"


@pytest.mark.parametrize("rows", [1, 3])
def test_page_that_asks_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, django_assert_num_queries
):
    batches = [make.batch(expires_on=timezone.localdate()) for _ in range(rows)]

    with django_assert_num_queries(14):
        page = ask(desk, "batch", "write_off_expired", batches)

    assert len(page.context["rows"]) == rows
