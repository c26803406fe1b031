"""Two counselors at once, each in a browser of their own."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from recommendations.models import Submission
from tests.journeys.walker import BACK_STRAIN, send, sign_in, walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]


def make_counselor(name):
    user = User.objects.create_user(name.lower(), first_name=name, password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))


@pytest.fixture
def other_page(page, chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def press(page, name):
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_two_counselors_at_once(page, other_page, live_server):
    walk(page, live_server, **BACK_STRAIN | {"medication_class": ["muscle_relaxant"]})
    send(page)
    make_counselor("Ann")
    make_counselor("Robin")
    submission = Submission.objects.get()
    address = reverse("admin:recommendations_submission_change", args=[submission.pk])
    queue = f"{live_server.url}{reverse('admin:recommendations_submission_changelist')}"
    sign_in(page, live_server, "ann", "x", at=address)
    sign_in(other_page, live_server, "robin", "x", at=address)

    press(page, "Claim")
    press(other_page, "Claim")
    assert "Ann has had this since" in other_page.get_by_role("alert").inner_text()
    other_page.goto(queue)
    assert "1 with others" in other_page.locator(".desk-summary").inner_text()

    page.get_by_text("Hand over", exact=True).first.click()
    page.get_by_label("To", exact=True).select_option(label="Robin")
    press(page, "Hand over")
    other_page.goto(f"{live_server.url}{address}")
    other_page.get_by_text("Answered by phone or in person", exact=True).first.click()
    other_page.get_by_label("What you told the patient").fill("To ask her doctor first.")
    press(other_page, "Answered by phone or in person")

    submission.refresh_from_db()
    assert (submission.desk_state, submission.claimed_by.username) == ("answered", "robin")
    assert "To ask her doctor first." in other_page.locator(".desk-history").inner_text()
