from decimal import Decimal

import pytest

from products.importing.errors import RowRefusedError
from products.importing.reading.rows import Coa, Finding
from products.reading import Reading
from tests.products.importing.material import ASSUMING, said, small_layout

MOVES = """
[[move]]
formats = ["cream"]
to = "unclassified"
column = "name"
pattern = '\\bTD\\b'
reason = "the name says transdermal"
[[move]]
formats = ["cream"]
to = "unclassified"
above_total_thc_percent = 10
reason = "too strong for a cream"
[[move]]
formats = ["flower"]
to = "preroll"
column = "name"
pattern = '(?i)pre-roll'
reason = "the name says pre-roll"
[[skip]]
column = "form"
pattern = "^Shirt$"
reason = "not cannabis"
"""


def refusal_of(layout, **cells):
    with pytest.raises(RowRefusedError) as refusal:
        said(layout, **cells)
    return refusal.value.column, refusal.value.value, str(refusal.value)


def test_row_says_its_product_batch_and_lab_result():
    row = said(small_layout(), maker="Acme", price="$10.50", received="1,200")

    assert (row.key, row.batch_number, row.format_code) == ("S1", "B1", "flower")
    assert row.product == {"name": "Blue Hill", "producer": "Acme", "price": Decimal("10.50")}
    assert row.quantity_received == Decimal(1200)
    assert row.coa.readings == (
        Reading("thc", "percent", Decimal(1)),
        Reading("thca", "percent", Decimal(20)),
        Reading("cbd", "percent", Decimal("0.5")),
    )
    assert row.findings == ()


def test_empty_cells_say_nothing():
    row = said(small_layout(), maker="", price="", cbd="---")

    assert row.product == {"name": "Blue Hill"}
    assert [reading.cannabinoid for reading in row.coa.readings] == ["thc", "thca"]


@pytest.mark.parametrize("cell", ["sku", "name", "batch"])
def test_row_without_a_needed_cell_is_refused(cell):
    assert refusal_of(small_layout(), **{cell: ""}) == (
        cell,
        "",
        "is empty; every row needs it",
    )


def test_skipped_row_is_refused_with_the_layouts_reason():
    assert refusal_of(small_layout(MOVES), form="Shirt") == ("form", "Shirt", "not cannabis")


def test_unreadable_cbd_is_flagged_and_left_out():
    row = said(small_layout(), cbd="Nort0.08")

    assert row.findings == (Finding(2, "cbd", "Nort0.08", "is not a number; left out", "flagged"),)
    assert [reading.cannabinoid for reading in row.coa.readings] == ["thc", "thca"]


def test_word_that_decides_nothing_leaves_the_row_unclassified():
    row = said(small_layout(), form="oil")

    assert row.format_code is None
    assert row.findings == (
        Finding(
            2, "form", "oil", "this word does not say how the product is taken", "unclassified"
        ),
    )


def test_unknown_word_leaves_the_row_unclassified():
    row = said(small_layout(), form="Mystery")

    assert row.format_code is None
    assert row.findings == (
        Finding(2, "form", "Mystery", "the layout has no format for this word", "unclassified"),
    )


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"name": "Calm TD", "thca": "0"}, "name", "the name says transdermal"),
        ({"name": "Calm", "thca": "11"}, "form", "too strong for a cream"),
    ],
)
def test_cream_that_is_no_cream_becomes_unclassified(cells, column, reason):
    row = said(small_layout(MOVES), form="cream", **cells)

    assert row.format_code is None
    assert [(item.column, item.reason, item.mark) for item in row.findings] == [
        (column, reason, "unclassified")
    ]


def test_mild_cream_stays_a_cream():
    row = said(small_layout(MOVES), form="cream", thca="0")

    assert (row.format_code, row.findings) == ("cream", ())


def test_flower_named_pre_roll_becomes_one_and_is_flagged():
    row = said(small_layout(MOVES), name="Ridge Pre-Roll")

    assert row.format_code == "preroll"
    assert row.findings == (
        Finding(2, "name", "Ridge Pre-Roll", "taken as preroll: the name says pre-roll", "flagged"),
    )


def test_readings_without_a_day_are_taken_as_untested():
    row = said(small_layout(), tested="")

    assert row.coa is None
    assert row.findings == (
        Finding(2, "tested", "", "readings without a test date: taken in as untested", "flagged"),
    )


def test_day_of_the_test_may_be_left_to_the_import():
    row = said(small_layout(ASSUMING), tested="")

    assert row.coa == Coa(lot="B1", tested_on=None, readings=row.coa.readings)


def test_unknown_allergen_refuses_the_row():
    assert refusal_of(small_layout(), allergens="soy; moon") == (
        "allergens",
        "soy; moon",
        "'moon' is none of sesame, alcohol, coconut_mct, tree_nuts, peanut, gelatin, dairy,"
        " gluten, soy, other",
    )


def test_name_beyond_what_the_catalogue_holds_refuses_the_row():
    assert refusal_of(small_layout(), name="x" * 201)[2] == "is longer than 200 characters"
