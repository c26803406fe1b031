"""Somebody stops in the middle, writes a code down, and goes on in another browser."""

import pytest

from recommendations.models import Draft, Submission
from tests.journeys import walker
from tests.journeys.walker import BACK_STRAIN, ORDINARY

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]


def test_answers_go_on_in_another_browser_with_the_code(page, chromium, live_server):
    page.goto(f"{live_server.url}/questionnaire/")
    walker.answer_page(page, ORDINARY | {"answers_for": "other"})
    walker.go_on(page)
    page.get_by_label("Calf", exact=True).check()
    page.get_by_role("button", name="Save and finish later").click()
    code = page.locator(".come-back-code").inner_text()
    page.get_by_role("button", name="Close my answers here").click()
    page.get_by_text("Your answers are closed on this device.").wait_for()
    page.go_back()
    assert page.locator(".come-back-code").count() == 0

    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    elsewhere = context.new_page()
    elsewhere.goto(f"{live_server.url}/questionnaire/")
    elsewhere.get_by_role("link", name="Go on with your code").click()
    elsewhere.get_by_label("What is your code?").fill(f" {code.lower().replace('-', ' ')}")
    elsewhere.get_by_role("button", name="Go on").click()
    elsewhere.get_by_text("Welcome back.").wait_for()
    assert elsewhere.get_by_text("Here, “you” is the person who has the spasms.").count() == 1

    for _number in range(walker.MOST_PAGES):
        if elsewhere.url.endswith("/check/"):
            break
        walker.answer_page(elsewhere, ORDINARY | BACK_STRAIN)
        walker.go_on(elsewhere)
    walker.send(elsewhere)

    assert Draft.objects.count() == 1
    assert Submission.objects.get().answers["spasm_location"] == ["calf"]
    context.close()
