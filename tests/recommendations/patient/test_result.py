from datetime import timedelta

import pytest
from django.urls import reverse

from products.models import Batch
from recommendations.links import LIFETIME
from recommendations.models import AccessLink, Submission
from recommendations.patient.presentation import NOTHING_MESSAGE, present
from tests.products import make
from tests.recommendations.builders import (
    BACK_STRAIN,
    EMERGENCY,
    NOW,
    PREGNANT,
    SEDATED,
    TWITCH,
    hand_in,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def cream():
    of = make.product("cream", name="Plain cream", ingredients_known=True)
    return make.batch(of, readings={"total_thc": "0.1", "total_cbd": "1.2"}, number="CR-1")


def open_page(client, **pages):
    submitted = hand_in(**pages)
    return client.get(reverse("patient:result", args=[submitted.secret]))


def text(response):
    return " ".join(response.content.decode().split())


def test_published_result_names_product_batch_and_rule(client, cream):
    page = text(open_page(client, **BACK_STRAIN))

    for expected in (
        "Plain cream",
        "CR-1",
        "CHEMO-TOPICAL",
        "1.2 %",
        "What was ruled out, and why",
    ):
        assert expected in page


def test_result_that_waits_shows_the_message_and_no_route(client, cream):
    response = open_page(client, **SEDATED)

    page = response.context["page"]
    assert (page.waiting, page.routes, page.suggestions, page.ruled_out) == (True, (), (), ())
    assert "Plain cream" not in text(response)
    assert "A Patient Counselor reads your answers before we show" in text(response)


def test_result_that_waits_still_warns_but_not_about_routes(client, cream):
    waiting = open_page(client, **SEDATED).context["page"]

    titles = {warning.title for warning in waiting.warnings}
    assert "Keep taking your medicines" in titles
    assert "Only on healthy skin" not in titles


def test_published_result_no_longer_says_that_it_waits(client, cream):
    submitted = hand_in(**SEDATED)
    Submission.objects.update(state=Submission.State.PUBLISHED)

    page = client.get(reverse("patient:result", args=[submitted.secret])).context["page"]

    assert (page.waiting, page.title) == (False, "A Patient Counselor has checked this result")


def test_withheld_result_says_so(client, cream):
    submitted = hand_in(**BACK_STRAIN)
    Submission.objects.update(state=Submission.State.WITHHELD)

    response = client.get(reverse("patient:result", args=[submitted.secret]))

    assert response.context["page"].suggestions == ()
    assert "holds back suggestions for now" in text(response)


def test_emergency_page_is_an_instruction_and_nothing_else(client, cream):
    page = open_page(client, **EMERGENCY).context["page"]

    assert (page.care, page.routes, page.suggestions) == ("emergency", (), ())
    assert len(page.warnings) == 1


def test_emergency_page_says_which_sign_and_offers_the_call(client, cream):
    page = text(open_page(client, **EMERGENCY))

    assert 'href="tel:911"' in page
    assert "New numbness around your genitals" in page


def test_pregnancy_page_shows_no_route_and_no_empty_shelf(client, cream):
    page = open_page(client, **PREGNANT).context["page"]

    assert (page.waiting, page.routes, page.ruled_out, page.empty) == (False, (), (), "")


def test_pregnancy_page_names_the_rule_that_decided_and_nothing_unasked(client, cream):
    page = open_page(client, **PREGNANT).context["page"]

    assert [caution.rule for caution in page.cautions_told] == ["H05"]


def test_caution_that_ruled_a_route_out_is_said_only_there(client, cream):
    page = open_page(client, **TWITCH).context["page"]

    assert "H15" in {reason.rule for out in page.ruled_out for reason in out.reasons}
    assert page.cautions_told == ()


def test_result_is_in_the_order_in_which_it_is_needed(client, cream):
    page = text(open_page(client, **BACK_STRAIN))

    headings = ("What happens now", "Keep this page", "What fits your answers")
    headings += ("What to watch for", "The ways of taking it", "What was ruled out")
    places = [page.index(f">{heading}") for heading in headings]
    assert places == sorted(places)


def test_twitch_page_answers_before_all_else(client):
    page = text(open_page(client, **TWITCH))

    assert page.index(">We are not suggesting a product") < page.index(">Keep this page")


def test_heavy_warnings_stand_above_the_products(client):
    make.batch(make.product("flower"))

    page = open_page(client, **BACK_STRAIN).context["page"]

    assert {warning.weight for warning in page.first_warnings} == {"serious"}
    assert (*page.first_warnings, *page.other_warnings) == page.warnings


def test_without_products_all_warnings_stand_together(client, cream):
    page = open_page(client, **SEDATED).context["page"]

    assert (page.first_warnings, page.other_warnings) == ((), page.warnings)


def test_product_says_onset_duration_and_evidence(client, cream):
    page = open_page(client, **BACK_STRAIN).context["page"]

    assert page.suggestions[0].facts[:2] == (
        "Nobody has measured well how soon it acts and how long it lasts",
        "Studies of this way for your kind of spasm, with other products: only weak hints",
    )


def test_twitch_page_says_once_why_nothing_is_suggested(client, cream):
    page = open_page(client, **TWITCH).context["page"]

    assert page.empty == "fit"
    assert [out.reasons[0].rule for out in page.ruled_out][:1] == ["NO-PRODUCT"]


def test_empty_shelf_page_names_the_rule_for_each_route(client):
    page = open_page(client, **BACK_STRAIN).context["page"]

    assert page.empty == "shelf"
    assert [route.rule for route in page.unfilled] == ["NONE-IN-STOCK", "NONE-IN-STOCK"]


def test_batch_that_cannot_be_had_is_neither_named_nor_explained(client, cream):
    submitted = hand_in(**BACK_STRAIN)
    Batch.objects.filter(pk=cream.pk).update(on_hand=0)

    page = text(client.get(reverse("patient:result", args=[submitted.secret])))

    assert "What we suggested here is sold out." in page
    assert [said for said in (cream.number, "How to start") if said in page] == []


def test_recalled_batch_is_named_with_what_to_do(client, cream):
    submitted = hand_in(**BACK_STRAIN)
    Batch.objects.filter(pk=cream.pk).update(state=Batch.State.RECALLED)

    page = text(client.get(reverse("patient:result", args=[submitted.secret])))

    assert cream.number in page
    assert "If you have it, do not use it." in page
    assert "How to start" not in page


@pytest.mark.parametrize("secret", ["unknown", "x" * 300, "%00", "ä"])
def test_unknown_link_gets_a_helpful_page(client, secret):
    response = client.get(f"/s/{secret}/")

    assert response.status_code == 404
    assert "This link does not open a page" in text(response)


@pytest.mark.parametrize("change", [{"revoked_at": NOW}, {"expires_at": None}])
def test_revoked_or_expired_link_gets_the_same_page(client, change):
    submitted = hand_in(**BACK_STRAIN)
    long_ago = NOW - LIFETIME * 2
    expired = {"created_at": long_ago, "expires_at": long_ago + LIFETIME}
    AccessLink.objects.update(**(expired if "expires_at" in change else change))

    response = client.get(reverse("patient:result", args=[submitted.secret]))

    assert response.status_code == 404


def test_page_is_not_cached_indexed_or_referred_from(client, cream):
    headers = open_page(client, **BACK_STRAIN).headers

    assert headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "strict-origin"


def test_page_refuses_a_post(client, cream):
    submitted = hand_in(**BACK_STRAIN)

    assert client.post(reverse("patient:result", args=[submitted.secret])).status_code == 405


def test_every_reason_on_the_page_names_its_rule(client, cream):
    page = open_page(client, **BACK_STRAIN).context["page"]

    reasons = [reason for card in page.suggestions for reason in card.reasons]
    assert [reason for reason in reasons if not reason.rule or not reason.text] == []


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow_with_the_suggestions(
    client, django_assert_num_queries, cream, number
):
    for more in range(number - 1):
        make.batch(make.product("flower", name=f"Flower {more}"))
    submitted = hand_in(**BACK_STRAIN)
    url = reverse("patient:result", args=[submitted.secret])

    with django_assert_num_queries(17):
        client.get(url)


def test_every_rule_that_the_page_names_has_its_source(client, cream):
    make.batch(make.product("flower"))

    page = open_page(client, **BACK_STRAIN).context["page"]

    cards = (*page.suggestions, *page.ruled_out)
    named = {reason.rule for card in cards for reason in card.reasons}
    assert named - {source.rule for source in page.sources} == set()


def test_source_that_is_no_reference_says_so(client, cream):
    page = open_page(client, **BACK_STRAIN).context["page"]

    words = {source.rule: source.words for source in page.sources}
    assert words["CHEMO-TOPICAL"] == ("Our own careful rule; no study sets it",)
    assert words["Studies: On the skin (cream or balm)"][0].startswith("Eskander JP")


@pytest.mark.parametrize("pages", [BACK_STRAIN, SEDATED], ids=["standard", "counselor_review"])
def test_published_page_without_a_product_does_not_say_what_fits(client, pages):
    submitted = hand_in(**pages)
    Submission.objects.update(state=Submission.State.PUBLISHED)

    page = client.get(reverse("patient:result", args=[submitted.secret])).context["page"]

    assert (page.empty, page.message) == ("shelf", str(NOTHING_MESSAGE))


@pytest.mark.parametrize(
    ("hours", "due", "overdue"),
    [(0, NOW + timedelta(hours=8), False), (9, NOW + timedelta(hours=8), True)],
)
def test_page_says_by_when_a_counselor_means_to_answer(hours, due, overdue):
    page = present(hand_in(**SEDATED).submission, at=NOW + timedelta(hours=hours))

    assert (page.answer_due_at, page.overdue) == (due, overdue)


def test_page_of_what_is_answered_is_due_no_more():
    submission = hand_in(**SEDATED).submission
    submission.desk_state = "answered"

    assert present(submission, at=NOW).answer_due_at is None
