"""What staff do in the tests: batches that can be sold on the day of the test, and a page sent."""

from datetime import timedelta

from django.utils import timezone

from products.models import Movement
from tests.products import make

FAR = "2999-01-01"


def on_sale(of=None, **facts):
    """Views read the clock, so what they are to sell was tested the day before."""
    of = of or make.product()
    result = make.lab_result(of, tested_on=timezone.localdate() - timedelta(days=1))
    return make.batch(of, **{"lab_result": result, "expires_on": FAR} | facts)


def act(desk, batch, verb, **typed):
    return desk.post(url_of(batch, verb), typed)


def url_of(batch, verb):
    return f"/admin/products/batch/{batch.pk}/{verb}/"


def key_of(desk, url):
    return desk.get(url).context["form"]["idempotency_key"].value()


def quantities(batch):
    batch.refresh_from_db()
    return (batch.on_hand, batch.reserved)


def moved(batch):
    """What has moved since the batch was made, oldest first."""
    movements = Movement.objects.filter(batch=batch).order_by("pk")
    return [(movement.kind, movement.quantity) for movement in movements][1:]


def told(answer):
    """The one message of success on the page that follows."""
    (message,) = answer.wsgi_request._messages
    return str(message)
