"""The page that takes a code: what it opens, and what a wrong one learns."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from products.models import Store
from recommendations.links import replace_links
from recommendations.models import ComeBackCode, Draft, Submission
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.codes import Opens
from tests.recommendations.questionnaire.answering import fill, post, url

pytestmark = pytest.mark.django_db

COME_BACK, SAVE, CHECK = (f"/questionnaire/{place}/" for place in ("come-back", "save", "check"))
REST = "?return=rest"
WRONG = "CDFH-2345-JKMN"
NOTHING_FOUND = "We found nothing for this code."


@pytest.fixture
def at_home():
    """Another browser than the one that saved."""
    return Client()


def saved(client, **pages):
    """The code of answers that were saved in this browser."""
    fill(client, **pages)
    client.post(SAVE)
    return client.get(SAVE).context["code"].text


def enter(client, code, **extra):
    return client.post(COME_BACK, {"code": code}, **extra)


def later(**span):
    return time_machine.travel(timezone.now() + timedelta(**span), tick=False)


def told(response):
    return response.content.decode().replace("&#x27;", "'")


def test_code_goes_on_in_another_browser_where_one_was(client, at_home):
    code = saved(client, until="feeling")

    response = enter(at_home, f" {code.lower().replace('-', ' ')} ")

    assert response.url == url("feeling") + REST
    assert "Welcome back." in told(at_home.get(response.url))
    assert post(at_home, "feeling", query=REST).url == url("duration") + REST


def test_what_was_half_typed_is_there_again(client, at_home):
    code = saved(client)
    client.post(url("contact"), {"later": "1", "name": "Sam", "email": "sam@"})

    response = enter(at_home, code)

    assert 'value="sam@"' in told(at_home.get(response.url))


def test_complete_answers_go_on_at_check_your_answers(client, at_home):
    assert enter(at_home, saved(client)).url == CHECK


def test_both_browsers_work_on_the_same_answers(client, at_home):
    enter(at_home, saved(client, until="feeling"))

    post(at_home, "feeling")
    post(client, "duration")

    assert {"feeling", "duration"} < set(Draft.objects.get().data["pages"])


def test_session_gets_a_new_key(client, at_home):
    code = saved(client, until="feeling")
    fill(at_home, until="where")
    before = at_home.session.session_key

    enter(at_home, code)

    assert at_home.session.session_key != before


def test_other_answers_of_the_browser_are_warned_of_and_let_go(client, at_home):
    code = saved(client, until="feeling")
    fill(at_home, until="where")

    assert "There are other answers in this browser" in told(at_home.get(COME_BACK))
    enter(at_home, code)

    assert Draft.objects.count() == 1


def test_other_answers_that_were_saved_stay(client, at_home):
    code, other = saved(client, until="feeling"), saved(at_home, until="duration")

    enter(at_home, code)

    assert enter(at_home, other).url == url("duration") + REST


def test_warning_signs_are_asked_again_after_more_than_a_day(client, at_home):
    code = saved(client)

    with later(days=2):
        response = enter(at_home, code)
        shown = told(at_home.get(response.url))
        after = post(at_home, "warning-signs", query=REST)

    assert response.url == url("warning-signs") + REST
    assert "We ask about the warning signs again" in shown
    assert after.url == CHECK


def test_sign_that_came_meanwhile_ends_the_questions(client, at_home):
    code = saved(client)

    with later(days=2):
        response = enter(at_home, code)
        stopped = post(at_home, "warning-signs", query=REST, red_flag=["chest_pain"])

    assert response.url == url("warning-signs") + REST
    assert stopped.url == "/questionnaire/stop/"
    assert Submission.objects.get().disposition == "emergency"


def test_warning_signs_of_today_are_not_asked_again(client, at_home):
    code = saved(client)

    with later(hours=23):
        assert enter(at_home, code).url == CHECK


def test_who_agreed_to_other_words_is_asked_again(client, at_home):
    code = saved(client)
    Draft.objects.update(consent_version="1+earlier")

    response = enter(at_home, code)
    shown = told(at_home.get(response.url))
    agreed = post(at_home, "start", query=REST)

    assert response.url == url("start") + REST
    assert "Please read it again." in shown
    assert agreed.url == CHECK


def test_submission_keeps_the_words_that_were_agreed_to(client):
    fill(client)
    post(client, "start")
    Draft.objects.update(consent_version="1+earlier")

    client.post(CHECK)

    assert Submission.objects.get().consent_version == "1+earlier"


def test_store_that_a_tablet_chose_can_be_changed_at_home(client, at_home):
    for slug in ("elm", "river"):
        Store.objects.create(name=slug.title(), slug=slug)
    code = saved(client)
    draft = Draft.objects.get()
    draft.data |= {"fixed": ["store"]}
    draft.data["pages"]["store"] = {"store": "elm"}
    draft.save()

    enter(at_home, code)
    changed = at_home.post(url("store"), {"store": "river"})

    assert changed.status_code == 302
    assert Draft.objects.get().data["pages"]["store"] == {"store": "river"}


def test_code_of_answers_that_were_sent_says_so_kindly(client, at_home):
    code = saved(client)
    client.post(CHECK)

    response = enter(at_home, code)

    assert response.status_code == 200
    assert "These answers were sent" in told(response)
    assert "draft" not in at_home.session


def test_code_says_that_they_were_sent_even_when_the_draft_is_deleted(client, at_home):
    code = saved(client)
    client.post(CHECK)
    Draft.objects.all().delete()

    assert "These answers were sent" in told(enter(at_home, code))


def test_code_of_a_result_opens_the_patient_s_page(client, at_home):
    fill(client)
    client.post(CHECK)
    code = codes.give(Draft.objects.get().pk, Opens.RESULT, at=timezone.now()).text

    response = enter(at_home, code)

    assert response.url.startswith("/s/")
    assert Submission.objects.get().reference in told(at_home.get(response.url))


def test_code_of_a_result_opens_nothing_once_the_link_was_replaced(client, at_home):
    fill(client)
    client.post(CHECK)
    code = codes.give(Draft.objects.get().pk, Opens.RESULT, at=timezone.now()).text
    replace_links(submission=Submission.objects.get(), at=timezone.now())

    response = enter(at_home, code)

    assert response.status_code == 404
    assert "This link does not open a page" in told(response)


def page_without(code, response):
    """Without what differs each time: the typed code and the token."""
    lines = told(response).replace(code, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_unknown_expired_and_deleted_get_the_same_answer(client, at_home):
    code = saved(client)
    ComeBackCode.objects.update(
        made_at=timezone.now() - timedelta(days=15), expires_at=timezone.now()
    )
    expired = enter(at_home, code)
    codes.give(Draft.objects.get().pk, Opens.DRAFT, at=timezone.now())
    Draft.objects.all().delete()
    deleted = enter(at_home, code)
    unknown = enter(at_home, WRONG)

    assert NOTHING_FOUND in told(unknown)
    assert page_without(code, expired) == page_without(WRONG, unknown)
    assert page_without(code, deleted) == page_without(WRONG, unknown)


@pytest.mark.parametrize("code", [" ", ""])
def test_no_code_is_asked_for_again_and_not_counted(client, code):
    answers = [enter(client, code) for _time in range(12)]

    assert {answer.status_code for answer in answers} == {422}
    assert "Enter the code that you wrote down" in told(answers[-1])


def test_ten_wrong_codes_in_a_row_have_to_wait(client):
    answers = [enter(client, WRONG) for _time in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 9 + [429] * 2
    assert [NOTHING_FOUND in told(answer) for answer in answers] == [True] * 10 + [False]
    assert "Too many codes did not fit." in told(answers[10])
    assert 0 < int(answers[10].headers["Retry-After"]) <= 15 * 60
    assert f'value="{WRONG}"' in told(answers[10])


def test_right_code_has_to_wait_as_well_and_works_afterwards(client, at_home):
    code = saved(client)
    for _time in range(10):
        enter(at_home, WRONG)

    assert enter(at_home, code).status_code == 429
    with later(minutes=15, seconds=1):
        assert enter(at_home, code).status_code == 302


def test_right_codes_do_not_count_and_wrong_ones_before_them_stay_counted(client, at_home):
    code = saved(client)

    answers = [[enter(at_home, each).status_code for each in (WRONG, code)] for _time in range(10)]

    assert answers == [[422, 302]] * 9 + [[429, 429]]


def test_another_address_is_counted_alone(client):
    for _time in range(10):
        enter(client, WRONG)

    assert enter(client, WRONG, REMOTE_ADDR="203.0.113.7").status_code == 422


def test_text_of_ten_thousand_characters_is_refused_and_counted(client):
    answers = [enter(client, "C" * 10_000) for _time in range(11)]

    assert [answer.status_code for answer in answers] == [422] * 9 + [429] * 2
    assert "Use at most 100 characters; you typed 10000." in told(answers[0])


@pytest.mark.parametrize("typed", ["\x00", "💊" * 12, "<script>", "' OR 1=1 --"])
def test_odd_text_is_a_wrong_code_and_nothing_else(client, typed):
    response = enter(client, typed)

    assert response.status_code == 422
    assert "<script>" not in told(response).split("<main", 1)[1]


def test_start_page_leads_to_the_page_for_codes(client):
    assert f'href="{COME_BACK}"' in told(client.get(url("start")))


@pytest.mark.parametrize("path", [COME_BACK, SAVE])
def test_no_page_with_a_code_is_cached_or_indexed(client, path):
    saved(client, until="feeling")

    response = client.get(path)

    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
