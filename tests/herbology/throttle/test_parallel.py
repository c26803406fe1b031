import pytest

from herbology.throttle import take
from tests.herbology.throttle.test_taking import LIMIT, NOW
from tests.parallel import at_once

pytestmark = pytest.mark.usefixtures("committed_database")


def test_many_at_the_same_moment_are_allowed_no_more_than_the_limit():
    turns = at_once(lambda: take(LIMIT, "ann", at=NOW), times=8)

    assert sum(turn.allowed for turn in turns) == LIMIT.times
