import re
from html import unescape

import pytest

from products.models import Batch
from tests.products import make
from tests.products.admin.pages import save, url_of
from tests.products.admin.recalls.pages import recalled

pytestmark = pytest.mark.django_db

FAR = "2999-01-01"


def stored(batch):
    batch.refresh_from_db()
    return (batch.state, batch.on_hand)


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


def test_batch_number_is_refused_where_it_differs_from_another_only_in_case(desk):
    batch = make.batch(number="lot-7")
    other = make.batch(batch.product, at=batch.store)

    page = save(desk, url_of(other), new_batch(other.product, other.lab_result, number="LOT-7"))

    assert page.context["errors"] == [["This store already has a batch with that number."]]


def test_batch_may_be_given_its_own_number_in_another_case(desk):
    batch = make.batch(number="lot-7")

    save(desk, url_of(batch), new_batch(batch.product, batch.lab_result, number="LOT-7"))

    assert Batch.objects.get().number == "LOT-7"


def test_number_of_a_recalled_batch_stays(desk):
    batch = make.batch(number="lot-7")
    recalled(batch)

    save(desk, url_of(batch), new_batch(batch.product, batch.lab_result, number="B-77"))

    assert Batch.objects.get().number == "lot-7"


def test_batch_on_the_shelf_is_not_given_a_number_that_was_recalled(desk):
    gone = make.batch(number="lot-7")
    case = recalled(gone)
    batch = make.batch(gone.product)

    page = save(desk, url_of(batch), new_batch(batch.product, batch.lab_result, number="LOT-7"))

    assert page.context["errors"] == [
        [
            f"Batch LOT-7 of this product was recalled (recall {case.pk})."
            " Quarantine this batch first, or check the number."
        ]
    ]


def test_quarantined_batch_may_be_given_a_number_that_was_recalled(desk):
    gone = make.batch(number="lot-7")
    recalled(gone)
    batch = make.batch(gone.product, state="quarantine")

    save(desk, url_of(batch), new_batch(batch.product, batch.lab_result, number="LOT-7"))

    batch.refresh_from_db()
    assert batch.number == "LOT-7"


def test_saved_batch_keeps_its_product_and_store(desk):
    batch = make.batch()
    elsewhere, other = make.store(), make.product()
    typed = new_batch(other, batch.lab_result, store=elsewhere.pk)

    save(desk, f"/admin/products/batch/{batch.pk}/change/", typed)

    kept = Batch.objects.get(number="B-77")
    assert (kept.product, kept.store) == (batch.product, batch.store)


def test_fact_that_was_checked_is_no_longer_assumed(desk):
    batch = make.batch(assumed=["expires_on", "panels"])
    typed = new_batch(batch.product, batch.lab_result, assumed=["panels"])

    save(desk, f"/admin/products/batch/{batch.pk}/change/", typed)

    batch.refresh_from_db()
    assert batch.assumed == ["panels"]


def test_changing_a_batch_derives_it_again(desk):
    batch = make.batch()
    richer = make.lab_result(batch.product, readings={"total_thc": "20", "total_cbd": "1"})

    save(desk, f"/admin/products/batch/{batch.pk}/change/", new_batch(batch.product, richer))

    batch.refresh_from_db()
    assert batch.chemotype == "I"


def test_batch_page_says_why_it_is_not_sellable(desk):
    batch = make.batch(state="quarantine", expires_on=FAR)

    page = desk.get(f"/admin/products/batch/{batch.pk}/change/").content.decode()

    assert "It is in quarantine. Release it once it has been checked." in page


def test_new_batch_is_opened_to_be_received(desk):
    product = make.product()

    answer = desk.post("/admin/products/batch/add/", new_batch(product, make.lab_result(product)))

    assert answer.url == url_of(Batch.objects.get(number="B-77"))


def test_batch_page_says_what_is_available_and_why_it_cannot_be_sold(desk):
    batch = make.batch(state="quarantine")

    page = desk.get(url_of(batch)).content.decode()

    assert ('class="readonly">5 each<' in page, "It is in quarantine." in page) == (True, True)


def test_batch_of_a_lab_result_is_added_with_its_product_and_lot(desk):
    result = make.lab_result(make.product(), lot="L 7")
    page = desk.get(url_of(result)).content.decode()
    link = unescape(re.search(r'href="([^"]+)">Add a batch of this lot', page)[1])

    form = desk.get(link).context["adminform"].form

    typed = [form[name].value() for name in ("product", "lab_result", "number")]
    assert typed == [str(result.product_id), str(result.pk), "L 7"]
