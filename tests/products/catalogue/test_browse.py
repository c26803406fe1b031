"""The list of the catalogue: filters, order, pages, and what happens where nothing is found."""

from datetime import timedelta
from decimal import Decimal

import pytest

from products.catalogue import listing, snapshot
from products.models import Batch, Strain
from tests.products import make
from tests.products.catalogue.pages import (
    canonical,
    card,
    facet_counts,
    links,
    main_text,
    meta,
    names,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CBD = {"total_thc": "0.5", "total_cbd": "12"}
THC = {"total_thc": "18", "total_cbd": "not_detected"}


def gummy(name, thc_mg, cbd_mg="0", **facts):
    product = make.product("gummy", name=name, serving_amount=Decimal(1), servings=10)
    return make.batch(
        product, readings={"thc": thc_mg, "cbd": cbd_mg}, unit="mg_per_serving", **facts
    )


def flower(name, readings=CBD, **facts):
    return make.batch(make.product(name=name), readings=readings, **facts)


@pytest.mark.parametrize("products", [1, 3])
def test_list_takes_as_many_queries_for_three_products_as_for_one(
    products, adult, django_assert_num_queries
):
    for _number in range(products):
        make.batch(make.product(strain=None))
    snapshot.current(make.NOW)

    with django_assert_num_queries(5):
        page = adult.get("/products/")

    assert len(names(page)) == products


@pytest.mark.parametrize("products", [1, 3])
def test_reading_the_shelf_takes_six_queries(products, django_assert_num_queries):
    for _number in range(products):
        make.batch()

    with django_assert_num_queries(6):
        assert len(snapshot.read(make.NOW).ids) == products


def test_list_has_what_can_be_sold_and_nothing_else(adult):
    flower("Available")
    flower("Sold out", quantity="0")
    flower("Expired", expires_on=make.TODAY)
    flower("Quarantined", state="quarantine")
    make.batch(make.product(name="Delisted", active=False))
    make.batch(make.product(None, name="Unclassified"))

    assert names(adult.get("/products/")) == ["Available"]


def test_everything_we_carry_can_be_shown_without_numbers_of_what_is_gone(adult):
    flower("Available")
    flower("Sold out", quantity="0")
    make.product(None, name="Unclassified")

    page = adult.get("/products/?show=all")

    assert names(page) == ["Available", "Sold out"]
    assert "We do not have it now." in card(page, "Sold out")
    assert "12 %" not in card(page, "Sold out")


def test_numbers_are_those_of_the_batch_that_expires_first(adult):
    first = flower("Two batches", THC, at=make.store(name="Elm"), expires_on=make.TODAY + 9 * DAY)
    make.batch(first.product, readings=CBD, at=first.store, expires_on=make.TODAY + 99 * DAY)

    found = card(adult.get("/products/"), "Two batches")

    assert "THC by weight 18 % " in found
    assert "12 %" not in found


def test_stores_that_hold_different_batches_show_both_ends(adult):
    batch = gummy("Differing", "5", at=make.store(name="Elm"))
    make.batch(
        batch.product,
        at=make.store(name="Oak"),
        readings={"thc": "6", "cbd": "0"},
        unit="mg_per_serving",
    )

    found = card(adult.get("/products/"), "Differing")

    assert "THC in one serving 5 mg to 6 mg " in found
    assert "At Elm, Oak" in found


def test_what_was_measured_by_volume_leads_to_the_figures_of_the_lab(adult):
    roll_on = make.product("roll_on", name="Roll-on", pack_amount=Decimal(15), pack_unit="ml")
    make.batch(roll_on, readings={"thc": "5", "cbd": "5"}, unit="mg_per_ml")

    assert "CBD by weight see what the lab measured" in card(adult.get("/products/"), "Roll-on")


def test_what_was_sold_since_the_shelf_was_read_is_left_out(adult):
    batch = flower("Gone meanwhile")
    snapshot.current(make.NOW)
    Batch.objects.filter(pk=batch.pk).update(on_hand=0)

    assert names(adult.get("/products/")) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("route=edible", ["Strong", "Weak"]),
        ("route=smoked&route=edible", ["Plant", "Strong", "Weak"]),
        ("format=flower", ["Plant"]),
        ("chemotype=III", ["Plant"]),
        ("thc=up-to-2.5", ["Weak"]),
        ("thc=up-to-2.5&thc=5-to-10", ["Strong", "Weak"]),
        ("thc=no-serving", ["Plant"]),
        ("cbd=none&thc=5-to-10", ["Strong"]),
        ("store=oak", ["Weak"]),
        ("store=oak&chemotype=III", []),
    ],
)
def test_filters_narrow_the_list(query, found, adult):
    elm, oak = make.store(slug="elm"), make.store(slug="oak")
    flower("Plant", at=elm)
    gummy("Weak", "2.5", at=oak)
    gummy("Strong", "10", at=elm)

    assert names(adult.get(f"/products/?{query}")) == found


def test_filters_say_how_many_products_each_choice_gives(adult):
    flower("Plant")
    gummy("Weak", "2.5")
    gummy("Strong", "10")

    page = adult.get("/products/?route=edible")

    assert facet_counts(page, "route") == {
        "smoked": 1,
        "vaporized": 1,
        "edible": 2,
        "oral_tincture": 0,
        "topical": 0,
        "transdermal_patch": 0,
    }
    assert facet_counts(page, "thc") == {"up-to-2.5": 1, "5-to-10": 1}


def test_route_that_the_policy_forbids_is_nowhere(adult, settings):
    settings.ROUTES_ALLOWED = ("vaporized", "edible")
    flower("Plant")
    make.batch(make.product("preroll", name="Only to smoke"))

    page = adult.get("/products/")

    assert names(page) == ["Plant"]
    assert "Smoked" not in main_text(page)


def test_chip_takes_one_choice_away(adult):
    flower("Plant")

    page = adult.get("/products/?route=smoked&chemotype=III&chemotype=I")

    assert links(page)["Take away: THC or CBD Mostly THC (type I)"] == (
        "/products/?route=smoked&chemotype=III"
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Aster", "birch", "Élan", "Zinnia"]),
        ("format=gummy&sort=least-thc", ["Zinnia", "Aster", "Élan", "birch"]),
        ("format=gummy&sort=most-thc", ["birch", "Aster", "Élan", "Zinnia"]),
    ],
)
def test_list_is_in_the_order_of_names_or_of_strength(query, found, adult):
    for name, thc_mg in [("Zinnia", "1"), ("birch", "10"), ("Aster", "5"), ("Élan", "5")]:
        gummy(name, thc_mg)

    assert names(adult.get(f"/products/?{query}")) == found


def test_strength_is_sorted_by_the_store_that_is_asked_for(adult):
    elm, oak = make.store(slug="elm"), make.store(slug="oak")
    gummy("Same", "5", at=oak)
    differing = gummy("Differing", "1", at=elm)
    strong = {"readings": {"thc": "9", "cbd": "0"}, "unit": "mg_per_serving"}
    make.batch(differing.product, at=oak, **strong)

    assert names(adult.get("/products/?format=gummy&sort=least-thc&store=oak")) == [
        "Same",
        "Differing",
    ]


def test_strengths_of_several_formats_are_not_compared(adult):
    flower("Plant")
    gummy("Weak", "2.5")

    page = adult.get("/products/?sort=most-thc")

    assert names(page) == ["Plant", "Weak"]
    assert "Choose one kind of product to sort by strength." in main_text(page)


def test_nothing_found_names_the_filter_to_give_up_and_what_it_would_give(adult):
    gummy("Weak", "2.5")
    gummy("Strong", "10")
    flower("Plant")

    page = adult.get("/products/?route=edible&thc=no-serving")

    assert names(page) == []
    assert "Nothing on the shelf fits all of this" in main_text(page)
    assert "Without “Not measured by the serving” (THC in one serving) 2 products" in (
        main_text(page)
    )
    assert links(page)["Without “Swallowed” (How you take it)"] == "/products/?thc=no-serving"


def test_nothing_available_offers_what_we_carry(adult):
    gummy("Sold out", "2.5", quantity="0")

    page = adult.get("/products/?format=gummy")

    assert links(page)["Show also what we do not have now"] == "/products/?format=gummy&show=all"


def test_unknown_filter_value_is_left_out_and_said(adult):
    flower("Plant")

    page = adult.get("/products/?route=smoked&route=rectal&format=%3Cscript%3E")

    assert (page.status_code, names(page)) == (200, ["Plant"])
    assert "There is no “rectal” under “How you take it”, so we left it out." in main_text(page)
    assert "There is no “<script>” under “Kind of product”" in main_text(page)


@pytest.mark.parametrize("number", ["3", "0", "-1", "abc", "9" * 5000])
def test_page_beyond_the_last_leads_back_and_keeps_the_filters(number, adult, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    flower("One")
    flower("Two")

    page = adult.get(f"/products/?format=flower&page={number}")

    assert page.status_code == 404
    assert "It has 2 pages. Your filters are still set." in main_text(page)
    assert links(page)["Go to the last page"] == "/products/?format=flower&page=2"


def test_pages_lead_to_each_other(adult, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    for name in ("One", "Three", "Two"):
        flower(name)

    page = adult.get("/products/?page=2")

    assert names(page) == ["Three"]
    assert (links(page)["Back"], links(page)["Next page"]) == ("/products/", "/products/?page=3")


def test_empty_fields_of_the_form_leave_the_address(adult):
    response = adult.get("/products/?q=&route=smoked&show=&sort=")

    assert (response.status_code, response.headers["Location"]) == (302, "/products/?route=smoked")


def test_products_of_one_strain_are_a_list_that_can_be_shared(adult):
    strain = Strain.objects.create(name="Blue Hill", slug="blue-hill")
    make.batch(make.product(name="Of it", strain=strain))
    flower("Another")

    page = adult.get("/products/?strain=blue-hill")

    assert names(page) == ["Of it"]
    assert links(page)["Take away: Strain Blue Hill"] == "/products/"


def test_unknown_strain_is_left_out_and_said(adult):
    flower("Plant")

    page = adult.get("/products/?strain=nowhere%00")

    assert names(page) == ["Plant"]
    assert "We do not list a strain “nowhere”, so we left it out." in main_text(page)


@pytest.mark.parametrize(
    ("query", "address", "robots"),
    [("", "/products/", []), ("?format=flower", "/products/?format=flower", ["noindex"])],
)
def test_list_has_one_address_and_narrowed_ones_stay_out_of_search_engines(
    query, address, robots, adult
):
    flower("Plant")

    page = adult.get(f"/products/{query}")

    assert canonical(page) == [f"http://testserver{address}"]
    assert meta(page, "robots") == robots


def test_list_says_no_price_and_no_stock(adult):
    batch = make.batch(make.product(name="Plant", price=Decimal("77.50")), quantity="43")

    text = main_text(adult.get("/products/"))

    assert batch.on_hand == 43
    assert "77" not in text
    assert "43" not in text


def test_empty_shop_says_so(adult):
    page = adult.get("/products/")

    assert page.status_code == 200
    assert "0 products" in main_text(page)


def test_names_are_sorted_in_the_language_of_the_page(adult, settings):
    for name, spanish in (("Apple", "Manzana"), ("Balm", "Bálsamo"), ("Zest", ""), ("Dill", "")):
        make.batch(make.product("cream", name=name, name_es=spanish))

    orders = [
        [str(card.name) for card in adult.get(f"/products/?lang={code}").context["page"].cards]
        for code in ("en", "es")
    ]

    assert orders == [["Apple", "Balm", "Dill", "Zest"], ["Bálsamo", "Dill", "Manzana", "Zest"]]
