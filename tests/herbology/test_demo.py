import os
import sys
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from tests.products.demo.snapshot import all_rows


@pytest.fixture
def debug(db, settings):
    settings.DEBUG = True


def run(*arguments):
    out = StringIO()
    call_command("demo", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_demo_refuses_without_debug(db, settings):
    settings.DEBUG = False

    with pytest.raises(CommandError) as error:
        run()

    assert str(error.value) == "demo refuses to run with DEBUG off: its passwords are public."
    assert User.objects.count() == 0


def test_demo_prints_what_was_loaded_and_how_to_sign_in(debug):
    lines = run("--port", "8123")

    assert lines[0].startswith("Demo catalogue: 2 stores, ")
    assert lines[1:] == [
        "Demo queue: 8 submissions. New: 8. Moved to today: 0.",
        "Site: http://127.0.0.1:8123/",
        "Sign in at http://127.0.0.1:8123/admin/ as",
        "  admin      herbology-demo   everything",
        "  counselor  herbology-demo   what patients sent in",
        "  lead       herbology-demo   submissions, and the work of the desk",
        "  inventory  herbology-demo   products and stock",
        "  manager    herbology-demo   people, stock and the audit log",
    ]


@pytest.mark.matrix
def test_demo_makes_staff_who_can_sign_in(debug):
    run()

    staff = User.objects.filter(is_staff=True)
    users = staff.order_by("username").values_list("username", "is_staff", "is_superuser")
    assert list(users) == [
        ("admin", True, True),
        ("counselor", True, False),
        ("inventory", True, False),
        ("lead", True, False),
        ("manager", True, False),
    ]
    assert all(user.check_password("herbology-demo") for user in staff)


@pytest.mark.matrix
def test_demo_puts_sign_ins_in_their_groups(debug):
    run()

    staff = User.objects.filter(is_staff=True)
    groups = {user.username: [g.name for g in user.groups.all()] for user in staff}
    assert groups == {
        "admin": [],
        "counselor": ["patient counselors"],
        "inventory": ["inventory staff"],
        "lead": ["lead counselors"],
        "manager": ["managers"],
    }


@pytest.mark.matrix
def test_demo_says_which_group_is_missing_and_makes_none(debug):
    Group.objects.filter(name="patient counselors").delete()

    lines = run()

    assert lines[5] == (
        "  counselor  herbology-demo   what patients sent in; no group “patient counselors” yet"
    )
    assert Group.objects.filter(name="patient counselors").count() == 0


@pytest.mark.matrix
def test_demo_twice_changes_nothing(debug):
    run()
    before = all_rows(), list(User.objects.values()), list(Group.objects.values())

    run()

    assert (all_rows(), list(User.objects.values()), list(Group.objects.values())) == before


@pytest.mark.matrix
def test_demo_keeps_a_password_of_its_own(debug):
    user = User.objects.create_user("admin", password="changed-by-staff")

    lines = run()

    assert lines[4] == "  admin      (its own password) everything"
    assert User.objects.get(username="admin").password == user.password


@pytest.mark.matrix
def test_demo_adds_generated_products(debug):
    run("--products", "20")

    products = apps.get_model("products", "Product").objects
    assert products.filter(slug__startswith="gen-").count() == 20


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["--products", "-3"],
            "Error: argument --products: '-3' is not a whole number of zero or more",
            id="products",
        ),
        pytest.param(
            ["--port", "99999"],
            "Error: argument --port: '99999' is not a port from 1 to 65535",
            id="port",
        ),
    ],
)
def test_demo_names_a_wrong_argument(arguments, message):
    with pytest.raises(CommandError) as error:
        run(*arguments)

    assert str(error.value) == message


@pytest.mark.matrix
def test_demo_serve_becomes_the_server(debug, monkeypatch):
    started = []
    monkeypatch.setattr(os, "execv", lambda path, command: started.append(command))

    run("--serve", "--port", "8123")

    assert started == [[sys.executable, sys.argv[0], "runserver", "127.0.0.1:8123"]]
