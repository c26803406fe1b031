"""One made-up file with every kind of dirt, read whole."""

import pytest

from products.importing.apply import apply_plan
from products.importing.plan import make_plan
from products.models import Product
from tests.products.importing.material import NOW, SOURCE, TODAY, dirty_rows, make_store

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    rows, layout = dirty_rows()
    return make_plan(rows, layout, make_store(), TODAY)


def test_dirty_file_accounts_for_every_row(plan):
    assert plan.counts == {
        "created": 8,
        "changed": 0,
        "unchanged": 0,
        "refused": 8,
        "flagged": 4,
        "unclassified": 3,
    }


def test_dirty_file_is_told_row_by_row(plan):
    told = [(item.row, item.column, item.mark, item.reason) for item in plan.findings]

    assert told == [
        (5, "Product", "flagged",
         "10 mg THC and 5 mg CBD per serving, derived: mg per package over the count"),
        (6, "Product", "flagged", "taken as preroll: the name says pre-roll"),
        (7, "Product", "unclassified", "the name says transdermal"),
        (8, "Category", "unclassified", "too strong for a cream"),
        (9, "Category", "unclassified", "this word does not say how the product is taken"),
        (10, "", "refused", "the same product and batch (A-1, batch B1) stand in row 4"),
        (11, "SKU", "refused", "is empty; every row needs it"),
        (12, "Category", "refused", "not cannabis"),
        (13, "", "refused", "thc, thca, cbd: together 110 %, more than 100 %."),
        (14, "THC", "refused", "is a range; one number is needed"),
        (15, "THCA", "flagged", "read as “20”, without the mark beside it"),
        (15, "CBD", "flagged", "is not a number; left out"),
        (16, "", "refused", "has 3 cells where the header has 12"),
        (17, "THC", "flagged", "read as “0.14”, without the point at its end"),
        (18, "Expires", "refused", "is not a date like 04/03/2025 or 2025-04-03"),
        (19, "Received", "refused", "is below zero: an adjustment, not what is there"),
    ]  # fmt: skip


def test_dirty_file_applies_what_can_be_read(plan):
    apply_plan(plan, SOURCE, by=None, at=NOW)

    formats = dict(Product.objects.values_list("name", "format__code"))
    assert formats == {
        "Blue Hill": "flower",
        "Sun Gummies 10ct T100mg C50mg": "gummy",
        "Ridge Pre-Roll": "preroll",
        "Calm TD": None,
        "Strong Balm": None,
        "Mystery Oil": None,
        "Odd CBD": "flower",
        "Two Lines Cream": "cream",
    }
