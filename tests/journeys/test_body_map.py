"""Choosing places in the picture and in the list, by touch, by keyboard, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.journeys import walker
from tests.journeys.halfway import open_at

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("committed_database"),
]

LEAF = "rgb(29, 91, 62)"  # of tokens.css, by day


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def phone(chromium, live_server, request):
    """The page of places on a phone that is touched."""
    context = chromium.new_context(
        viewport={"width": 375, "height": 800},
        has_touch=True,
        color_scheme="light",
        java_script_enabled=request.param,
    )
    yield open_at(context, live_server, "where")
    context.close()


def box(page, place):
    return page.locator(f"main input[value={place}]")


def spots(page, place):
    return page.locator(f"label.body-spot[for={box(page, place).get_attribute('id')}]")


def expect_in_step(page, chosen):
    """The list holds these places and no others, and so does the picture."""
    assert page.locator("main input:checked").evaluate_all("all => all.map(b => b.value)") == chosen
    filled = page.locator(".part").evaluate_all(
        """(parts, colour) => parts.filter((part) => getComputedStyle(part).fill === colour)
            .map((part) => /at-(\\w+)/.exec(part.getAttribute("class"))[1])""",
        LEAF,
    )
    assert sorted(set(filled)) == sorted(chosen)


def test_touch_of_the_picture_ticks_the_list_and_takes_it_off_again(phone):
    spots(phone, "calf").first.tap()
    spots(phone, "lower_back").tap()
    expect_in_step(phone, ["lower_back", "calf"])

    spots(phone, "calf").last.tap()
    expect_in_step(phone, ["lower_back"])

    walker.go_on(phone)
    assert phone.url.endswith("/warning-signs/")


def test_keyboard_in_the_list_shows_in_the_picture(phone):
    box(phone, "eyelid").focus()
    for _press in range(2):
        phone.keyboard.press("Tab")
    expect(box(phone, "jaw")).to_be_focused()
    drawn = phone.locator(".part.at-jaw").first
    assert drawn.evaluate("part => getComputedStyle(part).strokeWidth") == "3.5px"

    phone.keyboard.press("Space")
    expect_in_step(phone, ["jaw"])


def test_spots_are_large_enough_for_a_finger(phone):
    sizes = phone.locator(".body-spot").evaluate_all(
        "all => all.map(spot => spot.getBoundingClientRect()).map(r => Math.min(r.width, r.height))"
    )

    assert min(sizes) >= 24


@pytest.mark.parametrize("phone", [True], indirect=True, ids=["with-javascript"])
def test_touch_does_not_scroll_away_and_says_what_was_chosen(phone):
    spots(phone, "throat").scroll_into_view_if_needed()
    before = phone.evaluate("scrollY")

    spots(phone, "throat").tap()

    expect(phone.locator(".body-map-names")).to_have_text("Chosen: Throat")
    expect(phone.locator(".body-map-hint")).to_contain_text("is a warning sign")
    assert phone.evaluate("scrollY") == before
    expect(phone.get_by_role("checkbox", name="Throat", exact=True)).to_be_checked()
