"""Who may see imports, and who may run them."""

import pytest
from django.contrib.auth.models import Group, Permission

from products.admin.imports.layout_text import STARTER
from products.models import ImportLayout
from tests.products.admin.imports import files

pytestmark = pytest.mark.django_db

IMPORTS, LAYOUTS = "/admin/products/catalogueimport/", "/admin/products/importlayout/"
CLASSIFY = "/admin/products/product/classify/"


@pytest.fixture
def places(desk, store):
    """Every page, as what running imports needs and what looking at them needs."""
    record = files.applied(desk, store, files.OIL)
    plan = files.plan(desk, store, files.GUMMY)
    layout = ImportLayout.objects.create(name="my-till", text=STARTER)
    key = desk.get(CLASSIFY).context["rows"][0][0].group.word.key
    return {
        "run": [
            *(f"{IMPORTS}add/", f"{IMPORTS}waiting/{plan.pk}/", f"{IMPORTS}waiting/{plan.pk}/csv/"),
            *(f"{IMPORTS}{record.pk}/undo/", CLASSIFY, f"{CLASSIFY}{key}/"),
        ],
        "acts": [f"{IMPORTS}waiting/{plan.pk}/apply/", f"{IMPORTS}waiting/{plan.pk}/discard/"],
        "see": [
            *(IMPORTS, f"{IMPORTS}{record.pk}/change/", f"{IMPORTS}{record.pk}/csv/"),
            *(LAYOUTS, f"{LAYOUTS}shipped/ours/", f"{LAYOUTS}shipped/ours/toml/"),
            *(f"{LAYOUTS}{layout.pk}/change/", f"{LAYOUTS}{layout.pk}/toml/"),
            "/admin/products/formatword/",
        ],
    }


def answers(client, addresses, method="get"):
    return {getattr(client, method)(address).status_code for address in addresses}


def person(django_user_model, *, group=None, permissions=()):
    user = django_user_model.objects.create_user("somebody", is_staff=True)
    user.groups.set(Group.objects.filter(name=group))
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def test_inventory_staff_may_do_all_of_it(desk, places):
    assert answers(desk, [*places["see"], *places["run"]]) == {200}


def test_counselors_may_do_none_of_it(client, django_user_model, places):
    client.force_login(person(django_user_model, group="patient counselors"))

    assert answers(client, [*places["see"], *places["run"], *places["acts"]]) == {403}
    assert answers(client, [*places["run"], *places["acts"]], "post") == {403}


def test_who_may_only_look_runs_nothing_and_sees_no_plan(client, django_user_model, places):
    looks = ("view_catalogueimport", "view_importlayout", "view_formatword")
    client.force_login(person(django_user_model, permissions=looks))

    assert answers(client, places["see"]) == {200}
    assert answers(client, [*places["run"], *places["acts"]], "post") == {403}
    page = client.get(IMPORTS)
    assert page.context["plans"] == []
    assert "Import a file" not in page.content.decode()
