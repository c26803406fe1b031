import pytest

from recommendations.guideline import load_guideline, load_policy, load_texts
from recommendations.matching import Answers
from recommendations.propose import propose
from tests.products import make
from tests.products.make import NOW

pytestmark = pytest.mark.django_db

BACK = {
    "age": 40,
    "pregnancy_status": "not_applicable",
    "spasm_location": ["lower_back"],
    "spasm_pattern": "spasm_tightness",
    "episode_duration": "1_to_24_hours",
    "problem_duration": "under_6_weeks",
    "diagnosis": ["none_diagnosed"],
    "cannabis_experience": "regular",
    "condition": [],
    "medication_class": [],
    "red_flag": [],
    "alcohol_heavy": False,
}


def proposal(**changes):
    guideline = load_guideline()
    answers = Answers.from_dict(BACK | changes, guideline)
    return propose(answers, guideline=guideline, policy=load_policy("default"), at=NOW)


def unfilled(**changes):
    return {item.route: item.reason.rule for item in proposal(**changes).choice.unfilled}


def test_nothing_on_the_shelf_is_said_for_every_route_shown():
    assert unfilled() == {"topical": "NONE-IN-STOCK", "vaporized": "NONE-IN-STOCK"}


def test_rule_that_took_the_last_batch_is_named():
    cream = make.product("cream", ingredients_known=False)
    make.batch(cream, readings={"total_thc": "0", "total_cbd": "1"})

    assert unfilled(allergens=["sesame"])["topical"] == "INGREDIENTS-KNOWN"


def test_strong_flower_is_kept_from_a_newcomer_by_the_rule_that_says_so():
    make.batch(make.product("flower"), readings={"total_thc": "12", "total_cbd": "13"})

    assert unfilled(cannabis_experience="naive", episode_duration="10_to_60_minutes") == {
        "topical": "NONE-IN-STOCK",
        "vaporized": "NAIVE-INHALED-THC",
    }


def test_outcome_names_product_and_batch():
    flower = make.product("flower", name="Silver Thimble")
    make.batch(flower, number="ST-1")

    suggestions = proposal().outcome(load_texts("en"))["suggestions"]

    assert [(each["route"], each["product"], each["batch"]) for each in suggestions] == [
        ("vaporized", "Silver Thimble", "ST-1")
    ]


def test_price_and_producer_change_nothing():
    plain = make.product("cream", ingredients_known=True)
    dear = make.product("cream", ingredients_known=True)
    for of in (plain, dear):
        make.batch(of, readings={"total_thc": "0", "total_cbd": "1"})
    before = [each.candidate.batch_id for each in proposal().choice.suggestions]

    dear.price, dear.producer = 500, "Aaa"
    dear.save()

    assert [each.candidate.batch_id for each in proposal().choice.suggestions] == before


@pytest.mark.parametrize("batches", [1, 3])
def test_query_count_does_not_grow_with_the_shelf(django_assert_num_queries, batches):
    for _number in range(batches):
        make.batch(make.product("cream"), readings={"total_thc": "0", "total_cbd": "1"})
        make.batch(make.product("flower"))

    with django_assert_num_queries(8):
        proposal()
