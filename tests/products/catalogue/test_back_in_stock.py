"""From the page of a product that cannot be had, over two mails, to nothing that is left."""

import pytest
import time_machine

from herbology.outbox import OutgoingMail
from products.models import BackInStockRequest
from products.waiting_list import CONFIRM_WITHIN, stop, tell_all
from products.waiting_list.limits import VISITOR
from tests.herbology.markup import attribute, elements, text, within
from tests.products import make
from tests.products.catalogue.pages import heading, html_of, links, main_text
from tests.products.waiting_list.build import ANN, asking, mails, path_in, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return make.product("tincture", name="Quiet Drops", slug="quiet-drops")


@pytest.fixture
def elm():
    return make.store(name="Elm", slug="elm")


@pytest.fixture
def question(product, elm):
    """The mail that asks to confirm."""
    asking(product, elm)
    return mails()[0]


TELL_ME = "/products/quiet-drops/tell-me/"


def errors(response):
    """What the summary lists, with where it leads."""
    return {
        text(link): attribute(link, "href")
        for link in elements(html_of(response), "a")
        if (attribute(link, "href") or "").startswith("#id_")
    }


def test_product_that_no_store_has_offers_to_tell(adult, product, elm):
    assert links(adult.get("/products/quiet-drops/"))["Tell me when it is back"] == TELL_ME


def test_product_that_one_store_lacks_offers_to_tell_there(adult, product, elm):
    make.batch(product, at=elm)
    full = adult.get("/products/quiet-drops/")
    make.store(name="Oak")

    assert "Tell me when it is back" not in links(full)
    assert links(adult.get("/products/quiet-drops/"))["Tell me when it is back"] == TELL_ME


def test_visitor_asks_confirms_is_told_and_forgotten(adult, client, product, elm):
    sent = adult.post(TELL_ME, {"email": ANN}, follow=True)
    question = path_in(mails()[0])
    opened = client.get(question)
    before = BackInStockRequest.objects.get().confirmed_at
    confirmed = client.post(question)

    assert (heading(sent), sent.redirect_chain) == (
        "Look into your mailbox",
        [(f"{TELL_ME}sent/", 302)],
    )
    assert (heading(opened), before) == ("May we write to you once?", None)
    assert heading(confirmed) == "You are on the list"
    assert BackInStockRequest.objects.get().confirmed_at == make.NOW
    assert heading(client.get(question)) == "You are on the list"


def test_answer_is_the_same_for_an_address_that_has_asked_before(adult, product, elm):
    answers = [adult.post(TELL_ME, {"email": ANN}, follow=True) for _time in range(2)]
    BackInStockRequest.objects.update(confirmed_at=make.NOW)
    answers.append(adult.post(TELL_ME, {"email": ANN}, follow=True))

    assert len({(answer.status_code, main_text(answer)) for answer in answers}) == 1


def test_bad_address_is_told_and_kept(adult, product, elm):
    page = adult.post(TELL_ME, {"email": "ann@example"})

    assert page.status_code == 422
    assert errors(page) == {"Enter an e-mail address like name@example.com.": "#id_email"}
    assert 'value="ann@example"' in html_of(page)
    assert BackInStockRequest.objects.count() == 0


@pytest.mark.parametrize("typed", ["", "a@b.org\x00", f"{'a' * 300}@example.org"])
def test_unfit_address_is_refused(typed, adult, product, elm):
    assert adult.post(TELL_ME, {"email": typed}).status_code == 422


def test_store_is_chosen_among_those_without_it(adult, product, elm):
    make.store(name="Oak", slug="oak")
    make.batch(product, at=make.store(name="Pine", slug="pine"))

    answers = [
        adult.post(TELL_ME, {"email": ANN, "store": slug}).status_code
        for slug in ("", "pine", "nowhere", "oak")
    ]

    assert answers == [422, 422, 422, 302]
    assert BackInStockRequest.objects.get().store.name == "Oak"


def test_product_that_has_come_meanwhile_leads_to_its_page(adult, product, elm):
    make.batch(product, at=elm)

    page = adult.post(TELL_ME, {"email": ANN}, follow=True)

    assert page.redirect_chain == [("/products/quiet-drops/", 302)]
    assert "You need not wait" in main_text(page)


@pytest.mark.parametrize("path", [TELL_ME, f"{TELL_ME}sent/"])
def test_delisted_and_unknown_products_lead_on(path, adult, elm, product):
    type(product).objects.update(active=False)

    assert adult.get(path).status_code == 410
    assert adult.get(path.replace("quiet", "loud")).status_code == 404


def test_format_without_a_route_cannot_be_waited_for(adult, elm):
    make.product(None, slug="bare")

    assert "Tell me when it is back" not in links(adult.get("/products/bare/"))
    assert adult.get("/products/bare/tell-me/").status_code == 302


def test_visitor_who_asks_too_often_keeps_what_was_typed(adult, product, elm):
    for number in range(VISITOR.times):
        adult.post(TELL_ME, {"email": f"{number}@example.org"})

    page = adult.post(TELL_ME, {"email": ANN})

    assert page.status_code == 429
    assert "You have asked very often. Please try again after Nov. 22, 2026" in main_text(page)
    assert f'value="{ANN}"' in html_of(page)


def test_age_is_asked_first(client, product, elm):
    assert client.get(TELL_ME).headers["Location"].startswith("/age/?next=")


def test_stop_asks_with_one_button_and_then_forgets(client, question):
    path = path_in(question, stop=True)
    page = client.get(path)
    still = BackInStockRequest.objects.count()
    stopped = client.post(path)

    assert (heading(page), still) == ("Stop this notice?", 1)
    (main,) = elements(html_of(page), "main")
    assert [text(each) for each in within(main, "button")] == ["Stop and delete my address"]
    assert heading(stopped) == "We do not write to you about it"
    assert (BackInStockRequest.objects.count(), OutgoingMail.objects.count()) == (0, 0)
    assert heading(client.get(path)) == "We do not write to you about it"


def test_mail_program_stops_by_itself_without_a_cookie(question, client):
    client.handler.enforce_csrf_checks = True

    answer = client.post(path_in(question, stop=True), {"List-Unsubscribe": "One-Click"})

    assert (answer.status_code, BackInStockRequest.objects.count()) == (200, 0)


def test_link_that_comes_too_late_leads_to_asking_again(client, question):
    with time_machine.travel(make.NOW + CONFIRM_WITHIN, tick=False):
        page = client.get(path_in(question))
        posted = client.post(path_in(question))

    assert (page.status_code, posted.status_code) == (404, 404)
    assert heading(page) == "This link does not work any more"
    assert links(page)["Ask again to be told about Quiet Drops"] == TELL_ME


def test_link_of_a_request_that_is_gone_and_one_that_never_was_lead_on(client, question):
    stop(BackInStockRequest.objects.get().pk)

    for path in (path_in(question), "/back-in-stock/nonsense/", "/back-in-stock/nonsense/stop/"):
        for answer in (client.get(path), client.post(path)):
            assert answer.status_code == 404
            assert links(answer)["Find the product and ask again"] == "/products/"


@pytest.mark.parametrize("stopping", [False, True])
def test_pages_behind_a_link_are_kept_nowhere_and_told_to_nobody(stopping, client, question):
    answer = client.get(path_in(question, stop=stopping))

    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]


def test_page_that_asks_is_not_listed(adult, product, elm):
    answer = adult.get(TELL_ME)

    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("stores", [1, 3])
def test_pages_take_as_many_queries_for_three_stores_as_for_one(
    stores, adult, product, question, django_assert_num_queries
):
    for _number in range(stores - 1):
        make.store()
    with django_assert_num_queries(6):
        adult.get(TELL_ME)
    with django_assert_num_queries(1):
        adult.get(path_in(question))


def test_notice_that_still_waits_can_be_stopped(client, product, elm):
    waiting(product, elm)
    make.batch(product, at=elm)
    tell_all(at=make.NOW)
    (notice,) = mails("notice")

    answer = client.post(path_in(notice, stop=True))

    assert (answer.status_code, OutgoingMail.objects.count()) == (200, 0)
