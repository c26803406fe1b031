import pytest

from tests.recommendations.questionnaire.store_mode import tablet


@pytest.fixture
def shared(client):
    """A tablet in Elm, one of two stores, that patients fill in by themselves."""
    tablet.stores("elm", "river")
    tablet.put_into_store_mode(client)
    return client
