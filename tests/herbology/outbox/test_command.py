import os
import signal
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from herbology.outbox import OutgoingMail
from tests.herbology.outbox import make


def run(*arguments):
    out = StringIO()
    call_command("send_outbox", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_command_prints_one_line_of_counts(server):
    server.answers = {"RCPT": b"550 no"}
    make.mail()
    make.mail(to="nobody at all")
    make.mail_in("sending")

    printed = run()

    assert printed == "Outbox: 0 sent, 0 to be tried again, 2 failed, 1 uncertain.\n"


@pytest.mark.django_db
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_that_is_stopped_finishes_the_mail_under_way_and_ends(number, server):
    handler = signal.getsignal(number)
    server.before = {"TEXT": lambda: os.kill(os.getpid(), number)}
    for _each in range(3):
        make.mail()

    printed = run("--loop", "3600")

    states = sorted(OutgoingMail.objects.values_list("state", flat=True))
    assert printed == "Outbox: 1 sent, 0 to be tried again, 0 failed, 0 uncertain.\n"
    assert states == ["sent", "waiting", "waiting"]
    assert signal.getsignal(number) is handler


@pytest.mark.usefixtures("committed_database")
def test_command_in_a_loop_looks_again(server):
    def stop_at_the_second():
        if len(server.received) == 2:
            os.kill(os.getpid(), signal.SIGTERM)

    server.before = {"TEXT": stop_at_the_second}
    make.mail()
    make.mail(at=timezone.now() + timedelta(milliseconds=500))

    run("--loop", "1")

    assert list(OutgoingMail.objects.values_list("state", flat=True)) == ["sent", "sent"]


@pytest.mark.parametrize("text", ["0", "-1", "soon", "1.5", "86401"])
def test_command_names_a_wrong_pause(text):
    with pytest.raises(CommandError) as error:
        run("--loop", text)

    assert str(error.value) == (
        f"Error: argument --loop: {text!r} is not a whole number of seconds from 1 to 86400"
    )
