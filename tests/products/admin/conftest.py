import pytest
from django.contrib.auth.models import Group
from django.test import Client


@pytest.fixture
def clerk(django_user_model):
    """Inventory staff, with the permissions that the migration gives and no others."""
    user = django_user_model.objects.create_user("clerk", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="inventory staff"))
    return user


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


@pytest.fixture
def other(django_user_model):
    """A second person, signed in elsewhere."""
    user = django_user_model.objects.create_user("ana", first_name="Ana", is_staff=True)
    user.groups.add(Group.objects.get(name="inventory staff"))
    client = Client()
    client.force_login(user)
    return client
