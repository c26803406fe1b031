"""Two people editing the same record: the second is told, and nothing is overwritten silently."""

from decimal import Decimal

import pytest

from products import stock
from products.models import CannabinoidReading, Product, ProductAllergen
from tests.products import make
from tests.products.admin.pages import sent_back, shown, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make.product(name="Quiet Harbor", price=Decimal(5), producer="North")


def told(page):
    """What the page lists: what, when it was opened, stored now, typed."""
    conflict = page.context["conflict"]
    return [(each.what, each.was, each.now, each.typed) for each in conflict.differences]


def value(page, name):
    return page.context["adminform"].form[name].value()


def test_second_person_is_told_what_changed_and_saves_nothing(desk, other, product):
    page = sent_back(desk, url_of(product))
    other.post(url_of(product), sent_back(other, url_of(product)) | {"price": "6"})

    answer = desk.post(url_of(product), page | {"price": "7"})

    assert (answer.status_code, Product.objects.get().price) == (409, 6)
    assert told(answer) == [("Price", "5", "6", "7")]
    assert "Ana saved a change at" in answer.content.decode()


def test_what_was_typed_stays_and_what_was_not_becomes_what_is_stored(desk, product):
    page = sent_back(desk, url_of(product))
    Product.objects.update(price=6, producer="South")

    answer = desk.post(url_of(product), page | {"price": "seven", "name": "Harbor"})

    assert [value(answer, name) for name in ("price", "name", "producer")] == [
        "seven",
        "Harbor",
        "South",
    ]
    assert told(answer) == [("Producer", "North", "South", ""), ("Price", "5", "6", "seven")]


def test_saving_again_is_a_decision_and_overwrites(desk, product):
    page = sent_back(desk, url_of(product))
    Product.objects.update(price=6, producer="South")
    answer = desk.post(url_of(product), page | {"price": "7"})

    again = desk.post(url_of(product), sent_back(answer))

    product.refresh_from_db()
    assert (again.status_code, product.price, product.producer) == (302, 7, "South")


def test_both_writing_the_same_is_no_conflict(desk, product):
    page = sent_back(desk, url_of(product))
    Product.objects.update(price=6)

    answer = desk.post(url_of(product), page | {"price": "6.00"})

    assert answer.status_code == 302


def test_page_refused_for_its_own_mistakes_still_notices_the_other_person(desk, product):
    refused = desk.post(url_of(product), sent_back(desk, url_of(product)) | {"price": "many"})
    Product.objects.update(producer="South")

    answer = desk.post(url_of(product), sent_back(refused) | {"price": "7"})

    assert told(answer) == [("Producer", "North", "South", "")]


@pytest.mark.parametrize("token", [None, "forged", "of another record"])
def test_page_that_does_not_say_what_it_showed_is_refused_once(token, desk, product):
    another = shown(desk, url_of(make.product()))["_snapshot"]
    page = sent_back(desk, url_of(product)) | {"price": "7"}
    page["_snapshot"] = {None: "", "forged": page["_snapshot"][:-1] + "!"}.get(token, another)

    answer = desk.post(url_of(product), page)
    stored = Product.objects.get(pk=product.pk).price
    again = desk.post(url_of(product), sent_back(answer))

    assert (answer.status_code, stored, told(answer)) == (409, 5, [("Price", "", "5", "7")])
    assert (again.status_code, Product.objects.get(pk=product.pk).price) == (302, 7)


def test_rows_that_appeared_changed_and_went_are_listed_in_words(desk, product):
    result = make.lab_result(product, readings={"thc": "5", "cbd": "6", "cbn": "1"}, panels={})
    page = sent_back(desk, url_of(result))
    readings = result.readings
    readings.filter(cannabinoid="thc").update(amount=8)
    readings.filter(cannabinoid__in=["cbd", "cbn"]).delete()
    CannabinoidReading.objects.create(
        lab_result=result, cannabinoid="cbg", unit="percent", amount=2
    )

    answer = desk.post(url_of(result), page | {"readings-0-amount": "9", "readings-1-amount": "7"})

    cbd = "Cannabinoid: CBD; Detection: measured; Amount: {}; Unit: % by weight"
    cbn = "Cannabinoid: CBN; Detection: measured; Amount: 1; Unit: % by weight"
    cbg = "Cannabinoid: CBG; Detection: measured; Amount: 2; Unit: % by weight"
    assert told(answer) == [
        ("Cannabinoid reading THC 8 % by weight: Amount", "5", "8", "9"),
        ("Cannabinoid reading CBG 2 % by weight", "not there", cbg, ""),
        (
            "Cannabinoid reading",
            cbd.format(6),
            "deleted",
            cbd.format(7) + ": kept in a new row",
        ),
        ("Cannabinoid reading", cbn, "deleted", ""),
    ]


def test_rows_typed_before_a_conflict_are_saved_by_saving_again(desk, product):
    result = make.lab_result(product, readings={"thc": "5", "cbd": "6"}, panels={})
    page = sent_back(desk, url_of(result))
    result.readings.filter(cannabinoid="cbd").delete()
    new = {"cannabinoid": "cbn", "detection": "measured", "amount": "3", "unit": "percent"}
    typed = {"readings-1-amount": "7"} | {f"readings-2-{name}": new[name] for name in new}
    answer = desk.post(url_of(result), page | typed)

    desk.post(url_of(result), sent_back(answer))

    stored = result.readings.order_by("cannabinoid").values_list("cannabinoid", "amount")
    assert [*stored] == [("cbd", 7), ("cbn", 3), ("thc", 5)]


def test_row_ticked_for_deletion_that_somebody_changed_is_asked_about(desk, product):
    row = ProductAllergen.objects.create(product=product, allergen="soy")
    page = sent_back(desk, url_of(product))
    ProductAllergen.objects.update(allergen="dairy")

    answer = desk.post(url_of(product), page | {"allergen_rows-0-DELETE": "on"})

    assert told(answer) == [
        ("Allergen dairy", "Allergen: soy", "Allergen: dairy", "Delete this row")
    ]
    assert sent_back(answer)["allergen_rows-0-DELETE"] == ["on"]
    assert ProductAllergen.objects.get() == row


def test_quantities_and_states_that_move_are_no_conflict(desk):
    batch = make.batch(quantity="5")
    page = sent_back(desk, url_of(batch))
    stock.dispense(batch=batch, quantity=Decimal(2), by=None, at=make.NOW)
    stock.quarantine(batch=batch, reason="seal", by=None, at=make.NOW)

    answer = desk.post(url_of(batch), page | {"number": "B-78"})

    batch.refresh_from_db()
    assert (answer.status_code, batch.number) == (302, "B-78")
    assert (batch.on_hand, batch.state) == (3, "quarantine")


def test_record_deleted_meanwhile_is_said_to_be_gone(desk, product):
    page = sent_back(desk, url_of(product))
    product.delete()

    answer = desk.post(url_of(product), page, follow=True)

    assert "Perhaps it was deleted?" in answer.content.decode()


def test_person_who_may_only_look_is_refused(client, django_user_model, product):
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))

    assert client.post(url_of(product), {"price": "7"}).status_code == 403
