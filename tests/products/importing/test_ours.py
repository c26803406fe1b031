"""The shipped layout `ours`, from bytes to shelf."""

from decimal import Decimal

import pytest

from products.importing.layout.file import load_layout
from products.importing.reading.reader import read_rows
from products.models import Batch, CannabinoidReading, Strain
from tests.products.importing.material import applied, make_store, plan

pytestmark = pytest.mark.django_db
LAYOUT = load_layout("ours")
GUMMIES = """\
registration_number,name,format,batch_number,strain,pack_amount,pack_unit,servings,serving_amount,\
ingredients,ingredients_known,allergens,price,quantity_received,expires_on,lot,laboratory,tested_on,\
potency_unit,thc,cbd,pesticides,heavy_metals,microbials,mycotoxins
G-1,Pear Gummies,gummy,B1,pear tree,40,g,10,1,"Pear, pectin",yes,none,18.50,24,2026-01-31,L1,\
Clear Lab,2025-03-01,mg/package,25,50,Pass,pass,passed,pass
"""


@pytest.fixture
def rows():
    return read_rows(GUMMIES.encode(), LAYOUT).rows


@pytest.fixture
def store():
    Strain.objects.create(name="Pear Tree", slug="pear-tree")
    return make_store()


def test_our_layout_takes_in_every_fact(rows, store):
    applied(*rows, layout=LAYOUT, store=store)

    batch = Batch.objects.select_related("product__strain", "lab_result").get()
    product = batch.product
    assert (product.strain.name, product.servings, product.price) == (
        "Pear Tree",
        10,
        Decimal("18.50"),
    )
    assert (product.ingredients_known, product.allergens) == (True, frozenset())
    assert (batch.lab_result.laboratory, batch.lab_result.lot) == ("Clear Lab", "L1")
    assert (batch.panels_outcome, batch.assumed) == ("passed", [])
    assert (batch.thc_mg_per_serving, batch.chemotype) == (Decimal("2.5"), "II")


def test_our_layout_again_changes_nothing(rows, store):
    applied(*rows, layout=LAYOUT, store=store)

    assert plan(*rows, layout=LAYOUT, store=store).counts["unchanged"] == 1


def test_our_layout_keeps_each_readings_unit(rows, store):
    applied(*rows, layout=LAYOUT, store=store)

    assert set(CannabinoidReading.objects.values_list("unit", flat=True)) == {"mg_per_package"}


def test_our_layout_refuses_readings_without_a_unit(store):
    text = GUMMIES.replace("mg/package", "")
    rows = read_rows(text.encode(), LAYOUT).rows

    made = plan(*rows, layout=LAYOUT, store=store)

    assert [(item.column, item.value) for item in made.refused] == [("thc", "25")]
