import pytest

from products.models import Store
from tests.recommendations.questionnaire.answering import fill, post, url

pytestmark = pytest.mark.django_db

CHECK = "/questionnaire/check/"


def add_stores(number):
    for n in range(number):
        Store.objects.create(name=f"Store {n}", slug=f"store-{n}")


@pytest.mark.parametrize("stores", [1, 3])
def test_showing_a_page_costs_session_draft_and_stores(client, stores, django_assert_num_queries):
    add_stores(stores)
    fill(client, until="feeling")

    with django_assert_num_queries(3):
        client.get(url("feeling"))


@pytest.mark.parametrize("stores", [1, 3])
def test_saving_a_page_costs_four_more_with_its_savepoint(
    client, stores, django_assert_num_queries
):
    add_stores(stores)
    fill(client, until="feeling")

    with django_assert_num_queries(7):
        post(client, "feeling")


@pytest.mark.parametrize("stores", [1, 3])
def test_checking_costs_no_more_for_more_stores(client, stores, django_assert_num_queries):
    add_stores(stores)
    fill(client)
    if stores > 1:
        client.post(url("store"), {"store": "store-0"})
        post(client, "contact")

    with django_assert_num_queries(3 if stores == 1 else 5):
        client.get(CHECK)
