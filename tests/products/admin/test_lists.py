"""Each list takes the same few queries for three rows as for one."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from products import stock
from products.admin.ledger import StateChangeAdmin
from products.admin.lists.columns import expiry_in_words
from products.models import Format, Movement, StateChange, Strain
from tests.products import make

pytestmark = pytest.mark.django_db


def strained_product(number):
    strain = Strain.objects.create(name=f"Strain {number}", slug=f"strain-{number}")
    return make.product(strain=strain)


def state_change(_number, batch=None):
    return StateChange.objects.create(
        batch=batch or make.batch(),
        from_state="quarantine",
        to_state="released",
        at=make.NOW,
        reason="checked",
    )


LISTS = [
    ("store", lambda _number: make.store(), 8),
    ("strain", lambda number: Strain.objects.create(name=str(number), slug=str(number)), 8),
    ("product", strained_product, 11),
    ("labresult", lambda _number: make.lab_result(make.product()), 10),
    ("batch", lambda _number: make.batch(), 10),
    ("movement", lambda _number: make.batch(), 8),
    ("statechange", state_change, 8),
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

    with django_assert_num_queries(9):
        page = desk.get("/admin/products/format/")

    assert len(page.context["cl"].result_list) == rows


@pytest.mark.parametrize(
    ("model", "query"),
    [
        ("batch", "B-7"),
        ("batch", "b-77"),
        ("batch", "SKU-9"),
        ("batch", "harbor quiet"),
        ("batch", '"quiet harbor"'),
        ("batch", "LOT-5"),
        ("batch", "1A40"),
        ("batch", "00123"),
        ("product", "north"),
        ("product", "Lilac"),
        ("product", "sku-9"),
        ("product", "b-77"),
        ("product", "00123"),
        ("labresult", "LOT-5"),
        ("labresult", "Quiet"),
        ("movement", "B-77"),
    ],
)
def test_list_is_searched_by_what_staff_have_in_hand(model, query, desk):
    product = make.product(
        name="Quiet Harbor 10 mg",
        registration_number="SKU-9",
        producer="Northern Farm",
        strain=Strain.objects.create(name="Lilac", slug="lilac"),
    )
    result = make.lab_result(product, lot="LOT-5")
    make.batch(product, number="B-77", lab_result=result, package_tag="1A4060300000000000000123")
    make.batch()

    page = desk.get(f"/admin/products/{model}/", {"q": query})

    assert len(page.context["cl"].result_list) == 1


def test_each_word_that_is_searched_for_narrows_the_list(desk):
    quiet = make.product(name="Quiet Harbor")
    make.batch(quiet, number="B-77")
    make.batch(quiet, number="B-88")

    page = desk.get("/admin/products/batch/", {"q": "quiet b-88"})

    assert [batch.number for batch in page.context["cl"].result_list] == ["B-88"]


def test_products_are_filtered_by_the_store_that_holds_some(desk):
    here = make.store(slug="here")
    held = make.batch(at=here).product
    make.batch(held, at=make.store())
    make.batch(at=here, quantity="0")

    page = desk.get("/admin/products/product/", {"at": "here"})

    assert list(page.context["cl"].result_list) == [held]


def test_batch_says_in_words_when_it_expires_and_what_is_left_of_it(desk):
    batch = make.batch(expires_on=timezone.localdate() + timedelta(days=12))
    for hours in (-1, 1):
        stock.reserve(
            batch=batch,
            quantity=Decimal(1),
            reference="pick-up",
            until=timezone.now() + timedelta(hours=hours),
            by=None,
            at=timezone.now() - timedelta(days=1),
        )

    page = desk.get("/admin/products/batch/").content.decode()

    cells = re.findall(r'<td class="field-(expires|available|reserved_now)">(.*?)</td>', page)
    words = {name: cell.split("<br>")[-1] for name, cell in cells}
    assert words == {"expires": "in 12 days", "available": "4 each", "reserved_now": "1"}


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (12, "in 12 days"),
        (1, "in 1 day"),
        (0, "expired today"),
        (-3, "expired 3 days ago"),
    ],
)
def test_expiry_is_said_from_the_first_day_it_may_not_be_sold(days, words):
    assert expiry_in_words(make.TODAY + timedelta(days=days), make.TODAY) == words


def test_product_says_what_can_be_sold_of_it_at_all_stores(desk):
    product = make.product()
    fresh = make.lab_result(product, tested_on=timezone.localdate())
    for state in ("released", "released", "quarantine"):
        make.batch(product, lab_result=fresh, expires_on="2999-01-01", state=state)

    row = desk.get("/admin/products/product/").context["cl"].result_list[0]

    assert (row.sellable_quantity, row.batches_on_hand) == (10, 3)


def test_far_page_shows_what_stands_there(desk, monkeypatch):
    monkeypatch.setattr(StateChangeAdmin, "list_per_page", 1)
    batch = make.batch()
    changes = [state_change(number, batch) for number in range(22)]

    page = desk.get("/admin/products/statechange/", {"p": "22"})

    assert list(page.context["cl"].result_list) == changes[:1]


@pytest.mark.parametrize("model", ["batch", "product", "store", "labresult"])
def test_empty_list_says_what_to_do(model, desk):
    page = desk.get(f"/admin/products/{model}/").content.decode()

    assert "yet. Add" in page


def test_list_in_which_nothing_fits_says_how_to_see_everything(desk):
    make.batch()

    page = desk.get("/admin/products/batch/", {"q": "nonsense"}).content.decode()

    assert "Take a filter away, or search for less." in page


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
