from datetime import timedelta

import pytest
from django.db import connection
from django.utils import translation

from herbology.outbox import OutgoingMail
from products.models import BackInStockRequest
from products.waiting_list import (
    CONFIRM_WITHIN,
    MAILS_TO_ONE_ADDRESS,
    TooManyError,
    confirm,
    open_link,
    stop,
    waiting_stores,
)
from products.waiting_list.limits import VISITOR
from tests.products import make
from tests.products.waiting_list.build import ANN, asking, mails, path_in, waiting

pytestmark = pytest.mark.django_db
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def requests():
    return BackInStockRequest.objects.count()


def test_asking_mails_a_question_that_names_product_store_and_both_links():
    asking(make.product(name="Quiet Drops"), make.store(name="Elm"))

    (mail,) = mails()
    request = BackInStockRequest.objects.get()
    assert (mail.to, request.confirmed_at) == (ANN, None)
    assert "Quiet Drops is available at Elm again" in mail.body
    assert path_in(mail) in mail.body
    assert mail.stop_url == f"https://shop.example{path_in(mail, stop=True)}"
    assert "Quiet" not in mail.subject + mail.key


@pytest.mark.parametrize(("language", "ending"), [("en", "/"), ("es", "/?lang=es")])
def test_links_lead_to_pages_in_the_language_of_the_mail(language, ending):
    with translation.override(language):
        asking(make.product(), make.store())

    (mail,) = mails()
    links = [line for line in mail.body.splitlines() if line.startswith("https://")]
    assert [link[link.rindex("/") :] for link in (*links, mail.stop_url)] == [ending] * 3


def test_database_alone_tells_no_address():
    asking(make.product(), make.store())

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM products_backinstockrequest")
        stored = str(cursor.fetchone())

    assert [word in stored for word in ("ann", "example.org")] == [False, False]


def test_asking_twice_makes_one_request_whatever_the_capitals():
    product, store = make.product(), make.store()

    asking(product, store)
    asking(product, store, email="ANN@Example.org")

    assert (requests(), len(mails())) == (1, 1)


def test_each_product_and_store_is_asked_for_by_itself():
    product, elm, oak = make.product(), make.store(), make.store()

    for wanted, store in ((product, elm), (product, oak), (make.product(), elm)):
        asking(wanted, store)

    assert (requests(), len(mails())) == (3, 3)


def test_asking_again_later_mails_again_and_gives_the_whole_time_to_confirm():
    product, store = make.product(), make.store()
    asking(product, store)
    later = make.NOW + CONFIRM_WITHIN + MINUTE

    asking(product, store, at=later)

    assert (requests(), len(mails())) == (1, 2)
    assert confirm(BackInStockRequest.objects.get().pk, at=later + CONFIRM_WITHIN - SECOND)


def test_asking_again_once_confirmed_mails_nothing_and_changes_nothing():
    request = waiting()

    asking(request.product, request.store, at=make.NOW + timedelta(days=1))

    assert len(mails()) == 1
    assert BackInStockRequest.objects.get().asked_at == make.NOW


def test_address_gets_so_many_mails_a_day_and_nobody_is_told():
    store = make.store()

    for number in range(MAILS_TO_ONE_ADDRESS.times + 1):
        asking(make.product(), store, visitor=f"192.0.2.{number}")

    assert (requests(), len(mails())) == (MAILS_TO_ONE_ADDRESS.times,) * 2


def test_visitor_who_asks_too_often_is_told_when_to_come_back():
    product, store = make.product(), make.store()
    for number in range(VISITOR.times):
        asking(product, store, email=f"{number}@example.org")

    with pytest.raises(TooManyError) as refusal:
        asking(product, store, email="one-more@example.org")

    assert refusal.value.again_at == make.NOW + VISITOR.span
    assert requests() == VISITOR.times


@pytest.mark.parametrize(("late", "confirmed"), [(-SECOND, True), (timedelta(0), False)])
def test_request_is_confirmed_within_its_days_only(late, confirmed):
    asking(make.product(), make.store())
    request = BackInStockRequest.objects.get()

    assert confirm(request.pk, at=make.NOW + CONFIRM_WITHIN + late) is confirmed
    request.refresh_from_db()
    assert (request.confirmed_at is not None) is confirmed


def test_request_confirmed_twice_keeps_its_first_time():
    request = waiting()

    assert confirm(request.pk, at=make.NOW + timedelta(days=9))

    request.refresh_from_db()
    assert request.confirmed_at == make.NOW


def test_stop_forgets_request_and_mails_and_may_be_repeated():
    request, other = waiting(), waiting(email="ben@example.org")
    OutgoingMail.objects.filter(to__isnull=False).update(state="sent", sent_at=make.NOW)

    stop(request.pk)
    stop(request.pk)

    assert list(BackInStockRequest.objects.all()) == [other]
    assert [mail.to for mail in mails()] == ["ben@example.org"]
    assert not confirm(request.pk, at=make.NOW)


def test_link_that_is_not_signed_by_us_opens_nothing():
    request = waiting()

    for token in (request.pk.hex, f"{request.pk.hex}.{'x' * 43}", "x", "x\x00", ""):
        assert open_link(token, at=make.NOW) is None


def test_one_waits_where_it_is_not_only():
    product, elm, oak = make.product(), make.store(name="Elm"), make.store(name="Oak")
    make.store(active=False)
    make.batch(product, at=elm)
    make.batch(product, at=oak, quantity="0")

    assert waiting_stores(product, at=make.NOW) == [oak]
