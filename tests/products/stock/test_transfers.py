from datetime import timedelta
from decimal import Decimal

import pytest

from products import stock
from products.models import Batch, RecallCase, RecalledBatch
from products.sellable import why_not_sellable
from tests.products import make
from tests.products.stock.ledger import quantities, reserved

pytestmark = pytest.mark.django_db


def transfer(batch, to, quantity="2", **facts):
    return stock.transfer(
        batch=batch, to=to, quantity=Decimal(quantity), by=None, at=make.NOW, **facts
    )


def test_transfer_makes_the_batch_at_the_other_store_as_it_is_here():
    batch, to = make.batch(quantity="5", assumed=["panels"]), make.store()

    transfer(batch, to)

    there = Batch.objects.get(store=to)
    assert quantities(batch) == (3, 0, 2)
    assert quantities(there) == (2, 0, 1)
    assert why_not_sellable(there, at=make.NOW) == []
    for fact in ("number", "lab_result", "expires_on", "chemotype", "tie_key", "assumed"):
        assert getattr(there, fact) == getattr(batch, fact)


def test_transfer_adds_to_the_batch_that_is_there_already():
    batch, to = make.batch(quantity="5"), make.store()
    transfer(batch, to)

    transfer(batch, to, "3")

    assert quantities(Batch.objects.get(store=to)) == (5, 0, 2)


def test_transfer_has_both_ends():
    batch, to = make.batch(quantity="5"), make.store()

    out = transfer(batch, to, reference="manifest 7")

    arrival = out.arrival
    assert (out.kind, out.quantity, arrival.kind, arrival.quantity) == (
        "transfer_out",
        -2,
        "transfer_in",
        2,
    )
    assert (arrival.batch.store, arrival.reference) == (to, "manifest 7")


def test_transfer_out_of_quarantine_arrives_in_quarantine():
    batch, to = make.batch(state="quarantine"), make.store()

    transfer(batch, to)

    assert Batch.objects.get(store=to).state == "quarantine"


def test_transfer_twice_with_one_key_moves_once():
    batch, to = make.batch(quantity="5"), make.store()

    first, second = (transfer(batch, to, idempotency_key="k") for _time in range(2))

    assert first == second
    assert quantities(batch) == (3, 0, 2)


def test_transfer_of_what_is_reserved_is_refused_with_nothing_half_done():
    batch, to = make.batch(quantity="5"), make.store()
    reserved(batch, "4")

    with pytest.raises(stock.NotEnoughError):
        transfer(batch, to)

    assert quantities(batch) == (5, 4, 1)
    assert not Batch.objects.filter(store=to).exists()


def refused(batch, to):
    with pytest.raises(stock.StockError) as refusal:
        transfer(batch, to)
    assert quantities(batch) == (5, 0, 1)
    return str(refusal.value)


def test_transfer_to_the_same_store_is_refused():
    batch = make.batch(make.product(), at=make.store(name="North"), number="B7")

    assert refused(batch, batch.store) == "Batch B7 is at North already. Choose another store."


def test_transfer_to_an_inactive_store_is_refused():
    closed = make.store(name="South", active=False)

    assert refused(make.batch(), closed) == (
        "South is inactive. Choose another store, or reopen it."
    )


def test_transfer_of_a_recalled_batch_is_refused():
    assert refused(make.batch(number="B7", state="recalled"), make.store()) == (
        "Batch B7 is recalled and stays where it is. Waste it, or send it back."
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"expires_on": make.TODAY + timedelta(days=9)}, "has another expiry date at South."),
        ({"lab_result": None}, "has another lab result at South."),
        ({"state": "recalled"}, "is recalled and stays where it is."),
    ],
)
def test_transfer_to_a_batch_that_differs_is_refused(facts, said):
    batch, to = make.batch(number="B7"), make.store(name="South")
    same = {"number": "B7", "lab_result": batch.lab_result, "quantity": "0"}
    make.batch(batch.product, at=to, **same | facts)

    assert said in refused(batch, to)


def test_transfer_out_of_quarantine_onto_a_shelf_is_refused():
    batch, to = make.batch(number="B7", state="quarantine"), make.store(name="South")
    make.batch(batch.product, at=to, number="B7", lab_result=batch.lab_result, quantity="0")

    assert "is in quarantine here and on the shelf at South." in refused(batch, to)


def test_transfer_takes_the_lab_result_as_it_is_stored_now():
    """The batch in memory may be older than a panel that failed since."""
    batch, to = make.batch(), make.store()
    batch.lab_result.panels.filter(panel="pesticides").update(outcome="fail")

    transfer(batch, to)

    assert Batch.objects.get(store=to).panels_outcome == "failed"


def test_transfer_under_the_key_of_one_to_another_store_is_refused():
    batch, to, other = make.batch(), make.store(name="South"), make.store()
    transfer(batch, to, idempotency_key="k")

    with pytest.raises(stock.KeyReusedError, match="moved to South already"):
        transfer(batch, other, idempotency_key="k")


def test_transfer_of_a_number_that_was_recalled_is_refused():
    recalled = make.batch(number="B7", state="recalled")
    case = RecallCase.objects.create(scope="batch", named="B7", reason="mould", at=make.NOW)
    RecalledBatch.objects.create(
        case=case, batch=recalled, from_state="released", on_hand=5, reserved=0
    )
    batch = make.batch(recalled.product, number="b7", state="quarantine")

    assert "It stays where it is." in refused(batch, make.store())
