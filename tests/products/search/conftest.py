import pytest

from products.models import Strain
from products.search import reindex
from tests.products import make


@pytest.fixture
def found(db, django_capture_on_commit_callbacks):
    """Makes products by their names, and their words known."""

    def make_found(*names, **facts):
        with django_capture_on_commit_callbacks(execute=True):
            made = [make.product(name=name, **facts) for name in names]
            reindex()
        return made

    return make_found


@pytest.fixture
def lantern(db):
    return Strain.objects.create(name="Harbor Lantern", slug="harbor-lantern")
