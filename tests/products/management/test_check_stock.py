from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from products.models import Batch, ReorderPoint
from tests.products import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(capsys):
    def check():
        call_command("check_stock")
        return capsys.readouterr().out.strip()

    return check


def test_limits_that_time_has_crossed_are_told_once(check):
    batch = make.batch(expires_on="2999-01-01")
    Batch.objects.update(expires_on=timezone.localdate() + timedelta(days=20))
    ReorderPoint.objects.create(product=batch.product, store=batch.store, quantity=99)

    said = [check(), check()]

    assert said == [
        "Stock checked: 1 low, 1 near expiry or expired, 0 alerts cleared.",
        "Stock checked: 0 low, 0 near expiry or expired, 0 alerts cleared.",
    ]
