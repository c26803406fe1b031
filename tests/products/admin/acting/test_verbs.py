"""The pages through which staff act on a batch."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone

from products import stock
from products.models import Movement, Reservation, StateChange
from products.sellable import months_before
from tests.products import make
from tests.products.admin.counter import (
    FAR,
    act,
    key_of,
    moved,
    on_sale,
    quantities,
    told,
    url_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("quarantine", "receive return transfer count adjust waste release"),
        ("released", "receive dispense reserve return transfer count adjust waste quarantine"),
        ("recalled", "return count adjust waste"),
    ],
)
def test_batch_page_offers_what_its_state_allows(state, buttons, desk):
    batch = make.batch(state=state)

    page = desk.get(url_of(batch, "change"))

    assert " ".join(verb.name for verb in page.context["verbs"]) == buttons


@pytest.mark.parametrize(("state", "links"), [("released", 1), ("recalled", 0)])
def test_batch_page_leads_to_the_recall_of_its_number(state, links, desk):
    batch = make.batch(state=state)

    page = desk.get(url_of(batch, "change")).content.decode()

    assert page.count(f"/recallcase/add/?scope=batch&amp;batch={batch.pk}") == links


def test_verb_page_shows_what_there_is_and_why_it_cannot_be_sold(desk):
    batch = make.batch(state="quarantine", expires_on=FAR, quantity="7")

    page = desk.get(url_of(batch, "count"))

    assert "It is in quarantine. Release it once it has been checked." in page.content.decode()
    assert page.context["batch"].available_now == 7


def test_receiving_writes_a_movement_in_the_name_of_who_did_it(desk, clerk):
    batch = make.batch()

    answer = act(desk, batch, "receive", quantity="12", reference="invoice 7", reason="2 boxes")

    movement = Movement.objects.get(batch=batch, quantity=12)
    assert (movement.by, movement.reference, movement.reason) == (clerk, "invoice 7", "2 boxes")
    assert answer.url == url_of(batch, "change")
    assert told(answer) == f"{batch}: 12 received. On hand: 17, reserved: 0."


@pytest.mark.parametrize(
    ("verb", "typed", "expected"),
    [
        ("dispense", {"quantity": "2"}, [("dispense", -2)]),
        ("adjust", {"quantity": "-2", "reason_code": "missing", "reason": "x"}, [("adjust", -2)]),
        ("adjust", {"quantity": "3", "reason_code": "found", "reason": "x"}, [("adjust", 3)]),
        ("waste", {"quantity": "2", "reason_code": "damaged"}, [("waste", -2)]),
        ("count", {"expected": "5", "counted": "3"}, [("count", -2)]),
        ("count", {"expected": "5", "counted": "5"}, [("count", 0)]),
    ],
)
def test_verb_moves_the_quantity(verb, typed, expected, desk):
    batch = on_sale()

    act(desk, batch, verb, **typed)

    assert moved(batch) == expected


@pytest.mark.parametrize(
    ("ticked", "expected", "said"),
    [
        (
            {},
            [("dispense", -3), ("return", 2), ("waste", -2)],
            "2 taken back. It was written off at once. On hand: 2, reserved: 0.",
        ),
        (
            {"keep": "on"},
            [("dispense", -3), ("return", 2)],
            "2 taken back. On hand: 4, reserved: 0.",
        ),
    ],
)
def test_what_comes_back_is_written_off_unless_it_is_to_be_kept(ticked, expected, said, desk):
    batch = on_sale()
    stock.dispense(batch=batch, quantity=Decimal(3), by=None, at=timezone.now())

    answer = act(desk, batch, "return", quantity="2", reason_code="wrong_product", **ticked)

    assert (moved(batch), told(answer)) == (expected, f"{batch}: {said}")


def test_counting_tells_expected_counted_and_difference(desk):
    batch = make.batch()

    answer = act(desk, batch, "count", expected="5", counted="3")

    said = "expected 5, counted 3, difference -2. On hand: 3, reserved: 0."
    assert told(answer) == f"{batch}: {said}"


def test_count_page_expects_what_is_on_hand(desk):
    page = desk.get(url_of(make.batch(), "count"))

    assert page.context["form"]["expected"].value() == "5"


def test_count_of_what_has_changed_meanwhile_keeps_the_figure_and_expects_anew(desk):
    batch = on_sale()
    act(desk, batch, "dispense", quantity="1")

    page = act(desk, batch, "count", expected="5", counted="3")

    form = page.context["form"]
    assert form.non_field_errors() == [
        f"Batch {batch.number} went from 5 to 4 on hand since you looked. Count it again."
    ]
    assert (form["expected"].value(), form["counted"].value()) == ("4", "3")


def test_transfer_leads_to_other_stores_that_are_open(desk):
    batch, other, _closed = make.batch(), make.store(), make.store(active=False)

    page = desk.get(url_of(batch, "transfer"))

    assert list(page.context["form"].fields["to"].queryset) == [other]


def test_transfer_arrives_at_the_other_store(desk):
    batch, other = make.batch(), make.store(name="River Road")

    answer = act(desk, batch, "transfer", quantity="2", to=other.pk)

    assert moved(batch) == [("transfer_out", -2)]
    assert other.batches.get().on_hand == 2
    assert told(answer) == f"{batch}: 2 moved to River Road. On hand: 3, reserved: 0."


def test_reserving_keeps_units_for_the_hours_chosen(desk, clerk):
    batch = on_sale()

    act(desk, batch, "reserve", quantity="2", reference="R-7", hours="48")

    made = Reservation.objects.get()
    assert (made.quantity, made.reference, made.by) == (2, "R-7", clerk)
    assert made.expires_at - made.reserved_at == timedelta(hours=48)


@pytest.mark.parametrize(
    ("verb", "typed", "expected"),
    [
        ("receive", {"quantity": "2"}, (7, 0)),
        ("dispense", {"quantity": "2"}, (3, 0)),
        ("waste", {"quantity": "2", "reason_code": "damaged"}, (3, 0)),
        ("adjust", {"quantity": "2", "reason_code": "found", "reason": "x"}, (7, 0)),
        ("reserve", {"quantity": "2", "reference": "R-7", "hours": "2"}, (5, 2)),
        ("count", {"expected": "5", "counted": "3"}, (3, 0)),
    ],
)
def test_sending_the_same_page_twice_is_done_once(verb, typed, expected, desk):
    batch = on_sale()
    key = key_of(desk, url_of(batch, verb))

    for _ in range(2):
        act(desk, batch, verb, idempotency_key=key, **typed)

    assert quantities(batch) == expected


def test_same_page_with_another_quantity_is_done_after_a_second_look(desk):
    batch = make.batch()
    key = key_of(desk, url_of(batch, "receive"))
    act(desk, batch, "receive", quantity="2", idempotency_key=key)

    page = act(desk, batch, "receive", quantity="3", idempotency_key=key)
    form = page.context["form"]
    act(desk, batch, "receive", quantity="3", idempotency_key=form["idempotency_key"].value())

    assert form.non_field_errors()[0].startswith("This page was sent before with another figure")
    assert moved(batch) == [("receive", 2), ("receive", 3)]


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [("release", "quarantine", "released"), ("quarantine", "released", "quarantine")],
)
def test_changing_the_state_is_recorded_with_its_reason(verb, before, after, desk, clerk):
    batch = make.batch(state=before)

    act(desk, batch, verb, reason="checked the seal")

    change = StateChange.objects.get()
    assert (change.batch, change.to_state, change.by) == (batch, after, clerk)
    assert change.reason == "checked the seal"


@pytest.mark.parametrize(
    ("verb", "typed", "said"),
    [
        ("receive", {}, "This field is required."),
        ("receive", {"quantity": "many"}, "Enter a number."),
        ("receive", {"quantity": "NaN"}, "Enter a number."),
        ("receive", {"quantity": "-1"}, "-1 is not a quantity."),
        ("receive", {"quantity": "1.5"}, "is counted in whole pieces, not 1.5."),
        ("receive", {"quantity": "1000001"}, "less than or equal to 1000000."),
        ("dispense", {"quantity": "6"}, "6 wanted, 5 available"),
        ("return", {"quantity": "1", "reason_code": "defective"}, "1 cannot come back"),
        ("adjust", {"quantity": "1", "reason_code": "found"}, "This field is required."),
        ("adjust", {"quantity": "1", "reason_code": "expired", "reason": "x"}, "valid choice"),
        ("waste", {"quantity": "1", "reason_code": "other"}, "Say in the note what happened"),
        ("count", {"expected": "5", "counted": "-1"}, "-1 is not a count."),
        ("count", {"expected": "-1", "counted": "0"}, "greater than or equal to 0."),
        ("count", {"counted": "3"}, "Open this page again and count anew."),
        ("transfer", {"quantity": "1", "to": "99999"}, "valid choice"),
        ("reserve", {"quantity": "6", "reference": "R", "hours": "2"}, "6 wanted, 5 available"),
        ("reserve", {"quantity": "1", "reference": "R", "hours": "9"}, "valid choice"),
        ("quarantine", {"reason": ""}, "This field is required."),
        ("release", {"reason": "x"}, "from which it cannot become"),
    ],
)
def test_refused_verb_says_why_and_changes_nothing(verb, typed, said, desk):
    batch = on_sale()

    page = act(desk, batch, verb, **typed)

    assert said in page.content.decode()
    assert (quantities(batch), batch.state, moved(batch)) == ((5, 0), "released", [])


@pytest.mark.parametrize("key", ["import:1:zz", "reservation-1"])
def test_key_of_another_shape_than_a_pages_own_is_refused(key, desk):
    batch = on_sale()

    page = act(desk, batch, "receive", quantity="1", idempotency_key=key)

    assert page.context["form"].errors == {
        "idempotency_key": ["This page was changed on its way. Open it again and type it anew."]
    }
    assert moved(batch) == []


def test_refused_page_keeps_what_was_typed_and_its_key(desk):
    batch = on_sale()
    typed = {"quantity": "6", "reason": "for the till", "idempotency_key": str(uuid4())}

    form = act(desk, batch, "dispense", **typed).context["form"]

    assert {name: form[name].value() for name in typed} == typed


def test_dispensing_page_names_the_batch_that_should_go_first(desk):
    soon = on_sale(expires_on="2998-01-01")
    late = on_sale(soon.product, at=soon.store)

    page = desk.get(url_of(late, "dispense"))

    assert page.context["earlier"] == soon
    assert url_of(soon, "dispense") in page.content.decode()


def test_dispensing_out_of_turn_needs_a_note(desk):
    soon = on_sale(expires_on="2998-01-01")
    late = on_sale(soon.product, at=soon.store)

    page = act(desk, late, "dispense", quantity="1")
    act(desk, late, "dispense", quantity="1", reason="the other is behind the counter")

    assert f"Batch {soon.number} expires earlier" in page.content.decode()
    assert moved(late) == [("dispense", -1)]


def test_dispensing_what_is_not_sellable_says_why(desk):
    batch = make.batch(expires_on=None)

    page = act(desk, batch, "dispense", quantity="1")

    assert "It has no expiry date." in page.context["form"].non_field_errors()[0]


def test_lab_result_older_than_the_policy_allows_is_refused_at_the_counter(desk, settings):
    settings.COA_MAX_AGE_MONTHS = 3
    product = make.product()
    result = make.lab_result(product, tested_on=months_before(timezone.localdate(), 4))
    batch = on_sale(product, lab_result=result)

    refused = act(desk, batch, "dispense", quantity="1").content.decode()
    page = desk.get(url_of(batch, "change")).content.decode()

    why = "Its lab result is too old. Have the lot tested again."
    assert (why in refused, why in page, moved(batch)) == (True, True, [])


def test_verb_page_of_no_batch_is_not_found(desk):
    assert desk.get("/admin/products/batch/999/receive/").status_code == 404


def test_verb_page_needs_permission_to_change_batches(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))

    assert act(client, make.batch(), "receive", quantity="1").status_code == 403
