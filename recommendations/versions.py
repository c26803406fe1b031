"""Which suggestions stand: as the guideline made them, as a counselor has them now, as published.

Nothing here is stored. An assessment's suggestions and the amendments up to one of them say it all,
so what was published at any time can be told for ever.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from recommendations import watching
from recommendations.models import Amendment, Assessment, Review, Submission

Kind = Amendment.Kind
# What is read here of a submission: fetch it beforehand, or each question is a query.
PARTS = (
    "assessments__edition",
    "assessments__suggestions",
    "assessments__amendments",
    "assessments__reviews",
    "assessments__opening",
)


@dataclass(frozen=True, slots=True)
class Item:
    """One place: the batch that stands there now. `snapshot` and `reasons` as a Suggestion keeps them.

    change: what a counselor did: changed, withheld, added, or "" where it stands as it was suggested.
    `suggested_batch_id`: as the guideline chose; None where a counselor added it.
    """

    position: int
    route: str
    batch_id: int
    snapshot: Any
    reasons: Any
    suggested_batch_id: int | None
    change: str = ""
    amendment: Amendment | None = None

    @property
    def stands(self) -> bool:
        return self.change != "withheld"

    @property
    def outcome(self) -> str:
        """Of what the guideline suggested, in the words of CDS Hooks: accepted or overridden."""
        return "overridden" if self.change in ("changed", "withheld") else "accepted"


@dataclass(frozen=True, slots=True)
class Version:
    """`items` holds what was withheld, too; `standing` does not. `review` published it, if one did."""

    assessment: Assessment
    items: tuple[Item, ...]
    review: Review | None = None

    @property
    def standing(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.stands)

    @property
    def batch_ids(self) -> tuple[int, ...]:
        return tuple(item.batch_id for item in self.standing)

    def item(self, position: int) -> Item | None:
        return next((item for item in self.items if item.position == position), None)


def newest(submission: Submission) -> Version:
    """What the counselor works on: the newest assessment with everything done to it so far."""
    assessment = submission.current_assessment
    return Version(assessment, items_of(assessment, assessment.amendments.all()))


def first(submission: Submission) -> Version:
    """As the guideline concluded when the answers were handed in."""
    assessment = min(submission.assessments.all(), key=lambda each: each.pk)
    return Version(assessment, items_of(assessment, ()))


def published(submission: Submission) -> Version | None:
    """What the patient's page shows; None where it shows no result."""
    if submission.state != Submission.State.PUBLISHED:
        return None
    reviews = [
        review
        for assessment in submission.assessments.all()
        for review in assessment.reviews.all()
        if review.decision == Review.Decision.PUBLISH
    ]
    if not reviews:
        return first(submission)
    review = max(reviews, key=lambda each: each.pk)
    assessment = next(a for a in submission.assessments.all() if a.pk == review.assessment_id)
    return Version(assessment, items_of(assessment, _until(assessment, review)), review)


def ever_shown(submission: Submission) -> tuple[Item, ...]:
    """Each batch that the patient's page has shown at any time, as it stood there last."""
    first_of_all = first(submission)
    at_once = (first_of_all,) if first_of_all.assessment.release == "now" else ()
    decided = (
        Version(assessment, items_of(assessment, _until(assessment, review)), review)
        for assessment in submission.assessments.all()
        for review in assessment.reviews.all()
        if review.decision == Review.Decision.PUBLISH
    )
    shown = {item.batch_id: item for each in (*at_once, *decided) for item in each.standing}
    return tuple(shown.values())


def token(submission: Submission) -> str:
    """Changes with whatever a decision rests on: a form that carries an older one is out of date.

    A recall of what the patient's page has shown is one of these.
    """
    version = newest(submission)
    amendments = [each.pk for each in version.assessment.amendments.all()]
    reviews = [r.pk for a in submission.assessments.all() for r in a.reviews.all()]
    messages = [message.pk for message in submission.messages.all()]
    recalled = sorted(batch.pk for batch in watching.recalled(submission))
    parts = (version.assessment.pk, *(max(keys, default=0) for keys in (amendments, reviews)))
    return "-".join(map(str, (*parts, *recalled, max(messages, default=0))))


def _until(assessment: Assessment, review: Review) -> list[Amendment]:
    """What had been amended when the review published it."""
    last = review.last_amendment_id or 0
    return [each for each in assessment.amendments.all() if each.pk <= last]


def message_seen(token: str) -> int:
    """The newest message that a page with this token showed; 0 for none."""
    newest = token.rpartition("-")[2]
    return int(newest) if newest.isdecimal() else 0


def items_of(assessment: Any, amendments: Iterable[Amendment]) -> tuple[Item, ...]:
    """In the order of their places; of each place, the latest amendment counts."""
    items = {
        suggestion.position: Item(
            position=suggestion.position,
            route=suggestion.route,
            batch_id=suggestion.batch_id,
            snapshot=suggestion.snapshot,
            reasons=suggestion.reasons,
            suggested_batch_id=suggestion.batch_id,
        )
        for suggestion in assessment.suggestions.all()
    }
    suggested = dict(items)
    for amendment in sorted(amendments, key=lambda each: each.pk):
        place = amendment.position
        items[place] = _amended(items.get(place), suggested.get(place), amendment)
    return tuple(items[position] for position in sorted(items))


def _amended(now: Item | None, suggested: Item | None, amendment: Any) -> Item:
    match amendment.kind:
        case Kind.WITHHOLD if now is not None:
            return replace(now, change="withheld", amendment=amendment)
        case Kind.RESTORE if suggested is not None:
            return replace(suggested, amendment=amendment)
        case _:
            return Item(
                position=amendment.position,
                route=amendment.route,
                batch_id=amendment.batch_id,
                snapshot=amendment.snapshot,
                reasons=amendment.reasons,
                suggested_batch_id=suggested.batch_id if suggested else None,
                change="changed" if suggested else "added",
                amendment=amendment,
            )
