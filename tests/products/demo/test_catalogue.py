"""What the shipped demo data holds, as the shelf sees it once it is loaded."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db.models import Sum

from products.demo.read import read_catalogue
from products.models import Batch, CannabinoidReading, Format, Product, Store, Strain
from products.potency import CHEMOTYPES, ROUTES
from products.shelf import REASONS, candidates, sellable, why_not_sellable
from tests.products.demo.conftest import NOW

SHOWN = [
    pytest.param(lot.number, lot.shows, id=lot.number)
    for _, lot in read_catalogue().lots()
    if lot.shows
]


def test_catalogue_has_at_least_90_products():
    assert len(read_catalogue().products) >= 90


def test_catalogue_is_translated():
    """Every name, and of every list of ingredients each one."""
    products = read_catalogue().products

    assert [product.name for product in products if not product.name_es] == []
    assert [
        product.name
        for product in products
        if (product.ingredients or "").count(",") != product.ingredients_es.count(",")
        or bool(product.ingredients) != bool(product.ingredients_es)
    ] == []


def test_numbers_of_a_name_are_those_of_its_translation():
    names = [(product.name, product.name_es) for product in read_catalogue().products]
    numbers = [[re.findall(r"[\d.:]*\d", name) for name in both] for both in names]

    assert [both for both, (one, other) in zip(names, numbers, strict=True) if one != other] == []


def test_catalogue_has_every_format(demo):
    in_demo = set(Product.objects.filter(format__isnull=False).values_list("format__code"))

    assert in_demo == set(Format.objects.values_list("code"))


@pytest.mark.parametrize("route", ROUTES)
def test_catalogue_has_every_chemotype_for_every_route(demo, route):
    batches = Batch.objects.filter(product__format__route_rows__route=route)

    assert set(batches.values_list("chemotype", flat=True)) - {""} == set(CHEMOTYPES)


def test_catalogue_has_every_unit_and_detection(demo):
    readings = CannabinoidReading.objects.all()

    assert set(readings.values_list("unit", flat=True)) == set(CannabinoidReading.Unit.values)
    assert set(readings.values_list("detection", flat=True)) == set(
        CannabinoidReading.Detection.values
    )


def test_catalogue_has_known_and_unknown_ingredients_with_and_without_alcohol(demo):
    facts = set(Product.objects.values_list("ingredients_known", "contains_alcohol"))

    assert {(True, True), (True, False), (False, None)} <= facts


def test_one_product_and_one_strain_wait_to_have_their_descriptions_read(demo):
    for model in (Product, Strain):
        described = model.objects.exclude(description="")
        assert described.filter(description_approved=False).count() == 1
        assert described.filter(description_approved=True).exists()
        assert not model.objects.filter(description="", description_approved=True).exists()


def test_catalogue_shows_every_rule_but_the_closed_store():
    shown = {lot.shows for _, lot in read_catalogue().lots() if lot.shows}

    assert shown == {*REASONS, "sellable"} - {"store_inactive"}


@pytest.mark.parametrize(("number", "shows"), SHOWN)
def test_lot_shows_its_rule_and_no_other(demo, number, shows):
    expected = [] if shows == "sellable" else [shows]

    found = [why_not_sellable(batch, at=NOW) for batch in Batch.objects.filter(number=number)]

    assert found == [expected] * len(found)
    assert found


def test_all_other_lots_are_sellable(demo):
    shown = [number.values[0] for number in SHOWN]

    others = Batch.objects.exclude(number__in=shown).exclude(pk__in=sellable(at=NOW).values("pk"))

    assert [(batch.number, why_not_sellable(batch, at=NOW)) for batch in others] == []


def test_on_hand_is_the_sum_of_the_movements(demo):
    batches = Batch.objects.annotate(moved=Sum("movements__quantity"))

    assert [(b.number, b.on_hand) for b in batches] == [(b.number, b.moved) for b in batches]


def test_product_in_gram_is_counted_in_gram(demo):
    product = Product.objects.get(stock_unit="gram")

    assert product.batches.get(store__slug="elm-street").on_hand == Decimal("112.5")


@dataclass(frozen=True)
class Limits:
    route: str
    chemotypes: tuple[str, ...] = ("II", "I")
    thc_free_only: bool = False
    max_smallest_thc_mg: Decimal | None = None
    max_total_thc_percent: Decimal | None = None
    cbd_at_least_thc: bool = False
    max_smallest_cbd_mg: Decimal | None = None
    alcohol_free: bool = False
    excluded_allergens: frozenset[str] = frozenset()
    ingredients_known: bool = False


def naive(route, **more):
    return Limits(route, **{"chemotypes": ("III", "II"), "cbd_at_least_thc": True, **more})


def allergic(*allergens):
    return {"excluded_allergens": frozenset(allergens), "ingredients_known": True}


HALVED, FIRST, EXPERIENCED = Decimal("1.25"), Decimal("2.5"), Decimal(5)
SKIN = ("III", "II", "I")
WANTED = {
    "naive-edible-halved": naive("edible", max_smallest_thc_mg=HALVED),
    "naive-tincture-halved": naive("oral_tincture", max_smallest_thc_mg=HALVED),
    "naive-edible-balanced": naive("edible", chemotypes=("II",), max_smallest_thc_mg=HALVED),
    "naive-tincture-balanced": naive(
        "oral_tincture", chemotypes=("II",), max_smallest_thc_mg=HALVED
    ),
    "naive-smoked": naive("smoked", max_total_thc_percent=Decimal(10)),
    "naive-vaporized": naive("vaporized", max_total_thc_percent=Decimal(10)),
    "under-25-edible": naive("edible", chemotypes=("III",), max_smallest_thc_mg=HALVED),
    "under-25-tincture": naive("oral_tincture", chemotypes=("III",), max_smallest_thc_mg=HALVED),
    "under-25-smoked": naive("smoked", chemotypes=("III",), max_total_thc_percent=Decimal(10)),
    "under-25-vaporized": naive(
        "vaporized", chemotypes=("III",), max_total_thc_percent=Decimal(10)
    ),
    "occasional-edible": Limits("edible", ("II", "III"), max_smallest_thc_mg=FIRST),
    "occasional-tincture": Limits("oral_tincture", ("II", "III"), max_smallest_thc_mg=FIRST),
    "occasional-vaporized": Limits("vaporized", ("II", "III")),
    "regular-edible-thc": Limits("edible", ("I",), max_smallest_thc_mg=EXPERIENCED),
    "regular-tincture-thc": Limits("oral_tincture", ("I",), max_smallest_thc_mg=EXPERIENCED),
    "regular-smoked-thc": Limits("smoked", ("I",)),
    "regular-vaporized-thc": Limits("vaporized", ("I",)),
    "topical": Limits("topical", SKIN),
    "topical-thc-free": Limits("topical", SKIN, thc_free_only=True),
    "topical-thc-free-no-alcohol-no-coconut": Limits(
        "topical", SKIN, thc_free_only=True, alcohol_free=True, **allergic("coconut_mct")
    ),
    "no-alcohol-tincture": naive("oral_tincture", max_smallest_thc_mg=HALVED, alcohol_free=True),
    "limited-cbd-tincture": naive(
        "oral_tincture", max_smallest_thc_mg=HALVED, max_smallest_cbd_mg=Decimal(20)
    ),
    "limited-cbd-edible": naive(
        "edible", max_smallest_thc_mg=HALVED, max_smallest_cbd_mg=Decimal(20)
    ),
    "every-allergy-edible": naive(
        "edible",
        max_smallest_thc_mg=HALVED,
        **allergic("sesame", "coconut_mct", "tree_nuts", "peanut", "gelatin", "dairy", "gluten"),
    ),
    "every-allergy-tincture": naive(
        "oral_tincture",
        max_smallest_thc_mg=HALVED,
        **allergic("sesame", "alcohol", "coconut_mct", "soy", "other"),
    ),
}


@pytest.mark.parametrize("limits", WANTED.values(), ids=WANTED.keys())
def test_first_store_has_two_products_for_every_usual_need(demo, limits):
    store = Store.objects.order_by("slug").first()

    offered = candidates(limits=[limits], at=NOW, store=store)[limits.route]

    assert len({batch.product_id for batch in offered}) >= 2


def test_second_store_has_something_for_every_route(demo):
    store = Store.objects.get(slug="river-road")
    everything = [Limits(route, CHEMOTYPES) for route in ROUTES]

    offered = candidates(limits=everything, at=NOW, store=store)

    assert Counter({route: bool(batches) for route, batches in offered.items()}) == dict.fromkeys(
        ROUTES, True
    )
