import pytest
from django.test import RequestFactory

from herbology.throttle import client_of


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
    ],
)
def test_client_is_an_address_or_a_home_network(address, client):
    assert client_of(RequestFactory().get("/", REMOTE_ADDR=address)) == client


def test_typed_address_does_not_count_without_a_proxy():
    request = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="10.0.0.1")

    assert client_of(request) == "203.0.113.7"


def test_behind_a_proxy_the_address_that_it_has_added_counts(settings):
    settings.BEHIND_PROXY = True
    forged = {"HTTP_X_FORWARDED_FOR": "10.0.0.1, 203.0.113.7"}

    assert client_of(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", **forged)) == "203.0.113.7"
    assert client_of(RequestFactory().get("/", REMOTE_ADDR="127.0.0.1")) == "127.0.0.1"
