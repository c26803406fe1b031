"""Imports that were applied: their list, their page, and how they are taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from products.models import CatalogueImport, Product
from tests.products.admin.imports import files

pytestmark = pytest.mark.django_db


def url(record, what="change/"):
    return f"{files.LIST}{record.pk}/{what}"


@pytest.fixture
def record(desk, store):
    return files.applied(desk, store, files.GUMMY, files.OIL, files.RANGE)


def test_list_says_what_each_import_is_in_words(desk, record, clerk):
    CatalogueImport.objects.create(
        file_name="stuck.csv",
        layout_name="ours",
        store=record.store,
        by=clerk,
        applied_at=timezone.now() - timedelta(days=1),
        counts={},
        findings=[],
    )

    page = desk.get(files.LIST).content.decode()

    assert "2 created, 0 changed, 1 refused" in page
    assert "Not finished: started on" in page


def test_waiting_plans_stand_above_the_list(desk, store):
    plan = files.plan(desk, store, files.GUMMY)

    page = desk.get(files.LIST)

    assert page.context["plans"] == [plan]
    assert f"{files.LIST}waiting/{plan.pk}/discard/" in page.content.decode()


def test_page_has_the_findings_narrowed_by_mark_and_column(desk, record):
    page = desk.get(url(record), {"mark": "refused", "column": "thc"})

    assert files.told(page) == [(4, "refused", "thc")]


def test_figures_lead_to_the_rows_that_an_import_keeps(desk, record):
    figures = desk.get(url(record)).context["outcomes"]

    assert [(str(figure.name), figure.query) for figure in figures] == [
        ("created", "?show=rows&outcome=created"),
        ("changed", "?show=rows&outcome=changed"),
        ("unchanged", ""),
        ("refused", ""),
    ]


def test_download_has_what_the_filters_leave(desk, record):
    found = files.lines(desk.get(url(record, "csv/"), {"mark": "refused"}))

    assert found[1:] == ["4,,refused,thc,5-6,is a range; one number is needed"]


@pytest.mark.parametrize(
    ("asked", "expected"), [({}, [2, 3]), ({"q": "blue"}, [3]), ({"outcome": "changed"}, [])]
)
def test_rows_lead_to_what_they_made(asked, expected, desk, record):
    page = desk.get(url(record), {"show": "rows", **asked})

    assert [row.number for row in page.context["page"]] == expected


def test_rows_link_product_and_batch(desk, record):
    page = desk.get(url(record), {"show": "rows", "q": "blue"}).content.decode()

    batch = Product.objects.get(name="Blue Oil").batches.get()
    assert f"/admin/products/product/{batch.product_id}/change/" in page
    assert f"/admin/products/batch/{batch.pk}/change/" in page


def test_undo_says_what_will_happen_before_it_does(desk, record):
    page = desk.get(url(record, "undo/"))

    assert page.context["will"].in_words == ["2 products that it created are delisted."]
    assert CatalogueImport.objects.get().undone_at is None


def test_undo_is_carried_out_with_who_did_it(desk, record, clerk):
    answer = desk.post(url(record, "undo/"), follow=True)

    assert CatalogueImport.objects.get().undone_by == clerk
    assert answer.context["state"].startswith("Undone on ")
    assert not Product.objects.filter(active=True).exists()


def test_undone_import_offers_no_second_undo(desk, record):
    desk.post(url(record, "undo/"))

    page = desk.get(url(record, "undo/")).content.decode()

    assert "This import is undone already." in page
    assert 'value="Undo this import"' not in page


def test_refused_undo_says_why_and_changes_nothing(desk, store, record):
    files.applied(desk, store, files.GUMMY.replace("Quiet", "Loud"))

    answer = desk.post(url(record, "undo/"))

    assert "Undo that one first" in answer.context["refusal"]
    assert answer.status_code == 422
    assert not CatalogueImport.objects.exclude(undone_at=None).exists()


def test_unfinished_import_says_how_to_go_on(desk, record):
    CatalogueImport.objects.update(finished_at=None)

    page = desk.get(url(record)).content.decode()

    assert "This import is not finished." in page
    assert f"{files.LIST}add/?layout=ours&amp;store={record.store_id}" in page


def test_unknown_import_is_not_found(desk):
    assert desk.get(f"{files.LIST}999/change/").status_code == 404
    assert desk.get(f"{files.LIST}999/undo/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_pages_ask_the_same_number_of_queries(rows, desk, store, django_assert_num_queries):
    lines = [files.OIL.replace("A-2", f"A-{n}").replace("B2", f"B{n}") for n in range(rows)]
    record = files.applied(desk, store, *lines)

    with django_assert_num_queries(8):
        desk.get(url(record))
    with django_assert_num_queries(10):
        desk.get(url(record), {"show": "rows"})
