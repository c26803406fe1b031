"""What the next person finds on a shared tablet: nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from recommendations.models import Draft, Submission
from recommendations.questionnaire.store_mode.device import CLEARED
from tests.recommendations.questionnaire.answering import fill, post, url
from tests.recommendations.questionnaire.store_mode.tablet import CLEAR, START, counselor

pytestmark = pytest.mark.django_db

CHECK, RESULT, SAVE = (f"/questionnaire/{place}/" for place in ("check", "result", "save"))
STILL_THERE, ALIVE = (f"/questionnaire/store-mode/{place}/" for place in ("still-there", "alive"))
SECOND = timedelta(seconds=1)


def begun(client):
    """A session that a real request has begun, with every page answered."""
    post(client, "start")
    fill(client)
    return client


def sent(client):
    begun(client).post(CHECK)
    return client


def after(span):
    return time_machine.travel(timezone.now() + span, tick=False)


def test_finishing_deletes_what_was_not_sent_and_leaves_no_way_back(shared):
    begun(shared)

    response = shared.post(CLEAR, follow=True)

    assert "Everything is cleared." in response.content.decode()
    assert Draft.objects.count() == 0
    for path in (url("medicines"), CHECK, SAVE, RESULT, STILL_THERE, "/questionnaire/stop/"):
        assert shared.get(path).url == START, path


def test_finishing_leaves_no_way_back_to_a_result(shared):
    sent(shared)
    reference = Submission.objects.get().reference
    assert reference in shared.get(RESULT).content.decode()

    shared.post(CLEAR)

    assert shared.get(RESULT).url == START
    assert shared.post(CHECK).url == START
    assert Submission.objects.count() == 1


def test_next_person_reads_no_message_to_the_last(shared):
    begun(shared).post(SAVE)
    shared.post(f"{SAVE}mail/", {"email": "sam@example.com"})

    response = shared.post(CLEAR, follow=True)

    assert "sam@example.com" not in response.content.decode()


def test_finishing_leaves_the_tablet_in_store_mode(shared):
    begun(shared).post(CLEAR)

    assert "Shared tablet." in shared.get(START).content.decode()


def test_finishing_keeps_what_was_saved_with_a_code(shared):
    begun(shared).post(SAVE)
    code = shared.get(SAVE).context["code"].text

    shared.post(CLEAR)

    assert shared.get(url("medicines")).url == START
    assert shared.post("/questionnaire/come-back/", {"code": code}).url == CHECK


def test_tablet_clears_itself_after_some_minutes(shared):
    begun(shared)

    with after(CLEARED - SECOND):
        assert shared.get(url("medicines")).status_code == 200
    with after(2 * CLEARED):
        response = shared.get(url("medicines"), follow=True)

    assert response.redirect_chain == [(START, 302)]
    assert "so we have cleared it" in response.content.decode()
    assert Draft.objects.count() == 0


def test_page_sent_too_late_is_not_kept_for_the_next_person(shared):
    begun(shared)

    with after(CLEARED + SECOND):
        response = post(shared, "medicines", medication_other="ginkgo")

    assert response.url == START
    assert Draft.objects.count() == 0


def test_warning_sign_sent_too_late_is_heard_and_not_kept(shared):
    begun(shared)

    with after(CLEARED + SECOND):
        response = post(shared, "warning-signs", red_flag=["saddle_numbness"])

    html = response.content.decode()
    assert '<h1 id="care-title">Get emergency help now</h1>' in html
    assert "genitals" not in html  # it stays on the screen until somebody touches it
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("path", [CHECK, RESULT, START])
def test_result_is_cleared_as_well(shared, path):
    sent(shared)
    reference = Submission.objects.get().reference

    with after(CLEARED + SECOND):
        response = shared.get(path, follow=True)

    assert response.redirect_chain in ([], [(START, 302)])
    assert reference not in response.content.decode()
    assert "Your answers were already sent" not in response.content.decode()


def test_sign_of_life_keeps_the_answers(shared):
    begun(shared)

    with after(CLEARED - SECOND):
        alive = shared.get(ALIVE)
        with after(CLEARED - SECOND):
            still = shared.get(url("medicines"))

    assert (alive.status_code, still.status_code) == (204, 200)


def test_sign_of_life_that_comes_too_late_hears_that_nothing_is_left(shared):
    begun(shared)

    with after(CLEARED + SECOND):
        assert shared.get(ALIVE).status_code == 410


def test_page_that_asks_by_itself_is_no_sign_of_life(shared):
    begun(shared)

    with after(timedelta(minutes=4)):
        asked = shared.get(STILL_THERE)
    with after(CLEARED + SECOND):
        cleared = shared.get(START)

    assert f'href="{CHECK}"' in asked.content.decode()
    assert "so we have cleared it" in cleared.content.decode()


def test_page_asks_without_script_only_while_there_is_something_to_clear(shared):
    refresh = f'<meta http-equiv="refresh" content="240;url={STILL_THERE}">'
    empty = shared.get(START).content.decode()

    used = begun(shared).get(url("medicines")).content.decode()

    assert (refresh in empty, refresh in used) == (False, True)


def test_counselor_who_opens_a_patient_page_is_signed_out(shared):
    shared.force_login(counselor("ann"))

    shared.get("/")

    assert shared.get("/admin/").url.startswith("/admin/login/")


@pytest.mark.parametrize("path", ["/favicon.ico", "/healthz/"])
def test_what_a_browser_asks_for_by_itself_signs_nobody_out(shared, path):
    shared.force_login(counselor("ann"))

    shared.get(path)

    assert shared.get("/admin/").status_code == 200


def test_counselor_who_walks_away_is_signed_out(shared):
    shared.force_login(counselor("ann"))
    shared.get("/admin/")

    with after(CLEARED + SECOND):
        assert shared.get("/admin/").url.startswith("/admin/login/")


@pytest.mark.parametrize("path", ["/", START, url("medicines"), CHECK, RESULT, "/nowhere/"])
def test_no_page_of_the_tablet_is_kept_by_a_cache(shared, path):
    begun(shared)

    assert "no-store" in shared.get(path).headers["Cache-Control"]


def test_browser_offers_nobody_what_somebody_else_has_typed(shared):
    html = begun(shared).get(url("contact")).content.decode()

    assert 'autocomplete="email"' not in html
    assert html.count('autocomplete="off"') == html.count("<input") - html.count('type="hidden"')


def test_other_browsers_keep_their_answers_as_ever(client):
    begun(client)

    with after(timedelta(hours=23)):
        response = client.get(url("medicines"))

    assert response.status_code == 200
    assert "last_used" not in client.session
    assert client.post(CLEAR).url == START
    assert Draft.objects.count() == 1
