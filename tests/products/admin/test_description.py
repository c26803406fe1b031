"""Shoppers read a description once somebody on staff has read it and ticked that they may."""

import pytest
from django.contrib.admin.models import LogEntry

from herbology.claims import find_claims
from herbology.editing.change_message import lines
from products.models import Strain
from tests.products import make
from tests.products.admin.pages import save, sent_back, url_of

pytestmark = pytest.mark.django_db
TICK = {"description_approved": "on"}
RECORDS = [
    pytest.param(make.product, id="product"),
    pytest.param(lambda **facts: Strain.objects.create(name="B", slug="b", **facts), id="strain"),
]


def sent_for(desk, record, typed):
    url = url_of(record)
    page = save(desk, url, sent_back(desk, url) | typed)
    record.refresh_from_db()
    return page


def errors(page):
    return dict(page.context["adminform"].form.errors)


@pytest.mark.parametrize("make_record", RECORDS)
def test_description_is_approved_with_a_tick_and_the_history_says_who(make_record, desk):
    record = make_record(description="Smells of pine.")

    sent_for(desk, record, TICK)

    edit = LogEntry.objects.select_related("user").get()
    assert record.description_approved is True
    assert lines(edit) == ["Description approved: no -> yes"]
    assert edit.user.pk == int(desk.session["_auth_user_id"])


@pytest.mark.parametrize("field", ["description", "description_es"])
@pytest.mark.parametrize("tick", [True, False])
def test_text_that_is_typed_is_approved_as_its_tick_says(desk, field, tick):
    product = make.product(description="Smells of pine.", description_approved=True)
    url = url_of(product)
    sent = sent_back(desk, url) | {field: "Smells of lemon."}
    if not tick:
        del sent["description_approved"]

    save(desk, url, sent)
    product.refresh_from_db()

    assert (getattr(product, field), product.description_approved) == ("Smells of lemon.", tick)


@pytest.mark.parametrize("make_record", RECORDS)
@pytest.mark.parametrize("field", ["description", "description_es"])
def test_text_with_a_claim_cannot_be_approved_and_says_why(make_record, field, desk):
    record = make_record(**{field: "Smells of pine. Relieves pain."})

    page = sent_for(desk, record, TICK)

    (claim,) = find_claims("Relieves pain.")
    assert list(errors(page)) == ["description_approved"]
    assert errors(page)["description_approved"] == [
        "A description that makes a claim cannot be approved. Rewrite it, or take the tick away.",
        f"“Relieves pain.” makes a claim (“Relieves pain”). {claim.reason} {claim.neutral}",
    ]
    assert record.description_approved is False


def test_claim_that_is_typed_with_the_tick_is_told_once_at_its_text(desk):
    page = sent_for(desk, make.product(), TICK | {"description": "Relieves pain."})

    assert list(errors(page)) == ["description"]


def test_claim_that_was_approved_before_we_knew_it_stops_no_other_edit(desk):
    product = make.product(description="Pine.\nRelieves pain.", description_approved=True)

    sent_for(desk, product, {"producer": "Somebody"})

    assert product.producer == "Somebody"


def test_tick_without_a_description_approves_nothing_that_comes_later(desk):
    product = make.product()

    sent_for(desk, product, TICK | {"producer": "Somebody"})

    assert (product.producer, product.description_approved) == ("Somebody", False)


@pytest.mark.parametrize(
    ("model", "make_record"), [("product", make.product), ("strain", RECORDS[1].values[0])]
)
@pytest.mark.parametrize(
    ("facts", "found"),
    [
        pytest.param({"description": "Pine."}, "waiting", id="nobody-has-read-it"),
        pytest.param({"description_es": "Pino."}, "waiting", id="nobody-has-read-the-spanish"),
        pytest.param(
            {"description": "Pine.", "description_approved": True}, "approved", id="approved"
        ),
        pytest.param({}, "none", id="none"),
    ],
)
def test_list_is_filtered_by_what_waits_to_be_read(model, make_record, facts, found, desk):
    make_record(**facts)

    pages = {
        choice: desk.get(f"/admin/products/{model}/", {"description": choice})
        for choice in ("waiting", "approved", "none")
    }

    assert [name for name, page in pages.items() if page.context["cl"].result_count] == [found]
