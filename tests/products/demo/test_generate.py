from products.demo.generate import generate
from products.demo.read import read_catalogue


def test_generate_makes_the_same_products_every_time():
    catalogue = read_catalogue()

    assert list(generate(30, catalogue)) == list(generate(30, catalogue))


def test_generate_makes_the_same_first_products_whatever_the_number():
    catalogue = read_catalogue()

    assert list(generate(50, catalogue))[:10] == list(generate(10, catalogue))


def test_generate_makes_recognisable_slugs():
    slugs = [product.slug for product in generate(2, read_catalogue())]

    assert slugs == ["gen-000001", "gen-000002"]
