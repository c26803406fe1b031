"""Every kind of dirt seen in real exports: each is read, flagged or refused, never guessed."""

import csv
import io
from decimal import Decimal

import pytest

from products.importing.errors import RowRefusedError
from products.importing.layout.file import parse_layout
from products.importing.reading.classify import classify
from products.importing.reading.reader import read_rows
from products.reading import Reading

LAYOUT = parse_layout(
    """
name = "dirt"
title = "Made-up till"
tried_on = "untried"
date_patterns = ["%m/%d/%Y %I:%M:%S %p", "%m/%d/%Y"]
optional = ["batch_number"]
empty = ["NULL"]
[file]
encoding = ["utf-8", "cp1252"]
header_within = 5
repair_mojibake = true
[columns]
product_key = "SKU"
name = "Product"
format = ["Category", "Kind"]
batch_number = "Package"
package_tag = "Package"
price = "Price"
contains_alcohol = "Alcohol"
quantity_on_hand = "On hand"
quantity_allocated = "Allocated"
quantity_unit = "Unit"
expires_on = "Expires"
tested_on = "Tested"
[quantity_units]
"Each" = "each"
"Grams" = "gram"
"Ounces" = "ounce"
[formats]
"Flower" = "flower"
"Edibles / 🍬 Gummies" = "gummy"
"Extracts, sprays" = "unclassified"
[readings]
unit = "in_cell"
not_detected = ["1e-09"]
[readings.columns]
thc = "THC"
cbd = "CBD"
[readings.units]
"%" = "percent"
"mg/g" = "mg_per_g"
"mg" = "mg_per_package"
[panels.columns]
pesticides = "Status"
microbials = "Status"
[panels.outcomes]
"Pass" = "pass"
"Tested" = "not_tested"
"Incomplete" = "not_tested"
[[skip]]
column = "Category"
pattern = '(?i)^(apparel|accessories)$'
reason = "not cannabis"
[[quarantine]]
column = "Room"
pattern = '(?i)vault|overstock|quarantine'
reason = "in a room that is not for sale"
""",
    file="dirt.toml",
)
CLEAN = {
    "SKU": "A-1",
    "Product": "Blue Hill",
    "Category": "Flower",
    "Kind": "",
    "Package": "1A4060300000001000000123",
    "Price": "10",
    "Alcohol": "",
    "On hand": "4",
    "Allocated": "",
    "Unit": "Each",
    "Room": "Sales floor",
    "Expires": "12/31/2025",
    "Tested": "03/01/2025",
    "THC": "20 %",
    "CBD": "1 %",
    "Status": "Pass",
}


def read(encoding="utf-8", preamble="", **cells):
    """The one row of a file; `_` in a name stands for a space."""
    record = CLEAN | {name.replace("_", " "): value for name, value in cells.items()}
    out = io.StringIO()
    writer = csv.DictWriter(out, record)
    writer.writeheader()
    writer.writerow(record)
    return read_rows((preamble + out.getvalue()).encode(encoding), LAYOUT).rows[0]


def thc(cell):
    return next(
        (
            item
            for item in classify(read(THC=cell), LAYOUT).coa.readings
            if item.cannabinoid == "thc"
        ),
        None,
    )


@pytest.mark.parametrize(
    ("cell", "unit", "amount"),
    [
        (".33%", "percent", "0.33"),
        ("0.35%", "percent", "0.35"),
        ("\u00a020\u00a0%", "percent", "20"),
        ("20\u202f%", "percent", "20"),
        ("200 mg/g", "mg_per_g", "200"),
        ("1,000 mg", "mg_per_package", "1000"),
        ("`0 %", "percent", "0"),
        ("0.14. %", "percent", "0.14"),
    ],
)
def test_figure_is_read(cell, unit, amount):
    assert thc(cell) == Reading("thc", unit, Decimal(amount))


@pytest.mark.parametrize(
    ("cell", "detection"),
    [
        ("<0.10 %", "below_loq"),
        ("<LOQ", "below_loq"),
        ("<LOQ mg/g", "below_loq"),
        ("ND", "not_detected"),
        ("1e-09", "not_detected"),
        ("1E-09", "not_detected"),
    ],
)
def test_threshold_is_a_trace_or_nothing_found_and_never_a_number(cell, detection):
    assert (thc(cell).amount, thc(cell).detection) == (None, detection)


@pytest.mark.parametrize("cell", ["---", "----", "", "n/a", "NULL", "\u00a0"])
def test_dash_is_not_reported(cell):
    assert thc(cell) is None


@pytest.mark.parametrize(
    ("cells", "product"),
    [
        ({"Price": "$10.00"}, {"price": Decimal(10)}),
        ({"Price": "10.00"}, {"price": Decimal(10)}),
        ({"Price": "USD 1,035.75"}, {"price": Decimal("1035.75")}),
        ({"Price": "NULL"}, {"price": None}),
        ({"Alcohol": "TRUE"}, {"contains_alcohol": True}),
        ({"Alcohol": "FALSE"}, {"contains_alcohol": False}),
        ({"Product": "Blue\r\nHill "}, {"name": "Blue Hill"}),
        ({"Product": "Blue\u200b Hill\ufeff"}, {"name": "Blue Hill"}),
        ({"Product": 'The "Hill"'}, {"name": 'The "Hill"'}),
        ({"Product": "Café", "encoding": "utf-8-sig"}, {"name": "Café"}),
        ({"Product": "Café", "encoding": "cp1252"}, {"name": "Café"}),
        ({"preamble": "Export date: 04/03/2025\nStore: Main\n\n"}, {"name": "Blue Hill"}),
        ({"On_hand": "2", "Unit": "Ounces"}, {"stock_unit": "gram"}),
    ],
)
def test_cell_is_read(cells, product):
    said = classify(read(**cells), LAYOUT)

    assert {name: said.product.get(name) for name in product} == product
    assert said.findings == ()


@pytest.mark.parametrize(
    ("cells", "on_hand"),
    [
        ({"On_hand": "1,200"}, "1200"),
        ({"On_hand": "12", "Allocated": "5"}, "7"),
        ({"On_hand": "2", "Unit": "Ounces"}, "56.699"),
        ({"On_hand": "0"}, "0"),
    ],
)
def test_quantity_is_read(cells, on_hand):
    assert classify(read(**cells), LAYOUT).on_hand == Decimal(on_hand)


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"THC": "`20 %"}, "THC", "read as “20”, without the mark beside it"),
        ({"THC": "0.14. %"}, "THC", "read as “0.14”, without the point at its end"),
        ({"CBD": "80.9-86.8 %"}, "CBD", "is a range; one number is needed; left out"),
        (
            {"CBD": "5"},
            "CBD",
            "needs its unit behind it; the layout knows “mg/g”, “mg”, “%”; left out",
        ),
        ({"Room": "Vault 2"}, "Room", "in a room that is not for sale; kept in quarantine"),
        (
            {"Product": "CafÃ©"},
            "Product",
            "was written in a wrong encoding; read as 'Café'",
        ),
        (
            {"Category": "Extracts, sprays"},
            "Category",
            "this word does not say how the product is taken",
        ),
        (
            {"Category": "Edibles", "Kind": "Drinks"},
            "Category",
            "the layout has no format for this word",
        ),
        ({"Tested": ""}, "Tested", "readings without a test date: taken in as untested"),
    ],
)
def test_cell_is_read_and_told(cells, column, reason):
    findings = classify(read(**cells), LAYOUT).findings

    assert [(item.column, item.reason) for item in findings] == [(column, reason)]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"THC": "80.91-86.78 %"}, "THC", "is a range; one number is needed"),
        ({"THC": "80.91%-86.78%"}, "THC", "is a range; one number is needed"),
        ({"THC": "20"}, "THC", "needs its unit behind it; the layout knows “mg/g”, “mg”, “%”"),
        ({"THC": ".0.5 %"}, "THC", "is not a number"),
        ({"THC": "1,5 %"}, "THC", "is not a number"),
        ({"THC": "0305 %"}, "THC", "thc: 305 percent is impossible; at most 100."),
        ({"THC": "60 %", "CBD": "55 %"}, "", "thc, cbd: together 115 %, more than 100 %."),
        ({"Status": "Conditional"}, "Status", "is none of pass, tested, incomplete"),
        ({"On_hand": "-3"}, "On hand", "is below zero: an adjustment, not what is there"),
        ({"Unit": "Stone"}, "Unit", "is not a unit the layout knows (each, grams, ounces)"),
        ({"SKU": ""}, "SKU", "is empty; every row needs it"),
        ({"Category": "Apparel"}, "Category", "not cannabis"),
        ({"Price": "10-12"}, "Price", "is a range; one number is needed"),
        (
            {"Expires": "31.12.2025"},
            "Expires",
            "is not a date like 04/03/2025 12:00:00 PM or 04/03/2025",
        ),
        (
            {"Package": "1.40603E+23"},
            "Package",
            "a spreadsheet has rounded this; export it again as text",
        ),
    ],
)
def test_row_is_refused(cells, column, reason):
    with pytest.raises(RowRefusedError) as refusal:
        classify(read(**cells), LAYOUT)

    assert (refusal.value.column, str(refusal.value)) == (column, reason)


def test_emoji_in_a_category_is_a_word_like_another():
    assert classify(read(Category="Edibles", Kind="🍬 Gummies"), LAYOUT).format_code == "gummy"


def test_date_with_a_time_behind_it_is_read():
    said = classify(read(Expires="12/31/2025 12:00:00 AM"), LAYOUT)

    assert f"{said.batch['expires_on']}" == "2025-12-31"


def test_tag_stays_text():
    said = classify(read(Package="000123"), LAYOUT)

    assert (said.batch_number, said.batch["package_tag"]) == ("000123", "000123")


@pytest.mark.parametrize("word", ["Tested", "Incomplete"])
def test_status_without_an_outcome_is_no_pass(word):
    said = classify(read(Status=word), LAYOUT)

    assert said.coa.panels == {"pesticides": "not_tested", "microbials": "not_tested"}
