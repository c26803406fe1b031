"""The language switch on every page that one can type into: what was typed is still there, in the other language."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.utils.text import slugify

from herbology.outbox import OutgoingMail
from products.models import Product, Store
from products.search import reindex
from recommendations.models import Erasure, Submission
from recommendations.questionnaire.store_mode import device
from tests.herbology.markup import attribute, elements, text
from tests.products import make
from tests.products.catalogue.pages import of_age
from tests.recommendations import builders
from tests.recommendations.questionnaire.answering import fill, post, url
from tests.recommendations.questionnaire.store_mode import tablet
from tests.switching import not_kept, switch, values

pytestmark = pytest.mark.django_db

COME_BACK, SAVE = "/questionnaire/come-back/", "/questionnaire/save/"
FERN = "/products/fern-balm/"


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def reader(client):
    """Somebody of age, and a shop with one store and what they need to choose from."""
    of_age(client)
    cream = make.product("cream", name="Fern balm", slug="fern-balm")
    store = make.store()
    for each in (cream, make.product("cream", name="Oak balm", slug="oak-balm")):
        make.batch(each, at=store, readings={"total_thc": "0.1", "total_cbd": "1"})
    Product.objects.create(name="Old balm", slug="old-balm", format=cream.format, active=False)
    reindex()
    return client


def at(path: str, *, until: str | None = None) -> Callable[[Client], HttpResponse]:
    def opened(client: Client) -> HttpResponse:
        if until is not None:
            fill(client, until=until)
        return client.get(path)

    return opened


def own(path: str, **pages) -> Callable[[Client], HttpResponse]:
    return lambda client: client.get(f"/s/{builders.hand_in(**pages).secret}/{path}")


def stopped(client):
    fill(client, until="warning-signs")
    return client.get(post(client, "warning-signs", red_flag=["chest_pain"]).url)


def saved(client):
    fill(client)
    return client.post(SAVE, follow=True)


def mail_refused(client):
    saved(client)
    return client.post(f"{SAVE}mail/", {"email": "sam@"})


def message_to_an_old_link(client):
    return client.post("/s/no-such-link/reply/", {"text": "Where are you?"})


def message_after_taking_back(client):
    secret = builders.hand_in(**builders.SEDATED).secret
    client.post(f"/s/{secret}/withdraw/")
    return client.post(f"/s/{secret}/reply/", {"text": "One more thing", "shown": "0"})


def result_on_a_tablet(client):
    marked = HttpResponse()
    device.mark(marked, "river-road")
    client.cookies.update(marked.cookies)
    fill(client)
    return client.post("/questionnaire/check/", follow=True)


def back_in_stock(client):
    for name in ("River Road", "Oak Lane"):
        Store.objects.create(name=name, slug=slugify(name))
    return client.get(f"{FERN}tell-me/")


def staff_page(client):
    client.force_login(tablet.counselor())
    tablet.stores("river-road")
    return client.get(tablet.STAFF)


@dataclass(frozen=True)
class Case:
    """`typed` by name, or a function of the page where it is only known there."""

    opened: Callable[[Client], HttpResponse]
    typed: dict[str, object] = field(default_factory=dict)
    status: int = 200


CASES = {
    "start": Case(at(url("start")), {"answers_for": ["other"], "consent": ["on"], "age": "5"}),
    "medicines": Case(
        at(url("medicines"), until="medicines"),
        {"medication_class": ["none"], "medication_other": "Árnica"},
    ),
    "contact": Case(
        at(url("contact"), until="contact"),
        {"name": "Ana", "reach_by": ["email"], "email": "ana@", "phone": "2"},
    ),
    "care-page": Case(stopped, {"name": "Ana", "phone": "203"}),
    "come-back": Case(at(COME_BACK), {"code": "CDFH-23"}),
    "save-by-mail": Case(saved, {"email": "ana@"}),
    "save-by-mail-refused": Case(mail_refused, {"email": "ana@example"}),
    "reply-and-pick-up": Case(
        own("", **builders.BACK_STRAIN), {"text": "May I drive?", "quantity-1": "2"}
    ),
    "reply-to-a-care-page": Case(own("", **builders.EMERGENCY), {"text": "I am at the hospital"}),
    "erase": Case(own("erase/"), {"sure": ["yes"]}),
    "message-after-taking-back": Case(message_after_taking_back, {"text": "One more thing"}),
    "message-to-an-old-link": Case(message_to_an_old_link, {"text": "Where are you?"}, 404),
    "result-on-a-tablet": Case(result_on_a_tablet, {"email": "ana@home"}),
    "store-mode": Case(staff_page, {"store": ["river-road"], "who": ["together"]}),
    "catalogue": Case(
        at("/products/?format=cream"),
        {"q": "balm", "format": ["cream"], "show": ["all"], "sort": "most-thc"},
    ),
    "nothing-found": Case(at("/products/?q=zzzz"), {"q": "zzz", "show": [""]}),
    "not-listed": Case(at("/products/old-balm/"), {"q": "new balm"}, 410),
    "unknown-product": Case(at("/products/what/"), {"q": "balm"}, 404),
    "back-in-stock": Case(back_in_stock, {"store": ["oak-lane"], "email": "ana@"}),
}


@pytest.mark.parametrize("name", CASES)
def test_switch_keeps_what_was_typed(reader, name):
    case = CASES[name]
    page = case.opened(reader)
    typed = values(page.content.decode()) | case.typed

    switched = switch(reader, page, typed)

    html = switched.content.decode()
    shown = {key: value for key, value in values(html).items() if value}
    assert (attribute(elements(html, "html")[0], "lang"), switched.status_code) == (
        "es",
        case.status,
    )
    assert shown == {key: value for key, value in typed.items() if value}
    assert "error-summary" not in html


@pytest.mark.parametrize("name", CASES)
def test_switch_sends_everything_that_one_can_type_into(reader, name):
    assert not_kept(CASES[name].opened(reader).content.decode()) == []


def test_switching_hands_nothing_in_and_erases_nothing(reader):
    for name in ("reply-and-pick-up", "erase", "save-by-mail", "come-back"):
        switch(reader, CASES[name].opened(reader), CASES[name].typed)

    assert Submission.objects.count() == 2
    assert not OutgoingMail.objects.exists()
    assert not Submission.objects.filter(messages__isnull=False).exists()


def test_form_of_the_mail_is_open_where_something_was_typed(reader):
    switched = switch(reader, saved(reader), {"email": "ana@"})

    folded = elements(switched.content.decode(), "details")
    assert ["open" in dict(each.attributes) for each in folded] == [True]


def test_address_of_the_mails_form_leads_back_to_its_page(reader):
    saved(reader)

    assert reader.get(f"{SAVE}mail/").url == SAVE


def test_receipt_of_an_erasure_is_kept(reader):
    secret = builders.hand_in().secret
    page = reader.post(f"/s/{secret}/erase/", {"sure": "yes"}, follow=True)

    switched = switch(reader, page, {})

    html = switched.content.decode()
    assert text(elements(html, "h1")[0]) == "Sus datos se han borrado"
    assert Erasure.objects.get().receipt in html


def test_receipt_is_shown_to_nobody_else(client):
    builders.hand_in()

    assert client.get("/erased/").url == "/"


def test_large_letters_stay_large(reader):
    page = own("?letters=large", **builders.BACK_STRAIN)(reader)

    switched = switch(reader, page, {"text": "Hello"})

    assert 'class="letters-large"' in switched.content.decode()


def test_code_of_answers_that_were_sent_leads_to_the_same_page_in_spanish(reader, settings):
    code = saved(reader).context["code"].text
    reader.post("/questionnaire/check/")
    page = Client().post(COME_BACK, {"code": code})

    switched = switch(Client(), page, {})

    heading = text(elements(switched.content.decode(), "h1")[0])
    assert heading == "Estas respuestas se enviaron"


def test_age_page_still_knows_where_to_go(reader):
    page = Client().post("/age/?next=/strains/x/", {"next": "/strains/x/"})

    switched = switch(Client(), page, {})

    assert switched.context["next"] == "/strains/x/"


def test_language_chosen_on_the_age_page_goes_before_that_of_the_wanted_address(client):
    wanted = client.get("/products/?q=a&lang=es")

    assert wanted.url == "/age/?next=%2Fproducts%2F%3Fq%3Da"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        pytest.param({}, "page=2", id="nothing-typed"),
        pytest.param({"q": "balm"}, "q=balm", id="another-search-begins-at-its-first-page"),
    ],
)
def test_page_of_the_catalogue_is_kept(reader, typed, page):
    for number in range(30):
        make.batch(make.product("cream", name=f"Cream {number}", slug=f"cream-{number}"))
    cache.clear()

    switched = switch(reader, reader.get("/products/?page=2"), typed)

    assert switched.redirect_chain == [(f"/products/?{page}", 302)]
