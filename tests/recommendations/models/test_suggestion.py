import pytest

from herbology.append_only import AppendOnlyError
from products.models import Batch
from recommendations.models import Suggestion
from tests.products import make
from tests.recommendations.builders import make_assessment, make_submission
from tests.recommendations.desk.test_recalled import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited():
    """A batch that two assessments name, the later one together with another batch."""
    batch, other = make.batch(), make.batch()
    first = suggest(make_assessment(make_submission("AAAA-2345")), batch)
    second = suggest(make_assessment(make_submission("BBBB-2345")), other, batch)
    suggest(make_assessment(make_submission("CCCC-2345")), make.batch())
    return batch, other, [*first, *second]


def test_advice_that_names_a_batch_comes_newest_first(cited):
    batch, _other, (oldest, _of_other, newest) = cited

    assert list(Suggestion.objects.citing(batch)) == [newest, oldest]


def test_advice_is_found_for_many_batches_at_once(cited):
    batch, other, (oldest, of_other, newest) = cited
    batches = Batch.objects.filter(pk__in=[batch.pk, other.pk])

    found = [list(Suggestion.objects.citing(given)) for given in (batches, [batch, other])]

    assert found == [[of_other, newest, oldest]] * 2


def test_citing_follows_a_narrower_choice(cited):
    batch, _other, (oldest, *_later) = cited

    found = oldest.assessment.suggestions.citing(batch)

    assert list(found) == [oldest]


@pytest.mark.parametrize("rewrite", ["delete", "update"])
def test_cited_advice_is_still_never_rewritten(cited, rewrite):
    with pytest.raises(AppendOnlyError):
        getattr(Suggestion.objects.citing(cited[0]), rewrite)()
