"""A store's tablet in a test: a client that a counselor has put into store mode."""

from django.contrib.auth.models import Group, User

from products.models import Store

STAFF, START, CLEAR = (
    "/questionnaire/store-mode/",
    "/questionnaire/",
    "/questionnaire/store-mode/clear/",
)


def counselor(name="robin"):
    user = User.objects.create_user(name, first_name=name.title(), is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))
    return user


def stores(*slugs):
    for slug in slugs:
        Store.objects.create(name=slug.title(), slug=slug)


def put_into_store_mode(client, *, store="elm", who="alone", by=None, **chosen):
    client.force_login(by or counselor())
    return client.post(STAFF, {"store": store, "who": who, **chosen})
