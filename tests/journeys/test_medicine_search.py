"""Finding medicines by name, with the keyboard; and the plain list where no script runs."""

import pytest
from playwright.sync_api import expect

from recommendations.models import Draft
from tests.journeys import walker
from tests.journeys.halfway import open_at

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("committed_database"),
]


@pytest.fixture
def page(chromium, live_server):
    context = chromium.new_context(viewport={"width": 375, "height": 800})
    yield open_at(context, live_server, "medicines")
    context.close()


def search(page, name):
    page.get_by_role("searchbox", name="Search by name").fill(name)


def chosen(page):
    return page.locator("main input:checked").evaluate_all("all => all.map(box => box.value)")


def said(page, text):
    expect(page.locator(".medicine-search [role=status]")).to_have_text(text)


def rows(page):
    return page.locator(".medicine-found button").all_inner_texts()


@pytest.mark.parametrize(
    ("name", "said_of_it", "lines"),
    [
        ("Lioresal", "Lioresal (baclofen): “Muscle relaxant” is chosen.", ["muscle_relaxant"]),
        ("BACLOFEN", "baclofen: “Muscle relaxant” is chosen.", ["muscle_relaxant"]),
        ("ónfi", "Onfi (clobazam): “Clobazam, for seizures” is chosen.", ["clobazam"]),
    ],
)
def test_name_and_enter_choose_its_line_and_say_so(page, name, said_of_it, lines):
    search(page, name)
    page.keyboard.press("Enter")

    said(page, said_of_it)
    assert chosen(page) == lines


def test_medicine_of_two_lines_chooses_both(page):
    search(page, "primidone")
    page.keyboard.press("Enter")

    assert chosen(page) == ["benzodiazepine", "cyp3a4_strong_inducer"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("lior", "Lioresal (baclofen)"),
        ("baclofin", "baclofen"),
        ("zanaflx", "Zanaflex (tizanidine)"),
        ("lyirca", "Lyrica (pregabalin)"),
        ("baclofen 10 mg", "baclofen"),
    ],
)
def test_half_a_name_or_a_slip_is_offered_and_never_chosen_by_itself(page, typed, offered):
    search(page, typed)
    page.keyboard.press("Enter")

    first = page.locator(".medicine-found button").first
    expect(first).to_be_focused()
    assert first.inner_text().startswith(f"{offered}: choose ")
    assert chosen(page) == []
    page.keyboard.press("Enter")
    assert len(chosen(page)) == 1


def test_unknown_name_goes_to_the_other_medicines_and_is_kept(page):
    page.locator("#id_medication_other").fill("ginkgo")
    search(page, "Ondansetron")
    assert rows(page) == ["Add “Ondansetron” to my other medicines"]
    said(page, "We do not know “Ondansetron”. You can add it below the list, and a Patient Counselor looks at it.")  # fmt: skip

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    said(page, "“Ondansetron” now stands below the list, under other medicines.")
    page.locator("main input[value=none]").check()
    walker.go_on(page)

    assert Draft.objects.get().data["pages"]["medicines"] == {
        "medication_class": ["none"],
        "medication_other": "ginkgo, Ondansetron",
    }


def test_found_medicine_takes_none_of_these_off(page):
    page.locator("main input[value=none]").check()

    search(page, "Lioresal")
    page.keyboard.press("Enter")

    said(page, "Lioresal (baclofen): “Muscle relaxant” is chosen. “None of these” is no longer chosen.")  # fmt: skip
    assert chosen(page) == ["muscle_relaxant"]


def test_unknown_medicine_takes_no_medicine_at_all_off(page):
    page.locator("main input[value=nothing]").check()

    search(page, "ondansetron")
    page.locator(".medicine-found button").click()

    said(page, "“ondansetron” now stands below the list, under other medicines. “I take no medicine at all” is no longer chosen.")  # fmt: skip
    assert chosen(page) == []


def test_name_left_in_the_box_is_not_lost_by_going_on(page):
    page.locator("main input[value=none]").check()
    search(page, "Lioresal")

    page.get_by_role("button", name="Continue").click()

    said(page, "“Lioresal” is not chosen yet. Choose it, add it to your other medicines, or empty the box.")  # fmt: skip
    assert page.url.endswith("/medicines/")


def test_text_that_would_be_too_long_is_not_added(page):
    page.locator("#id_medication_other").fill("x" * 495)
    search(page, "ondansetron")

    page.locator(".medicine-found button").click()

    said(page, "There is no room left under other medicines. Please shorten what stands there.")
    assert page.locator("#id_medication_other").input_value() == "x" * 495


def test_searched_words_leave_the_browser_in_no_request(page):
    sent = []
    page.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))

    for typed in ("Coumadin", ""):
        search(page, typed)
    page.locator("main input[value=none]").check()
    walker.go_on(page)

    assert [each for each in sent if "medication_class" in each] != []
    assert [each for each in sent if "oumadin" in each] == []


def test_list_alone_serves_without_a_script(chromium, live_server):
    context = chromium.new_context(java_script_enabled=False)
    page = open_at(context, live_server, "medicines")

    expect(page.locator(".medicine-search")).to_be_hidden()
    page.locator("main input[value=muscle_relaxant]").check()
    walker.go_on(page)

    assert page.url.endswith("/experience/")
    context.close()
