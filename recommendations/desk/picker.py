"""What may stand in a suggestion's place for this patient now, and why anything else may not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from products import shelf
from products.models import Batch
from recommendations.desk.excluded import why_not_for
from recommendations.matching import Assessment, Candidate, Reason, Suggestion, offers
from recommendations.models import Submission
from recommendations.patient.presentation import Conclusion
from recommendations.propose import candidate_of

MOST_FOUND = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """A batch that suits a route, with the rules that say so."""

    route: str
    batch: Batch
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A batch that was looked for by name: the routes it may be offered for, and what is against it."""

    batch: Batch
    offers: tuple[Offer, ...]
    why_not: tuple[tuple[str, str], ...]


def offered(
    submission: Submission, conclusion: Conclusion, *, at: datetime
) -> dict[str, tuple[Offer, ...]]:
    """By route shown, in the patient's order, the first of each chemotype that the shelf has."""
    assessment = conclusion.assessment
    by_route = shelf.candidates(
        limits=assessment.limits.routes,
        at=at,
        store=submission.store,
        coa_max_age_months=conclusion.policy.coa_max_age_months,
    )
    return {
        route: _offers_for(route, by_route.get(route, []), assessment) for route in assessment.shown
    }


def find(
    term: str, submission: Submission, conclusion: Conclusion, *, at: datetime
) -> tuple[Found, ...]:
    """The first batches whose product's name holds the term, or whose number it is."""
    named = Batch.objects.filter(Q(product__name__icontains=term) | Q(number__iexact=term))
    near_first = Case(When(store=submission.store, then=Value(0)), default=Value(1))
    order = (near_first, "product__name", "expires_on", "pk")
    batches = list(_loaded(named).order_by(*order)[:MOST_FOUND])
    months = conclusion.policy.coa_max_age_months
    reasons = shelf.why_none_sellable(batches, at=at, coa_max_age_months=months)
    return tuple(_found(batch, reasons[batch.pk], submission, conclusion) for batch in batches)


def offer_of(
    batch_id: int, route: str, submission: Submission, conclusion: Conclusion, *, at: datetime
) -> tuple[Offer | None, str]:
    """The offer of one batch for one route; or None, and in a sentence why it is none."""
    batch = _loaded(Batch.objects.filter(pk=batch_id)).first()
    if batch is None:
        return None, _("This batch is no longer there.")
    months = conclusion.policy.coa_max_age_months
    found = _found(
        batch,
        shelf.why_not_sellable(batch, at=at, coa_max_age_months=months),
        submission,
        conclusion,
    )
    offer = next((each for each in found.offers if each.route == route), None)
    return offer, " ".join(text for _rule, text in found.why_not)


def _loaded(batches: Any) -> Any:
    return batches.select_related("product__format", "store", "lab_result").prefetch_related(
        "product__format__route_rows", "product__allergen_rows"
    )


def _offers_for(route: str, batches: Iterable[Batch], assessment: Assessment) -> tuple[Offer, ...]:
    by_id = {batch.pk: batch for batch in batches}
    suiting = offers(assessment, route, [candidate_of(batch) for batch in by_id.values()])
    return tuple(_offer(each, by_id) for each in suiting)


def _offer(suggestion: Suggestion, batches: Mapping[int, Batch]) -> Offer:
    return Offer(suggestion.route, batches[suggestion.candidate.batch_id], suggestion.reasons)


def _found(
    batch: Batch, unsellable: list[str], submission: Submission, conclusion: Conclusion
) -> Found:
    against = tuple((code, str(shelf.REASONS[code])) for code in unsellable)
    if submission.store and batch.store != submission.store:
        elsewhere = _("It is at %(store)s; the patient goes to %(wanted)s.")
        words = {"store": batch.store.name, "wanted": submission.store.name}
        against = (*against, ("STORE", elsewhere % words))
    if against:
        return Found(batch, (), against)
    candidate = candidate_of(batch)
    suiting = tuple(
        offer
        for route in conclusion.assessment.shown
        for offer in _offers_for(route, [batch], conclusion.assessment)
    )
    return Found(batch, suiting, () if suiting else _unsuited(candidate, conclusion))


def _unsuited(candidate: Candidate, conclusion: Conclusion) -> tuple[tuple[str, str], ...]:
    return tuple(
        dict.fromkeys(
            reason
            for route in candidate.routes
            for reason in why_not_for(candidate, route, conclusion)
        )
    )
