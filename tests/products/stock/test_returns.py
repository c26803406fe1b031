from decimal import Decimal

import pytest

from products import stock
from tests.products import make
from tests.products.stock.ledger import quantities

pytestmark = pytest.mark.django_db


def give_back(batch, quantity="1", **facts):
    defaults = {"reason_code": "defective", "by": None, "at": make.NOW}
    return stock.give_back(batch=batch, quantity=Decimal(quantity), **defaults | facts)


def sold(quantity):
    batch = make.batch(number="B7", quantity="5")
    stock.dispense(batch=batch, quantity=Decimal(quantity), by=None, at=make.NOW)
    return batch


def test_give_back_is_written_off_at_once():
    batch = sold(2)

    give_back(batch, "2")

    written = batch.movements.order_by("pk").values_list("kind", "quantity", "reason_code")
    assert list(written)[2:] == [("return", 2, "defective"), ("waste", -2, "returned")]
    assert quantities(batch) == (3, 0, 4)


def test_give_back_of_what_may_be_kept_is_on_hand_again():
    batch = sold(2)

    give_back(batch, keep=True)

    assert quantities(batch) == (4, 0, 3)


def test_give_back_of_more_than_is_out_is_refused():
    batch = sold(2)
    give_back(batch)

    with pytest.raises(stock.StockError) as refusal:
        give_back(batch, "2")

    assert str(refusal.value) == (
        "Batch B7: 2 cannot come back, only 1 were dispensed and are still out."
        " Check the batch number."
    )
    assert quantities(batch) == (3, 0, 4)


def test_give_back_twice_with_one_key_is_one_return():
    batch = sold(2)

    first, second = (give_back(batch, idempotency_key="k") for _time in range(2))

    assert first == second
    assert quantities(batch) == (3, 0, 4)
