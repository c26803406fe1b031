"""What the desk finds of a recall, and what the shelf's side never sees of the desk."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from products.models import Batch
from products.recalls import open_recall
from products.recalls.selection import whole_product
from recommendations.models import Suggestion
from tests.products import make
from tests.recommendations.builders import NOW, make_assessment, make_submission

pytestmark = pytest.mark.django_db

LIST = reverse("admin:recommendations_submission_changelist")


def suggest(assessment, *batches):
    return [
        Suggestion.objects.create(
            assessment=assessment,
            position=position,
            route="topical",
            batch=batch,
            snapshot={},
            reasons=[],
        )
        for position, batch in enumerate(batches, start=1)
    ]


def sign_in(client, group):
    user = User.objects.create_user("somebody", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)


def found(client, **query):
    page = client.get(LIST, query)
    return [submission.reference for submission in page.context["cl"].result_list]


@pytest.fixture
def advised(client):
    """Two assessments of one submission name the batch, and another submission another batch."""
    sign_in(client, "patient counselors")
    batch = make.batch(number="LOT 7")
    submission = make_submission("FIND-2345")
    for _run in range(2):
        suggest(make_assessment(submission), batch)
    suggest(make_assessment(make_submission("ELSE-2345")), make.batch(number="LOT 77"))
    return batch


@pytest.mark.parametrize("number", ["LOT 7", " lot 7"])
def test_list_finds_a_submission_once_by_the_number_of_a_suggested_batch(client, advised, number):
    assert found(client, q=number) == ["FIND-2345"]


def test_list_is_filtered_by_whether_a_recalled_batch_is_named(client, advised):
    Batch.objects.filter(pk=advised.pk).update(state=Batch.State.RECALLED)

    assert found(client, recalled="yes") == ["FIND-2345"]


def test_filter_finds_nothing_where_nothing_is_recalled(client, advised):
    assert found(client, recalled="yes") == []


@pytest.mark.parametrize("number", [1, 3])
def test_search_and_filter_take_as_many_queries_for_three_as_for_one(
    client, django_assert_num_queries, number
):
    sign_in(client, "patient counselors")
    batch = make.batch(number="LOT-7", state="recalled")
    for row in range(number):
        suggest(make_assessment(make_submission(f"ABCD-234{row}")), batch)

    with django_assert_num_queries(12):
        references = found(client, q="LOT-7", recalled="yes")

    assert len(references) == number


def test_nothing_of_the_desk_shows_in_products(client):
    batch = make.batch()
    suggest(make_assessment(make_submission("FIND-2345")), batch)
    what = whole_product(batch.product)
    case = open_recall(what=what, seen=[batch.pk], reason="mould", by=None, at=NOW)
    sign_in(client, "inventory staff")
    addresses = [
        reverse("admin:products_batch_change", args=[batch.pk]),
        reverse("admin:products_batch_history", args=[batch.pk]),
        reverse("admin:products_product_change", args=[batch.product_id]),
        reverse("admin:products_recallcase_changelist"),
        reverse("admin:products_recallcase_change", args=[case.pk]),
        f"{reverse('admin:products_recallcase_add')}?scope=product&product={batch.product_id}",
    ]

    pages = [client.get(address) for address in addresses]

    assert [page.status_code for page in pages] == [200] * len(addresses)
    for page in pages:
        said = page.content.decode().lower()
        assert [word for word in ("find-2345", "suggestion", "submission") if word in said] == []
    assert client.get(LIST).status_code == 403
