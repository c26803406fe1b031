from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.importing.errors import RowRefusedError
from products.importing.layout.file import parse_layout
from products.importing.reading.rows import Finding
from products.importing.reading.weights import GRAMS, in_stock_unit
from tests.products.importing.material import SMALL_LAYOUT, said

COLUMNS = """[columns]
quantity_on_hand = "on hand"
quantity_allocated = "held"
quantity_unit = "uom"
"""
OPTIONAL = 'optional = ["quantity_on_hand", "quantity_allocated", "quantity_unit", '
UNITS = '[quantity_units]\nEA = "each"\nLb = "pound"\noz = "ounce"\ng = "gram"\n'
TEXT = SMALL_LAYOUT.replace("[columns]", COLUMNS).replace("optional = [", OPTIONAL) + UNITS
LAYOUT = parse_layout(TEXT, file="stock.toml")


def refusal_of(**cells):
    with pytest.raises(RowRefusedError) as refusal:
        said(LAYOUT, **cells)
    return refusal.value.column, refusal.value.value, str(refusal.value)


@pytest.mark.parametrize(
    ("quantity", "unit", "on_hand", "stock_unit"),
    [
        ("12", "EA", "12", "each"),
        ("1,200.5", "g", "1200.5", "gram"),
        ("1", "oz", "28.350", "gram"),
        ("2.5", "LB", "1133.981", "gram"),
        ("0.00001", "lb", "0.005", "gram"),
    ],
)
def test_quantity_is_kept_in_grams_or_pieces(quantity, unit, on_hand, stock_unit):
    row = said(LAYOUT, on_hand=quantity, uom=unit)

    assert (row.on_hand, row.quantity_received) == (Decimal(on_hand), None)
    assert row.product["stock_unit"] == stock_unit


def test_allocated_is_not_there_for_us():
    assert said(LAYOUT, on_hand="10", held="3", uom="EA").on_hand == Decimal(7)


def test_allocated_of_nothing_is_told_and_not_used():
    row = said(LAYOUT, held="3", uom="EA")

    assert row.on_hand is None
    reason = "nothing is said to be on hand; not used"
    assert row.findings == (Finding(2, "held", "3", reason, "flagged"),)


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        (
            {"on_hand": "-3", "uom": "EA"},
            ("on hand", "-3", "is below zero: an adjustment, not what is there"),
        ),
        (
            {"on_hand": "3", "held": "4", "uom": "EA"},
            ("held", "4", "is more than what is on hand"),
        ),
        (
            {"on_hand": "3", "received": "4", "uom": "EA"},
            (
                "received",
                "4",
                "fill either what was ever received or what is on hand now, not both",
            ),
        ),
        (
            {"on_hand": "3", "uom": "stone"},
            ("uom", "stone", "is not a unit the layout knows (ea, lb, oz, g)"),
        ),
        ({"on_hand": "3"}, ("uom", "", "is not a unit the layout knows (ea, lb, oz, g)")),
        (
            {"on_hand": "3", "uom": "Lb", "unit": "each"},
            ("uom", "Lb", "the product is counted in each, not so"),
        ),
        ({"on_hand": "1.2345", "uom": "EA"}, ("on hand", "1.2345", "has more than 3 decimals")),
    ],
)
def test_quantity_that_cannot_be_true_refuses_the_row(cells, refusal):
    assert refusal_of(**cells) == refusal


def test_row_without_a_quantity_needs_no_unit():
    row = said(LAYOUT)

    assert (row.on_hand, "stock_unit" in row.product) == (None, False)


@given(st.decimals(0, 1000, places=3), st.sampled_from(sorted(GRAMS)))
def test_weight_is_within_half_a_milligram_of_the_exact_one(quantity, unit):
    grams = in_stock_unit(quantity, unit)

    assert abs(grams - quantity * GRAMS[unit]) <= Decimal("0.0005")
