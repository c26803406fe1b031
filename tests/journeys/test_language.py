"""Changing the language in the middle of the questions, in a real browser."""

import pytest
from playwright.sync_api import expect

from recommendations.models import Submission
from tests.journeys import walker

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]


def test_language_is_changed_in_the_middle_and_nothing_is_lost(page, live_server):
    page.goto(f"{live_server.url}/questionnaire/")
    walker.answer_page(page, walker.ORDINARY)
    walker.go_on(page)
    page.locator("[name=spasm_location][value=lower_back]").check()

    page.get_by_role("button", name="Español").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("¿Dónde siente los espasmos?")
    expect(page.get_by_label("Parte baja de la espalda").first).to_be_checked()
    walker.go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("¿Tiene ahora algo de esto")


def test_answers_sent_in_spanish_give_a_page_in_spanish_which_can_be_read_in_english(
    page, live_server
):
    page.goto(f"{live_server.url}/?lang=es")
    walker.walk(page, live_server, **walker.BACK_STRAIN)
    walker.send(page)

    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert Submission.objects.get().language == "es"
    page.get_by_label("Su mensaje").fill("¿Puedo tomarlo con comida?")
    page.get_by_role("button", name="English").click()

    expect(page.get_by_label("Your message")).to_have_value("¿Puedo tomarlo con comida?")
    assert not Submission.objects.get().messages.exists()
