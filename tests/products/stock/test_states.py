import pytest

from products import stock
from products.models import Batch, RecallCase, RecalledBatch, StateChange
from tests.products import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (stock.release, "quarantine", "released"),
        (stock.quarantine, "released", "quarantine"),
    ],
)
def test_state_changes_with_who_when_and_why(verb, before, after, clerk):
    batch = make.batch(state=before)

    verb(batch=batch, by=clerk, at=make.NOW, reason="checked")

    batch.refresh_from_db()
    written = StateChange.objects.values("from_state", "to_state", "by", "at", "reason").get()
    assert (batch.state, batch.state_reason) == (after, "checked")
    assert written == {
        "from_state": before,
        "to_state": after,
        "by": clerk.pk,
        "at": make.NOW,
        "reason": "checked",
    }


@pytest.mark.parametrize(
    ("verb", "before"),
    [
        (stock.release, "released"),
        (stock.release, "recalled"),
        (stock.quarantine, "quarantine"),
        (stock.quarantine, "recalled"),
    ],
)
def test_state_that_cannot_be_reached_is_refused(verb, before):
    batch = make.batch(state=before)

    with pytest.raises(stock.WrongStateError, match="from which it cannot become"):
        verb(batch=batch, by=None, at=make.NOW, reason="x")

    batch.refresh_from_db()
    assert (batch.state, StateChange.objects.count()) == (before, 0)


def test_state_changes_only_with_a_reason():
    batch = make.batch(state="quarantine")

    with pytest.raises(stock.StockError, match="Say why"):
        stock.release(batch=batch, by=None, at=make.NOW, reason=" ")


def test_recall_takes_batches_off_the_shelf_and_returns_them_as_they_were(clerk):
    released, waiting = make.batch(), make.batch(state="quarantine")

    before = stock.recall(
        batch_ids=[waiting.pk, released.pk], by=clerk, at=make.NOW, reason="mould"
    )

    changes = StateChange.objects.order_by("batch").values_list("from_state", "to_state", "by")
    assert [batch.state for batch in before] == ["released", "quarantine"]
    assert set(Batch.objects.values_list("state", "state_reason")) == {("recalled", "mould")}
    assert list(changes) == [
        ("released", "recalled", clerk.pk),
        ("quarantine", "recalled", clerk.pk),
    ]


def test_recall_of_what_is_recalled_already_changes_nothing_more():
    batch = make.batch(state="recalled")

    stock.recall(batch_ids=[batch.pk], by=None, at=make.NOW, reason="mould")

    assert StateChange.objects.count() == 0


def test_release_of_a_number_that_was_recalled_elsewhere_is_refused():
    recalled = make.batch(number="b7", state="recalled")
    case = RecallCase.objects.create(scope="batch", named="B7", reason="mould", at=make.NOW)
    RecalledBatch.objects.create(
        case=case, batch=recalled, from_state="released", on_hand=5, reserved=0
    )
    batch = make.batch(recalled.product, number="B7", state="quarantine")

    with pytest.raises(stock.WrongStateError) as refusal:
        stock.release(batch=batch, by=None, at=make.NOW, reason="checked")

    assert str(refusal.value) == (
        f"Batch B7 of this product was recalled (recall {case.pk}). It cannot be released."
    )
