"""Two runs of the command at once, each on a database connection of its own."""

import pytest

from products.models import BackInStockRequest
from products.waiting_list import tell_all
from tests.parallel import at_once
from tests.products import make
from tests.products.waiting_list.build import ANN, asking, mails, waiting

pytestmark = pytest.mark.usefixtures("committed_database")


def test_each_of_three_is_told_once_by_whichever_of_four_runs():
    product, store = make.product(), make.store()
    for number in range(3):
        waiting(product, store, email=f"{number}@example.org")
    make.batch(product, at=store)

    done = at_once(lambda: tell_all(at=make.NOW).told, 4)

    addresses = sorted(mail.to for mail in mails("notice"))
    assert (sum(done), addresses) == (3, [f"{number}@example.org" for number in range(3)])
    assert BackInStockRequest.objects.count() == 0


def test_asking_four_times_at_once_is_one_request_and_one_mail():
    product, store = make.product(), make.store()

    at_once(lambda: asking(product, store), 4)

    assert [request.email for request in BackInStockRequest.objects.all()] == [ANN]
    assert len(mails()) == 1
