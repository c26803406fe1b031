import pytest

from herbology.models import AuditEntry

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"


@pytest.fixture
def sam(django_user_model):
    return django_user_model.objects.create_user("sam", password="right", is_staff=True)


def entries(*names):
    return [
        tuple(getattr(entry, name) for name in names) for entry in AuditEntry.objects.order_by("pk")
    ]


def test_sign_in_and_out_are_written_down(client, sam):
    client.post(LOGIN, {"username": "sam", "password": "right"})
    client.post("/admin/logout/")

    assert entries("action", "by", "username", "key", "path") == [
        ("signed_in", sam, "sam", str(sam.pk), LOGIN),
        ("signed_out", sam, "sam", str(sam.pk), "/admin/logout/"),
    ]


def test_wrong_password_names_the_person_it_was_tried_for(client, sam):
    client.post(LOGIN, {"username": "sam", "password": "wrong"})

    assert entries("action", "by", "username", "key") == [
        ("sign_in_failed", None, "sam", str(sam.pk))
    ]


def test_name_that_nobody_has_is_not_kept_since_it_may_be_a_password(client, sam):
    client.post(LOGIN, {"username": "correct horse battery", "password": "sam"})

    assert entries("action", "by", "username", "key", "text") == [
        ("sign_in_failed", None, "", "", "")
    ]


def test_sign_out_of_nobody_leaves_no_line(client):
    client.post("/admin/logout/")

    assert entries("action") == []
