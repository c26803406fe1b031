import pytest

from products.catalogue.age import CONFIRMED, own_page
from tests.products import make
from tests.products.catalogue.pages import heading, html_of, links, meta

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/products/", "/products/?q=a%26b&route=edible", "/products/x/", "/strains/x/"]
)
def test_products_and_strains_ask_for_the_age_first_and_come_back(client, path):
    asked = client.get(path)
    page = client.get(asked.headers["Location"])
    answered = client.post("/age/", {"next": page.context["next"], "of_age": "yes"})

    assert (asked.status_code, asked.headers["Location"].split("=")[0]) == (302, "/age/?next")
    assert (answered.status_code, answered.headers["Location"]) == (302, path)


def test_answer_is_remembered_for_the_session(client):
    client.post("/age/", {"of_age": "yes"})

    assert client.get("/products/").status_code == 200
    assert client.get("/products/nothing/").status_code == 404


def test_everything_else_is_open(client):
    for path in ("/", "/questionnaire/", "/age/", "/age/too-young/", "/robots.txt"):
        assert client.get(path).status_code == 200


def test_search_engine_is_asked_like_everybody(client):
    make.batch(make.product(slug="quiet"))

    answer = client.get("/products/quiet/", headers={"user-agent": "Googlebot/2.1"})

    assert answer.status_code == 302


def test_page_asks_with_two_buttons_and_stays_out_of_search_engines(client, settings):
    settings.MINIMUM_AGE = 21

    page = client.get("/age/?next=/products/")

    assert heading(page) == "Are you 21 or older?"
    assert "Yes, I am 21 or older" in html_of(page)
    assert "No, I am younger than 21" in html_of(page)
    assert meta(page, "robots") == ["noindex"]
    assert "no-store" in page.headers["Cache-Control"]


def test_younger_person_is_told_kindly_and_nothing_is_remembered(client):
    answered = client.post("/age/", {"of_age": "no", "next": "/products/"}, follow=True)

    assert heading(answered) == "These pages are for adults"
    assert links(answered)["I pressed the wrong button"] == "/age/"
    assert CONFIRMED not in client.session
    assert client.get("/products/").status_code == 302


@pytest.mark.parametrize("answer", [{}, {"of_age": ""}, {"of_age": "perhaps"}])
def test_no_answer_is_asked_again_and_the_page_is_kept(client, answer):
    page = client.post("/age/", answer | {"next": "/strains/x/"})

    assert page.status_code == 422
    assert "Please press one of the two buttons." in html_of(page)
    assert page.context["next"] == "/strains/x/"


def test_raised_age_asks_again(client, settings):
    client.post("/age/", {"of_age": "yes"})
    settings.MINIMUM_AGE = 21

    assert client.get("/products/").status_code == 302


@pytest.mark.parametrize("kept", [True, "18", None, [18]])
def test_session_that_says_something_else_is_asked(client, kept):
    session = client.session
    session[CONFIRMED] = kept
    session.save()

    assert client.get("/products/").status_code == 302


@pytest.mark.parametrize(
    ("address", "ours"),
    [
        ("/products/?q=a", "/products/?q=a"),
        ("/strains/blue-hill/#label", "/strains/blue-hill/#label"),
        ("https://evil.example/", "/products/"),
        ("//evil.example/", "/products/"),
        ("/\\evil.example", "/products/"),
        ("javascript:alert(1)", "/products/"),
        ("products/", "/products/"),
        ("/age/?next=/age/", "/products/"),
        ("/age/too-young/", "/products/"),
        ("/a\nb", "/products/"),
        ("/" + "x" * 3000, "/products/"),
        ("", "/products/"),
        (None, "/products/"),
    ],
)
def test_only_pages_of_ours_are_led_to(address, ours):
    assert own_page(address) == ours


def test_pages_behind_the_question_are_kept_by_no_shared_cache(client, adult):
    assert "private" in adult.get("/products/").headers["Cache-Control"]


def test_catalogue_takes_no_post(adult):
    assert adult.post("/products/").status_code == 405
