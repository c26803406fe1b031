import pytest

from products.models import Batch
from products.refresh import refresh
from tests.products import make

pytestmark = pytest.mark.django_db


def test_refresh_derives_and_raises_what_follows(settings):
    batch = make.batch()
    batch.lab_result.panels.filter(panel="pesticides").update(outcome="fail")

    refresh(Batch.objects.filter(pk=batch.pk), at=make.NOW)

    assert Batch.objects.get().panels_outcome == "failed"


def test_refresh_derives_once_more_when_all_is_stored(django_capture_on_commit_callbacks):
    """A batch that somebody links to the result in the same moment is seen only then."""
    batch = make.batch()
    result, late = batch.lab_result, make.batch(batch.product)

    with django_capture_on_commit_callbacks(execute=True):
        refresh(result.batches.all(), at=make.NOW)
        Batch.objects.filter(pk=late.pk).update(lab_result=result)
        result.panels.filter(panel="pesticides").update(outcome="fail")

    outcomes = Batch.objects.order_by("pk").values_list("panels_outcome", flat=True)
    assert list(outcomes) == ["failed", "failed"]
