import pytest

from tests.herbology.outbox.mail_server import mail_server


@pytest.fixture
def server(settings):
    with mail_server(settings) as started:
        yield started
