import pytest
from django.utils import timezone

from products.models import Batch, Movement, StateChange
from products.sellable import months_before
from tests.products import make

pytestmark = pytest.mark.django_db

FAR = "2999-01-01"


def stored(batch):
    batch.refresh_from_db()
    return (batch.state, batch.on_hand)


def act(desk, batch, verb, **typed):
    return desk.post(f"/admin/products/batch/{batch.pk}/{verb}/", typed)


def new_batch(product, result, **typed):
    return {
        "product": product.pk,
        "store": make.store().pk,
        "number": "B-77",
        "lab_result": result.pk,
        "expires_on": FAR,
        "received_on": "",
    } | typed


def test_new_batch_starts_in_quarantine_derived_and_empty(desk):
    product = make.product()

    desk.post("/admin/products/batch/add/", new_batch(product, make.lab_result(product)))

    batch = Batch.objects.get(number="B-77")
    assert (batch.state, batch.on_hand, batch.chemotype) == ("quarantine", 0, "II")


def test_quantity_and_state_cannot_be_typed(desk):
    product = make.product()
    typed = new_batch(product, make.lab_result(product), on_hand="9", state="released")

    desk.post("/admin/products/batch/add/", typed)

    assert stored(Batch.objects.get(number="B-77")) == ("quarantine", 0)


def test_batch_refuses_the_lab_result_of_another_product(desk):
    other = make.product(name="Quiet Harbor")

    page = desk.post(
        "/admin/products/batch/add/", new_batch(make.product(), make.lab_result(other))
    )

    assert page.context["errors"] == [["This lab result belongs to another product: Quiet Harbor."]]


def test_batch_number_is_refused_a_second_time_at_a_store(desk):
    batch = make.batch()
    typed = new_batch(batch.product, batch.lab_result, store=batch.store.pk, number=batch.number)

    page = desk.post("/admin/products/batch/add/", typed)

    assert page.context["errors"] == [["This store already has a batch with that number."]]


def test_saved_batch_keeps_its_product_and_store(desk):
    batch = make.batch()
    elsewhere, other = make.store(), make.product()
    typed = new_batch(other, batch.lab_result, store=elsewhere.pk)

    desk.post(f"/admin/products/batch/{batch.pk}/change/", typed)

    kept = Batch.objects.get(number="B-77")
    assert (kept.product, kept.store) == (batch.product, batch.store)


def test_fact_that_was_checked_is_no_longer_assumed(desk):
    batch = make.batch(assumed=["expires_on", "panels"])
    typed = new_batch(batch.product, batch.lab_result, assumed=["panels"])

    desk.post(f"/admin/products/batch/{batch.pk}/change/", typed)

    batch.refresh_from_db()
    assert batch.assumed == ["panels"]


def test_changing_a_batch_derives_it_again(desk):
    batch = make.batch()
    richer = make.lab_result(batch.product, readings={"total_thc": "20", "total_cbd": "1"})

    desk.post(f"/admin/products/batch/{batch.pk}/change/", new_batch(batch.product, richer))

    batch.refresh_from_db()
    assert batch.chemotype == "I"


def test_batch_page_says_why_it_is_not_sellable(desk):
    batch = make.batch(state="quarantine", expires_on=FAR)

    page = desk.get(f"/admin/products/batch/{batch.pk}/change/").content.decode()

    assert "It is in quarantine. Release it once it has been checked." in page


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("quarantine", ["receive", "release", "recall"]),
        ("released", ["receive", "dispense", "quarantine", "recall"]),
        ("recalled", []),
    ],
)
def test_batch_page_offers_what_its_state_allows(state, buttons, desk):
    batch = make.batch(state=state)

    page = desk.get(f"/admin/products/batch/{batch.pk}/change/")

    assert [verb.name for verb in page.context["verbs"]] == buttons


def test_receiving_writes_a_movement_in_the_name_of_who_did_it(desk, clerk):
    batch = make.batch(quantity="0")

    answer = act(desk, batch, "receive", quantity="12", reference="invoice 7")

    movement = Movement.objects.get()
    assert (movement.quantity, movement.by, movement.reference) == (12, clerk, "invoice 7")
    assert answer.url == f"/admin/products/batch/{batch.pk}/change/"


def test_receiving_the_same_page_twice_is_one_movement(desk):
    batch = make.batch(quantity="0")
    key = (
        desk.get(f"/admin/products/batch/{batch.pk}/receive/")
        .context["form"]["idempotency_key"]
        .value()
    )

    for _ in range(2):
        act(desk, batch, "receive", quantity="12", idempotency_key=key)

    assert stored(batch) == ("released", 12)


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("release", "quarantine", "released"),
        ("quarantine", "released", "quarantine"),
        ("recall", "released", "recalled"),
    ],
)
def test_changing_the_state_is_recorded_with_its_reason(verb, before, after, desk, clerk):
    batch = make.batch(state=before)

    act(desk, batch, verb, reason="checked the seal")

    change = StateChange.objects.get()
    assert stored(batch) == (after, 5)
    assert (change.to_state, change.by, change.reason) == (after, clerk, "checked the seal")


@pytest.mark.parametrize(
    ("verb", "typed", "said"),
    [
        ("receive", {"quantity": ""}, "This field is required."),
        ("receive", {"quantity": "many"}, "Enter a number."),
        ("receive", {"quantity": "-1"}, "-1 is not a quantity."),
        ("receive", {"quantity": "1.5"}, "is counted in whole pieces, not 1.5."),
        ("dispense", {"quantity": "6"}, "6 wanted, 5 available"),
        ("quarantine", {"reason": ""}, "This field is required."),
        ("release", {"reason": "x"}, "from which it cannot become"),
    ],
)
def test_refused_verb_says_why_and_changes_nothing(verb, typed, said, desk):
    product = make.product()
    result = make.lab_result(product, tested_on="2026-11-01")
    batch = make.batch(product, lab_result=result, expires_on=FAR)

    page = act(desk, batch, verb, **typed)

    assert said in page.content.decode()
    assert stored(batch) == ("released", 5)


def test_dispensing_what_is_not_sellable_says_why(desk):
    batch = make.batch(expires_on=None)

    page = act(desk, batch, "dispense", quantity="1")

    assert "It has no expiry date." in page.content.decode()


def test_lab_result_older_than_the_policy_allows_is_refused_at_the_counter(desk, settings):
    settings.COA_MAX_AGE_MONTHS = 3
    product = make.product()
    result = make.lab_result(product, tested_on=months_before(timezone.localdate(), 4))
    batch = make.batch(product, lab_result=result, expires_on=FAR)

    refused = act(desk, batch, "dispense", quantity="1").content.decode()
    page = desk.get(f"/admin/products/batch/{batch.pk}/change/").content.decode()

    why = "Its lab result is too old. Have the lot tested again."
    assert (why in refused, why in page, stored(batch)) == (True, True, ("released", 5))


def test_verb_page_of_no_batch_is_not_found(desk):
    assert desk.get("/admin/products/batch/999/receive/").status_code == 404


def test_verb_page_needs_permission_to_change_batches(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))

    assert act(client, make.batch(), "receive", quantity="1").status_code == 403
