"""Any answers a patient could give, and any batches a shelf could hold."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume
from hypothesis import strategies as st

from recommendations.guideline import load_guideline
from recommendations.matching import Answers
from tests.recommendations.matching.builders import candidate

GUIDELINE = load_guideline()
QUESTIONS = GUIDELINE.questions
ROUTES = tuple(GUIDELINE.routes)


def some_of(key, *, size=3):
    return st.lists(st.sampled_from(QUESTIONS[key].values), max_size=size)


def one_of(key):
    return st.none() | st.sampled_from(QUESTIONS[key].values)


# Most people have few risks; without this nearly nothing would ever be shown.
CLEAR = {
    "age": st.integers(18, 90),
    "pregnancy_status": st.sampled_from(["not_applicable", "not_pregnant"]),
    "spasm_location": some_of("spasm_location"),
    "spasm_pattern": one_of("spasm_pattern"),
    "episode_duration": one_of("episode_duration"),
    "problem_duration": one_of("problem_duration"),
    "timing": some_of("timing"),
    "diagnosis": some_of("diagnosis", size=2),
    "preferred_delivery": one_of("preferred_delivery"),
    "cannabis_experience": one_of("cannabis_experience"),
    "condition": some_of("condition", size=2),
    "medication_class": some_of("medication_class", size=2),
    "red_flag": st.just([]),
    "alcohol_heavy": st.booleans(),
    "workplace_drug_test": st.booleans(),
    "allergens": some_of("allergens", size=2),
    "medication_other": st.none() | st.just("fish oil"),
}
# Anything at all, also what ends every route.
OPEN = CLEAR | {
    "age": st.none() | st.integers(0, 120),
    "pregnancy_status": one_of("pregnancy_status"),
    "condition": st.none() | some_of("condition") | st.just(["not_sure"]),
    "medication_class": st.none() | some_of("medication_class") | st.just(["not_sure"]),
    "red_flag": st.none() | some_of("red_flag", size=2) | st.just(["not_sure"]),
    "alcohol_heavy": st.none() | st.booleans(),
}

answer_dicts = st.fixed_dictionaries(CLEAR) | st.fixed_dictionaries(OPEN)


def read(data):
    return Answers.from_dict(data, GUIDELINE)


def _risk(key, values):
    return st.tuples(st.just(key), st.sampled_from(values))


# A risk as the clinical reference means it: a red flag, a condition, a medicine, "not sure".
added_risks = st.one_of(
    _risk("red_flag", (*QUESTIONS["red_flag"].values, "not_sure")),
    _risk("condition", (*QUESTIONS["condition"].values, "not_sure")),
    _risk("medication_class", (*QUESTIONS["medication_class"].values, "not_sure")),
)


def with_risk(data, key, value):
    """A question left open is not given a risk but an answer, which is another matter."""
    assume(data[key] is not None)
    return data | {key: [*data[key], value]}


amounts = st.none() | st.sampled_from(
    [Decimal(value) for value in ("0", "0.5", "1.25", "2.5", "5", "10", "10.01", "20", "20.5")]
)

candidates = st.builds(
    candidate,
    batch_id=st.integers(1, 40),
    batch_number=st.sampled_from(["A1", "B2", "C3", "D4"]),
    product_id=st.integers(1, 12),
    routes=st.sets(st.sampled_from(ROUTES), min_size=1, max_size=3).map(
        lambda routes: tuple(route for route in ROUTES if route in routes)
    ),
    chemotype=st.sampled_from([None, "I", "II", "III", "II", "III"]),
    thc_free=st.booleans(),
    total_thc_percent=amounts,
    total_cbd_percent=amounts,
    thc_mg_per_serving=amounts,
    cbd_mg_per_serving=amounts,
    smallest_thc_mg=amounts,
    smallest_cbd_mg=amounts,
    contains_alcohol=st.sampled_from([None, False, False, True]),
    allergens=st.sampled_from(
        [None, frozenset(), frozenset(), frozenset({"sesame"}), frozenset({"gluten", "dairy"})]
    ),
    expires_on=st.integers(0, 400).map(lambda days: date(2026, 1, 1) + timedelta(days=days)),
)

shelves = st.lists(candidates, max_size=30, unique_by=lambda batch: batch.batch_id)
