from decimal import Decimal

import pytest

from products.demo.entries import DemoDataError, LotEntry, ProductEntry
from products.demo.rows import Rows, add_products, formats_by_code

pytestmark = pytest.mark.django_db


def entry(**changed):
    lots = (LotEntry(number="X-1", stock=()),)
    known = {"name": "X", "slug": "x", "format": "tincture", "lots": lots, "where": "x.toml: X"}
    return ProductEntry(**known | changed)


@pytest.mark.parametrize(
    ("product", "message"),
    [
        pytest.param(
            entry(format="potion"),
            "x.toml: X: format 'potion' is not one of ",
            id="unknown-format",
        ),
        pytest.param(
            entry(serving=(Decimal(1), "piece")),
            "x.toml: X: serving is in piece, but tincture is measured in ml.",
            id="serving-in-another-unit",
        ),
    ],
)
def test_add_products_names_the_entry_that_does_not_suit_its_format(product, message):
    rows = Rows(stores={}, strains={}, formats=formats_by_code())

    with pytest.raises(DemoDataError) as error:
        add_products([product], rows)

    assert str(error.value)[: len(message)] == message
