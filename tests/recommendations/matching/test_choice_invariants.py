"""What must hold for any answers and any shelf."""

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recommendations.guideline import load_policy
from recommendations.matching import Candidate, assess, choose, suits
from tests.recommendations.matching.strategies import (
    GUIDELINE,
    added_risks,
    answer_dicts,
    read,
    shelves,
    with_risk,
)

POLICY = load_policy("default")
COMMERCIAL = {"price", "cost", "margin", "brand", "producer", "on_hand", "reserved", "quantity"}


def assess_dict(data):
    return assess(read(data), GUIDELINE, POLICY)


def pairs(choice):
    return [(each.route, each.candidate) for each in choice.suggestions]


def test_candidate_has_no_commercial_field():
    assert {field.name for field in fields(Candidate)} & COMMERCIAL == set()


@given(answer_dicts, shelves)
def test_every_suggestion_meets_every_limit(data, shelf):
    assessment = assess_dict(data)
    limits = {each.route: each for each in assessment.limits.routes}

    assert all(suits(batch, limits[route]) for route, batch in pairs(choose(assessment, shelf)))


@given(answer_dicts, shelves)
def test_what_a_limit_does_not_know_is_never_suggested(data, shelf):
    assessment = assess_dict(data)
    taken, allergens = set(data["medication_class"] or []), set(data["allergens"])
    for route, batch in pairs(choose(assessment, shelf)):
        if route in ("edible", "oral_tincture"):
            assert batch.smallest_thc_mg is not None
            assert batch.smallest_thc_mg <= assessment.first_dose_thc_mg
        if route in ("smoked", "vaporized") and data["cannabis_experience"] in (None, "naive"):
            assert batch.total_thc_percent is not None
            assert batch.total_thc_percent <= 10
        if "disulfiram_metronidazole" in taken or "alcohol" in allergens:
            assert batch.contains_alcohol is False
        if allergens:
            assert batch.allergens is not None
            assert batch.allergens & allergens == set()
        if assessment.first_dose_thc_mg == 0:
            assert batch.thc_free


@given(answer_dicts, shelves)
def test_at_most_six_and_no_product_twice(data, shelf):
    products = [batch.product_id for _, batch in pairs(choose(assess_dict(data), shelf))]

    assert (len(products) <= 6, len(set(products))) == (True, len(products))


@given(answer_dicts, shelves)
def test_every_shown_route_is_filled_or_explained(data, shelf):
    assessment = assess_dict(data)
    choice = choose(assessment, shelf)
    filled = {each.route for each in choice.suggestions}
    explained = {each.route for each in choice.unfilled}

    assert (filled | explained, filled & explained) == (set(assessment.shown), set())


@given(answer_dicts, shelves)
def test_every_removed_batch_is_counted(data, shelf):
    for unfilled in choose(assess_dict(data), shelf).unfilled:
        offered = sum(unfilled.route in batch.routes for batch in shelf)
        removed = sum(count for _, count in unfilled.removed)

        assert removed == offered or unfilled.reason.rule == "TAKEN"


@given(answer_dicts, shelves, st.randoms(use_true_random=False))
def test_order_of_the_shelf_never_matters(data, shelf, random):
    assessment = assess_dict(data)

    assert choose(assessment, random.sample(shelf, len(shelf))) == choose(assessment, shelf)


@given(answer_dicts, shelves, st.randoms(use_true_random=False))
def test_expiry_never_moves_a_product(data, shelf, random):
    assessment = assess_dict(data)
    aged = [
        replace(batch, expires_on=date(2026, 1, 1) + timedelta(days=random.randrange(400)))
        for batch in shelf
    ]

    assert products(choose(assessment, aged)) == products(choose(assessment, shelf))


def products(choice):
    return [(each.route, each.candidate.product_id) for each in choice.suggestions]


@given(answer_dicts, shelves)
def test_handed_out_is_the_first_to_expire_of_its_peers(data, shelf):
    assessment = assess_dict(data)
    limits = {each.route: each for each in assessment.limits.routes}
    for route, batch in pairs(choose(assessment, shelf)):
        peers = [
            other
            for other in shelf
            if (other.product_id, other.chemotype) == (batch.product_id, batch.chemotype)
            and suits(other, limits[route])
        ]

        assert batch.expires_on == min(other.expires_on for other in peers)


@given(answer_dicts, added_risks, shelves)
def test_added_risk_never_lets_a_batch_in(data, risk, shelf):
    before, after = assess_dict(data), assess_dict(with_risk(data, *risk))
    allowed = {each.route: each for each in before.limits.routes}

    assert all(suits(batch, allowed[route]) for route, batch in pairs(choose(after, shelf)))
