import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.links import replace_links
from recommendations.models import Draft, Submission
from tests.recommendations.questionnaire.answering import answered, fill, post, url

pytestmark = pytest.mark.django_db

STOP = "/questionnaire/stop/"
CHECK = "/questionnaire/check/"


def stop_with(client, *signs):
    fill(client, until="warning-signs")
    return post(client, "warning-signs", red_flag=list(signs))


@pytest.mark.parametrize(
    ("sign", "strength", "title"),
    [
        ("saddle_numbness", "care-emergency", "Get emergency help now"),
        ("one_leg_swollen_warm", "care-urgent", "See a doctor or nurse today"),
        ("progressive_limb_weakness", "care-soon", "See a doctor in the next few days"),
    ],
)
def test_warning_sign_ends_the_questions_with_its_care_page(client, sign, strength, title):
    response = stop_with(client, sign)

    html = client.get(STOP).content.decode()
    assert response.url == STOP
    assert strength in html
    assert f'<h1 id="care-title">{title}</h1>' in html


def test_most_urgent_sign_decides_and_all_are_shown(client):
    stop_with(client, "progressive_limb_weakness", "trouble_breathing")

    html = client.get(STOP).content.decode()

    shown = ("care-emergency", "Trouble breathing", "An arm or leg that is slowly getting weaker")
    assert [words for words in shown if words not in html] == []


def test_emergency_page_names_the_number_and_shows_no_product(client):
    stop_with(client, "saddle_numbness")

    html = client.get(STOP).content.decode()

    assert 'href="tel:911"' in html
    assert 'class="suggestion' not in html


@pytest.mark.parametrize("signs", [["not_sure"], ["twitch_over_2_weeks"], ["none"]])
def test_other_answers_do_not_end_the_questions(client, signs):
    response = stop_with(client, *signs)

    assert response.url == url("feeling")
    assert Submission.objects.count() == 0


def test_answers_so_far_are_one_submission(client):
    stop_with(client, "saddle_numbness")
    post(client, "warning-signs", red_flag=["saddle_numbness"])
    client.post(CHECK)

    submission = Submission.objects.get()
    assert answered(submission.answers) == {
        "age": 54,
        "spasm_location": ["lower_back", "calf"],
        "laterality": "left",
        "red_flag": ["saddle_numbness"],
    }


def test_sign_chosen_by_a_change_link_ends_the_questions_too(client):
    fill(client)

    response = post(client, "warning-signs", query="?return=check", red_flag=["chest_pain"])

    assert response.url == STOP
    assert Submission.objects.get().answers["preferred_delivery"] == "topical"


@pytest.mark.parametrize("page", ["start", "where", "warning-signs", "contact"])
def test_every_page_leads_back_to_the_care_page(client, page):
    stop_with(client, "saddle_numbness")

    responses = [client.get(url(page)), post(client, page)]

    assert [response.url for response in responses] == [STOP, STOP]


def test_call_request_joins_the_same_submission(client):
    stop_with(client, "saddle_numbness")

    response = client.post(STOP, {"name": "Sam", "phone": "203-555-0112"}, follow=True)

    submission = Submission.objects.get()
    assert response.redirect_chain == [(STOP, 302)]
    assert "We have noted that you want a call." in response.content.decode()
    assert submission.call_requested_at is not None


@pytest.mark.parametrize("typed", [{}, {"name": "Sam", "phone": "555"}])
def test_call_request_without_a_number_is_422_and_keeps_the_advice(client, typed):
    stop_with(client, "saddle_numbness")

    response = client.post(STOP, typed)

    html = response.content.decode()
    assert response.status_code == 422
    assert 'href="tel:911"' in html
    assert Submission.objects.get().call_requested_at is None


def test_slip_goes_back_to_the_signs_with_the_other_answers(client):
    stop_with(client, "saddle_numbness")
    stopped = Submission.objects.get()

    response = client.post(reverse("questionnaire:slip"))

    draft = Draft.objects.get(submitted_at=None)
    assert response.url == url("warning-signs")
    assert list(draft.data["pages"]) == ["start", "where", "side"]
    assert draft.follows == stopped.reference


def test_slip_s_submission_points_back_to_the_stopped_one(client):
    stop_with(client, "saddle_numbness")
    client.post(reverse("questionnaire:slip"))
    fill(client)

    client.post(CHECK)

    first, second = Submission.objects.order_by("pk")
    assert (first.follows, second.follows) == (None, first)


def test_slip_corrected_becomes_a_second_submission_and_leaves_the_first(client):
    stop_with(client, "saddle_numbness")
    client.post(reverse("questionnaire:slip"))
    fill(client)

    client.post(CHECK)

    flags = [submission.answers["red_flag"] for submission in Submission.objects.order_by("pk")]
    assert flags == [["saddle_numbness"], []]


def test_care_page_of_an_erased_submission_still_gives_the_advice(client):
    stop_with(client, "saddle_numbness")
    Submission.objects.all().delete()

    shown = client.get(STOP)
    called = client.post(STOP, {"name": "Sam", "phone": "203-555-0112"}, follow=True)
    slipped = client.post(reverse("questionnaire:slip"))

    assert 'href="tel:911"' in shown.content.decode()
    assert "could not note your wish to be called" in called.content.decode()
    assert slipped.url == url("warning-signs")


def test_slip_sent_twice_makes_one_new_draft(client):
    stop_with(client, "saddle_numbness")

    responses = [client.post(reverse("questionnaire:slip")) for _ in range(2)]

    assert [response.url for response in responses] == [url("warning-signs")] * 2
    assert Draft.objects.filter(submitted_at=None).count() == 1


def test_start_again_leaves_the_care_page_and_keeps_the_submission(client):
    stop_with(client, "saddle_numbness")

    client.post(reverse("questionnaire:again"))

    assert "How old are you?" in client.get(url("start")).content.decode()
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_care_page_without_a_stopped_draft_sends_to_the_start(client, method):
    response = getattr(client, method)(STOP)

    assert response.url == url("start")


def test_care_page_of_answers_that_were_not_stopped_sends_to_the_start(client):
    fill(client)

    assert client.get(STOP).url == url("start")


def flags_and_follows():
    return [
        (submission.answers["red_flag"], submission.follows)
        for submission in Submission.objects.order_by("pk")
    ]


def test_sign_given_after_sending_is_handed_in_as_a_correction_with_its_care_page(client):
    fill(client)
    client.post(CHECK)
    sent = Submission.objects.get()

    response = post(client, "warning-signs", red_flag=["chest_pain"])

    html = client.get(STOP).content.decode()
    assert response.url == STOP
    assert "care-emergency" in html
    assert flags_and_follows() == [([], None), (["chest_pain"], sent)]


def test_sign_given_after_sending_leaves_the_other_answers_as_they_were(client):
    fill(client)
    client.post(CHECK)

    post(client, "warning-signs", red_flag=["chest_pain"])

    first, second = (submission.answers for submission in Submission.objects.order_by("pk"))
    assert second == first | {"red_flag": ["chest_pain"]}


def test_sign_given_twice_after_sending_is_one_correction(client):
    fill(client)
    client.post(CHECK)

    responses = [post(client, "warning-signs", red_flag=["chest_pain"]) for _ in range(2)]

    assert [response.url for response in responses] == [STOP, STOP]
    assert Submission.objects.count() == 2


def test_further_sign_after_the_care_page_joins_the_earlier_ones(client):
    stop_with(client, "progressive_limb_weakness")
    stopped = Submission.objects.get()

    post(client, "warning-signs", red_flag=["chest_pain"])

    assert "care-emergency" in client.get(STOP).content.decode()
    assert flags_and_follows() == [
        (["progressive_limb_weakness"], None),
        (["chest_pain", "progressive_limb_weakness"], stopped),
    ]


@pytest.mark.parametrize(
    "signs", [["none"], ["not_sure"], ["twitch_over_2_weeks"], ["none", "chest_pain"], ["x"], []]
)
def test_other_answers_after_sending_meet_what_was_sent(client, signs):
    fill(client)
    client.post(CHECK)

    response = post(client, "warning-signs", red_flag=signs)

    assert response.url == url("start")
    assert Submission.objects.count() == 1


def test_care_page_is_reached_although_the_link_was_replaced(client):
    stop_with(client, "saddle_numbness")
    replace_links(submission=Submission.objects.get(), at=timezone.now())

    assert client.post(CHECK).url == STOP


def gone(client, **more):
    """A warning sign that is sent from a browser whose session has ended."""
    return client.post(url("warning-signs"), {"red_flag": ["saddle_numbness"]} | more)


def test_warning_sign_is_heard_when_the_earlier_answers_are_gone(client):
    html = gone(client).content.decode()

    assert '<h1 id="care-title">Get emergency help now</h1>' in html
    assert 'href="tel:911"' in html
    assert "Nobody here knows about this yet" in html
    assert (Draft.objects.count(), Submission.objects.count()) == (0, 0)


def test_language_switch_keeps_the_care_page_of_a_sign_that_could_not_be_saved(client):
    html = gone(client, lang="es").content.decode()

    assert 'lang="es"' in html
    assert '<input type="hidden" name="red_flag" value="saddle_numbness">' in html


def test_no_warning_sign_without_the_earlier_answers_goes_to_the_start(client):
    assert gone(client, red_flag=["none"]).url == url("start")
