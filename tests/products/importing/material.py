"""Short ways to layouts, rows and plans."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from products.importing.apply import Source, apply_plan
from products.importing.errors import LayoutError, UndoError
from products.importing.layout.file import load_layout, parse_layout
from products.importing.plan import make_plan
from products.importing.reading.classify import classify
from products.importing.reading.reader import Row, Sheet, read_rows
from products.importing.undo.whole import undo_import
from products.models import Store

HERE = Path(__file__).parent
DIRTY_CSV, DIRTY_TOML = HERE / "dirty.csv", HERE / "dirty.toml"
TODAY = date(2025, 4, 3)
NOW = datetime(2025, 4, 3, 12, tzinfo=ZoneInfo("America/New_York"))
LATER = NOW + timedelta(hours=1)
SOURCE = Source("made-up.csv", "0" * 64)

SMALL_LAYOUT = """
name = "small"
title = "Small"
tried_on = "untried"
optional = ["producer", "price", "quantity_received", "expires_on", "strain", "stock_unit",
  "pack_amount", "pack_unit", "lot", "allergens"]
[columns]
product_key = "sku"
name = "name"
format = "form"
batch_number = "batch"
producer = "maker"
price = "price"
strain = "strain"
stock_unit = "unit"
pack_amount = "pack"
pack_unit = "pack unit"
allergens = "allergens"
lot = "lot"
tested_on = "tested"
quantity_received = "received"
expires_on = "expires"
[formats]
flower = "flower"
capsule = "capsule"
cream = "cream"
oil = "unclassified"
[readings]
unit = "percent"
[readings.columns]
thc = "thc"
thca = "thca"
cbd = "cbd"
"""
STOCK_OPTIONAL = '"batch_number", "quantity_on_hand", "package_tag", "produced_on", "tested_on"'
STOCK_COLUMNS = """
quantity_on_hand = "on hand"
package_tag = "tag"
produced_on = "made"
"""
ASSUMING = """
[assume]
released = true
quantity = 100
expires_in_days = 365
tested_on_import_day = true
panels_passed = ["pesticides", "heavy_metals", "microbials", "mycotoxins"]
serving_amount = { capsule = 1 }
[[figure]]
column = "name"
formats = ["capsule"]
pattern = 'T(?P<thc_mg_per_serving>[0-9.]+)'
serving_g = { from = 0.1, to = 1.5 }
reason = "T is mg"
"""


def small_layout(more="", *, described=False):
    """`described`: with a column `description`."""
    text = SMALL_LAYOUT
    if described:
        text = text.replace('"allergens"]', '"allergens", "description"]')
        text = text.replace("[columns]", '[columns]\ndescription = "description"')
    return parse_layout(text + more, file="small.toml")


def refusal_of_layout(text):
    with pytest.raises(LayoutError) as refusal:
        parse_layout(text, file="mine.toml")
    return str(refusal.value)


def stock_layout(more=""):
    """With what is on hand, tags and dates; a row may do without a batch."""
    text = SMALL_LAYOUT.replace('"lot", "allergens"]', f'"lot", "allergens", {STOCK_OPTIONAL}]')
    text = text.replace("[columns]", f"[columns]{STOCK_COLUMNS}")
    return parse_layout(text + more, file="stock.toml")


def row(number=2, **cells):
    """One row of a flower; name cells to change them. `_` in a name stands for a space."""
    flower = {
        "sku": "S1",
        "name": "Blue Hill",
        "form": "flower",
        "batch": "B1",
        "tested": "2025-03-01",
        "thc": "1",
        "thca": "20",
        "cbd": "0.5",
    }
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return Row(number, flower | named)


def said(layout, **cells):
    return classify(row(**cells), layout)


def make_store(slug="main"):
    return Store.objects.create(name=slug.title(), slug=slug)


def plan(*rows, layout, store, today=TODAY):
    return make_plan(Sheet(list(rows), header_row=1), layout, store, today)


def applied(*rows, layout, store, today=TODAY, at=NOW):
    return apply_plan(plan(*rows, layout=layout, store=store, today=today), SOURCE, by=None, at=at)


def dirty_rows():
    layout = load_layout(str(DIRTY_TOML))
    return read_rows(DIRTY_CSV.read_bytes(), layout), layout


def outcomes(made):
    return [planned.outcome for planned in made.rows]


def told(made):
    return [(item.mark, item.column, item.value, item.reason) for item in made.findings]


def refusal_of_undo(record):
    with pytest.raises(UndoError) as refusal:
        undo_import(record.pk, by=None, at=LATER)
    return str(refusal.value)
