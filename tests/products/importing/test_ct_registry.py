"""The real Connecticut registry, where it is at hand: it is not part of the project."""

from collections import Counter

import pytest
from django.db.models import Max

from products.importing.layout.file import load_layout
from products.importing.reading.reader import read_rows
from products.models import Batch, Product
from products.shelf import sellable
from tests.conftest import SHARED_DATA
from tests.products.importing.material import NOW, applied, plan

FILE = SHARED_DATA / "ct-registry-2025-04-03.csv"

pytestmark = [
    pytest.mark.matrix,
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FILE.is_file(),
        reason=f"{FILE} is not here; it is a trial file, not part of the project",
    ),
]
LAYOUT = load_layout("ct-registry")


@pytest.fixture(scope="module")
def rows():
    return read_rows(FILE.read_bytes(), LAYOUT).rows


def test_registry_is_accounted_for_row_by_row(rows, store):
    made = plan(*rows, layout=LAYOUT, store=store)

    assert made.counts == {
        "created": 4601,
        "changed": 0,
        "unchanged": 0,
        "refused": 1,
        "flagged": 451,
        "unclassified": 1130,
    }
    assert [(item.row, item.column, item.value) for item in made.refused] == [
        (696, "cannabidiol_acid_cbda", "0305")
    ]


def test_registry_applied_holds_what_may_be_offered_and_nothing_else(rows, store):
    applied(*rows, layout=LAYOUT, store=store)

    offered = sellable(at=NOW, store=store)
    codes = Counter(offered.values_list("product__format__code", flat=True))
    strongest = Batch.objects.aggregate(thc=Max("total_thc_percent"), cbd=Max("total_cbd_percent"))
    flower = Batch.objects.get(product__registration_number="MMBR.0012571")
    assert Product.objects.filter(format=None).count() == 1130
    assert (None in codes, codes["flower"], codes["cream"]) == (False, 2032, 9)
    assert max(strongest.values()) <= 100
    assert float(flower.total_thc_percent) == round(0.41 + 0.877 * 34.06, 3)
    assert set(map(tuple, offered.values_list("assumed", flat=True))) == {
        ("on_hand", "expires_on", "tested_on", "panels"),
        ("on_hand", "expires_on", "tested_on", "panels", "mg_per_serving"),
    }


def test_registry_applied_twice_changes_nothing(rows, store):
    applied(*rows, layout=LAYOUT, store=store)

    again = plan(*rows, layout=LAYOUT, store=store)

    assert (again.counts["unchanged"], again.counts["refused"]) == (4601, 1)
