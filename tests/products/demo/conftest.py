from datetime import UTC, date, datetime

import pytest
from django.db import transaction

from products.demo import load

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def _loaded_once(django_db_setup, django_db_blocker):
    """Loading takes half a second, so the tests of a module share what it wrote."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(today=TODAY)
        transaction.set_rollback(True)


@pytest.fixture
def demo(_loaded_once, db):
    """The demo as loaded on TODAY; what a test changes is rolled back after it."""
    return _loaded_once
