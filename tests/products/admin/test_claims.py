"""What staff write about products, strains and formats makes no claim."""

import pytest

from herbology.claims import find_claims
from products.models import Format, Product, Strain
from tests.products import make
from tests.products.admin.pages import save, sent_back, url_of

pytestmark = pytest.mark.django_db


def errors(page):
    return dict(page.context["adminform"].form.errors)


def notice_of(page, field):
    return page.context["adminform"].form.fields[field].help_text


def test_claims_about_a_product_are_refused_and_stay_in_the_form(desk):
    product = make.product()
    url, claimed = url_of(product), "Hemp that relieves pain"
    typed = dict.fromkeys(["name", "description", "ingredients"], claimed)

    page = save(desk, url, sent_back(desk, url) | typed)

    (claim,) = find_claims(claimed)
    told = f"“{claimed}” makes a claim (“relieves pain”). {claim.reason} {claim.neutral}"
    form = page.context["adminform"].form
    assert errors(page) == {name: [told] for name in typed}
    assert {name: form[name].value() for name in typed} == typed
    assert Product.objects.get().name == product.name


def test_facts_about_a_product_are_saved(desk):
    url = url_of(make.product())

    save(desk, url, sent_back(desk, url) | {"description": "Rub into the skin."})

    assert Product.objects.get().description == "Rub into the skin."


def test_claim_that_was_there_before_is_shown_and_stops_no_other_edit(desk):
    product = make.product(ingredients="Relieves pain.")
    url = url_of(product)
    page = desk.get(url)

    save(desk, url, sent_back(page) | {"producer": "Somebody"})

    assert "This text makes a claim (“Relieves pain”)" in notice_of(page, "ingredients")
    assert notice_of(page, "name") == ""
    assert Product.objects.get().producer == "Somebody"


def test_claim_in_one_of_several_lines_stops_no_other_edit_and_the_lines_stay(desk):
    product = make.product(description="Smells of pine.\nRelieves pain.")
    url = url_of(product)

    save(desk, url, sent_back(desk, url) | {"producer": "Somebody"})
    product.refresh_from_db()

    assert product.producer == "Somebody"
    assert product.description == "Smells of pine.\nRelieves pain."


@pytest.mark.parametrize("field", ["description", "description_es"])
@pytest.mark.parametrize(
    "record",
    [
        pytest.param(make.product, id="product"),
        pytest.param(lambda **facts: Strain.objects.create(name="Blue", **facts), id="strain"),
    ],
)
def test_text_that_shoppers_do_not_see_is_named_with_every_reason(desk, record, field):
    page = desk.get(url_of(record(**{field: "Smells of pine. Relieves pain. Cures insomnia."})))

    notice, claims = notice_of(page, field), find_claims("Relieves pain. Cures insomnia.")
    assert "Shoppers do not see this text, because it makes a claim." in notice
    for claim in claims:
        assert f"“{claim.sentence}” makes a claim (“{claim.words}”). {claim.reason}" in notice
        assert claim.neutral in notice
    assert notice.count("<li>") == len(claims) == 2


def test_text_with_many_claims_names_the_first_and_how_many_more(desk):
    page = desk.get(url_of(make.product(description="Relieves pain. " * 50)))

    notice = notice_of(page, "description")
    assert (notice.count("<li>"), "And 45 more." in notice) == (6, True)


def test_text_that_shoppers_see_has_no_notice(desk):
    page = desk.get(url_of(make.product(description="Smells of pine.")))

    assert "Shoppers do not see" not in notice_of(page, "description")


def test_claim_about_a_strain_is_refused(desk):
    url = url_of(Strain.objects.create(name="Blue", slug="blue"))

    page = save(desk, url, sent_back(desk, url) | {"description": "Cures insomnia."})

    assert list(errors(page)) == ["description"]


def test_claim_in_the_name_of_a_format_is_refused(desk):
    kind = Format.objects.first()
    url = url_of(kind)

    page = save(desk, url, sent_back(desk, url) | {"name": "Healing balm"})

    assert list(errors(page)) == ["name"]


@pytest.mark.parametrize("field", ["name_es", "description_es", "ingredients_es"])
def test_claim_in_the_spanish_beside_it_is_refused_too(desk, field):
    url = url_of(make.product())

    page = save(desk, url, sent_back(desk, url) | {field: "Crema que alivia el dolor"})

    assert list(errors(page)) == [field]
