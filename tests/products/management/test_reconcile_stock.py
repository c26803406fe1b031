import pytest
from django.core.management import CommandError, call_command

from products.models import Batch
from tests.products import make

pytestmark = pytest.mark.django_db


def test_reconcile_says_that_everything_adds_up(capsys):
    make.batch()

    call_command("reconcile_stock")

    assert capsys.readouterr().out == ("Every balance is what its movements add up to. 0 mended.\n")


def test_reconcile_names_what_drifts_and_fails(capsys):
    product, store = make.product(name="Quiet Harbor"), make.store(name="North")
    make.batch(product, at=store, number="B7", quantity="5")
    Batch.objects.update(on_hand=9)

    with pytest.raises(CommandError, match="1 batches drift"):
        call_command("reconcile_stock")

    assert capsys.readouterr().out == (
        "B7 (Quiet Harbor, North): on hand 9, movements say 5; reserved 0, reservations say 0\n"
    )


def test_reconcile_mends_when_told_to(capsys):
    batch = make.batch(quantity="5")
    Batch.objects.update(on_hand=9)

    call_command("reconcile_stock", "--mend")

    batch.refresh_from_db()
    assert (batch.on_hand, "1 mended." in capsys.readouterr().out) == (5, True)
