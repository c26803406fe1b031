import pytest
import time_machine

from tests.recommendations.builders import NOW


@pytest.fixture
def now():
    """The clock of the builders, for what reads a clock of its own: views and commands."""
    with time_machine.travel(NOW, tick=False):
        yield NOW
