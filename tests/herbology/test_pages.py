import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import call_command
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure

from tests.herbology.markup import attribute, elements, has_class, ids, text, within

SITE = " \N{EN DASH} Herbology"
MANIFEST = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
}


@pytest.fixture
def request_for_home(rf: RequestFactory) -> HttpRequest:
    return rf.get("/")


@pytest.fixture
def home(client: Client) -> str:
    return client.get("/").content.decode()


def error_page(name: str, request: HttpRequest) -> tuple[int, str]:
    response = {
        "400": lambda: defaults.bad_request(request, ValueError()),
        "403": lambda: defaults.permission_denied(request, ValueError()),
        "403_csrf": lambda: csrf_failure(request),
        "404": lambda: defaults.page_not_found(request, ValueError()),
        "500": lambda: defaults.server_error(request),
    }[name]()
    return response.status_code, response.content.decode()


ERROR_PAGES = ["400", "403", "403_csrf", "404", "500"]


def test_home_needs_no_query(client: Client, db: None, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):
        response = client.get("/")

    assert response.status_code == 200


def test_home_refuses_post(client: Client) -> None:
    assert client.post("/").status_code == 405


def test_home_has_one_h1_and_headings_in_steps(home: str) -> None:
    levels = [int(e.name[1]) for e in elements(home, "h1", "h2", "h3", "h4")]

    assert levels.count(1) == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == []


def test_home_leads_into_the_questionnaire(home: str) -> None:
    buttons = [
        attribute(link, "href")
        for link in elements(home, "a")
        if "btn-start" in (attribute(link, "class") or "")
    ]

    assert buttons == ["/questionnaire/", "/questionnaire/"]


def test_home_says_where_one_is(home: str) -> None:
    current = [text(a) for a in elements(home, "a") if attribute(a, "aria-current") == "page"]

    assert current == ["Herbology"]


def test_home_leads_to_what_can_be_read_first(home: str) -> None:
    doors = [e for e in elements(home, "div") if has_class(e, "door")]

    links = [attribute(a, "href") for door in doors for a in within(door, "a")]

    assert links == ["/muscle-spasms/", "/products/", "/how-we-choose/"]


def test_every_page_leads_to_the_others(home: str) -> None:
    navs = [[attribute(a, "href") for a in within(nav, "a")] for nav in elements(home, "nav")]

    assert navs == [
        ["/muscle-spasms/", "/products/", "/questionnaire/"],
        ["/muscle-spasms/", "/how-we-choose/", "/products/", "/privacy/", "/questionnaire/"],
    ]


def test_home_asks_no_other_site_for_anything(home: str) -> None:
    addresses = [
        attribute(element, name)
        for element in elements(home)
        for name in ("href", "src")
        if attribute(element, name)
    ]

    ours = ("/", "#", "tel:", "http://testserver/")
    assert [a for a in addresses if not a.startswith(ours)] == []


def test_home_has_no_inline_style_or_script(home: str) -> None:
    names = {name for element in elements(home) for name, _value in element.attributes}

    assert elements(home, "script", "style") == []
    assert {name for name in names if name == "style" or name.startswith("on")} == set()


@pytest.mark.parametrize(
    "claim",
    ["cure", "treats", "cures", "heals", "relief", "will work for", "prescription", "guarantee"],
)
def test_home_makes_no_claim(home: str, claim: str) -> None:
    said = text(elements(home, "main")[0]).replace(
        "It does not say that a product will work for you.", ""
    )

    assert re.findall(rf"\b{claim}\b", said, re.IGNORECASE) == []


def test_base_skip_link_leads_to_the_main_part(home: str) -> None:
    skip = elements(home, "a")[0]

    assert (attribute(skip, "href"), text(skip)) == ("#main", "Skip to main content")
    assert ids(home).count("main") == 1


def test_base_title_names_page_and_site(request_for_home: HttpRequest) -> None:
    template = engines["django"].from_string(
        '{% extends "base.html" %}{% block title %}Where does it hurt?{% endblock %}'
    )

    title = elements(template.render({}, request_for_home), "title")[0]

    assert text(title) == f"Where does it hurt?{SITE}"


def test_base_title_of_a_page_with_errors_says_so(request_for_home: HttpRequest) -> None:
    template = engines["django"].from_string(
        '{% extends "base.html" %}{% block title %}Your age{% endblock %}'
    )

    title = elements(template.render({"form": {"errors": ["x"]}}, request_for_home), "title")[0]

    assert text(title) == f"Error: Your age{SITE}"


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_keeps_its_status(name: str, request_for_home: HttpRequest) -> None:
    status, _html = error_page(name, request_for_home)

    assert status == int(name[:3])


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_has_a_way_on(name: str, request_for_home: HttpRequest) -> None:
    _status, html = error_page(name, request_for_home)

    main = elements(html, "main")[0]

    assert [text(h1) for h1 in elements(html, "h1")] == [
        text(elements(html, "title")[0]).removesuffix(SITE)
    ]
    assert "Go to the home page" in text(main)


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_is_kept_out_of_search(name: str, request_for_home: HttpRequest) -> None:
    _status, html = error_page(name, request_for_home)

    robots = [
        attribute(e, "content") for e in elements(html, "meta") if attribute(e, "name") == "robots"
    ]

    assert robots == ["noindex"]


def test_error_page_500_needs_no_context() -> None:
    assert "It is not your fault." in render_to_string("500.html")


def test_error_page_for_an_unknown_address_is_ours(client: Client) -> None:
    response = client.get("/no-such-page/")

    assert response.status_code == 404
    assert "We could not find this page" in response.content.decode()


def test_static_files_are_complete_when_hashed(
    client: Client, settings: object, tmp_path: Path
) -> None:
    settings.STORAGES = settings.STORAGES | MANIFEST
    settings.STATIC_ROOT = tmp_path

    call_command("collectstatic", interactive=False, verbosity=0)
    html = client.get("/").content.decode()

    hashed = [
        attribute(link, "href")
        for link in elements(html, "link")
        if attribute(link, "rel") not in ("canonical", "alternate")
    ]
    assert hashed
    assert [href for href in hashed if not re.search(r"\.[0-9a-f]{12}\.(css|svg)$", href)] == []


@pytest.mark.parametrize(
    ("method", "path"), [("get", "/age/"), ("post", "/age/"), ("get", "/admin/login/")]
)
def test_far_too_many_values_are_answered_with_a_page(client, db, method, path):
    client.raise_request_exception = False
    many = "&".join(f"route=x{number}" for number in range(1500))

    if method == "get":
        page = client.get(f"{path}?{many}")
    else:
        page = client.post(path, many, content_type="application/x-www-form-urlencoded")

    assert page.status_code == 400
    assert "We could not read that" in page.content.decode()
