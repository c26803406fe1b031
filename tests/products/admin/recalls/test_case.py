from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from products import stock
from products.admin.recalls import case as recall_case
from products.models import Batch
from tests.products import make
from tests.products.admin.recalls.pages import ADD, LIST, of_product, page_of, recalled

pytestmark = pytest.mark.django_db


def test_report_shows_references_and_is_a_file_too(desk):
    batch = make.batch()
    stock.waste(
        batch=batch,
        quantity=Decimal(2),
        reason_code="damaged",
        by=None,
        at=make.NOW,
        reference="WASTE-9",
    )
    case = recalled(batch)

    page = desk.get(page_of(case)).content.decode()
    file = desk.get(reverse("admin:products_recallcase_csv", args=[case.pk]))

    assert "WASTE-9" in page
    assert b"WASTE-9" in b"".join(file.streaming_content)
    assert file["Content-Disposition"] == f'attachment; filename="recall-{case.pk}.csv"'


def test_report_says_when_movements_do_not_come_to_what_is_on_hand(desk):
    batch = make.batch(quantity="5")
    case = recalled(batch)
    Batch.objects.filter(pk=batch.pk).update(on_hand=4)

    page = desk.get(page_of(case)).content.decode()

    assert "The movements come to 5, which is not what is on hand." in page


def test_list_says_how_much_is_still_on_hand(desk):
    recalled(make.batch(quantity="5"))

    case = desk.get(LIST).context["cl"].result_list[0]

    assert (case.batches_in_it, case.on_hand_each, case.on_hand_gram) == (1, 5, None)


@pytest.mark.parametrize("by", ["q", "batches__batch__store__id__exact"])
def test_list_finds_a_recall_once_by_its_batches_and_their_store(desk, by):
    product, store = make.product(), make.store()
    make.batch(product, number="FIND-1", at=store)
    case = recalled(make.batch(product, number="FIND-2", at=make.store()))
    recalled(make.batch())
    sought = {"q": "FIND", "batches__batch__store__id__exact": store.pk}[by]

    found = desk.get(LIST, {by: sought}).context["cl"].result_list

    assert [(each.pk, each.batches_in_it) for each in found] == [(case.pk, 2)]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, django_assert_num_queries
):
    for _row in range(rows):
        recalled(make.batch())

    with django_assert_num_queries(8):
        page = desk.get(LIST)

    assert len(page.context["cl"].result_list) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_take_as_many_queries_for_three_batches_as_for_one(
    rows, desk, django_assert_num_queries
):
    product = make.product()
    for number in range(rows):
        batch = make.batch(product, number=f"B{number}")

    with django_assert_num_queries(10):
        desk.get(of_product(batch))
    case = recalled(batch)
    with django_assert_num_queries(11):
        desk.get(page_of(case))


@pytest.mark.parametrize(
    ("permission", "allowed"), [("view", [200, 200, 403]), ("add", [403, 403, 200])]
)
def test_reading_and_recalling_are_permissions_of_their_own(
    client, django_user_model, permission, allowed
):
    case = recalled(make.batch())
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename=f"{permission}_recallcase"))
    client.force_login(reader)
    file = reverse("admin:products_recallcase_csv", args=[case.pk])

    assert [client.get(page).status_code for page in (page_of(case), file, ADD)] == allowed


@pytest.mark.parametrize("page", ["999/change/", "abc/change/", "999/csv/"])
def test_unknown_recall_is_not_found(desk, page):
    assert desk.get(f"{LIST}{page}").status_code == 404


def test_recall_is_neither_changed_nor_deleted(desk, admin_user):
    case = recalled(make.batch())
    desk.force_login(admin_user)

    assert desk.get(f"{LIST}{case.pk}/delete/").status_code == 403


def test_long_report_is_cut_into_pages_that_lead_on(desk, monkeypatch):
    monkeypatch.setattr(recall_case, "BATCHES_A_PAGE", 2)
    product = make.product()
    for number in range(3):
        batch = make.batch(product, number=f"B{number}")
    case = recalled(batch)

    first, second, long = (
        desk.get(f"{page_of(case)}{query}") for query in ("", "?page=2", "?long=yes")
    )

    assert [len(page.context["reports"]) for page in (first, second, long)] == [2, 1, 3]
    assert 'href="?page=2"' in first.content.decode()
