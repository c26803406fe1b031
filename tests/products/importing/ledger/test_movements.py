"""Movements in a file of the ledger are compared and never rewritten."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from products import stock
from products.importing.reading.reader import Row, read_rows
from tests.products.exporting.files import exported
from tests.products.importing.ledger.rows import (
    LAYOUT,
    MORNING,
    batch_of,
    of_movement,
    refused,
)
from tests.products.importing.material import plan

pytestmark = pytest.mark.django_db


def test_our_own_export_changes_nothing(store):
    batch = batch_of(store, quantity="7.125", stock_unit="gram")
    stock.count(
        batch=batch,
        expected=Decimal("7.125"),
        counted=Decimal(7),
        by=User.objects.create(username="anna"),
        at=MORNING + timedelta(seconds=1),
        reason="=dried",
    )

    made = plan(*read_rows(exported("movements").encode(), LAYOUT).rows, layout=LAYOUT, store=store)

    assert (made.counts["unchanged"], made.findings) == (2, [])


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"product_key": "S2"}, "product_key = S1"),
        ({"batch_number": "B2"}, "batch_number = B1"),
        ({"kind": "waste"}, "kind = receive"),
        ({"quantity": "11"}, "quantity = 10"),
        ({"counted": "10"}, "counted = "),
        ({"by": "anna"}, "by = "),
        ({"note": "found"}, "note = delivered"),
        ({"at": "2025-04-02"}, "at = 2025-04-03T13:00:00+00:00"),
        ({"at": "2025-04-03T09:01"}, "at = 2025-04-03T13:00:00+00:00"),
    ],
)
def test_movement_is_never_rewritten(store, cells, named):
    movement = batch_of(store).movements.get()

    made = plan(of_movement(movement, **cells), layout=LAYOUT, store=store)

    assert [item.reason for item in made.refused] == [
        f"movement {movement.pk} says {named}; a movement is never rewritten."
        " Correct the stock by a new one"
    ]


def test_movement_without_details_is_known_by_its_number(store):
    movement = batch_of(store).movements.get()

    made = plan(of_movement(movement, at="2025-04-03"), layout=LAYOUT, store=store)

    assert made.counts["unchanged"] == 1


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (
            "404",
            "there is no movement of this number. To count a batch leave the number empty and fill counted and at",
        ),
        ("A-4", "is not the number of a movement; for a count leave it empty"),
    ],
)
def test_movement_that_is_not_there_is_refused(store, number, reason):
    made = plan(Row(2, {"movement": number}), layout=LAYOUT, store=store)

    assert refused(made) == [("movement", number, reason)]
