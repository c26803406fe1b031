from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from products import stock
from products.models import RecallCase
from tests.products import make
from tests.products.admin.recalls.pages import ADD, of_product, page_of, recalled

pytestmark = pytest.mark.django_db


def confirm(desk, address, *batches, **typed):
    seen = ",".join(str(batch.pk) for batch in batches)
    return desk.post(address, {"seen": seen, "reason": "mould", "notice": "N-7", **typed})


def keys(answer):
    return [row.batch.pk for row in answer.context["preview"].rows]


def test_batch_leads_to_all_of_its_number_at_every_store(desk):
    product = make.product()
    here, there = make.batch(product, number="B-1"), make.batch(product, number="B-1")
    make.batch(product, number="B-2")

    answer = desk.get(ADD, {"scope": "batch", "batch": here.pk})

    assert sorted(keys(answer)) == [here.pk, there.pk]


def test_preview_says_in_one_sentence_what_it_does(desk):
    batch = make.batch(quantity="5")
    make.batch(batch.product)
    stock.reserve(
        batch=batch,
        quantity=Decimal(1),
        reference="R-1",
        until=timezone.now() + timedelta(hours=9),
        by=None,
        at=make.NOW,
    )

    answer = desk.get(of_product(batch))

    assert answer.context["preview"].in_one_sentence == (
        "Takes 2 batches at 2 stores off the shelf and cancels 1 reservation."
        " This cannot be undone."
    )


def test_number_of_several_products_asks_which(desk):
    one, other = make.batch(number="LOT 7"), make.batch(number="lot 7")

    answer = desk.get(ADD, {"scope": "batch", "number": "Lot 7"})

    page = answer.content.decode()
    for product in (one.product, other.product):
        assert f"?scope=batch&amp;product={product.pk}&amp;number=Lot%207" in page


def test_preview_points_at_other_products_with_the_same_number(desk):
    one, other = make.batch(number="LOT7"), make.batch(number="LOT7")

    answer = desk.get(ADD, {"scope": "batch", "number": "LOT7", "product": one.product_id})

    assert keys(answer) == [one.pk]
    assert answer.context["preview"].others == [other.product]


def test_product_is_found_by_a_part_of_its_name(desk):
    batch = make.batch(make.product(name="Quiet Harbor 10 mg"))

    answer = desk.get(ADD, {"scope": "product", "q": "harbor"})

    assert keys(answer) == [batch.pk]


def test_range_of_a_producer_is_limited_by_what_is_typed(desk):
    product = make.product(producer="Acme")
    inside = make.batch(product, number="A1", received_on="2026-03-10")
    make.batch(product, number="A2", received_on="2026-04-10")
    typed = {"producer": "Acme", "format": "", "received_to": "2026-03-31", "number_prefix": "A"}

    answer = desk.get(ADD, {"scope": "producer", **typed})

    assert keys(answer) == [inside.pk]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"scope": "batch", "number": "nope"}, "No batch has this number."),
        ({"scope": "batch", "number": ""}, "Write the batch number."),
        ({"scope": "batch", "batch": "x"}, "Write the batch number."),
        ({"scope": "batch", "batch": "9" * 5000}, "Write the batch number."),
        ({"scope": "product", "q": ""}, "Say which product."),
        ({"scope": "product", "q": "nope"}, "No product is called this."),
        ({"scope": "product", "product": "99999999999999999999"}, "No product is called this."),
        ({"scope": "producer", "producer": ""}, "Choose a producer."),
        (
            {
                "scope": "producer",
                "producer": "Acme",
                "received_from": "2026-02-02",
                "received_to": "2026-02-01",
            },
            "It ends before it begins.",
        ),
    ],
)
def test_choice_that_names_nothing_is_told_what_to_do(desk, typed, said):
    make.product(producer="Acme")

    answer = desk.get(ADD, typed)

    assert said in answer.content.decode()


def test_unknown_scope_shows_the_choice(desk):
    answer = desk.get(ADD, {"scope": "planet"})

    assert [form.scope for form in answer.context["forms"]] == ["batch", "product", "producer"]


def test_confirming_recalls_records_and_shows_the_report(desk, clerk):
    batch = make.batch()

    answer = confirm(desk, of_product(batch), batch)

    case = RecallCase.objects.get()
    batch.refresh_from_db()
    assert (answer.status_code, answer.url) == (302, page_of(case))
    assert (batch.state, case.by, case.reason, case.notice) == ("recalled", clerk, "mould", "N-7")
    assert LogEntry.objects.get().object_id == str(case.pk)


def test_sending_the_page_twice_is_one_case(desk):
    batch = make.batch()
    address = of_product(batch)

    answers = [confirm(desk, address, batch) for _time in range(2)]

    assert [answer.url for answer in answers] == [page_of(RecallCase.objects.get())] * 2


def test_batch_that_arrived_since_is_shown_before_anything_is_recalled(desk):
    batch = make.batch()
    address = of_product(batch)
    new = make.batch(batch.product)

    answer = confirm(desk, address, batch)

    preview = answer.context["preview"]
    assert answer.status_code == 422
    assert "changed since you looked" in answer.content.decode()
    assert {row.batch.pk for row in preview.rows if row.is_new} == {new.pk}
    assert not RecallCase.objects.exists()


@pytest.mark.parametrize(
    "typed", [{"reason": ""}, {"reason": "  "}, {"reason": "x" * 201}, {"seen": "1,x"}]
)
def test_bad_confirmation_keeps_what_was_typed_and_recalls_nothing(desk, typed):
    batch = make.batch()

    answer = confirm(desk, of_product(batch), batch, **typed)

    assert answer.status_code == 422
    assert answer.context["form"]["notice"].value() == "N-7"
    assert not RecallCase.objects.exists()


@pytest.mark.parametrize("digits", [20, 5000])
def test_keys_that_are_no_batches_are_a_changed_list(digits, desk):
    batch = make.batch()

    answer = confirm(desk, of_product(batch), batch, seen="9" * digits)

    assert answer.status_code == 422
    assert answer.context["preview"].gone == 1


def test_what_is_recalled_already_leads_to_its_case(desk):
    batch = make.batch()
    case = recalled(batch)

    page = desk.get(of_product(batch)).content.decode()

    assert "There is nothing left to recall." in page
    assert page_of(case) in page
