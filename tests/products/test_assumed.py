from products.assumed import ASSUMED, assumed
from products.models.batch import ASSUMABLE


def test_every_fact_that_may_be_assumed_has_words():
    assert tuple(ASSUMED) == ASSUMABLE


def test_assumed_says_nothing_where_nothing_was_assumed():
    assert assumed([]) == []
