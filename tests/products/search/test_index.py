"""Whatever changes a name keeps the words: `reindex` finds nothing left to do."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from products.demo import load
from products.importing.classifying import Decision, classify_products
from products.importing.undo.whole import undo_import
from products.models import Format, Product, SearchText, Strain
from products.search import matching, reindex
from products.words import searched_words
from tests.products import make
from tests.products.admin.pages import sent_back, url_of
from tests.products.importing.material import LATER, applied, make_store, row, small_layout
from tests.products.importing.strains.rows import LAYOUT as STRAINS
from tests.products.importing.strains.rows import strain

pytestmark = pytest.mark.django_db


def finds(typed):
    return len(matching(searched_words(typed)).products)


@pytest.fixture
def desk(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin"))
    return client


def rename(desk, record, name):
    url = url_of(record)
    desk.post(url, sent_back(desk, url) | {"name": name})


def test_renamed_product_is_found_by_its_new_name(desk, found):
    (product,) = found("Quiet Harbor")

    rename(desk, product, "Amber Slate")

    assert (finds("amber"), finds("quiet"), reindex()) == (1, 0, 0)


def test_renamed_strain_is_found_and_its_products_by_it(desk, found, lantern):
    found("Old Jar", strain=lantern)

    rename(desk, lantern, "Copper Heron")

    assert (finds("copper heron"), finds("lantern"), reindex()) == (1, 0, 0)
    assert len(matching(["copper"]).strains) == 1


def test_renamed_format_is_found(desk, found):
    found("Old Jar", format="gummy")
    kind = Format.objects.get(code="gummy")
    url = url_of(kind)

    desk.post(url, sent_back(desk, url) | {"name": "Pastille"})

    assert (finds("pastille"), finds("gummy"), reindex()) == (1, 0, 0)


def test_format_given_to_many_products_is_found(django_user_model, found):
    (product,) = found("Old Jar", format=None)
    decision = Decision(Format.objects.get(code="gummy"), [product.pk])

    classify_products([decision], by=django_user_model.objects.create_user("c"), at=make.NOW)

    assert (finds("gummy jar"), reindex()) == (1, 0)


def test_format_set_in_a_list_is_found(desk, found):
    (product,) = found("Old Jar", format=None)
    chosen = {"action": "set_format", "_selected_action": [product.pk], "confirmed": "yes"}

    desk.post("/admin/products/product/", chosen | {"format": Format.objects.get(code="gummy").pk})

    assert (finds("gummy jar"), reindex()) == (1, 0)


def test_imported_products_are_found_and_taken_back_by_their_old_names():
    store, layout = make_store(), small_layout()
    applied(row(), layout=layout, store=store)
    record = applied(row(name="Copper Heron"), layout=layout, store=store)
    changed = (finds("copper heron"), finds("blue hill"), reindex())

    undo_import(record.pk, by=None, at=LATER)

    assert changed == (1, 0, 0)
    assert (finds("copper heron"), finds("blue hill"), reindex()) == (0, 1, 0)


def test_imported_strains_are_found_and_taken_back_by_their_old_names():
    store = make_store()
    applied(strain(2, "7", "Blue Hill"), layout=STRAINS, store=store)
    make.product(name="Old Jar", strain=Strain.objects.get())
    reindex()
    record = applied(strain(2, "7", "Copper Heron"), layout=STRAINS, store=store)
    changed = (finds("copper"), reindex())

    undo_import(record.pk, by=None, at=LATER)

    assert (changed, finds("copper"), finds("blue"), reindex()) == ((1, 0), 0, 1, 0)


@pytest.mark.matrix
def test_demo_is_found_by_its_words():
    load(today=timezone.localdate(), generated=1)

    assert reindex() == 0
    assert SearchText.objects.filter(product=None).count() == Strain.objects.count()


def test_deleted_product_leaves_no_words(found):
    (product,) = found("Quiet Harbor")

    product.delete()

    assert (finds("quiet"), SearchText.objects.count()) == (0, 0)


def test_command_mends_what_was_written_past_everything(found, capsys):
    found("Quiet Harbor")
    Product.objects.update(name="Amber Slate")

    call_command("index_catalogue")

    assert capsys.readouterr().out.startswith("1 were not found")
    assert (finds("amber"), finds("quiet")) == (1, 0)
