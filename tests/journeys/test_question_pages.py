"""What a browser itself does on a page of questions: focus, Enter, and going back."""

import pytest
from playwright.sync_api import expect

from tests.journeys import walker
from tests.journeys.halfway import open_at
from tests.recommendations.questionnaire.answering import url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("committed_database"),
]


def test_errors_take_the_focus_on_a_page_opened_by_a_change_link(page, live_server):
    page = open_at(page.context, live_server, "")
    page.goto(f"{live_server.url}{url('contact')}?return=check#div_id_email")
    page.locator("#id_email").fill("sam@")

    walker.go_on(page)

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error: Question 15 of 15: How to reach you")
    assert page.locator("#id_email").input_value() == "sam@"


def test_enter_goes_on_and_back_keeps_what_was_typed(page, live_server):
    page = open_at(page.context, live_server, "contact")
    page.locator("#id_email").fill("sam@")
    page.get_by_role("button", name="Back").click()
    page.wait_for_url("**/daily-life/")

    walker.go_on(page)
    assert page.locator("#id_email").input_value() == "sam@"
    page.locator("#id_email").fill("sam@example.com")
    page.keyboard.press("Enter")

    page.wait_for_url("**/check/")
