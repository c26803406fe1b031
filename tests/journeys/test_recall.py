"""A batch is recalled after the answer: inventory staff, a counselor and the patient, each in a browser."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from products.models import Batch
from recommendations.models import Submission
from tests.journeys.test_desk import make_counselor, press
from tests.journeys.walker import BACK_STRAIN, send, sign_in, walk
from tests.recommendations.builders import make_submission

pytestmark = [
    pytest.mark.browser,
    pytest.mark.matrix,
    pytest.mark.usefixtures("demo_shop"),
]


@pytest.fixture
def desk(page, chromium):
    yield from at_a_desk(chromium)


@pytest.fixture
def shelf(page, chromium):
    yield from at_a_desk(chromium)


def at_a_desk(chromium):
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def recall(shelf, live_server, batch):
    """As inventory staff: by its number, with what is recalled to look at before."""
    add = reverse("admin:products_recallcase_add")
    shelf.goto(f"{live_server.url}{add}?scope=batch&batch={batch.pk}")
    shelf.get_by_label("Reason").fill("Mould was found")
    shelf.locator("input[type=submit], button[type=submit]").last.click()


def summary(desk, live_server):
    desk.goto(f"{live_server.url}{reverse('admin:recommendations_submission_changelist')}")
    return desk.locator(".desk-summary").inner_text()


def suggested(submission, place):
    number = submission.current_assessment.suggestions.get(position=place).batch_id
    return Batch.objects.get(pk=number)


def test_batch_that_is_recalled_after_the_answer(page, desk, shelf, live_server):
    walk(page, live_server, **BACK_STRAIN | {"medication_class": ["muscle_relaxant"]})
    send(page)
    make_counselor("Robin")
    clerk = User.objects.create_user("clerk", password="x", is_staff=True)
    clerk.groups.add(Group.objects.get(name="inventory staff"))
    submission = Submission.objects.get()
    first, second = (suggested(submission, place) for place in (1, 2))
    address = reverse("admin:recommendations_submission_change", args=[submission.pk])
    sign_in(desk, live_server, "robin", "x", at=address)
    sign_in(shelf, live_server, "clerk", "x")

    press(desk, "Claim")
    desk.get_by_label("Message to the patient").fill("It is checked.")
    press(desk, "Send")
    press(desk, "Hand back")
    page.reload()
    assert page.get_by_text(first.number, exact=True).count() == 1

    make_submission(disposition="emergency")
    recall(shelf, live_server, first)
    assert "1 came back" in summary(desk, live_server)
    rows = desk.locator("#result_list tbody tr").all_inner_texts()
    assert ["Came back: recalled" in row for row in rows] == [True, False]
    page.reload()
    assert f"batch {first.number}" in page.locator(".notice-error").first.inner_text()

    desk.goto(f"{live_server.url}{address}")
    press(desk, "Claim")
    desk.get_by_text("Change or withhold", exact=True).first.click()
    proposed = desk.locator("#id_amend1-pick option:checked").inner_text()
    press(desk, "Change this")
    desk.get_by_label("Message to the patient").fill("Bring the first one back, please.")
    press(desk, "Send")
    assert "came back" not in summary(desk, live_server)
    page.reload()
    assert proposed.split(",")[0] in page.locator("#suggestions ~ .grid-2").inner_text()
    assert f"batch {first.number}" in page.locator(".notice-error").first.inner_text()

    recall(shelf, live_server, second)
    assert "1 came back" in summary(desk, live_server)
    desk.goto(f"{live_server.url}{address}")
    desk.get_by_text("Leave it as it is", exact=True).first.click()
    desk.get_by_label("Why, and what the patient was told").fill("Rang: never bought it.")
    press(desk, "Leave it as it is")
    assert "came back" not in summary(desk, live_server)
    page.reload()
    assert f"batch {second.number}" in page.locator(".notice-error").first.inner_text()
