import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from herbology import throttle
from products import waiting_list
from recommendations.information.keeping import keeping
from recommendations.links import LIFETIME
from recommendations.questionnaire.coming_back import codes, mailing
from recommendations.questionnaire.drafts import STALE_AFTER
from tests.herbology.markup import elements, text


@pytest.fixture
def page(client):
    return client.get(reverse("information:privacy")).content.decode()


def test_times_are_those_that_the_code_goes_by():
    assert {
        "draft_hours": timedelta(hours=keeping()["draft_hours"]),
        "saved_days": timedelta(days=keeping()["saved_days"]),
        "link_days": timedelta(days=keeping()["link_days"]),
        "notice_confirm_days": timedelta(days=keeping()["notice_confirm_days"]),
        "notice_most_days": timedelta(days=keeping()["notice_most_days"]),
        "session_hours": timedelta(hours=keeping()["session_hours"]),
        "mail_hours": timedelta(hours=keeping()["mail_hours"]),
        "tries_days": timedelta(days=keeping()["tries_days"]),
    } == {
        "draft_hours": STALE_AFTER,
        "saved_days": codes.LIFETIME,
        "link_days": LIFETIME,
        "notice_confirm_days": waiting_list.CONFIRM_WITHIN,
        "notice_most_days": waiting_list.KEPT_AT_MOST,
        "session_hours": timedelta(seconds=settings.SESSION_COOKIE_AGE),
        "mail_hours": mailing.KEPT,
        "tries_days": throttle.KEPT,
    }


def test_page_says_every_time(page):
    said = " ".join(text(cell) for cell in elements(page, "td"))

    assert re.findall(r"\d+ (?:hours|days)", said) == [
        *("24 hours", "14 days", "24 hours", "3 days", "180 days", "90 days", "2 days"),
    ]


def test_page_has_one_heading_of_the_first_level(page):
    assert [text(each) for each in elements(page, "h1")] == ["Your privacy"]


def test_page_needs_no_database_and_sets_no_cookie(client):
    assert client.get(reverse("information:privacy")).cookies == {}
