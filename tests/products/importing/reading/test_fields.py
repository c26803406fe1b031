"""Plain cells to fields: strains, movements, keys and our own exports."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from products.importing.errors import RowRefusedError
from products.importing.layout.fields import LEDGER_FIELDS, STRAIN_FIELDS
from products.importing.layout.parts import FileShape
from products.importing.layout.whole import Layout
from products.importing.reading.fields import read_fields
from products.importing.reading.reader import Row


def read(fields, cells, **more):
    """Each column is named as its field."""
    columns = {name: name for name in fields}
    layout = Layout("x", "X", "untried", columns, frozenset(), **more)
    return read_fields(Row(2, cells), layout, fields)


def test_strain_says_label_and_parents():
    cells = {"strain_key": "7", "plant_label": "Sativa", "parents": "Haze; Blue Hill;;Haze"}

    assert read(STRAIN_FIELDS, cells) == {
        "strain_key": "7",
        "plant_label": "sativa",
        "parents": ("Haze", "Blue Hill"),
    }


def test_word_that_says_nothing_of_the_plant_is_silence():
    labels = {"indoor": "none", "hybrid": "hybrid"}

    assert read(STRAIN_FIELDS, {"plant_label": "Indoor"}, plant_labels=labels) == {}


def test_unknown_plant_label_refuses_the_row():
    with pytest.raises(RowRefusedError, match="is none of indica, sativa, hybrid, none"):
        read(STRAIN_FIELDS, {"plant_label": "Ruderalis"})


def test_movement_says_kind_signed_quantity_and_moment():
    cells = {
        "kind": "Sold",
        "quantity": "-2",
        "at": "2025-04-03T14:30:00+00:00",
        "batch_number": "007",
    }

    said = read(LEDGER_FIELDS, cells, values={"kind": {"sold": "dispense"}})

    assert said == {
        "kind": "dispense",
        "quantity": Decimal(-2),
        "at": datetime(2025, 4, 3, 14, 30, tzinfo=UTC),
        "batch_number": "007",
    }


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kind": "sold"}, "is none of receive, dispense"),
        ({"counted": "-1"}, "is below zero"),
        ({"at": "yesterday"}, "is not a time like 2025-04-03T12:00 or 2025-04-03"),
        ({"product_key": "8.9E+12"}, "a spreadsheet has rounded this"),
        ({"product_key": "x" * 61}, "is longer than 60 characters"),
    ],
)
def test_movement_that_cannot_be_read_is_refused(cells, reason):
    with pytest.raises(RowRefusedError, match=reason):
        read(LEDGER_FIELDS, cells)


@pytest.mark.parametrize(
    ("from_export", "text"), [(False, "First line second"), (True, "First line\n second")]
)
def test_line_breaks_are_kept_from_our_own_export_only(from_export, text):
    shape = FileShape(from_export=from_export)

    said = read(STRAIN_FIELDS, {"description": "First line\n second"}, file=shape)

    assert said == {"description": text}
