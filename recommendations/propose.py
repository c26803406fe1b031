"""From answers to suggestions out of live stock; nothing is stored here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from products import shelf
from products.models import Batch, Store
from recommendations.guideline import Guideline, Policy, Texts
from recommendations.matching import (
    Answers,
    Assessment,
    Candidate,
    Choice,
    Reason,
    RouteLimits,
    Unfilled,
    assess,
    choose,
    outcome,
)
from recommendations.matching.choice import NONE_IN_STOCK
from recommendations.matching.reasons import limit_params


@dataclass(frozen=True, slots=True)
class Proposal:
    """`candidates` is all that the choice was made from; `batches` finds a batch by its id."""

    assessment: Assessment
    candidates: tuple[Candidate, ...]
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
    on: date,
) -> Proposal:
    """Assess the answers, then choose among what is sellable on that day at the answers' store."""
    assessment = assess(answers, guideline, policy)
    store = Store.objects.get(slug=answers.store) if answers.store else None
    months = policy.coa_max_age_months
    by_route = shelf.candidates(
        limits=assessment.limits.routes, on=on, store=store, coa_max_age_months=months
    )
    batches = {batch.pk: batch for offered in by_route.values() for batch in offered}
    candidates = tuple(candidate_of(batch) for batch in batches.values())
    choice = choose(assessment, candidates)

    def left(limits: RouteLimits) -> list[tuple[str, int]]:
        return shelf.emptied_by(limits=limits, on=on, store=store, coa_max_age_months=months)

    unfilled = tuple(_with_cause(route, assessment, left) for route in choice.unfilled)
    return Proposal(assessment, candidates, replace(choice, unfilled=unfilled), batches)


def _with_cause(
    unfilled: Unfilled,
    assessment: Assessment,
    left: Callable[[RouteLimits], list[tuple[str, int]]],
) -> Unfilled:
    """The shelf offers only what meets every limit, so it alone knows which one took the last."""
    if unfilled.reason.rule != NONE_IN_STOCK:
        return unfilled
    limits = next(each for each in assessment.limits.routes if each.route == unfilled.route)
    steps = pairwise(left(limits))
    removed = [(name, before - after) for (name, before), (_, after) in steps if before > after]
    if not removed:
        return unfilled
    name = removed[-1][0]
    reason = Reason(limits.rules_for(name)[0], limit_params(name, limits))
    by_rule = tuple((limits.rules_for(name)[0], count) for name, count in removed)
    return Unfilled(unfilled.route, reason, by_rule)


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
