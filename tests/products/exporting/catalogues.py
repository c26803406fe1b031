"""Arbitrary catalogues: whatever staff may have typed, with every unit and every silence."""

from datetime import date

from hypothesis import assume
from hypothesis import strategies as st

from products.models import CannabinoidReading, ProductAllergen
from products.models.product import ALLERGENS
from products.potency import PotencyError, derive
from products.reading import CANNABINOIDS, UNITS
from tests.products import make

# Some begin as a formula, some break the line, some are several bytes, some are invisible.
LETTERS = st.one_of(
    st.sampled_from("=+-@'\"\t\r\n,; \u00a0\u200d%<1é☘"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"),
)
FORMATS = st.sampled_from(["flower", "gummy", "tincture", "cream", None])
DAYS = st.dates(date(2020, 1, 1), date(2025, 12, 31))
LATER_DAYS = st.dates(date(2026, 1, 1), date(2030, 1, 1))
PANELS = st.dictionaries(
    st.sampled_from(["pesticides", "moisture"]),
    st.sampled_from(["pass", "fail", "not_tested"]),
    min_size=1,
)
TERPENES = st.dictionaries(
    st.sampled_from(["myrcene", "pinene"]), st.floats(0, 30, exclude_min=True) | st.integers(1, 30)
)


def texts(longest=12):
    """As forms leave them: without space at either end."""
    return st.text(LETTERS, max_size=longest).map(str.strip)


def words(longest=12):
    return texts(longest).filter(bool)


def amounts(most, places):
    return st.decimals(0, most, places=places)


def or_none(facts):
    return st.none() | facts


PRODUCTS = st.fixed_dictionaries(
    {
        "format": FORMATS,
        "name": words(),
        "producer": texts(),
        "description": texts(30),
        "stock_unit": st.sampled_from(["each", "gram"]),
        "servings": or_none(st.integers(1, 100)),
        "serving_amount": or_none(st.decimals("0.001", 100, places=3)),
        "divides_into": st.sampled_from([None, 1, 2, 4]),
        "label_thc_mg_per_serving": or_none(amounts(100, 3)),
        "label_cbd_mg_per_serving": or_none(amounts(100, 3)),
        "ingredients": texts(30),
        "ingredients_known": st.booleans(),
        "contains_alcohol": st.sampled_from([None, True, False]),
        "price": or_none(amounts(1000, 2)),
    }
)
PACKS = st.sampled_from([{}, {"pack_amount": "3.5", "pack_unit": "g"}])
READINGS = st.dictionaries(
    st.sampled_from(CANNABINOIDS),
    st.tuples(
        st.sampled_from(UNITS), st.sampled_from(["not_detected", "below_loq"]) | amounts(3, 4)
    ),
    max_size=4,
)
RESULTS = st.fixed_dictionaries(
    {
        "lot": words(),
        "laboratory": texts(),
        "certificate_number": texts(),
        "tested_on": DAYS,
        "terpenes": TERPENES,
        "panels": PANELS,
    }
)
BATCHES = st.fixed_dictionaries(
    {
        "number": words(),
        "expires_on": or_none(LATER_DAYS),
        "produced_on": or_none(DAYS),
        "received_on": DAYS,
        "package_tag": texts(),
        "quantity": st.integers(0, 100).map(str),
        "state": st.sampled_from(["quarantine", "released"]),
    }
)


@st.composite
def catalogues(draw):
    """A product with a lab result and two batches of it, and one with a batch untested."""
    return {
        "keys": draw(st.lists(words(), min_size=2, max_size=2, unique=True)),
        "numbers": draw(st.lists(words(), min_size=2, max_size=2, unique=True)),
        "products": draw(st.lists(PRODUCTS, min_size=2, max_size=2)),
        "pack": draw(PACKS),
        "allergens": draw(st.sets(st.sampled_from(ALLERGENS), max_size=3)),
        "result": draw(RESULTS),
        "readings": draw(READINGS),
        "batches": draw(st.lists(BATCHES, min_size=3, max_size=3)),
    }


def make_catalogue(said, store):
    """Rejects what the admin would refuse: a lab result that cannot be true of its product."""
    tested, untested = (
        make.product(registration_number=key, **facts)
        for key, facts in zip(said["keys"], said["products"], strict=True)
    )
    type(tested).objects.filter(pk=tested.pk).update(**said["pack"])
    tested.refresh_from_db()
    ProductAllergen.objects.bulk_create(
        ProductAllergen(product=tested, allergen=name) for name in said["allergens"]
    )
    result = make.lab_result(tested, readings={}, **said["result"])
    _add_readings(result, said["readings"])
    _refuse_impossible(result, tested)
    first, second, third = said["batches"]
    for facts, number in zip((first, second), said["numbers"], strict=True):
        numbered = facts | {"number": number, "package_tag": ""}
        make.batch(tested, at=store, lab_result=result, **numbered)
    make.batch(untested, at=store, lab_result=None, **third)


def _add_readings(result, readings):
    for cannabinoid, (unit, found) in readings.items():
        measured = found not in {"not_detected", "below_loq"}
        CannabinoidReading.objects.create(
            lab_result=result,
            cannabinoid=cannabinoid,
            unit=unit,
            amount=found if measured else None,
            detection="measured" if measured else found,
        )


def _refuse_impossible(result, product):
    try:
        derive([row.as_reading() for row in result.readings.all()], product.facts)
    except PotencyError:
        assume(False)
