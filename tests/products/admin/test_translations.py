"""Staff write the Spanish beside the English, and visitors read and find it."""

import pytest
from django.utils import translation

from products.models import Format, Product, Store, Strain
from products.search import matching
from products.translated import told
from tests.products import make
from tests.products.admin.pages import save, sent_back, url_of

pytestmark = pytest.mark.django_db


def in_spanish(record, field):
    with translation.override("es"):
        return told(record, field)


def test_spanish_of_a_product_is_saved_shown_and_found(desk):
    url = url_of(make.product("gummy"))

    save(
        desk, url, sent_back(desk, url) | {"name_es": "Ositos de mora", "ingredients_es": "Azúcar."}
    )
    product = Product.objects.get()

    assert (in_spanish(product, "name"), in_spanish(product, "ingredients")) == (
        "Ositos de mora",
        "Azúcar.",
    )
    assert set(matching(("moras",)).products) == {product.pk}


def test_products_are_found_by_the_spanish_name_of_their_kind(desk):
    product, url = make.product("cream"), url_of(Format.objects.get(code="cream"))

    save(desk, url, sent_back(desk, url))

    assert set(matching(("lociones",)).products) == {product.pk}


def test_spanish_of_a_strain_and_of_a_store_is_saved(desk):
    strain, store = Strain.objects.create(name="Blue", slug="blue"), make.store()
    for record, typed in (
        (strain, {"description_es": "Hojas anchas."}),
        (store, {"name_es": "Tienda Olmo"}),
    ):
        save(desk, url_of(record), sent_back(desk, url_of(record)) | typed)

    assert in_spanish(Strain.objects.get(), "description") == "Hojas anchas."
    assert in_spanish(Store.objects.get(), "name") == "Tienda Olmo"
