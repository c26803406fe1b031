from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.utils import timezone

from products import stock
from tests.products.admin.counter import on_sale, quantities

pytestmark = pytest.mark.django_db


def test_lapsed_reservations_are_let_go_and_others_kept(capsys):
    batch, now, hour = on_sale(), timezone.now(), timedelta(hours=1)
    for reference, until in [("past", now - hour), ("waits", now + hour)]:
        stock.reserve(
            batch=batch,
            quantity=Decimal(1),
            reference=reference,
            until=until,
            by=None,
            at=now - 2 * hour,
        )

    call_command("let_go_reservations")

    assert capsys.readouterr().out == "Reservations: 1 lapsed.\n"
    assert quantities(batch) == (5, 1)
