import pytest

from products.importing import apply, portions
from tests.products.importing.material import make_store


@pytest.fixture
def store():
    return make_store()


@pytest.fixture
def one_row_a_transaction(monkeypatch):
    """As a long file is applied on SQLite."""
    monkeypatch.setattr(apply, "rows_at_once", lambda: 1)
    monkeypatch.setattr(portions, "SECONDS_FOR_OTHERS", 0)


@pytest.fixture
def all_rows_in_one_transaction(monkeypatch):
    """As on PostgreSQL."""
    monkeypatch.setattr(apply, "rows_at_once", lambda: None)
