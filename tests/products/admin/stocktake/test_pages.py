"""Counting the shelf of a store: figures, review, save."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from products import stock
from products.admin.stocktake import pages
from products.models import Movement
from products.sellable import day_at
from tests.products import make
from tests.products.admin.counter import moved, on_sale, quantities, told

pytestmark = pytest.mark.django_db

URL = "/admin/products/batch/stocktake/"


def typed(counted, expected="5"):
    """What the page sends for batches and what was counted of them."""
    return {f"batch-{batch.pk}-counted": figure for batch, figure in counted.items()} | {
        f"batch-{batch.pk}-expected": expected for batch in counted
    }


def send(desk, store, step, **data):
    return desk.post(f"{URL}?store={store.slug}", {"step": step} | data)


def values(page, field):
    return [row[field].value() for row in page.context["rows"]]


def numbers(rows):
    return [row.batch.number for row in rows]


@pytest.fixture
def store():
    return make.store(name="Elm Street", slug="elm-street")


@pytest.fixture
def shelf(store):
    """Three batches of five, in the order of the page."""
    return [make.batch(make.product(name=name), number=name, at=store) for name in "ABC"]


def test_batch_list_leads_to_the_stock_take(desk):
    assert URL in desk.get("/admin/products/batch/").content.decode()


def test_page_lists_what_the_store_has_or_had_lately(desk, store, shelf):
    make.batch(number="elsewhere")
    make.batch(number="never there", at=store, quantity="0")
    sold_out = on_sale(make.product(name="D"), number="D", at=store)
    stock.dispense(batch=sold_out, quantity=Decimal(5), by=None, at=timezone.now())

    page = desk.get(URL, {"store": store.slug})

    assert numbers(page.context["rows"]) == ["A", "B", "C", "D"]


def test_page_is_narrowed_to_a_format(desk, store, shelf):
    make.batch(make.product("balm"), number="balm", at=store)

    page = desk.get(URL, {"store": store.slug, "format": "balm"})

    assert numbers(page.context["rows"]) == ["balm"]


@pytest.mark.parametrize("query", [{"store": "nowhere"}, {"p": "2"}, {"store": "", "format": "x"}])
def test_unknown_place_is_asked_for_again(query, desk):
    page = desk.get(URL, query)

    assert (page.status_code, bool(page.context["place"].errors)) == (200, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_page_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, store, django_assert_num_queries
):
    for _ in range(rows):
        make.batch(at=store)

    with django_assert_num_queries(10):
        page = desk.get(URL, {"store": store.slug})

    assert len(page.context["rows"]) == rows


def test_long_shelf_is_cut_into_pages(desk, store, shelf, monkeypatch):
    monkeypatch.setattr(pages, "ROWS_A_PAGE", 2)

    first, second = (desk.get(URL, {"store": store.slug, "p": number}) for number in (1, 2))

    assert [numbers(page.context["rows"]) for page in (first, second)] == [["A", "B"], ["C"]]


def test_review_shows_what_was_typed_differences_first_and_saves_nothing(desk, store, shelf):
    figures = typed(dict(zip(shelf, ["5", "", "4"], strict=True)))

    page = send(desk, store, "review", **figures)

    rows = page.context["rows"]
    assert [(row.batch.number, row.difference, row.is_big) for row in rows] == [
        ("C", -1, True),
        ("A", 0, False),
    ]
    assert Movement.objects.filter(kind="count").count() == 0


def test_review_marks_only_differences_of_a_tenth_or_more(desk, store):
    batch = make.batch(at=store, quantity="100")

    page = send(desk, store, "review", **typed({batch: "91"}, expected="100"))

    (row,) = page.context["rows"]
    assert (row.difference, row.is_big) == (-9, False)


def test_saving_writes_all_counts_under_one_reference(desk, clerk, store, shelf):
    figures = typed(dict(zip(shelf, ["5", "", "4"], strict=True)))

    answer = send(desk, store, "save", note="after closing", **figures)

    counts = Movement.objects.filter(kind="count").order_by("pk")
    assert [(count.batch, count.counted, count.by) for count in counts] == [
        (shelf[0], 5, clerk),
        (shelf[2], 4, clerk),
    ]
    day = day_at(counts[0].at, store)
    assert {(count.reference, count.reason) for count in counts} == {
        (f"Stock-take {day} Elm Street", "after closing")
    }
    assert answer.url == f"{URL}?store=elm-street"
    assert told(answer) == "Stock-take of Elm Street: 2 counted, 1 differ."


def test_saving_the_same_review_twice_is_one_stock_take(desk, store, shelf):
    figures = typed({shelf[0]: "3"})
    review = send(desk, store, "review", **figures)
    key = review.context["saving"]["idempotency_key"].value()

    for _ in range(2):
        send(desk, store, "save", idempotency_key=key, **figures)

    assert moved(shelf[0]) == [("count", -2)]


def test_stock_take_with_the_key_of_an_import_is_refused(desk, store, shelf):
    page = send(desk, store, "save", idempotency_key="import:1", **typed({shelf[0]: "3"}))

    assert "This page was changed on its way." in page.content.decode()
    assert moved(shelf[0]) == []


@pytest.mark.parametrize("step", ["review", "save"])
@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ("many", "Enter a number."),
        ("-1", "-1 is not a count."),
        ("1.5", "is counted in whole pieces, not 1.5."),
        ("0.0001", "no more than 3 decimal places."),
    ],
)
def test_refused_figure_saves_nothing_and_keeps_what_was_typed(figure, said, step, desk, shelf):
    store = shelf[0].store
    figures = typed(dict(zip(shelf, ["4", figure, ""], strict=True)))

    page = send(desk, store, step, note="late", **figures)

    assert values(page, "counted") == ["4", figure, None]
    assert numbers(page.context["wrong"]) == ["B"]
    assert said in page.content.decode()
    assert page.context["saving"]["note"].value() == "late"
    assert [moved(batch) for batch in shelf] == [[], [], []]


def test_all_that_is_wrong_is_named_at_once(desk, store, shelf):
    figures = typed(dict(zip(shelf, ["many", "1.5", "4"], strict=True)))

    page = send(desk, store, "review", **figures)

    assert numbers(page.context["wrong"]) == ["A", "B"]


def test_what_changed_meanwhile_is_named_and_expected_anew(desk, store, shelf):
    figures = typed(dict(zip(shelf, ["4", "4", ""], strict=True)))
    stock.receive(batch=shelf[1], quantity=Decimal(2), by=None, at=make.NOW)

    page = send(desk, store, "save", **figures)

    assert "Batch B went from 5 to 7 on hand since you looked." in page.content.decode()
    assert values(page, "expected") == ["5", "7", "5"]
    assert quantities(shelf[0]) == (5, 0)


def test_less_than_is_reserved_is_refused(desk, store):
    batch, now = on_sale(at=store), timezone.now()
    stock.reserve(
        batch=batch,
        quantity=Decimal(2),
        reference="R-7",
        until=now + timedelta(hours=1),
        by=None,
        at=now,
    )

    page = send(desk, store, "review", **typed({batch: "1"}))

    assert "1 counted, but 2 are reserved. Cancel" in page.content.decode()


def test_figures_can_be_changed_after_the_review(desk, store, shelf):
    page = send(desk, store, "change", **typed({shelf[2]: "4"}))

    assert values(page, "counted") == [None, None, "4"]


def test_nothing_typed_asks_for_a_figure(desk, store, shelf):
    page = send(desk, store, "review", **typed(dict.fromkeys(shelf, " ")))

    assert "Type at least one figure." in page.content.decode()


def test_batch_of_another_store_is_not_counted_here(desk, store, shelf):
    elsewhere = make.batch()

    send(desk, store, "save", **typed({shelf[0]: "5", elsewhere: "0"}))

    assert (moved(shelf[0]), moved(elsewhere)) == ([("count", 0)], [])


def test_tampered_expectation_is_refused(desk, store, shelf):
    page = send(desk, store, "save", **typed({shelf[0]: "5"}, expected="-1"))

    assert "greater than or equal to 0." in page.content.decode()


def test_stock_take_needs_permission_to_change_batches(client, django_user_model, store):
    client.force_login(django_user_model.objects.create_user("visitor", is_staff=True))

    assert client.get(URL, {"store": store.slug}).status_code == 403
