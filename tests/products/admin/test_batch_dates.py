import pytest
from django.forms import modelform_factory

from products.admin.batch import BatchForm
from products.models import Batch
from tests.products import make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("expires_on", ["2026-10-31", "2026-11-01"])
def test_batch_that_expires_before_it_was_produced_is_refused_in_one_sentence(expires_on):
    fields = ["product", "store", "number", "produced_on", "expires_on"]
    typed = {
        "product": make.product().pk,
        "store": make.store().pk,
        "number": "B-77",
        "produced_on": "2026-11-01",
        "expires_on": expires_on,
    }

    form = modelform_factory(Batch, form=BatchForm, fields=fields)(typed)

    said = [message for messages in form.errors.values() for message in messages]
    assert said == ["It cannot expire before it was produced."]
