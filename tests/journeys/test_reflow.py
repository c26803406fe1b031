"""On a screen of 320 px, with letters twice as large as usual, no page of a patient scrolls sideways."""

import pytest

from tests.journeys import walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]

WIDTH = 320
# Chromium's own setting is 16 and 13: unlike zoom, it leaves the width as it is.
TWICE = {"standard": 32, "fixed": 26}


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport={"width": WIDTH, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": TWICE})
    yield page
    context.close()


def too_wide(page):
    """How many pixels the page is too wide with all its folded parts open, and its text's size."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    return page.evaluate(
        "[document.documentElement.scrollWidth - window.innerWidth,"
        " getComputedStyle(document.body).fontSize]"
    )


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/muscle-spasms/", "/how-we-choose/", "/privacy/", "/s/unknown/", "/x/"),
        "/questionnaire/nonsense/",
    ],
)
def test_single_page_reflows(page, live_server, path):
    page.goto(f"{live_server.url}{path}")

    assert too_wide(page) == [0, "36px"]


def test_questionnaire_and_result_reflow_empty_and_with_errors(page, live_server):
    found = walker.look_at_every_page(page, live_server, too_wide, **walker.BACK_STRAIN)
    walker.send(page)
    found["result"] = too_wide(page)

    assert {url: each for url, each in found.items() if each != [0, "36px"]} == {}


@pytest.mark.parametrize(
    "sign", ["chest_pain", "one_leg_swollen_warm", "progressive_limb_weakness"]
)
def test_care_page_reflows(page, live_server, sign):
    walker.walk(page, live_server, spasm_location=["calf"], red_flag=[sign])

    assert too_wide(page) == [0, "36px"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_catalogue_reflows(page, live_server, language):
    page.goto(f"{live_server.url}/age/?lang={language}")
    page.locator("button[value=yes]").click()
    paths = [
        *("/products/", "/products/?page=99", f"/products/?q={'a' * 200}"),
        "/products/?route=topical&thc=over-10",
        *("/products/oat-cookies-1-to-1-2-5-mg/", "/products/showcase-tincture-sold-out/"),
        *("/strains/mossbell/", "/strains/candle-marsh/"),
    ]
    found = {}
    for path in paths:
        page.goto(f"{live_server.url}{path}")
        found[path] = too_wide(page)

    assert {path: each for path, each in found.items() if each != [0, "36px"]} == {}
