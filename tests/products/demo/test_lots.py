from dataclasses import replace
from decimal import Decimal

import pytest

from products.demo.entries import CertificateEntry, DemoDataError, LotEntry, StockEntry
from products.demo.lots import add_lots
from products.demo.read import read_catalogue
from products.models import Batch, Store
from products.potency import Reading
from tests.products.demo.conftest import TODAY


def tincture_with(lot):
    """A product of the demo, to which a lot came since it was loaded."""
    entries = {product.slug: product for product in read_catalogue().products}
    known = entries["balanced-1-to-1-tincture-in-olive-oil-5-mg-per-ml"]
    return replace(known, lots=(*known.lots, lot))


def lot(**changed):
    stock = (StockEntry(store="elm-street", quantity=Decimal(7), received_days_ago=1),)
    return LotEntry(**{"number": "NEW-1", "stock": stock, **changed})


def stores():
    return {store.slug: store for store in Store.objects.all()}


def test_add_lots_adds_a_new_lot_to_a_known_product(demo):
    added = add_lots([tincture_with(lot())], stores(), TODAY)

    assert (added, Batch.objects.get(number="NEW-1").on_hand) == (1, Decimal(7))


def test_add_lots_leaves_known_lots_alone(demo):
    before = Batch.objects.count()

    added = add_lots(read_catalogue().products, stores(), TODAY)

    assert (added, Batch.objects.count()) == (0, before)


def test_add_lots_names_the_lot_whose_readings_cannot_be_true(demo):
    readings = (
        Reading("total_thc", "mg_per_ml", Decimal(1)),
        Reading("thc", "mg_per_ml", Decimal(5)),
    )
    paper = CertificateEntry("COA-1", "A laboratory", 5, readings, panels=())

    with pytest.raises(DemoDataError) as error:
        add_lots([tincture_with(lot(certificate=paper))], stores(), TODAY)

    where = "tinctures.toml: Balanced 1:1 tincture in olive oil 5 mg/mL: Batch NEW-1: "
    assert str(error.value)[: len(where)] == where
