import pytest

from products.demo.entries import DemoDataError
from products.demo.read import read_catalogue

STORES = """
[[store]]
slug = "elm-street"
name = "Elm Street"
address = "12 Elm Street"
phone = "555-0112"
time_zone = "America/New_York"
hours = { monday = ["09:00", "18:00"] }
"""
STRAINS = """
[[strain]]
name = "Mossbell"
label = "hybrid"
chemotype = "II"
description = "Green."
"""
FLOWER = """
[[product]]
name = "Mossbell flower"
producer = "A farm"
strain = "Mossbell"
format = "flower"
pack = "3.5 g"
ingredients = "Flower."
allergens = []
[[product.lot]]
number = "M-1"
laboratory = "A laboratory"
unit = "percent"
panels = ["pesticides"]
tested_days_ago = 10
readings = { thc = 1.5, thca = "nd", cbd = "loq" }
stock.elm-street = { quantity = 5, received_days_ago = 2 }
"""
FILES = {"stores.toml": STORES, "strains.toml": STRAINS, "products/flower.toml": FLOWER}
FLOWER_ENTRY = "flower.toml: Mossbell flower"


def read(folder, **changed):
    (folder / "products").mkdir()
    for name, text in (FILES | changed).items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_catalogue(folder)


def test_read_catalogue_keeps_amounts_exact_and_detections_apart(tmp_path):
    (product,) = read(tmp_path).products

    readings = [(r.cannabinoid, r.detection, str(r.amount)) for r in _readings(product)]
    assert readings == [
        ("thc", "measured", "1.5"),
        ("thca", "not_detected", "None"),
        ("cbd", "below_loq", "None"),
    ]


def _readings(product):
    return product.lots[0].certificate.readings


def test_read_catalogue_lets_a_file_set_defaults(tmp_path):
    text = '[defaults]\nprice = 12\nproducer = "Nobody"\n' + FLOWER

    (product,) = read(tmp_path, **{"products/flower.toml": text}).products

    assert (product.price, product.producer) == (12, "A farm")


def test_read_catalogue_tells_unknown_ingredients_from_none(tmp_path):
    text = FLOWER.replace('"Flower."', '"unknown"').replace("allergens = []", "")

    (product,) = read(tmp_path, **{"products/flower.toml": text}).products

    assert product.ingredients is None


def test_translated_ingredients_of_the_defaults_go_with_those_ingredients_alone(tmp_path):
    text = '[defaults]\ningredients = "Flower."\ningredients_es = "Flor."\n' + FLOWER
    same = FLOWER.replace('ingredients = "Flower."\n', "").replace("Mossbell fl", "Other fl")

    other, product = read(
        tmp_path, **{"products/flower.toml": text + same.replace("M-1", "M-2")}
    ).products

    assert (other.ingredients_es, product.ingredients_es) == ("", "Flor.")


BROKEN_FLOWER = {
    "unknown-key": ("pack =", "pakc =", f"{FLOWER_ENTRY}: unknown key 'pakc'; known are "),
    "missing-key": ('producer = "A farm"', "", f"{FLOWER_ENTRY}: 'producer' is missing."),
    "wrong-kind": ('"A farm"', "7", f"{FLOWER_ENTRY}: producer = 7 must be str."),
    "truth-is-no-number": (
        "received_days_ago = 2",
        "received_days_ago = true",
        f"{FLOWER_ENTRY}: lot M-1: stock.elm-street: received_days_ago = True must be int.",
    ),
    "amount-without-unit": (
        '"3.5 g"',
        '"3.5"',
        f"{FLOWER_ENTRY}: '3.5' is not an amount with its unit, like '3.5 g'.",
    ),
    "unknown-strain": (
        'strain = "Mossbell"',
        'strain = "Nettle"',
        f"{FLOWER_ENTRY}: strain 'Nettle' is not one of ",
    ),
    "unknown-store": (
        "stock.elm-street",
        "stock.oak-street",
        f"{FLOWER_ENTRY}: store 'oak-street' is not one of elm-street.",
    ),
    "unknown-panel": (
        '["pesticides"]',
        '["glitter"]',
        f"{FLOWER_ENTRY}: lot M-1: panel 'glitter' is not one of ",
    ),
    "unknown-allergen": (
        "allergens = []",
        'allergens = ["dust"]',
        f"{FLOWER_ENTRY}: allergen 'dust' is not one of ",
    ),
    "allergens-of-unknown-ingredients": (
        '"Flower."',
        '"unknown"',
        f"{FLOWER_ENTRY}: name allergens if the ingredients are known, else none.",
    ),
    "impossible-reading": (
        "thc = 1.5",
        "thc = 101",
        f"{FLOWER_ENTRY}: lot M-1: thc: 101 percent is impossible",
    ),
    "unreadable-reading": (
        '"loq"',
        '"some"',
        f"{FLOWER_ENTRY}: lot M-1: cbd: 'some' is neither a number, 'nd' nor 'loq'.",
    ),
    "reading-without-date": (
        "tested_days_ago = 10",
        "",
        f"{FLOWER_ENTRY}: lot M-1: readings and tested_days_ago go together.",
    ),
    "no-stock-table": (
        "{ quantity = 5, received_days_ago = 2 }",
        "5",
        f"{FLOWER_ENTRY}: lot M-1: stock.elm-street: must be a table like {{ quantity = 5, ... }}.",
    ),
    "not-toml": ("[[product]]", "[[product", "flower.toml: is not TOML: "),
}


@pytest.mark.parametrize(
    ("old", "new", "message"), BROKEN_FLOWER.values(), ids=BROKEN_FLOWER.keys()
)
def test_read_catalogue_names_file_entry_and_reason_of_a_broken_product(
    tmp_path, old, new, message
):
    text = FLOWER.replace(old, new)

    with pytest.raises(DemoDataError) as error:
        read(tmp_path, **{"products/flower.toml": text})

    assert str(error.value)[: len(message)] == message


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        pytest.param(
            "stores.toml",
            '"09:00"',
            '"nine"',
            "stores.toml: elm-street: monday must be like ['09:00', '18:00'].",
            id="hours",
        ),
        pytest.param(
            "strains.toml",
            'label = "hybrid"',
            'label = "tall"',
            "strains.toml: Mossbell: label 'tall' is not one of ",
            id="label",
        ),
        pytest.param(
            "strains.toml",
            "description =",
            'parents = ["Nettle"]\ndescription =',
            "strains.toml: Mossbell: parent 'Nettle' is not one of Mossbell.",
            id="parent",
        ),
    ],
)
def test_read_catalogue_names_file_entry_and_reason_of_a_broken_place(
    tmp_path, file, old, new, message
):
    with pytest.raises(DemoDataError) as error:
        read(tmp_path, **{file: FILES[file].replace(old, new)})

    assert str(error.value)[: len(message)] == message


def test_read_catalogue_refuses_a_lot_number_twice(tmp_path):
    twice = FLOWER + FLOWER.replace("Mossbell flower", "Mossbell flower, large")

    with pytest.raises(DemoDataError) as error:
        read(tmp_path, **{"products/flower.toml": twice})

    assert str(error.value) == "products: lot number 'M-1' stands there twice."


def test_read_catalogue_names_a_missing_file(tmp_path):
    with pytest.raises(DemoDataError) as error:
        read_catalogue(tmp_path)

    assert str(error.value) == "stores.toml: cannot be read: No such file or directory."
