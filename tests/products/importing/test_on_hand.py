"""What another system says is on hand: a new figure is a count, the old one says nothing new."""

from decimal import Decimal

import pytest

from products import stock
from products.importing.undo.whole import undo_import
from products.models import Batch, ImportedRow, Movement
from tests.products.importing.material import (
    LATER,
    NOW,
    applied,
    outcomes,
    plan,
    row,
    stock_layout,
)
from tests.products.stock.ledger import quantities

pytestmark = pytest.mark.django_db
LAYOUT = stock_layout()


def said(on_hand, **cells):
    return row(on_hand=on_hand, **cells)


@pytest.fixture
def batch(store):
    """Ten, by the file's word."""
    applied(said("10"), layout=LAYOUT, store=store)
    return Batch.objects.get()


def write_off(batch, quantity):
    stock.waste(batch=batch, quantity=Decimal(quantity), by=None, at=NOW, reason_code="expired")


def findings(made):
    return [(found.mark, found.column, found.reason) for found in made.findings]


def test_on_hand_of_a_new_batch_is_received(batch):
    movement = Movement.objects.get()

    assert (movement.kind, movement.quantity, batch.on_hand) == ("receive", 10, 10)


def test_same_file_again_changes_nothing(batch, store):
    made = plan(said("10"), layout=LAYOUT, store=store)

    assert (outcomes(made), findings(made)) == (["unchanged"], [])


def test_other_figure_is_counted(batch, store):
    applied(said("7"), layout=LAYOUT, store=store)

    movement = Movement.objects.latest("pk")
    assert (movement.kind, movement.expected, movement.counted) == ("count", 10, 7)
    assert quantities(batch)[:2] == (7, 0)


def test_figure_of_last_time_does_not_bring_back_what_was_sold(batch, store):
    write_off(batch, 4)

    made = plan(said("10"), layout=LAYOUT, store=store)

    reason = (
        "the same figure as at the last import, and 6 on hand after what was booked here since;"
        " not counted again"
    )
    assert (outcomes(made), findings(made)) == (["unchanged"], [("flagged", "on hand", reason)])


def test_figure_that_is_ours_by_now_is_remembered(batch, store):
    write_off(batch, 4)
    applied(said("6"), layout=LAYOUT, store=store)

    made = plan(said("10"), layout=LAYOUT, store=store)

    rows = ImportedRow.objects.order_by("pk")
    assert list(rows.values_list("stated_on_hand", flat=True)) == [10, 6]
    assert findings(made) == [("changed", "on hand", "was 6 on hand")]


def test_less_than_is_reserved_is_refused(batch, store):
    Batch.objects.update(reserved=5)

    made = plan(said("4"), layout=LAYOUT, store=store)

    assert findings(made) == [
        ("refused", "on hand", "5 are reserved for patients; cancel some, or count the batch")
    ]


@pytest.mark.parametrize("figure", ["7", "12"])
def test_undo_takes_a_count_back(batch, store, figure):
    record = applied(said(figure), layout=LAYOUT, store=store)

    undo_import(record.pk, by=None, at=LATER)

    movement = Movement.objects.latest("pk")
    assert (movement.kind, movement.reason_code) == ("adjust", "entry_error")
    assert quantities(batch)[:2] == (10, 0)


def test_applying_again_after_undo_receives_again(batch, store):
    undo_import(ImportedRow.objects.get().catalogue_import_id, by=None, at=LATER)

    applied(said("10"), layout=LAYOUT, store=store)

    assert Movement.objects.latest("pk").kind == "receive"
    assert quantities(batch)[:2] == (10, 0)


def test_part_of_a_piece_is_refused(batch, store):
    made = plan(said("7.5"), layout=LAYOUT, store=store)

    assert findings(made) == [("refused", "", "counted in whole pieces, not 7.5")]
