import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.links import replace_links
from recommendations.models import AccessLink, Draft, Submission
from tests.recommendations.questionnaire.answering import (
    ANSWERS,
    KEYS_OF_CONTACT,
    TYPED,
    answered,
    fill,
    post,
    url,
)

pytestmark = pytest.mark.django_db

CHECK = "/questionnaire/check/"


def change(client, page, **changes):
    """Follow a Change link of check your answers and send the page changed."""
    link = f"{url(page)}?return=check"
    assert link in client.get(CHECK).content.decode()
    return post(client, page, query="?return=check", **changes)


def test_whole_way_page_by_page(client):
    place = url("start")

    for page, typed in TYPED.items():
        assert place == url(page)
        place = client.post(place, typed).url
    result = client.post(place, follow=True)

    assert place == CHECK
    assert result.status_code == 200
    assert answered(Submission.objects.get().answers) == answered(ANSWERS)


def test_check_shows_every_answer_in_words(client):
    fill(client)

    html = client.get(CHECK).content.decode()

    shown = (
        "54",
        "Calf",
        "Left side",
        "None of these",
        "Severe",
        "Not provided",
        "sam@example.com",
    )
    assert [words for words in shown if words not in html] == []


def test_change_returns_to_check(client):
    fill(client)

    response = change(client, "delivery", preferred_delivery="edible")

    assert response.url == CHECK
    assert "Swallowed" in client.get(CHECK).content.decode()


def test_change_that_opens_a_page_goes_there_and_then_back_to_check(client):
    fill(client, where={"spasm_location": ["throat"]}, side=None)

    opened = change(client, "where", spasm_location=["calf"])
    returned = post(client, "side", query="?return=check")

    assert (opened.url, returned.url) == (f"{url('side')}?return=check", CHECK)


def test_answer_that_no_longer_applies_is_kept_but_not_handed_in(client):
    fill(client)
    change(client, "where", spasm_location=["throat"])

    client.post(CHECK)

    assert Draft.objects.get().data["pages"]["side"] == {"laterality": "left"}
    assert Submission.objects.get().answers["laterality"] is None


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("start", TYPED["start"] | {"age": "17"}),
        ("health", {"pregnancy_status": "pregnant", "condition": ["none"]}),
        ("health", {"pregnancy_status": "not_pregnant", "condition": ["cannabinoid_allergy"]}),
    ],
)
def test_not_eligible_goes_straight_to_check_with_a_kind_notice(client, page, typed):
    fill(client, until=page)

    response = client.post(url(page), typed, follow=True)

    assert response.redirect_chain == [(CHECK, 302)]
    assert "We cannot suggest a product for you" in response.content.decode()


def test_not_eligible_says_which_answer_decided_it(client):
    fill(client, health={"pregnancy_status": "pregnant", "condition": ["none"]})

    html = client.get(CHECK).content.decode()

    assert "<li>You told us that you are pregnant, trying for a baby, or breastfeeding." in html


def test_not_eligible_answers_can_be_sent(client):
    post(client, "start", age="17")

    response = client.post(CHECK)

    assert response.status_code == 302
    assert response.url.startswith("/s/")
    assert answered(Submission.objects.get().answers) == {"age": 17}


def test_sending_makes_a_submission_and_shows_the_result(client):
    fill(client)

    response = client.post(CHECK)

    submission = Submission.objects.get()
    assert response.url.startswith("/s/")
    assert answered(submission.answers) == answered(ANSWERS)
    assert set(submission.contact) == KEYS_OF_CONTACT
    assert submission.draft_id == Draft.objects.get().pk


def test_sending_twice_is_one_submission_and_shows_the_result_both_times(client):
    fill(client)

    responses = [client.post(CHECK), client.post(CHECK)]

    assert Submission.objects.count() == 1
    assert [client.get(response.url).status_code for response in responses] == [200, 200]


def test_sending_again_after_the_link_was_replaced_gives_no_link(client):
    fill(client)
    client.post(CHECK)
    replace_links(submission=Submission.objects.get(), at=timezone.now())
    links = AccessLink.objects.count()

    response = client.post(CHECK)

    assert response.status_code == 404
    assert "This link does not open a page" in response.content.decode()
    assert AccessLink.objects.count() == links


@pytest.mark.parametrize("page", ["where", "contact"])
def test_sent_answers_cannot_be_changed(client, page):
    fill(client)
    client.post(CHECK)
    before = Draft.objects.get().data

    responses = [client.get(url(page)), post(client, page), client.get(CHECK)]

    assert [response.url for response in responses] == [url("start")] * 3
    assert Draft.objects.get().data == before


def test_start_after_sending_says_so_and_offers_a_new_beginning(client):
    fill(client)
    client.post(CHECK)

    html = client.get(url("start")).content.decode()

    assert "Your answers were already sent" in html
    assert reverse("questionnaire:again") in html


def test_start_again_after_sending_begins_with_no_answers(client):
    fill(client)
    client.post(CHECK)

    client.post(reverse("questionnaire:again"))
    response = client.get(url("start"))

    assert "How old are you?" in response.content.decode()
    assert "Go on where I stopped" not in response.content.decode()


def test_check_without_a_draft_sends_to_the_start(client):
    responses = [client.get(CHECK), client.post(CHECK)]

    assert [response.url for response in responses] == [url("start")] * 2


def test_sending_answers_that_are_gone_says_that_nothing_was_sent(client):
    html = client.post(CHECK, follow=True).content.decode()

    assert "Nothing was sent or saved now." in html


def test_answers_that_were_sent_are_said_to_be_correctable_on_the_own_page(client):
    fill(client)
    client.post(CHECK)

    html = client.get(url("start")).content.decode()

    assert "On your own page you can read the result and send corrected answers." in html
