from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from products.demo import load as load_shelf
from recommendations.demo import load
from recommendations.desk import came_back, queue
from recommendations.desk.template_admin import TemplateForm
from recommendations.desk.work import note
from recommendations.models import (
    Assessment,
    DeskEvent,
    Draft,
    MessageTemplate,
    Submission,
    Suggestion,
)
from tests.recommendations.builders import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.matrix, pytest.mark.usefixtures("now")]

MODELS = (Draft, Submission, Assessment, Suggestion, DeskEvent, MessageTemplate, User)


def all_rows():
    return [list(model.objects.order_by("pk").values()) for model in MODELS]


def in_order():
    back, by = came_back.read(NOW), User.objects.get()
    everything = queue.under(queue.TABS["all"], Submission.objects.all(), back, by)
    return [(each.disposition, each.desk_state) for each in everything]


def test_demo_has_one_of_nearly_every_kind_in_the_queue():
    load(today=TODAY)

    assert in_order() == [
        ("emergency", "new"),
        ("urgent_same_day", "new"),
        ("see_doctor_soon", "new"),
        ("prescriber_first", "new"),
        ("counselor_review", "new"),
        ("not_eligible", "new"),
        ("standard", "new"),
        ("standard", "answered"),
    ]


def test_demo_has_one_overdue_and_one_urgent_call():
    load(today=TODAY)

    numbers = queue.counts(Submission.objects.all(), came_back.read(NOW), User.objects.get())

    assert (numbers["overdue"], numbers["calls"]) == (1, 1)


def test_demo_has_one_that_came_back_where_there_is_a_shelf():
    load_shelf(today=TODAY, generated=0)
    load(today=TODAY)

    numbers = queue.counts(Submission.objects.all(), came_back.read(NOW), User.objects.get())

    assert (numbers["came_back"], numbers["answered"]) == (1, 0)


def test_demo_twice_on_one_day_changes_nothing():
    load(today=TODAY)
    before = all_rows()

    loaded = load(today=TODAY)

    assert (all_rows(), loaded.new, loaded.moved) == (before, 0, 0)


def test_on_a_later_day_only_what_nobody_touched_moves():
    load(today=TODAY)
    touched = Submission.objects.get(disposition="emergency")
    note(submission=touched, by=User.objects.get(), at=NOW, note="Has a dog.")
    before = {each.pk: each.waiting_since for each in Submission.objects.all()}

    loaded = load(today=TODAY + timedelta(days=2))

    after = {each.pk: each.waiting_since for each in Submission.objects.all()}
    stayed = [pk for pk in after if after[pk] == before[pk]]
    answered = Submission.objects.get(desk_state="answered")
    assert (sorted(stayed), loaded.moved) == (sorted([touched.pk, answered.pk]), 6)


def test_demo_templates_are_what_a_lead_counselor_could_save():
    load(today=TODAY)

    forms = [
        TemplateForm({"name": each.name, "text": each.text, "active": "on"}, instance=each)
        for each in MessageTemplate.objects.all()
    ]
    assert len(forms) == 5
    assert [form.errors for form in forms if form.errors] == []


def test_template_that_somebody_changed_stays():
    load(today=TODAY)
    MessageTemplate.objects.filter(name="A question first").update(text="Hello?")

    load(today=TODAY + timedelta(days=1))

    assert MessageTemplate.objects.get(name="A question first").text == "Hello?"
