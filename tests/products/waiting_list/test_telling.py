from datetime import timedelta

import pytest
from cryptography.fernet import Fernet

from herbology.outbox import OutgoingMail
from products.models import BackInStockRequest
from products.waiting_list import CONFIRM_WITHIN, KEPT_AT_MOST, Told, forget_old, tell_all
from products.waiting_list.limits import UNSENT_KEPT
from tests.products import make
from tests.products.waiting_list.build import ANN, asking, mails, waiting

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


def test_confirmed_request_is_told_once_and_forgotten():
    request = waiting(make.product(name="Quiet Drops"), make.store(name="Elm"))
    make.batch(request.product, at=request.store)

    done = [tell_all(at=make.NOW), tell_all(at=make.NOW)]

    (notice,) = mails("notice")
    assert (done, BackInStockRequest.objects.count()) == ([Told(1), Told(0)], 0)
    assert (notice.to, notice.key) == (ANN, f"back-in-stock/{request.pk}/notice")
    assert notice.body.startswith("Quiet Drops is available at Elm again.")
    assert f"https://shop.example/products/{request.product.slug}/" in notice.body
    assert notice.stop_url in notice.body
    assert "Quiet" not in notice.subject


def test_unconfirmed_request_is_never_told():
    product, store = make.product(), make.store()
    asking(product, store)
    make.batch(product, at=store)

    assert (tell_all(at=make.NOW), mails("notice")) == (Told(0), [])


@pytest.mark.parametrize(
    "facts", [{"quantity": "0"}, {"state": "quarantine"}, {"expires_on": make.TODAY}]
)
def test_nobody_is_told_of_what_may_not_be_sold(facts):
    request = waiting()
    make.batch(request.product, at=request.store, **facts)

    assert tell_all(at=make.NOW) == Told(0)
    assert BackInStockRequest.objects.count() == 1


def test_nobody_is_told_of_another_store_or_product():
    request = waiting()
    make.batch(request.product)
    make.batch(at=request.store)

    assert tell_all(at=make.NOW) == Told(0)


def test_expiry_goes_by_the_day_at_the_store():
    """It is the evening of the 21st in Honolulu, where the batch may be sold for a day more."""
    at = make.NOW.replace(hour=5)
    product, far = make.product(), make.store(time_zone="Pacific/Honolulu")
    waiting(product, far, at=at)
    near = waiting(product, make.store(time_zone="Europe/Berlin"), at=at)
    for store in (far, near.store):
        make.batch(product, at=store, expires_on=make.TODAY)

    assert tell_all(at=at) == Told(1)
    assert list(BackInStockRequest.objects.all()) == [near]


@pytest.mark.parametrize("products", [1, 3])
def test_finding_takes_as_many_queries_for_three_products_as_for_one(
    products, django_assert_num_queries
):
    store = make.store()
    for number in range(products):
        waiting(make.product(), store, email=f"{number}@example.org")

    with django_assert_num_queries(2):
        tell_all(at=make.NOW)


def test_address_that_no_key_opens_waits_and_stops_nobody_else(settings):
    first = settings.HEALTH_DATA_KEYS
    lost = waiting()
    settings.HEALTH_DATA_KEYS = [Fernet.generate_key().decode()]
    read = waiting(lost.product, lost.store, email="ben@example.org")
    make.batch(lost.product, at=lost.store)

    done = tell_all(at=make.NOW)

    assert done == Told(told=1, unreadable=1)
    settings.HEALTH_DATA_KEYS = [*settings.HEALTH_DATA_KEYS, *first]
    assert [each.pk for each in BackInStockRequest.objects.all()] == [lost.pk]
    assert [mail.to for mail in mails("notice")] == [read.email]


def test_unconfirmed_request_is_forgotten_after_its_days_and_a_confirmed_one_much_later():
    asking(make.product(), make.store())
    kept = waiting()

    forgotten = [
        forget_old(at=make.NOW + after)
        for after in (CONFIRM_WITHIN - SECOND, CONFIRM_WITHIN, KEPT_AT_MOST - SECOND)
    ]
    left = list(BackInStockRequest.objects.all())

    assert (forgotten, left) == ([0, 1, 0], [kept])
    assert forget_old(at=make.NOW + KEPT_AT_MOST) == 1


def test_mails_go_once_they_have_left_and_failed_ones_after_some_days():
    for state in OutgoingMail.State.values:
        waiting(email=f"{state}@example.org")
        sent_at = make.NOW if state == "sent" else None
        newest = OutgoingMail.objects.order_by("pk").last()
        OutgoingMail.objects.filter(pk=newest.pk).update(
            state=state, sent_at=sent_at, claimed_at=make.NOW
        )
    other = OutgoingMail.objects.create(
        key="other", to=ANN, body="", state="sent", sent_at=make.NOW, made_at=make.NOW,
        due_at=make.NOW,
    )  # fmt: skip

    forget_old(at=make.NOW)
    soon = {mail.state for mail in mails()}
    forget_old(at=make.NOW + UNSENT_KEPT)

    assert soon == {"waiting", "sending", "uncertain", "failed"}
    assert {mail.state for mail in mails()} == {"waiting", "sending"}
    assert OutgoingMail.objects.filter(pk=other.pk).exists()
