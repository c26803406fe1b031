"""Which batches a patient may have at home: all that their page has shown, until a recall is dealt with."""

from collections.abc import Iterable

from products.models import Batch
from recommendations.models import Submission


def shown(submission: Submission, batch_ids: Iterable[int]) -> None:
    """Note that the patient's page shows these from now on."""
    submission.watched.add(*batch_ids)


def recalled(submission: Submission) -> list[Batch]:
    """Those that were recalled and that nobody has dealt with yet; reads what was fetched, if it was."""
    return [batch for batch in submission.watched.all() if batch.state == Batch.State.RECALLED]


def let_go(submission: Submission, batches: Iterable[Batch]) -> None:
    """The patient was told of the recall of these."""
    submission.watched.remove(*batches)
