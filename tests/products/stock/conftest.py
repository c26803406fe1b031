import pytest


@pytest.fixture
def clerk(django_user_model):
    return django_user_model.objects.create_user("clerk")
