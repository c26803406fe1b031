"""The history page: everything that happened to a record, newest first."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry

from products import stock
from products.importing.layout.file import load_layout
from products.importing.reading.reader import Row
from products.importing.undo.whole import undo_import
from products.models import Batch, LabResult, Product, Store, Strain
from tests.products import make
from tests.products.admin.pages import sent_back, url_of
from tests.products.importing.material import NOW, applied, make_store, row, small_layout

pytestmark = pytest.mark.django_db


def after(hours):
    return make.NOW + timedelta(hours=hours)


def history(desk, record, **query):
    return desk.get(url_of(record).replace("change", "history"), query)


def told(page):
    return [(entry.who, entry.what, *entry.details) for entry in page.context["entries"]]


def edit(desk, record, at=None, **typed):
    """Save the record's page with this typed into it."""
    url = url_of(record)
    assert desk.post(url, sent_back(desk, url) | typed).status_code == 302
    if at:
        LogEntry.objects.filter(pk=LogEntry.objects.latest("pk").pk).update(action_time=at)


def test_batch_tells_edits_movements_and_states_in_one_line_of_time(desk, clerk):
    batch = make.batch(quantity="5", number="B-1")
    there = Store.objects.create(name="Harbor Street", slug="harbor")
    edit(desk, batch, after(1), number="B-2", expires_on="2027-03-01")
    batch.refresh_from_db()
    stock.count(
        batch=batch, expected=Decimal(5), counted=Decimal(4), by=clerk, at=after(2), reason="shelf"
    )
    stock.waste(
        batch=batch,
        quantity=Decimal(1),
        reason_code="damaged",
        reason="dropped",
        by=clerk,
        at=after(3),
    )
    stock.transfer(
        batch=batch, to=there, quantity=Decimal(1), by=clerk, at=after(4), reference="manifest 7"
    )
    stock.quarantine(batch=batch, reason="seal broken", by=clerk, at=after(5))

    assert told(history(desk, batch)) == [
        ("clerk", "State: released -> quarantine", "seal broken"),
        ("clerk", "Transfer out: -1 each", "to Harbor Street", "reference: manifest 7"),
        ("clerk", "Waste: -1 each", "damaged", "dropped"),
        ("clerk", "Count: -1 each", "shelf", "expected 5, counted 4"),
        (
            "clerk",
            "Edited",
            "Batch number: B-1 -> B-2",
            "Expires on: 2027-03-22 -> 2027-03-01",
        ),
        ("", "Receive: +5 each"),
    ]
    assert told(history(desk, Batch.objects.get(store=there)))[0] == (
        "clerk",
        "Transfer in: +1 each",
        f"from {batch.store.name}",
        "reference: manifest 7",
    )


def test_imports_and_what_undoing_them_did_are_told_where_they_belong(desk):
    layout, store = small_layout(), make_store()
    applied(row(lot="L1", price="5", allergens="soy"), layout=layout, store=store)
    changed = row(3, lot="L1", price="6", allergens="dairy", thca="10", form="cream")
    second = applied(changed, layout=layout, store=store, at=NOW + timedelta(hours=1))
    undo_import(second.pk, by=None, at=NOW + timedelta(hours=2))
    name, first = f"Import {second.pk}", f"Import {second.pk - 1}, row 2"
    product, result = Product.objects.get(), LabResult.objects.get()

    assert told(history(desk, product)) == [
        (
            "",
            f"{name} taken back, row 3",
            "Price: 6 -> 5",
            "Format: Cream or lotion -> Flower",
            "Allergen: dairy -> empty",
            "Allergen: empty -> soy",
        ),
        (
            "",
            f"{name}, row 3",
            "Price: 5 -> 6",
            "Format: Flower -> Cream or lotion",
            "Allergen: empty -> dairy",
            "Allergen: soy -> empty",
        ),
        ("", first, "Added from the file."),
    ]
    assert told(history(desk, result)) == [
        (
            "",
            f"{name} taken back, row 3",
            "Cannabinoid reading: THCA 10 % by weight -> THCA 20 % by weight",
        ),
        (
            "",
            f"{name}, row 3",
            "Cannabinoid reading: THCA 20 % by weight -> THCA 10 % by weight",
        ),
    ]


def one_of_each(desk, batch, number):
    at = make.NOW + timedelta(minutes=number)
    edit(desk, batch, at, number=f"B-{number}")
    stock.receive(batch=batch, quantity=Decimal(1), by=None, at=at)
    verb = stock.release if number % 2 else stock.quarantine
    verb(batch=batch, by=None, at=at, reason="checked")


def test_imports_are_told_in_the_history_of_a_strain(desk):
    layout, store = load_layout("ours-strains"), make_store()
    blue = {"strain_key": "1", "name": "Blue Hill"}
    tide = {"strain_key": "2", "name": "Low Tide"}
    applied(Row(2, blue), Row(3, tide), layout=layout, store=store)
    changed = tide | {"name": "Lower Tide", "parents": "Blue Hill"}
    record = applied(Row(2, changed), layout=layout, store=store, at=after(1))
    undo_import(record.pk, by=None, at=after(2))

    page = history(desk, Strain.objects.get(source_key="2"))

    assert told(page) == [
        (
            "",
            f"Import {record.pk} taken back, row 2",
            "Name: Lower Tide -> Low Tide",
            "Parent: Blue Hill -> empty",
        ),
        (
            "",
            f"Import {record.pk}, row 2",
            "Name: Low Tide -> Lower Tide",
            "Parent: empty -> Blue Hill",
        ),
        ("", f"Import {record.pk - 1}, row 3", "Added from the file."),
    ]


@pytest.mark.parametrize("times", [1, 3])
def test_history_takes_as_many_queries_for_three_entries_of_each_kind_as_for_one(
    times, desk, django_assert_num_queries
):
    batch = make.batch(quantity="0", state="quarantine")
    for number in range(1, times + 1):
        one_of_each(desk, batch, number)

    with django_assert_num_queries(14):
        page = history(desk, batch)

    assert len(page.context["entries"]) == 3 * times


def test_history_shows_a_hundred_entries_a_page(desk):
    batch = make.batch(quantity="0")
    receipts = [stock.Receipt(batch, Decimal(1 + number)) for number in range(101)]
    stock.receive_many(receipts, by=None, at=make.NOW)

    first, second = (history(desk, batch, p=number) for number in (1, 2))

    assert [len(page.context["entries"]) for page in (first, second)] == [100, 1]
    assert told(second) == [("", "Receive: +1 each")]


def test_history_of_what_was_never_touched_says_so(desk):
    assert "Nothing is recorded of it." in history(desk, make.store()).content.decode()


def test_history_of_a_record_that_is_not_there_says_so(desk):
    page = desk.get("/admin/products/store/999/history/", follow=True)

    assert "Perhaps it was deleted?" in page.content.decode()
