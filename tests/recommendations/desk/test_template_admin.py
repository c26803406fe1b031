import pytest
from django.urls import reverse

from recommendations.models import MessageTemplate
from tests.recommendations.desk.people import counselor

pytestmark = pytest.mark.django_db

ADD = reverse("admin:recommendations_messagetemplate_add")


@pytest.fixture
def lead(client):
    lead = counselor("lea", "lead counselors")
    client.force_login(lead)
    return lead


def save(client, text):
    return client.post(ADD, {"name": "Greeting", "text": text, "active": "on"})


def test_lead_counselor_adds_a_template(client, lead):
    response = save(client, "Hello {name},\r\n\r\nthank you.\r\n{counselor}")

    stored = MessageTemplate.objects.get()
    assert response.status_code == 302
    assert stored.text == "Hello {name},\n\nthank you.\n{counselor}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hello {nam},", "There is no placeholder {nam}. You can use {name}, {reference}"),
        ("It cures spasms.", "“It cures spasms.” makes a claim"),
        ("x" * 4001, "This is too long. Use at most 4000 characters"),
    ],
)
def test_template_that_could_not_be_sent_is_refused_and_the_text_stays(client, lead, text, told):
    response = save(client, text)

    page = response.content.decode()
    assert (response.status_code, MessageTemplate.objects.count()) == (200, 0)
    assert told in page
    assert f"{text}</textarea>" in page


def test_page_lists_the_placeholders(client, lead):
    page = client.get(ADD).content.decode()

    assert [name for name in ("name", "reference", "store", "counselor") if f"{{{name}}}" in page]


def test_counselor_may_look_and_not_change(client):
    template = MessageTemplate.objects.create(name="Greeting", text="Hello {name},")
    client.force_login(counselor())
    page = reverse("admin:recommendations_messagetemplate_change", args=[template.pk])

    looking, changing = client.get(page), client.post(page, {"name": "X", "text": "Y"})

    assert (looking.status_code, changing.status_code) == (200, 403)
    assert "Hello {name}," in looking.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_query_count(client, lead, django_assert_num_queries, number):
    for each in range(number):
        MessageTemplate.objects.create(name=f"Greeting {each}", text="Hello.")

    with django_assert_num_queries(7):
        client.get(reverse("admin:recommendations_messagetemplate_changelist"))
