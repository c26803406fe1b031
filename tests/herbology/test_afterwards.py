import pytest
from django.core.signals import request_finished
from django.db import close_old_connections

from herbology.afterwards import ResponseAndThen


class WorkError(Exception):
    pass


@pytest.fixture(autouse=True)
def _no_database():
    """As Django's own test client does it."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


def fail():
    raise WorkError


def test_work_is_done_once_the_response_is_closed():
    done = []
    response = ResponseAndThen("sent", then=lambda: done.append(response.closed))

    assert (response.content, done) == (b"sent", [])
    response.close()
    assert (done, response.closed) == ([False], True)


def test_response_is_closed_even_if_the_work_fails():
    response = ResponseAndThen(then=fail)

    with pytest.raises(WorkError):
        response.close()
    assert response.closed
