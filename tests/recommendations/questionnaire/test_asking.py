"""The pages as a browser meets them, up to check your answers."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from recommendations.models import Draft
from recommendations.questionnaire.pages import PAGES
from tests.recommendations.questionnaire.answering import TYPED, fill, post, url

pytestmark = pytest.mark.django_db

CHECK = "/questionnaire/check/"
KEYS = list(TYPED)
DASH = "\N{EN DASH}"


class Controls(HTMLParser):
    """The values a browser would show: text typed, and choices ticked, by field name."""

    def __init__(self, response):
        super().__init__()
        self.values = {}
        self._textarea = None
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        control = dict(attributes)
        name = control.get("name", "")
        if tag == "textarea":
            self._textarea = name
        elif tag != "input" or control.get("type") == "hidden":
            return
        elif control["type"] in ("radio", "checkbox"):
            if "checked" in control:
                self.values.setdefault(name, []).append(control.get("value", "on"))
        elif control.get("value"):
            self.values[name] = control["value"]

    def handle_data(self, data):
        if self._textarea and data.strip():
            self.values[self._textarea] = data.strip()

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._textarea = None


@pytest.mark.parametrize(("page", "following"), list(pairwise(KEYS)))
def test_valid_page_goes_on_to_the_next(client, page, following):
    fill(client, until=page)

    response = post(client, page)

    assert (response.status_code, response.url) == (302, url(following))


def test_last_page_goes_on_to_check_your_answers(client):
    fill(client, until="contact")

    response = post(client, "contact")

    assert (response.status_code, response.url) == (302, CHECK)


@pytest.mark.parametrize("page", KEYS[1:])
def test_blank_page_comes_back_as_422_with_a_linked_error(client, page):
    fill(client, until=page)
    optional = page == "contact"

    response = client.post(url(page), {"email": "sam@"} if optional else {})

    html = response.content.decode()
    assert response.status_code == 422
    assert "<title>Error: " in html
    assert html.index("There is a problem") < html.index("<h1")


def test_invalid_page_keeps_everything_typed(client):
    fill(client, until="daily-life")
    typed = {"allergens": ["none", "peanut"], "alcohol_heavy": "yes"}

    response = client.post(url("daily-life"), typed)

    assert Controls(response).values == {
        "allergens": ["peanut", "none"],
        "alcohol_heavy": ["yes"],
    }


def test_invalid_page_is_still_there_after_a_reload(client):
    fill(client, until="contact")
    client.post(url("contact"), {"name": "Sam", "email": "sam@", "phone": "12"})

    response = client.get(url("contact"))

    assert response.status_code == 200
    assert Controls(response).values == {"name": "Sam", "email": "sam@", "phone": "12"}


@pytest.mark.parametrize("page", KEYS)
def test_answered_page_shows_its_answers_again(client, page):
    fill(client)

    response = client.get(url(page))

    typed = {key: value for key, value in TYPED[page].items() if value}
    shown = {
        key: value if isinstance(typed.get(key), list) or key not in typed else "".join(value)
        for key, value in Controls(response).values.items()
    }
    assert response.status_code == 200
    assert {k: sorted(v) for k, v in shown.items()} == {k: sorted(v) for k, v in typed.items()}


@pytest.mark.parametrize("page", KEYS[3:])
def test_page_cannot_be_jumped_to(client, page):
    fill(client, until="where")

    responses = [client.get(url(page)), post(client, page), client.get(CHECK), client.post(CHECK)]

    assert [response.url for response in responses] == [url("where")] * 4


def test_page_sent_too_early_is_kept_for_its_turn(client):
    fill(client, until="where")
    post(client, "delivery", preferred_delivery="edible")
    fill(client, until="delivery")

    response = client.get(url("delivery"))

    assert Controls(response).values == {"preferred_delivery": ["edible"]}


def test_page_that_does_not_apply_sends_to_the_next_open_one(client):
    fill(client, until="feeling", where={"spasm_location": ["throat"]})

    response = client.get(url("side"))

    assert response.url == url("feeling")


@pytest.mark.parametrize(
    ("page", "place", "where_one_is"),
    [
        ("where", None, "Question 2 of at most 15"),
        ("warning-signs", "throat", "Question 3 of at most 14"),
        ("warning-signs", "calf", "Question 4 of at most 15"),
        ("severity", "calf", "Question 8 of 15"),
    ],
)
def test_progress_counts_what_may_still_come(client, page, place, where_one_is):
    fill(client, until=page, where={"spasm_location": [place]})

    html = client.get(url(page)).content.decode()

    assert f'<p id="journey-text">{where_one_is}</p>' in html
    assert f"<title>{where_one_is}: " in html


@pytest.mark.parametrize("page", ["where", "contact"])
def test_progress_bar_shows_what_is_done(client, page):
    fill(client, until=page)

    html = client.get(url(page)).content.decode()

    assert f'<progress max="15" value="{KEYS.index(page)}"' in html


def test_back_leads_to_the_page_before(client):
    fill(client, until="warning-signs", where={"spasm_location": ["throat"]})

    response = post(client, "warning-signs", back="1")

    assert (response.status_code, response.url) == (302, url("where"))


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("duration", {"timing": ["nocturnal"]}),
        ("contact", {"name": "Sam", "email": "sam@"}),
        ("medicines", {"medication_other": "ginkgo 😀 " * 100}),
    ],
)
def test_half_an_answer_is_kept_by_going_back(client, page, typed):
    fill(client, until=page)

    left = client.post(url(page), typed | {"back": "1"})
    shown = Controls(client.get(url(page))).values

    assert left.url == url(KEYS[KEYS.index(page) - 1])
    assert {key: value for key, value in shown.items() if value} == {
        key: value.strip() if isinstance(value, str) else value for key, value in typed.items()
    }


def test_warning_sign_is_heard_even_when_one_goes_back(client):
    fill(client, until="warning-signs")

    response = client.post(url("warning-signs"), {"red_flag": ["chest_pain"], "back": "1"})

    assert response.url == reverse("questionnaire:stop")


@pytest.mark.parametrize(
    ("page", "query", "back"),
    [("start", "", reverse_lazy("information:home")), ("delivery", "?return=check", CHECK)],
)
def test_back_is_a_link_where_it_keeps_nothing(client, page, query, back):
    fill(client)

    html = client.get(url(page) + query).content.decode()

    assert f'<a class="back-link" href="{back}">Back</a>' in html
    assert 'name="back"' not in html


def test_enter_in_a_text_field_does_not_go_back(client):
    fill(client, until="contact")

    html = client.get(url("contact")).content.decode()

    buttons = re.findall(r"<button ([^>]*)>", html)
    assert ["back" in button for button in buttons] == [False, False, True, False, False]


def test_forged_page_name_gets_a_helpful_404(client):
    response = client.get("/questionnaire/cure-me/")

    assert response.status_code == 404
    assert reverse("questionnaire:start") in response.content.decode()


@pytest.mark.parametrize("page", KEYS[1:])
def test_page_without_a_draft_sends_to_the_start_with_a_message(client, page):
    response = client.get(url(page), follow=True)

    assert response.redirect_chain == [(url("start"), 302)]
    assert "We found no answers for this browser." in response.content.decode()


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("medicines", TYPED["medicines"] | {"medication_other": "ginkgo"}),
        ("contact", {"name": "Sam", "email": "sam@"}),
    ],
)
def test_page_sent_after_the_session_ended_is_not_lost(client, page, typed):
    fill(client, until=page)
    Draft.objects.all().delete()

    response = client.post(url(page), typed, follow=True)
    fill(client, until=page)

    assert response.redirect_chain == [(url("start"), 302)]
    assert "We kept what you typed last." in response.content.decode()
    shown = Controls(client.get(url(page))).values
    assert {shown.get("medication_other"), shown.get("email")} & {"ginkgo", "sam@"}


@pytest.mark.parametrize(
    ("method", "message"),
    [("get", "Please start here."), ("post", "Please start here again.")],
)
def test_page_asked_for_a_day_too_late_sends_to_the_start(client, method, message):
    fill(client, until="feeling")
    Draft.objects.update(updated_at=timezone.now() - timedelta(hours=25))

    response = getattr(client, method)(url("feeling"), TYPED["feeling"], follow=True)

    assert response.redirect_chain == [(url("start"), 302)]
    assert message in response.content.decode()


def test_broken_session_value_sends_to_the_start(client):
    session = client.session
    session["draft"] = "notuuid"
    session.save()

    pages = [
        client.get(url("where")),
        client.get(CHECK),
        client.post(reverse("questionnaire:again")),
    ]

    assert [response.url for response in pages] == [url("start")] * 3


def test_start_with_bad_input_makes_no_draft(client):
    response = client.post(url("start"), {"consent": "on", "age": "old"})

    assert response.status_code == 422
    assert Controls(response).values == {"consent": ["on"], "age": "old"}
    assert Draft.objects.count() == 0


def test_start_offers_to_go_on_where_one_stopped(client):
    fill(client, until="feeling")

    response = client.get(url("start"))

    assert f'href="{url("feeling")}">Go on where I stopped' in response.content.decode()


def test_start_again_deletes_the_answers(client):
    fill(client, until="feeling")

    response = client.post(reverse("questionnaire:again"))

    assert response.url == url("start")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("warning-signs", {"red_flag": ["none", "<script>"]}),
        ("feeling", {"spasm_pattern": ["cramp", "x"]}),
        ("frequency", {"psfs_frequency": "-1", "nrs_severity": "NaN"}),
        (
            "health",
            {"pregnancy_status": "\x00", "condition": ["\ud800".encode("utf-8", "replace")]},
        ),
    ],
)
def test_tampered_values_are_a_form_error(client, page, typed):
    fill(client, until=page)

    response = client.post(url(page), typed)

    assert response.status_code == 422
    assert "Choose from the answers on this page." in response.content.decode()


@pytest.mark.parametrize("page", [*KEYS, "cure-me"])
def test_no_page_is_cached(client, page):
    fill(client)

    assert "no-store" in client.get(url(page)).headers["Cache-Control"]


@pytest.mark.parametrize("page", [*KEYS[1:], "cure-me"])
def test_no_page_after_the_start_is_indexed(client, page):
    fill(client)

    response = client.get(url(page))

    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in response.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_not_allowed(client, method):
    responses = [getattr(client, method)(place) for place in (url("start"), url("where"), CHECK)]

    assert [response.status_code for response in responses] == [405, 405, 405]


@pytest.mark.parametrize("page", KEYS)
def test_every_page_has_one_heading_and_says_where_one_is(client, page):
    fill(client)
    number = KEYS.index(page) + 1
    title = next(candidate.title for candidate in PAGES if candidate.key == page)

    html = client.get(url(page)).content.decode()

    assert html.count("<h1") == 1
    assert f"<title>Question {number} of 15: {title} {DASH} Herbology</title>" in html
