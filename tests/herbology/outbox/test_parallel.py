"""Two at once, each on a database connection of its own."""

from collections import Counter

import pytest

from herbology.outbox import OutgoingMail, send_due
from herbology.outbox.delivery import message_id
from tests.herbology.outbox import make
from tests.parallel import at_once

pytestmark = pytest.mark.usefixtures("committed_database")


def test_two_senders_never_send_the_same_mail(mailoutbox):
    keys = [f"key/{number}" for number in range(30)]
    for key in keys:
        make.mail(key=key)

    outcomes = at_once(lambda: send_due(make.NOW), times=2)

    arrived = sorted(sent.extra_headers["Message-ID"] for sent in mailoutbox)
    assert arrived == sorted(map(message_id, keys))
    assert sum(outcomes, Counter()) == Counter({OutgoingMail.State.SENT: 30})


def test_same_key_at_the_same_moment_is_one_mail():
    mails = at_once(lambda: make.mail(key="alert/1").pk, times=4)

    assert (len(set(mails)), OutgoingMail.objects.count()) == (1, 1)
