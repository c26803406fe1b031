import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tests.products import make
from tests.products.catalogue.pages import of_age


@pytest.fixture(autouse=True)
def _today():
    """Pages read the clock: they see the day on which what is made can be sold."""
    with time_machine.travel(make.NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def _no_snapshot():
    """The one before is of another test's shelf."""
    cache.clear()


@pytest.fixture
def adult(client: Client, db: None) -> Client:
    """A visitor who was asked for the age already."""
    return of_age(client)
