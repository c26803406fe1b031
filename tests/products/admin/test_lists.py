"""Each list takes the same few queries for three rows as for one."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from products.models import Format, Movement, StateChange, Strain
from tests.products import make

pytestmark = pytest.mark.django_db


def strained_product(number):
    strain = Strain.objects.create(name=f"Strain {number}", slug=f"strain-{number}")
    return make.product(strain=strain)


def state_change(_number):
    return StateChange.objects.create(
        batch=make.batch(),
        from_state="quarantine",
        to_state="released",
        at=make.NOW,
        reason="checked",
    )


LISTS = [
    ("store", lambda _number: make.store(), 6),
    ("strain", lambda number: Strain.objects.create(name=str(number), slug=str(number)), 6),
    ("product", strained_product, 7),
    ("labresult", lambda _number: make.lab_result(make.product()), 6),
    ("batch", lambda _number: make.batch(), 8),
    ("movement", lambda _number: make.batch(), 7),
    ("statechange", state_change, 7),
]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("case", LISTS)
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    case, rows, desk, django_assert_num_queries
):
    model, build, queries = case
    for number in range(rows):
        build(number)

    with django_assert_num_queries(queries):
        page = desk.get(f"/admin/products/{model}/")

    assert len(page.context["cl"].result_list) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_list_of_formats_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, django_assert_num_queries
):
    Format.objects.exclude(code__in=["flower", "balm", "patch"][:rows]).delete()

    with django_assert_num_queries(7):
        page = desk.get("/admin/products/format/")

    assert len(page.context["cl"].result_list) == rows


@pytest.mark.parametrize(
    ("model", "query"),
    [("batch", "B-77"), ("batch", "SKU-9"), ("batch", "Quiet"), ("movement", "B-77")],
)
def test_list_is_searched_by_what_staff_have_in_hand(model, query, desk):
    product = make.product(name="Quiet Harbor 10 mg", registration_number="SKU-9")
    make.batch(product, number="B-77")
    make.batch()

    page = desk.get(f"/admin/products/{model}/", {"q": query})

    assert len(page.context["cl"].result_list) == 1


@pytest.mark.parametrize(("answer", "expected"), [("yes", ["good"]), ("no", ["held"])])
def test_batches_are_filtered_by_whether_they_can_be_sold_today(answer, expected, desk):
    far = {"expires_on": "2999-01-01"}
    fresh = make.product()
    make.batch(
        fresh,
        number="good",
        lab_result=make.lab_result(fresh, tested_on=timezone.localdate()),
        **far,
    )
    make.batch(number="held", state="quarantine", **far)

    page = desk.get("/admin/products/batch/", {"sellable": answer})

    assert [batch.number for batch in page.context["cl"].result_list] == expected


@pytest.mark.parametrize(
    ("answer", "expected"), [("expired", ["over"]), ("30", ["soon"]), ("90", ["later", "soon"])]
)
def test_batches_are_filtered_by_when_they_expire(answer, expected, desk):
    for number, days in [("over", 0), ("soon", 30), ("later", 90), ("far", 91)]:
        make.batch(number=number, expires_on=timezone.localdate() + timedelta(days=days))

    page = desk.get("/admin/products/batch/", {"expires": answer})

    assert sorted(batch.number for batch in page.context["cl"].result_list) == expected


def test_movements_of_one_batch_are_a_link_away(desk):
    batch = make.batch()
    make.batch()
    page = desk.get(f"/admin/products/batch/{batch.pk}/change/")
    link = f"/admin/products/movement/?batch__id__exact={batch.pk}"

    listed = desk.get(link).context["cl"].result_list

    assert link in page.content.decode()
    assert list(listed) == list(Movement.objects.filter(batch=batch))


def test_inventory_staff_hold_permissions_on_products_only(clerk):
    apps = Permission.objects.filter(group__user=clerk).values_list("content_type__app_label")

    assert set(apps.distinct()) == {("products",)}


@pytest.mark.parametrize("model", ["movement", "statechange"])
def test_records_of_the_past_cannot_be_added(model, desk):
    assert desk.get(f"/admin/products/{model}/add/").status_code == 403


def test_record_of_the_past_cannot_be_changed(desk):
    movement = make.batch().movements.get()

    answer = desk.post(f"/admin/products/movement/{movement.pk}/change/", {"quantity": "9"})

    assert answer.status_code == 403
