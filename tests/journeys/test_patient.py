"""Six people walk from the first question to their own page, with JavaScript and without.

One of them without JavaScript in the short run, all of them both ways in the long one.
"""

import pytest
from django.utils import timezone

from recommendations.desk.claims import claim
from recommendations.models import Review, Submission
from recommendations.publish import decide
from tests.journeys.walker import BACK_STRAIN, send, walk

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("demo_shop")]

MS_WITH_BACLOFEN = {
    "age": "48",
    "spasm_location": ["whole_body_or_multiple"],
    "spasm_pattern": "spasticity",
    "episode_duration": "persistent_over_24_hours",
    "problem_duration": "over_12_weeks",
    "timing": ["constant"],
    "psfs_frequency": "3",
    "nrs_severity": "7",
    "diagnosis": ["multiple_sclerosis"],
    "medication_class": ["muscle_relaxant"],
    "preferred_delivery": "smoked",
}


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def section_headings(page):
    return page.locator("main h2").all_inner_texts()


def suggested_routes(page):
    captions = page.locator("article.suggestion .caption").all_inner_texts()
    return [caption.split(" · ")[0] for caption in captions]


def warnings(page):
    return page.locator(".warning h3").all_inner_texts()


def test_ms_with_baclofen_waits_for_a_counselor_then_shows_tincture_first(
    page, live_server, django_user_model
):
    walk(page, live_server, **MS_WITH_BACLOFEN)
    send(page)

    assert heading(page) == "A Patient Counselor checks this result"
    assert suggested_routes(page) == []
    assert "Keep taking your medicines" in warnings(page)

    counselor, at = django_user_model.objects.create_user("counselor"), timezone.now()
    submission = Submission.objects.get()
    claim(submission=submission, by=counselor, at=at)
    decide(submission=submission, decision=Review.Decision.PUBLISH, by=counselor, at=at)
    page.reload()

    assert suggested_routes(page)[:2] == [
        "Under the tongue (tincture or spray)",
        "Swallowed (edible or capsule)",
    ]


@pytest.mark.matrix
def test_back_strain_sees_cream_and_vapor_at_once_and_why_not_edible(page, live_server):
    walk(page, live_server, **BACK_STRAIN)
    send(page)

    assert heading(page) == "We found no warning signs in your answers"
    assert suggested_routes(page)[:2] == ["On the skin (cream or balm)", "Vaporized flower or oil"]
    ruled_out = page.locator("article.route-out", has_text="Swallowed").inner_text()
    assert "X-CAP" in ruled_out


@pytest.mark.matrix
def test_saddle_numbness_ends_the_questions_with_a_care_page_and_a_call(page, live_server):
    walk(page, live_server, spasm_location=["lower_back"], red_flag=["saddle_numbness"])

    assert page.locator(".care .care-strength").inner_text() == "Emergency"
    assert page.locator("article.suggestion, article.route").count() == 0

    page.locator("main [name=name]").fill("Mo")
    page.locator("main [name=phone]").fill("555 0100")
    page.get_by_role("button", name="Ask for a call").click()
    page.get_by_role("status").wait_for()

    submission = Submission.objects.get()
    assert submission.disposition == "emergency"
    assert submission.call == {"name": "Mo", "phone": "555 0100"}


@pytest.mark.matrix
def test_pregnancy_is_told_kindly_that_nothing_is_suggested(page, live_server):
    walk(page, live_server, spasm_location=["calf"], pregnancy_status="pregnant")
    send(page)

    assert heading(page) == "We cannot suggest a product for you"
    assert "Not in pregnancy or while breastfeeding" in warnings(page)
    assert page.locator("article.suggestion, article.route").count() == 0


@pytest.mark.matrix
def test_warfarin_is_told_to_ask_the_prescriber_first(page, live_server):
    walk(
        page,
        live_server,
        age="70",
        spasm_location=["shoulder"],
        medication_class=["warfarin_vka"],
        preferred_delivery="edible",
    )
    send(page)

    assert heading(page) == "Talk with your doctor first"
    assert page.locator("article.suggestion, article.route").count() == 0


@pytest.mark.matrix
def test_eyelid_twitch_gets_self_care_instead_of_a_cream(page, live_server):
    walk(
        page,
        live_server,
        age="29",
        spasm_location=["eyelid"],
        spasm_pattern="twitch",
        episode_duration="seconds_to_10_minutes",
        preferred_delivery="topical",
    )
    send(page)

    assert "We are not suggesting a product" in section_headings(page)
    assert "What can help without cannabis" in page.locator("main h3").all_inner_texts()
    assert page.locator("article.suggestion").count() == 0
