"""The button above a list, and the file behind it."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests.products import make
from tests.products.exporting.files import exported, table

pytestmark = pytest.mark.django_db

BATCHES = "/admin/products/batch/export/"


def sent(answer):
    return b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize(
    ("model", "kind"),
    [
        ("product", "products"),
        ("batch", "batches"),
        ("labresult", "lab_results"),
        ("strain", "strains"),
        ("movement", "movements"),
    ],
)
def test_each_list_has_its_export(model, kind, desk):
    make.batch()

    page = desk.get(f"/admin/products/{model}/")
    answer = desk.get(reverse(f"admin:products_{model}_export"))

    assert f'href="/admin/products/{model}/export/' in page.content.decode()
    assert sent(answer) == exported(kind)


def test_export_follows_the_search_and_filters_of_its_list(desk):
    here = make.store(slug="elm")
    make.batch(at=here, number="KEEP-1", state="quarantine")
    make.batch(at=here, number="KEEP-2")
    make.batch(number="KEEP-3", state="quarantine")
    shown = {"q": "KEEP", "state__exact": "quarantine", "store__id__exact": here.pk}

    answer = desk.get(BATCHES, shown)

    assert [row["batch_number"] for row in table(sent(answer))] == ["KEEP-1"]
    assert answer["Content-Disposition"].startswith('attachment; filename="batches-elm-2')


def test_link_keeps_search_and_filters_and_leaves_the_page_out(desk):
    page = desk.get("/admin/products/batch/", {"q": "KEEP", "state__exact": "released", "p": "1"})

    assert '/export/?q=KEEP&amp;state__exact=released"' in page.content.decode()


def test_export_of_a_list_that_cannot_be_leads_back_to_it(desk):
    answer = desk.get(BATCHES, {"no_such_field": "1"})

    assert (answer.status_code, answer["Location"]) == (302, "/admin/products/batch/?e=1")


def test_export_is_for_those_who_may_see_the_list(client, django_user_model):
    user = django_user_model.objects.create_user("new", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_product"))
    client.force_login(user)

    assert client.get(BATCHES).status_code == 403
    assert client.get("/admin/products/product/export/").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_export_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, django_assert_num_queries
):
    for _ in range(rows):
        make.batch()

    with django_assert_num_queries(14):
        written = table(sent(desk.get(BATCHES)))

    assert len(written) == rows
