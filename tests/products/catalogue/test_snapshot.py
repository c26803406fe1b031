import pytest
import time_machine

from products.catalogue import snapshot
from tests.products import make

pytestmark = pytest.mark.django_db


def test_snapshot_serves_for_some_seconds_and_is_read_anew_then():
    make.batch()
    first = snapshot.current(make.NOW)
    make.batch()

    assert snapshot.current(make.NOW) == first
    with time_machine.travel(make.NOW.timestamp() + snapshot.SECONDS + 1, tick=False):
        assert len(snapshot.current(make.NOW).ids) == 2


def test_products_that_are_alike_for_every_filter_are_one_kind():
    store = make.store()
    for _number in range(3):
        make.batch(at=store)

    assert [len(snapshot.read(make.NOW).kinds), len(snapshot.read(make.NOW).ids)] == [1, 3]
