"""Axe on every kind of page, on a phone in daylight and on a wide screen at night; and by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import expect

from recommendations.models import Submission
from tests.journeys import staff_pages, walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BACK_STRAIN = {
    "spasm_location": ["lower_back", "calf"],
    "cannabis_experience": "regular",
    "preferred_delivery": "edible",
}


@pytest.fixture(
    params=[(375, "light"), (1280, "dark")], ids=["phone-by-day", "wide-screen-at-night"]
)
def page(chromium, request):
    width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def broken_rules(page, rules):
    """What axe finds, as rule and place."""
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [(each["id"], node["target"]) for each in found for node in each["nodes"]]


def violations(page):
    """On our own pages, beyond WCAG: axe's best practice, and nothing that scrolls sideways."""
    places = broken_rules(page, [*WCAG, "best-practice"])
    wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return [*places, *([("scrolls-sideways", page.url)] if wider else [])]


@pytest.mark.parametrize("path", ["/", "/s/unknown/", "/questionnaire/nonsense/", "/nowhere/"])
def test_single_page_is_accessible(page, live_server, path):
    page.goto(f"{live_server.url}{path}")

    assert violations(page) == []


def test_whole_questionnaire_is_accessible_empty_and_with_errors(page, live_server):
    found = {}
    page.goto(f"{live_server.url}/questionnaire/")
    while not page.url.endswith("/check/"):
        url = page.url
        found[url] = violations(page)
        walker.go_on(page)
        if page.url == url:
            found[f"{url} with errors"] = violations(page)
            walker.answer_page(page, walker.ORDINARY | BACK_STRAIN)
            walker.go_on(page)
    found[page.url] = violations(page)

    assert {url: each for url, each in found.items() if each} == {}


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(BACK_STRAIN, id="suggestions"),
        pytest.param(BACK_STRAIN | {"medication_class": ["muscle_relaxant"]}, id="waiting"),
        pytest.param({"spasm_location": ["calf"], "pregnancy_status": "pregnant"}, id="pregnant"),
        pytest.param({"spasm_location": ["eyelid"], "spasm_pattern": "twitch"}, id="twitch"),
    ],
)
def test_result_is_accessible(page, live_server, answers):
    walker.walk(page, live_server, **answers)
    walker.send(page)
    for disclosure in page.locator("details > summary").all():
        disclosure.click()

    assert violations(page) == []


@pytest.mark.parametrize(
    "sign", ["saddle_numbness", "one_leg_swollen_warm", "progressive_limb_weakness"]
)
def test_care_page_is_accessible(page, live_server, sign):
    walker.walk(page, live_server, spasm_location=["calf"], red_flag=[sign])

    assert violations(page) == []


CATALOGUE = (
    *("age/?next=/products/", "age/too-young/", "products/", "products/?page=99"),
    *("products/?route=smoked&format=gummy&thc=over-10", "products/?q=hrabor+lantren&chemotype=x"),
    *("products/?q=lantern&show=all&format=gummy&sort=least-thc", "products/nothing/"),
    *("products/wren-hollow-flower-3-5-g/", "products/showcase-tincture-delisted/"),
    *("strains/harbor-lantern/", "strains/amber-sextant/"),
)


def test_catalogue_is_accessible_with_everything_unfolded(page, live_server):
    page.goto(f"{live_server.url}/products/")
    page.get_by_role("button", name="Yes, I am").click()
    found = {}
    for path in CATALOGUE:
        page.goto(f"{live_server.url}/{path}")
        for summary in page.locator("main details > summary").all():
            if summary.is_visible():
                summary.click()
        found[path] = violations(page)

    assert {path: each for path, each in found.items() if each} == {}


def test_staff_pages_are_accessible(page, live_server):
    walker.walk(page, live_server, **BACK_STRAIN)
    walker.send(page)
    User.objects.create_superuser("admin", password="admin")
    page.goto(f"{live_server.url}/admin/")
    found = {"sign-in": broken_rules(page, WCAG)}
    walker.sign_in(page, live_server, "admin", "admin")

    for path in staff_pages.paths():
        answer = page.goto(f"{live_server.url}/admin/{path}")
        found[path] = broken_rules(page, WCAG) if answer.ok else answer.status
    for model, actions in staff_pages.BULK.items():
        for action in actions:
            staff_pages.open_bulk(page, live_server.url, model, action)
            found[action] = broken_rules(page, WCAG)

    assert {path: each for path, each in found.items() if each} == {}


def test_first_pages_can_be_walked_by_keyboard_alone(page, live_server):
    page.goto(f"{live_server.url}/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()

    page.goto(f"{live_server.url}/questionnaire/")
    press_until(page, "consent", "Tab")
    page.keyboard.press("Space")
    press_until(page, "age", "Tab")
    page.keyboard.type("54")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questionnaire/where/")
    press_until(page, "spasm_location", "Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    assert page.locator("main [name=spasm_location]:checked").count() <= 1
    assert Submission.objects.count() == 0


def test_error_summary_takes_the_focus(page, live_server):
    page.goto(f"{live_server.url}/questionnaire/")

    page.get_by_role("button", name="Continue").click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error: ")


def press_until(page, name, key):
    """Press a key until the control of this name has the focus."""
    for _press in range(30):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached with {key}")
