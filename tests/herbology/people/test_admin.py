"""A manager gives roles, and can neither take nor give more than the roles hold."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission, User

from tests.products.admin.pages import sent_back

pytestmark = pytest.mark.django_db

ADD = "/admin/auth/user/add/"
LONG = "a-long-enough-passphrase"


@pytest.fixture
def manager(client):
    user = person("mia", "managers")
    client.force_login(user)
    return client


def person(name, *groups, **facts):
    user = User.objects.create_user(name, password="x", is_staff=True, **facts)
    user.groups.set(Group.objects.filter(name__in=groups))
    return user


def page_of(user, page="change"):
    return f"/admin/auth/user/{user.pk}/{page}/"


def save(client, user, **typed):
    return client.post(page_of(user), sent_back(client, page_of(user)) | typed)


def reloaded(user):
    return User.objects.get(pk=user.pk)


def roles_of(user):
    return [group.name for group in user.groups.all()]


def test_manager_adds_a_person_who_can_sign_in_and_may_do_nothing_yet(manager):
    typed = {"username": "new", "password1": LONG, "password2": LONG, "usable_password": "true"}

    manager.post(ADD, typed)

    new = User.objects.get(username="new")
    assert (new.is_staff, new.is_superuser, new.check_password(LONG)) == (True, False, True)
    assert LONG not in LogEntry.objects.get().change_message
    assert new.get_all_permissions() == set()


def test_manager_gives_a_role(manager):
    sam = person("sam")

    answer = save(manager, sam, groups=[Group.objects.get(name="inventory staff").pk])

    assert (answer.status_code, roles_of(sam)) == (302, ["inventory staff"])


def test_manager_makes_nobody_a_superuser_and_gives_no_permission_by_hand(manager):
    sam = person("sam")
    permission = Permission.objects.get(codename="view_submission")

    answer = save(manager, sam, is_superuser="on", user_permissions=[permission.pk])

    assert answer.status_code == 302
    assert (reloaded(sam).is_superuser, sam.user_permissions.count()) == (False, 0)


def test_manager_gives_no_group_but_the_four(manager):
    sam, owners = person("sam"), Group.objects.create(name="owners")

    answer = save(manager, sam, groups=[owners.pk])

    assert (answer.status_code, roles_of(sam)) == (200, [])


@pytest.mark.parametrize("page", ["change", "password"])
@pytest.mark.parametrize("whom", ["superuser", "self", "other group", "permission by hand"])
def test_manager_cannot_become_somebody_who_may_do_more(manager, whom, page):
    Group.objects.create(name="owners")
    by_hand = person("by-hand")
    by_hand.user_permissions.add(Permission.objects.get(codename="view_submission"))
    out_of_reach = {
        "superuser": lambda: person("root", is_superuser=True),
        "self": lambda: User.objects.get(username="mia"),
        "other group": lambda: person("olga", "owners"),
        "permission by hand": lambda: by_hand,
    }[whom]()
    typed = {"username": "taken", "password1": LONG, "password2": LONG, "usable_password": "true"}

    answer = manager.post(page_of(out_of_reach, page), typed)

    assert answer.status_code == 403
    assert reloaded(out_of_reach).password == out_of_reach.password


def test_manager_sets_a_new_password_for_a_counselor(manager):
    sam = person("sam", "patient counselors")
    typed = {"password1": LONG, "password2": LONG, "usable_password": "true", "set-password": "1"}

    manager.post(page_of(sam, "password"), typed)

    assert reloaded(sam).check_password(LONG)
    assert LONG not in LogEntry.objects.get().change_message


def test_page_of_a_person_holds_no_hash(manager):
    sam = person("sam")

    page = manager.get(page_of(sam))

    assert sam.password not in page.content.decode()
    assert "password" not in page.context["adminform"].form.fields


def test_superuser_may_give_everything(admin_client):
    sam, owners = person("sam"), Group.objects.create(name="owners")

    save(admin_client, sam, is_superuser="on", groups=[owners.pk])

    assert (reloaded(sam).is_superuser, roles_of(sam)) == (True, ["owners"])


def test_nobody_is_deleted(admin_client):
    sam = person("sam")

    assert admin_client.post(page_of(sam, "delete"), {"post": "yes"}).status_code == 403


def test_managers_look_roles_up_and_change_none(manager):
    url = f"/admin/auth/group/{Group.objects.get(name='managers').pk}/change/"

    answers = [manager.get(url), manager.post(url, {"name": "owners"})]

    assert [answer.status_code for answer in answers] == [200, 403]
