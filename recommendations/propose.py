"""From answers to suggestions out of live stock; nothing is stored here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from products import shelf
from products.models import Batch, Store
from recommendations.guideline import Guideline, Policy, Texts
from recommendations.matching import (
    Answers,
    Assessment,
    Candidate,
    Choice,
    Opening,
    assess,
    choose,
    outcome,
)
from recommendations.matching.emptiness import routes_to_explain, with_causes


@dataclass(frozen=True, slots=True)
class Proposal:
    """`candidates` is all that the choice was made from; `batches` finds a batch by its id.

    `left` says for a route without an offer how many batches each limit had left.
    """

    assessment: Assessment
    candidates: tuple[Candidate, ...]
    left: dict[str, list[tuple[str, int]]]
    choice: Choice
    batches: dict[int, Batch]

    def outcome(self, texts: Texts) -> dict[str, Any]:
        """The outcome as `suggest` prints it."""
        names = {batch.product_id: batch.product.name for batch in self.batches.values()}
        return outcome(self.assessment, self.choice, texts, product_names=names)


def propose(
    answers: Answers,
    *,
    guideline: Guideline,
    policy: Policy,
    at: datetime,
    openings: Iterable[Opening] = (),
) -> Proposal:
    """Assess the answers, then choose among what is sellable then at the answers' store, or at all."""
    assessment = assess(answers, guideline, policy, openings)
    store = Store.objects.get(slug=answers.store) if answers.store else None
    months = policy.coa_max_age_months
    by_route = shelf.candidates(
        limits=assessment.limits.routes, at=at, store=store, coa_max_age_months=months
    )
    batches = {batch.pk: batch for offered in by_route.values() for batch in offered}
    candidates = tuple(candidate_of(batch) for batch in batches.values())
    choice = choose(assessment, candidates)
    left = {
        route: shelf.emptied_by(
            limits=assessment.limits_for(route), at=at, store=store, coa_max_age_months=months
        )
        for route in routes_to_explain(choice)
    }
    return Proposal(assessment, candidates, left, with_causes(choice, assessment, left), batches)


def candidate_of(batch: Batch) -> Candidate:
    """What the engine may know of a batch; product, format, routes and allergens are loaded."""
    product, kind = batch.product, batch.product.format
    if kind is None or batch.expires_on is None:
        raise ValueError(f"{batch}: only what is sellable is offered")
    return Candidate(
        batch_id=batch.pk,
        batch_number=batch.number,
        product_id=product.pk,
        format=kind.code,
        routes=kind.routes,
        chemotype=batch.chemotype or None,
        thc_free=batch.thc_free,
        total_thc_percent=batch.total_thc_percent,
        total_cbd_percent=batch.total_cbd_percent,
        thc_mg_per_serving=batch.thc_mg_per_serving,
        cbd_mg_per_serving=batch.cbd_mg_per_serving,
        smallest_thc_mg=batch.smallest_thc_mg,
        smallest_cbd_mg=batch.smallest_cbd_mg,
        contains_alcohol=product.contains_alcohol,
        allergens=product.allergens,
        expires_on=batch.expires_on,
    )
