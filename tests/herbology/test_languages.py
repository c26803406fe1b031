import pytest
from django.template import Context, Template
from django.utils import translation

from herbology.languages import in_language, other_languages
from tests.herbology.markup import attribute, elements, has_class, text

SPANISH = {"Accept-Language": "es-MX,es;q=0.9,en;q=0.5"}


def language_of(response):
    (html,) = elements(response.content.decode(), "html")
    return attribute(html, "lang")


def switch(response):
    """What leads to the other language: (tag, its words, its own language)."""
    return [
        (found.name, text(found), attribute(found, "lang"))
        for found in elements(response.content.decode(), "a", "button")
        if has_class(found, "language")
    ]


@pytest.mark.parametrize(
    ("headers", "language"),
    [
        pytest.param({}, "en", id="says-nothing"),
        pytest.param(SPANISH, "es", id="spanish"),
        pytest.param({"Accept-Language": "fr"}, "en", id="one-we-do-not-have"),
    ],
)
def test_page_is_in_the_browsers_language(client, headers, language):
    assert language_of(client.get("/", headers=headers)) == language


def test_address_asks_for_a_language_which_stays(client):
    asked = client.get("/?lang=es")

    assert language_of(asked) == "es"
    assert language_of(client.get("/privacy/", headers={"Accept-Language": "en"})) == "es"


def test_choice_goes_before_the_browsers_language(client):
    client.get("/?lang=en")

    assert language_of(client.get("/", headers=SPANISH)) == "en"


@pytest.mark.parametrize("asked", ["tlh", "", "es'--", "../es"])
def test_language_that_we_do_not_have_changes_nothing(client, settings, asked):
    response = client.get("/", {"lang": asked})

    assert (language_of(response), response.status_code) == ("en", 200)
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_cookie_is_out_of_reach_for_scripts_and_other_sites(client, settings):
    cookie = client.get("/?lang=es").cookies[settings.LANGUAGE_COOKIE_NAME]

    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("es", True, "Lax")


def test_switch_names_the_other_language_in_itself(client):
    assert switch(client.get("/")) == [("a", "Español", "es")]
    assert switch(client.get("/?lang=es")) == [("a", "English", "en")]


def test_switch_keeps_the_place_and_what_the_address_says(rf):
    with translation.override("en"):
        (spanish,) = other_languages(rf.get("/s/abc/?letters=large&lang=en&place=a&place=b"))

    assert spanish.url == "/s/abc/?letters=large&place=a&place=b&lang=es"


def test_caches_keep_languages_apart(client):
    varying = client.get("/").headers["Vary"]

    assert {"Accept-Language", "Cookie"} <= {name.strip() for name in varying.split(",")}


def test_page_that_does_not_exist_is_in_the_readers_language(client):
    missing = client.get("/nothing-here/?lang=es")

    assert (language_of(missing), missing.status_code) == ("es", 404)


def test_staff_read_english(client, db, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    login = client.get("/admin/login/", headers=SPANISH)

    assert language_of(login) == "en-us" or language_of(login) == "en"
    assert "Contraseña" not in login.content.decode()


@pytest.mark.parametrize(
    ("path", "own"),
    [
        pytest.param("/products/", "http://testserver/products/", id="in-the-visitors-language"),
        pytest.param("/products/?lang=es", "http://testserver/products/?lang=es", id="in-spanish"),
    ],
)
def test_search_engines_are_told_of_the_page_in_each_language(rf, path, own):
    template = Template("{% load herbology_languages %}{% canonical_links address %}")
    address = "http://testserver/products/"

    html = template.render(Context({"request": rf.get(path), "address": address}))
    links = [
        (attribute(e, "hreflang") or "own", attribute(e, "href")) for e in elements(html, "link")
    ]

    assert links == [
        ("own", own),
        ("en", f"{address}?lang=en"),
        ("es", f"{address}?lang=es"),
        ("x-default", address),
    ]


def test_language_is_added_to_an_address_that_asks_for_something_already():
    assert in_language("/products/?page=2", "es") == "/products/?page=2&lang=es"
