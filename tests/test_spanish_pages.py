"""Every page that patients and visitors can reach, in Spanish: nothing of it is left in English."""

from datetime import time
from decimal import Decimal

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import URLResolver, get_resolver
from django.utils import translation

from herbology.language_guess import guess
from herbology.outbox import OutgoingMail
from products.amounts import mg_in
from products.hours import in_words
from products.models import OpeningHours, ProductAllergen, Store, Strain
from recommendations.models import Message, Submission
from recommendations.notices import put_notice
from recommendations.questionnaire.pages import PAGES
from recommendations.questionnaire.store_mode import device
from tests.herbology.markup import attribute, elements
from tests.products import make
from tests.products.catalogue.pages import of_age
from tests.products.waiting_list.build import path_in
from tests.recommendations import builders
from tests.recommendations.questionnaire.answering import fill, post, url
from tests.spanish import english_on
from tests.switching import not_kept

pytestmark = pytest.mark.django_db

STRAIN, PRODUCT = "/strains/harbor-lantern/", "/products/fern-balm/"
PUBLIC = [
    *("/", "/muscle-spasms/", "/how-we-choose/", "/privacy/", "/nothing-here/"),
    *(
        "/age/",
        "/age/too-young/",
        "/products/",
        PRODUCT,
        STRAIN,
        "/products/what/",
        "/strains/what/",
    ),
    *("/products/?show=all", "/products/?q=zzzzzz", "/products/?q=helecho", "/products/?page=99"),
    *(
        "/products/?route=topical&chemotype=III&thc=over-10",
        "/products/?format=nothing&sort=most-thc",
    ),
    *("/questionnaire/", "/questionnaire/come-back/", "/questionnaire/no-such-question/"),
]
MAILED = {"reach_by": "email", "email": "sam@example.com"}
STORED = {
    "fits": builders.BACK_STRAIN,
    "waits": builders.SEDATED,
    "emergency": builders.EMERGENCY,
    "not-for-you": builders.PREGNANT,
    "no-product": builders.TWITCH,
}
# What only acts or answers machines, or is the staff's.
NO_PAGES = {
    *("healthz", "None", "design", "robots", "sitemap", "sitemap_section"),
    *("patient:keep", "patient:let_go", "patient:correct", "patient:newer", "patient:data_file"),
    *("questionnaire:again", "questionnaire:slip", "questionnaire:save-mail"),
    *("questionnaire:save-close", "questionnaire:store-leave", "questionnaire:store-clear"),
    *("questionnaire:store-alive", "questionnaire:store-mode"),
}
WALKED = {
    *("information:home", "information:muscle-spasms", "information:how-we-choose"),
    *("information:privacy", "catalogue:age", "catalogue:too_young", "catalogue:browse"),
    *("catalogue:product", "catalogue:strain", "questionnaire:start", "questionnaire:come-back"),
    *("questionnaire:page", "questionnaire:check", "questionnaire:stop", "questionnaire:save"),
    *("questionnaire:result", "questionnaire:store-still-there", "patient:result", "patient:data"),
    *("patient:erase", "patient:erased", "patient:reply", "patient:withdraw", "catalogue:tell_me"),
    *("catalogue:tell_me_sent", "catalogue:notice_confirm", "catalogue:notice_stop"),
}


@pytest.fixture(autouse=True)
def _today():
    cache.clear()
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture
def reader(client, settings):
    """Somebody of age who has chosen Spanish."""
    of_age(client)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    return client


@pytest.fixture
def shelf():
    """Two stores, one product with a Spanish name and one without, and everything that can be said of one."""
    strain = Strain.objects.create(
        name="Harbor Lantern", slug="harbor-lantern", plant_label="hybrid", chemotype="II",
        aroma_terpenes=["myrcene", "geraniol"],
    )  # fmt: skip
    balm = make.product(
        "balm", name="Fern balm for the hands", name_es="Bálsamo de helecho", slug="fern-balm",
        producer="Larkfold", pack_amount=Decimal(30), pack_unit="g", price=Decimal(28), strain=strain,
        ingredients="Made with the oil of the plant.", ingredients_known=True, contains_alcohol=True,
    )  # fmt: skip
    ProductAllergen.objects.create(product=balm, allergen="tree_nuts")
    flower = make.product("flower", name="The flower of the harbor", strain=strain)
    gummy = make.product(
        "gummy", name="Gummies with the sea", serving_amount=Decimal(1), servings=10
    )
    store = make.store(name="Elm Street", address="1 Elm Street", phone="203-555-0100")
    for each in (balm, flower, gummy):
        unit = "mg_per_serving" if each is gummy else "percent"
        make.batch(each, at=store, unit=unit)
        make.batch(each, at=store, unit=unit)
    make.batch(flower, at=make.store(), readings={"total_thc": "3", "total_cbd": "9"})
    return store


@pytest.fixture
def one_store(shelf):
    Store.objects.exclude(pk=shelf.pk).update(active=False)


def left(response, status=200):
    html = response.content.decode()

    assert response.status_code == status
    assert attribute(elements(html, "html")[0], "lang") == "es"
    assert not_kept(html) == []
    return english_on(html)


def all_pages(resolver=None, namespace=""):
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            if each.app_name != "admin":
                yield from all_pages(each, f"{each.namespace}:" if each.namespace else namespace)
        else:
            yield f"{namespace}{each.name}"


def test_every_page_there_is_is_walked_or_known_to_be_none():
    assert set(all_pages()) == WALKED | NO_PAGES


@pytest.mark.parametrize("path", PUBLIC)
def test_public_page_is_in_spanish(reader, shelf, path):
    response = reader.get(path)

    assert left(response, response.status_code) == []


@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_page_of_questions_is_in_spanish(reader, shelf, page):
    make.store()
    fill(reader, until=page)

    assert left(reader.get(url(page), follow=True)) == []


@pytest.mark.parametrize("page", [page.key for page in PAGES if page.key not in ("side", "store")])
def test_mistake_is_told_in_spanish(reader, one_store, page):
    fill(reader, until=page)
    nonsense = {
        "age": "old",
        "email": "x",
        "phone": "1",
        "reach_by": "email",
        "medication_other": "x" * 600,
    }

    assert left(reader.post(url(page), nonsense), 422) == []


@pytest.mark.parametrize("path", ["/questionnaire/check/", "/questionnaire/save/"])
def test_checking_and_saving_are_in_spanish(reader, one_store, path):
    fill(reader)
    response = reader.post(path, follow=True) if "save" in path else reader.get(path)

    assert left(response) == []


@pytest.mark.parametrize(
    "sign", ["chest_pain", "severe_abdominal_pain", "progressive_limb_weakness"]
)
def test_care_page_is_in_spanish(reader, sign):
    fill(reader, until="warning-signs")
    page = post(reader, "warning-signs", follow=True, red_flag=[sign])

    assert left(reader.get(page.url)) == []


@pytest.mark.parametrize("kind", STORED)
@pytest.mark.parametrize("path", ["", "data/", "erase/", "withdraw/"])
def test_page_of_answers_in_english_is_in_spanish_for_who_reads_spanish(reader, shelf, kind, path):
    secret = builders.hand_in(**STORED[kind]).secret

    assert left(reader.get(f"/s/{secret}/{path}")) == []


def test_message_that_cannot_be_sent_is_refused_in_spanish(reader):
    secret = builders.hand_in(**builders.SEDATED).secret

    assert left(reader.post(f"/s/{secret}/reply/", {"text": "", "shown": "0"}), 422) == []


def test_ended_and_unknown_pages_are_in_spanish(reader):
    secret = builders.hand_in(**builders.SEDATED).secret
    reader.post(f"/s/{secret}/withdraw/")

    assert left(reader.get(f"/s/{secret}/")) == []
    assert left(reader.get("/s/no-such-link/"), 404) == []


def test_receipt_of_an_erasure_is_in_spanish(reader):
    secret = builders.hand_in().secret

    assert left(reader.post(f"/s/{secret}/erase/", {"sure": "yes"}, follow=True)) == []


def test_messages_are_marked_with_the_language_they_are_written_in(reader):
    handed_in = builders.hand_in(**builders.SEDATED)
    for text in ("Please ask your doctor what this is.", "Gracias, se lo voy a preguntar."):
        Message.objects.create(submission=handed_in.submission, by=None, text=text, at=builders.NOW)

    html = reader.get(f"/s/{handed_in.secret}/").content.decode()

    assert '<div lang="en"><p>Please ask your doctor what this is.</p></div>' in html
    assert "<div><p>Gracias, se lo voy a preguntar.</p></div>" in html


def test_shared_tablet_is_in_spanish(reader, shelf):
    set_up = HttpResponse()
    device.mark(set_up, shelf.slug)
    reader.cookies.update(set_up.cookies)
    fill(reader, until="warning-signs")

    assert left(reader.get("/questionnaire/warning-signs/")) == []
    assert left(reader.get("/questionnaire/store-mode/still-there/")) == []
    assert left(reader.get(f"/s/{builders.hand_in().secret}/"), 403) == []


def test_result_on_a_shared_tablet_is_in_spanish(reader, one_store):
    set_up = HttpResponse()
    device.mark(set_up, Store.objects.get(active=True).slug)
    reader.cookies.update(set_up.cookies)
    fill(reader)

    assert left(reader.post("/questionnaire/check/", follow=True)) == []


def test_notice_is_in_the_language_the_answers_were_sent_in(reader):
    submission = builders.hand_in(contact=MAILED).submission
    Submission.objects.filter(pk=submission.pk).update(language="es")
    submission.refresh_from_db()
    by = User.objects.create_user("robin")
    message = Message.objects.create(submission=submission, by=by, text="Hi", at=make.NOW)

    with translation.override("en"):
        put_notice(submission, message, at=make.NOW, page_url=lambda secret: f"https://x/{secret}")
    mail = OutgoingMail.objects.get()

    assert (mail.subject, guess(mail.body)) == ("Hay algo para leer", "es")


def test_download_is_in_the_readers_language_and_the_words_of_then(reader):
    secret = builders.hand_in(**builders.SEDATED).secret

    text = reader.get(f"/s/{secret}/data.txt").content.decode()

    assert text.startswith("Sus datos en Herbology. Referencia")
    assert "Enviado: 22 de noviembre de 2026, 10:00 AM" in text


@pytest.mark.parametrize(("amount", "words"), [("2.5", "2.5 mg"), ("1200", "1200 mg")])
def test_amounts_have_the_point_that_stands_on_packs(amount, words):
    with translation.override("es"):
        assert mg_in(amount) == words


def test_hours_of_a_store_are_in_spanish():
    store = make.store()
    row = OpeningHours(store=store, weekday=0, opens=time(9), closes=time(18, 30))

    with translation.override("es"):
        assert in_words([row]) == ("Lunes: de 9:00 AM a 6:30 PM",)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        pytest.param("<p>Empezar el cuestionario</p>", [], id="spanish"),
        pytest.param("<p>Start the questionnaire</p>", ["Start the questionnaire"], id="ours"),
        pytest.param(
            "<p>Call 911, and do not drive yourself.</p>",
            ["Call 911, and do not drive yourself."],
            id="with-a-number",
        ),
        pytest.param(
            "<p>This was never in a catalog.</p>",
            ["This was never in a catalog."],
            id="in-no-catalog",
        ),
        pytest.param('<a title="You">x</a>', ["You"], id="attribute"),
        pytest.param('<p lang="en">Start the questionnaire</p>', [], id="marked"),
    ],
)
def test_english_is_seen(html, found):
    assert english_on(html) == found


def test_notice_that_a_product_is_back_is_in_spanish_from_asking_to_the_mail(reader, shelf):
    Store.objects.create(name="River Road", slug="river-road")
    page = f"{PRODUCT}tell-me/"
    asked = {"store": "river-road", "email": "ana@example.com"}

    assert left(reader.get(page)) == []
    assert left(reader.post(page, {}), 422) == []
    assert left(reader.post(page, asked, follow=True)) == []
    question = OutgoingMail.objects.get()
    assert guess(question.body) == "es"
    assert "Bálsamo de helecho" in question.body
    for stop in (False, True):
        link = path_in(question, stop=stop)
        assert left(reader.get(link)) == []
        assert left(reader.post(link)) == []
    assert left(reader.get("/back-in-stock/nonsense/"), 404) == []


def test_switch_keeps_the_address_that_was_typed_for_a_notice(reader, shelf):
    make.store()
    page = reader.post(f"{PRODUCT}tell-me/", {"email": "ana@example.com", "lang": "en"})

    assert (page.status_code, "ana@example.com" in page.content.decode()) == (200, True)
    assert not OutgoingMail.objects.exists()
