"""Dispensing a product: the batches that expire first go first."""

import pytest

from products.models import Movement
from tests.products import make
from tests.products.admin.counter import key_of, moved, on_sale, told

pytestmark = pytest.mark.django_db


def url_of(product):
    return f"/admin/products/product/{product.pk}/dispense/"


@pytest.fixture
def product():
    return make.product(name="Quiet Harbor")


@pytest.fixture
def store():
    return make.store(name="Elm Street")


@pytest.fixture
def late(product, store):
    return on_sale(product, at=store, number="late", expires_on="2998-01-01")


@pytest.fixture
def soon(product, store):
    return on_sale(product, at=store, number="soon", expires_on="2997-01-01")


def test_product_page_leads_to_dispensing(desk, product):
    page = desk.get(f"/admin/products/product/{product.pk}/change/")

    assert url_of(product) in page.content.decode()


def test_page_shows_for_each_store_the_order_in_which_batches_go(desk, product, store, late, soon):
    empty = make.store(name="River Road")
    on_sale(product, at=store, number="held", state="quarantine")
    make.store(active=False)

    page = desk.get(url_of(product))

    shelves = [
        (at, [(batch.number, batch.available_now) for batch in batches])
        for at, batches in page.context["shelves"]
    ]
    assert shelves == [(store, [("soon", 5), ("late", 5)]), (empty, [])]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, product, django_assert_num_queries
):
    for _ in range(rows):
        on_sale(product)

    with django_assert_num_queries(9):
        page = desk.get(url_of(product))

    assert len(page.context["shelves"]) == rows


def test_dispensing_names_which_batch_gave_how_much(desk, product, store, late, soon):
    answer = desk.post(url_of(product), {"store": store.pk, "quantity": "7", "reference": "till 4"})

    assert (moved(soon), moved(late)) == ([("dispense", -5)], [("dispense", -2)])
    assert told(answer) == (
        "Quiet Harbor: dispensed 5 from batch soon (expires 2997-01-01),"
        " 2 from batch late (expires 2998-01-01)."
    )
    assert answer.url == f"/admin/products/product/{product.pk}/change/"


def test_sending_the_same_page_twice_is_done_once(desk, product, store, late, soon):
    key = key_of(desk, url_of(product))

    for _ in range(2):
        typed = {"store": store.pk, "quantity": "7", "idempotency_key": key}
        desk.post(url_of(product), typed)

    assert (moved(soon), moved(late)) == ([("dispense", -5)], [("dispense", -2)])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quantity": "11"}, "Quiet Harbor: 11 wanted, 10 available at this store."),
        ({"quantity": "0"}, "0 is not a quantity."),
        ({"quantity": "0.5"}, "is counted in whole pieces, not 0.5."),
        ({"quantity": "many"}, "Enter a number."),
        ({"quantity": "1", "store": ""}, "This field is required."),
        ({"quantity": "1", "store": "99999"}, "valid choice"),
    ],
)
@pytest.mark.usefixtures("late", "soon")
def test_refusal_stands_on_the_page_and_nothing_is_done(typed, said, desk, product, store):
    page = desk.post(url_of(product), {"store": store.pk} | typed)

    assert said in page.content.decode()
    assert page.context["form"]["quantity"].value() == typed["quantity"]
    assert Movement.objects.filter(kind="dispense").count() == 0


def test_product_of_which_nothing_can_be_sold_says_so(desk, product, store):
    page = desk.post(url_of(product), {"store": store.pk, "quantity": "1"})

    assert page.context["form"].non_field_errors() == [
        "Quiet Harbor: nothing of it can be sold at this store today."
    ]


def test_page_of_no_product_is_not_found(desk):
    assert desk.get("/admin/products/product/999/dispense/").status_code == 404


def test_dispensing_needs_permission_to_change_batches(client, django_user_model, product):
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))

    assert client.post(url_of(product), {"quantity": "1"}).status_code == 403
