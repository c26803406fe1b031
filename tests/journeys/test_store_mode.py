"""A tablet that patients share: what one leaves behind, and what the next one finds."""

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import expect

from recommendations.models import Draft, Submission
from tests.journeys import walker
from tests.journeys.walker import BACK_STRAIN

pytestmark = [pytest.mark.browser, pytest.mark.matrix, pytest.mark.usefixtures("demo_shop")]

TYPED = BACK_STRAIN | {"name": "Quilla", "reach_by": "email", "email": "quilla@example.com"}
STORE_MODE, START = "/questionnaire/store-mode/", "**/questionnaire/"


def put_into_store_mode(page, live_server):
    user = User.objects.create_user("ann", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))
    walker.sign_in(page, live_server, "ann", "x", at=STORE_MODE)
    page.get_by_label("Herbology Elm Street").check()
    page.get_by_role("button", name="Start store mode").click()
    page.wait_for_url(START)


def finish(page):
    page.get_by_role("button", name="Finish and clear").first.click()
    page.get_by_text("Everything is cleared.").wait_for()


def personal(page):
    """What the page tells of Quilla, be it in words or in a field."""
    words = page.locator("main").inner_text()
    values = page.locator("main input:not([type=hidden])").evaluate_all(
        "(inputs) => inputs.filter((i) => i.checked || (i.type !== 'checkbox' && i.type !== 'radio'"
        " && i.value)).map((i) => i.value)"
    )
    return values + [told for told in ("Quilla", "quilla@", "Your reference") if told in words]


def everything_behind(page):
    """Press Back through all that patients have seen, to where the counselor had signed in."""
    for _press in range(40):
        page.go_back(wait_until="load")
        if "/admin/login/" in page.url:
            return
        yield page.url, personal(page)
    raise AssertionError(f"still at {page.url}")


def test_next_person_finds_nothing_and_the_last_opens_the_result_at_home(
    page, chromium, live_server
):
    put_into_store_mode(page, live_server)
    walker.walk(page, live_server, **TYPED)
    page.get_by_role("button", name="Send my answers").click()
    page.wait_for_url("**/questionnaire/result/")
    code = page.locator(".come-back-code").inner_text()
    finish(page)

    left = {url: found for url, found in everything_behind(page) if found}
    page.goto(f"{live_server.url}/admin/")

    assert left == {}
    assert page.get_by_label("Password").count() == 1
    assert Submission.objects.get().store.slug == "elm-street"

    context = chromium.new_context(java_script_enabled=False)
    at_home = context.new_page()
    at_home.goto(f"{live_server.url}/questionnaire/come-back/")
    at_home.get_by_label("What is your code?").fill(code.lower().replace("-", ""))
    at_home.get_by_role("button", name="Go on").click()
    at_home.wait_for_url("**/s/*/")
    assert Submission.objects.get().reference in at_home.locator(".reference").first.inner_text()
    context.close()


@pytest.fixture
def scripted(chromium, live_server):
    """A tablet with JavaScript, on a page with answers, whose clock the test moves."""
    context = chromium.new_context(viewport={"width": 800, "height": 1100})
    context.set_default_timeout(10_000)
    page = context.new_page()
    put_into_store_mode(page, live_server)
    page.clock.install()
    walker.answer_page(page, walker.ORDINARY)
    walker.go_on(page)
    yield page
    context.close()


def test_screen_asks_whether_somebody_is_there_and_clears_itself(scripted):
    scripted.clock.fast_forward("03:50")
    expect(scripted.get_by_role("dialog")).to_be_hidden()

    scripted.clock.fast_forward("00:15")
    scripted.get_by_role("button", name="Yes, go on").click()
    scripted.clock.fast_forward("03:50")
    expect(scripted.get_by_role("dialog")).to_be_hidden()
    assert Draft.objects.count() == 1

    scripted.clock.fast_forward("01:15")
    scripted.get_by_text("Everything is cleared.").wait_for()
    assert Draft.objects.count() == 0


def test_empty_first_page_stays_as_it_is_until_somebody_touches_it(scripted):
    finish(scripted)
    scripted.clock.fast_forward("20:00")
    expect(scripted.get_by_role("dialog")).to_be_hidden()

    scripted.get_by_label("How old are you?").fill("54")
    scripted.clock.fast_forward("05:01")

    expect(scripted.get_by_label("How old are you?")).to_have_value("")


def test_page_that_the_browser_kept_in_memory_is_not_shown_again(scripted):
    """Chromium keeps no page that says no-store; a browser that does tells of it like this."""
    other_tab = scripted.context.new_page()
    other_tab.goto(scripted.url)
    finish(other_tab)

    scripted.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")

    scripted.wait_for_url(START)
    assert personal(scripted) == []


def test_tab_that_was_cleared_elsewhere_clears_itself_when_it_is_touched(scripted):
    other_tab = scripted.context.new_page()
    other_tab.goto(scripted.url)
    finish(other_tab)

    scripted.clock.fast_forward("01:00")
    scripted.keyboard.press("Tab")

    scripted.wait_for_url(START)
