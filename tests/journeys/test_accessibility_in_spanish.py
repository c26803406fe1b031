"""Axe on the pages in Spanish, and that they reflow: longer words must fit where English does."""

import pytest

from tests.journeys import walker
from tests.journeys.test_accessibility import BACK_STRAIN, CATALOGUE, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]


@pytest.fixture(
    params=[(320, "light"), (1280, "dark")], ids=["narrow-by-day", "wide-screen-at-night"]
)
def page(chromium, request):
    width, scheme = request.param
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, locale="es-US"
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def looked_at(page):
    """Unfolded; and that it is in Spanish at all."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    language = page.locator("html").get_attribute("lang")
    return [*violations(page), *([] if language == "es" else [("language", language)])]


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/muscle-spasms/", "/how-we-choose/", "/privacy/", "/s/unknown/", "/nowhere/"),
        *("/questionnaire/nonsense/", "/questionnaire/come-back/"),
    ],
)
def test_single_page_is_accessible(page, live_server, path):
    page.goto(f"{live_server.url}{path}")

    assert looked_at(page) == []


def test_whole_questionnaire_and_result_are_accessible(page, live_server):
    found = walker.look_at_every_page(page, live_server, looked_at, **BACK_STRAIN)
    walker.send(page)
    found["result"] = looked_at(page)

    assert {url: each for url, each in found.items() if each} == {}


@pytest.mark.parametrize("sign", ["saddle_numbness", "progressive_limb_weakness"])
def test_care_page_is_accessible(page, live_server, sign):
    walker.walk(page, live_server, spasm_location=["calf"], red_flag=[sign])

    assert looked_at(page) == []


def test_catalogue_is_accessible(page, live_server):
    page.goto(f"{live_server.url}/products/")
    page.get_by_role("button", name="Sí, tengo").click()
    found = {}
    for path in CATALOGUE:
        page.goto(f"{live_server.url}/{path}")
        found[path] = looked_at(page)

    assert {path: each for path, each in found.items() if each} == {}
