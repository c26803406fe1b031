import pytest

from tests.products import make


@pytest.fixture
def store():
    return make.store(name="Elm Street", slug="elm-street")
