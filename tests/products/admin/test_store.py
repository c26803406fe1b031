import pytest

from products import alerts
from products.models import ReorderPoint, StockAlert
from tests.products import make
from tests.products.admin.pages import sent_back, url_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def store():
    """Where less than the limit is there, and that was told."""
    store, product = make.store(), make.product()
    ReorderPoint.objects.create(product=product, store=store, quantity=5)
    alerts.watch_products([product.pk], at=make.NOW)
    return store


def send(desk, store, *, active):
    typed = sent_back(desk, url_of(store))
    typed.pop("active", None)
    desk.post(url_of(store), typed | ({"active": "on"} if active else {}))


def are_open():
    rows = StockAlert.objects.order_by("pk").values_list("cleared_at", flat=True)
    return [cleared_at is None for cleared_at in rows]


def test_closing_a_store_clears_its_low_stock(desk, store):
    send(desk, store, active=False)

    assert are_open() == [False]


def test_reopening_a_store_tells_of_its_low_stock_again(desk, store):
    send(desk, store, active=False)

    send(desk, store, active=True)

    assert are_open() == [False, True]
