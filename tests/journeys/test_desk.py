"""Two people at once, each in a browser of their own: counselors, or a patient and a counselor."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from herbology.outbox import OutgoingMail
from recommendations.models import MessageTemplate, Submission
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


def thread(page):
    return page.locator(".thread .said").all_inner_texts()


def test_patient_and_counselor_write_to_each_other(page, other_page, live_server):
    contact = {"name": "Sam", "reach_by": "email", "email": "sam@example.com"}
    walk(page, live_server, **BACK_STRAIN | contact | {"medication_class": ["muscle_relaxant"]})
    send(page)
    make_counselor("Robin")
    MessageTemplate.objects.create(name="Greeting", text="Hello {name},\n\nit is checked.")
    submission = Submission.objects.get()
    address = reverse("admin:recommendations_submission_change", args=[submission.pk])
    sign_in(other_page, live_server, "robin", "x", at=address)

    press(other_page, "Claim")
    other_page.get_by_label("Start from a text").select_option(label="Greeting")
    press(other_page, "Put this text in")
    press(other_page, "Look at it as the patient will")
    assert "Hello Sam,\n\nit is checked." in thread(other_page)[0]
    press(other_page, "Send")

    page.reload()
    assert page.get_by_role("heading", level=1).inner_text() == (
        "A Patient Counselor has checked this result"
    )
    assert thread(page)[0].startswith("Robin, Patient Counselor")
    page.get_by_text("Write to your Patient Counselor", exact=True).first.click()
    page.get_by_label("Your message").fill("May I take it at night?")
    press(page, "Send the message")
    assert thread(page)[1].startswith("You")

    other_page.reload()
    assert "May I take it at night?" in other_page.locator(".desk-thread").inner_text()
    other_page.get_by_label("Message to the patient").fill("Yes, in the evening.")
    press(other_page, "Send")
    other_page.locator("summary", has_text="Close").click()
    press(other_page, "Close")

    page.reload()
    submission.refresh_from_db()
    assert "Yes, in the evening." in thread(page)[2]
    assert (submission.desk_state, OutgoingMail.objects.count()) == ("closed", 2)


def test_patient_corrects_the_answers_and_takes_them_back(page, live_server):
    walk(page, live_server, **BACK_STRAIN)
    send(page)
    old = page.url

    press(page, "Correct my answers")
    page.locator("main [name=red_flag][value=none]").check()
    press(page, "Continue")
    send(page)
    newer = page.url
    page.goto(old)
    assert page.get_by_role("heading", level=1).inner_text() == "You have sent newer answers"
    press(page, "Go to the page of your newer answers")
    assert page.url not in (old, newer)

    press(page, "Take my answers back")
    press(page, "Yes, take them back")
    assert page.get_by_role("heading", level=1).inner_text() == "You have taken your answers back"
    assert Submission.objects.filter(withdrawn_at=None).count() == 0


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
