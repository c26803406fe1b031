"""Somebody looks for a product, on a phone: from a shared link past the question of age to a batch."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("demo_shop")]


def press(page, role, name):
    with page.expect_navigation():
        page.get_by_role(role, name=name).first.click()


def test_shared_list_leads_past_the_age_to_filters_a_product_and_its_strain(page, live_server):
    refused = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(f"{live_server.url}/products/?route=edible&thc=none")
    expect(page.get_by_role("heading", level=1)).to_have_text("Are you 18 or older?")

    press(page, "button", "Yes, I am 18 or older")
    assert page.url.endswith("/products/?route=edible&thc=none")

    page.locator(".filters-all > summary").click()
    page.get_by_text("Kind of product", exact=True).first.click()
    page.get_by_label("Capsule").check()
    press(page, "button", "Show products")
    assert page.url.endswith("/products/?route=edible&format=capsule&thc=none")
    for card in page.locator(".card-sheet").all():
        expect(card).to_contain_text("Capsule")
        expect(card).to_contain_text("none found")

    press(page, "link", "Take away: THC in one serving")
    press(page, "link", "Take all away")
    page.get_by_label("Search products").fill("harbour lantrn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/?q=*")
    press(page, "link", "harbor lantern")
    page.get_by_role("link", name=re.compile("^Harbor Lantern flower")).click()
    expect(page.get_by_text("Starts to act: within 10 minutes").first).to_be_visible()
    page.get_by_role("link", name="Harbor Lantern", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbor Lantern")
    assert refused == []


@pytest.mark.matrix
def test_filters_stand_open_on_a_wide_screen_and_need_no_mouse(page, live_server):
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/age/?next=/products/")
    page.get_by_role("button", name="Yes, I am 18 or older").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/products/")

    page.get_by_label("Swallowed").focus()
    page.keyboard.press("Space")
    expect(page.get_by_label("Swallowed")).to_be_checked()
    page.get_by_role("button", name="Show products").focus()
    page.keyboard.press("Enter")

    page.wait_for_url("**/products/?route=edible")


@pytest.mark.matrix
def test_younger_person_finds_the_way_back(page, live_server):
    page.goto(f"{live_server.url}/strains/harbor-lantern/")

    press(page, "button", "No, I am younger than 18")
    expect(page.get_by_role("heading", level=1)).to_have_text("These pages are for adults")
    press(page, "link", "Go to the home page")

    assert page.url == f"{live_server.url}/"
