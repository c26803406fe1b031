import pytest
from cryptography.fernet import Fernet
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.utils import timezone

from herbology.outbox import OutgoingMail
from tests.herbology.markup import attribute, elements, has_class, text
from tests.herbology.outbox import make

LIST = "/admin/herbology/outgoingmail/"
NOT_REPEATABLE = "Only failed and uncertain mails can be sent again."

pytestmark = pytest.mark.django_db


@pytest.fixture
def onlooker(client, django_user_model):
    """Signed in with the permission to view, and no other."""
    user = django_user_model.objects.create_user("onlooker", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_outgoingmail"))
    client.force_login(user)
    return client


def choose(client, mails, **more):
    """Press "Send again" in the list with these mails ticked."""
    ticked = {"action": "ask_to_send_again", "_selected_action": [mail.pk for mail in mails]}
    return client.post(LIST, ticked | more, follow=True)


def messages(page):
    return [str(message) for message in page.context["messages"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    rows, admin_client, django_assert_num_queries
):
    for _row in range(rows):
        make.mail()

    with django_assert_num_queries(5):
        page = admin_client.get(LIST)

    assert len(page.context["cl"].result_list) == rows


def test_list_shows_no_address_and_stays_readable_without_the_key(admin_client, settings):
    make.mail(to="ann@example.org", subject="Something to read")
    settings.HEALTH_DATA_KEYS = [Fernet.generate_key().decode()]

    page = admin_client.get(LIST).content.decode()

    assert ("Something to read" in page, "ann@example.org" in page) == (True, False)


def test_list_is_searched_by_key_and_filtered_by_state(admin_client):
    make.mail(key="alert/7")
    failed = make.mail_in("failed")

    found = admin_client.get(LIST, {"q": "alert/7", "state__exact": "waiting"})
    filtered = admin_client.get(LIST, {"state__exact": "failed"})

    assert [mail.key for mail in found.context["cl"].result_list] == ["alert/7"]
    assert list(filtered.context["cl"].result_list) == [failed]


def test_detail_shows_the_address_and_not_the_text(admin_client):
    mail = make.mail(to="ann@example.org", body="https://shop.example.org/s/secret/")

    page = admin_client.get(f"{LIST}{mail.pk}/change/").content.decode()

    assert ("ann@example.org" in page, "/s/secret/" in page) == (True, False)


def test_mail_cannot_be_added_changed_or_deleted_by_hand(admin_client):
    mail = make.mail()

    answers = [
        admin_client.post(f"{LIST}add/").status_code,
        admin_client.post(f"{LIST}{mail.pk}/change/", {"state": "sent"}).status_code,
        admin_client.post(f"{LIST}{mail.pk}/delete/", {"post": "yes"}).status_code,
    ]

    assert answers == [403, 403, 403]


def test_sending_again_asks_first(admin_client):
    mails = [make.mail_in("uncertain"), make.mail_in("sent")]

    page = choose(admin_client, mails)

    html = page.content.decode()
    (warning,) = [text(p) for p in elements(html, "p") if has_class(p, "errornote")]
    assert warning == (
        "An uncertain mail may have arrived already. Sent again, it may arrive twice."
    )
    assert (page.context["mails"], page.context["left_out"]) == ([mails[0]], 1)
    assert OutgoingMail.objects.get(pk=mails[0].pk).state == "uncertain"


def test_sending_again_once_confirmed_makes_due_and_says_who_did_it(admin_client, admin_user):
    mail = make.mail_in("failed", attempts=6)
    asked = choose(admin_client, [mail]).content.decode()
    hidden = [i for i in elements(asked, "input") if attribute(i, "type") == "hidden"]
    typed = {attribute(i, "name"): attribute(i, "value") for i in hidden}

    page = admin_client.post(LIST, typed, follow=True)

    mail.refresh_from_db()
    entry = LogEntry.objects.get()
    assert messages(page) == ["1 mail is due again."]
    assert (mail.state, mail.attempts, mail.due_at <= timezone.now()) == ("waiting", 0, True)
    assert (entry.user, entry.object_id, entry.change_message) == (
        admin_user,
        str(mail.pk),
        "Sent again.",
    )


@pytest.mark.parametrize("state", ["waiting", "sending", "sent"])
def test_sending_again_is_refused_for_mails_that_are_not_stuck(state, admin_client):
    page = choose(admin_client, [make.mail_in(state)], confirmed="yes")

    assert messages(page) == [NOT_REPEATABLE]
    assert OutgoingMail.objects.get().state == state


def test_sending_again_needs_the_permission_to_change(onlooker):
    mail = make.mail_in("failed")

    choose(onlooker, [mail], confirmed="yes")

    mail.refresh_from_db()
    assert mail.state == "failed"
