from collections import Counter
from datetime import timedelta
from email import message_from_string

import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction

from herbology.outbox import OutgoingMail, send_again, send_due
from tests.herbology.outbox import make
from tests.herbology.outbox.mail_server import HANG_UP

State = OutgoingMail.State


@pytest.mark.django_db
def test_due_mail_is_sent_once(mailoutbox):
    mail = make.mail(subject="Something to read")
    make.mail(at=make.NOW + timedelta(seconds=1))

    outcomes = [send_due(make.NOW), send_due(make.NOW)]

    mail.refresh_from_db()
    assert outcomes == [Counter({State.SENT: 1}), Counter()]
    assert [sent.subject for sent in mailoutbox] == ["Something to read"]
    assert (mail.state, mail.sent_at, mail.attempts) == ("sent", make.NOW, 1)


@pytest.mark.django_db
def test_oldest_mails_are_sent_first_and_at_most_so_many(mailoutbox):
    for hours in (1, 3, 2):
        make.mail(subject=f"{hours} h", at=make.NOW - timedelta(hours=hours))

    send_due(make.NOW, most=2)

    assert [sent.subject for sent in mailoutbox] == ["3 h", "2 h"]


@pytest.mark.django_db
def test_sending_inside_a_transaction_is_refused(mailoutbox):
    make.mail()

    with pytest.raises(RuntimeError), transaction.atomic():
        send_due(make.NOW)

    assert mailoutbox == []


@pytest.mark.django_db
def test_mail_arrives_from_the_shop_with_its_headers(server, settings):
    settings.DEFAULT_FROM_EMAIL = "Corner Shop <shop@example.org>"
    make.mail(to="ann@example.org", body="Read it at the shop.")

    send_due(make.NOW)

    (arrived,) = map(message_from_string, server.received)
    assert (arrived["From"], arrived["To"]) == ("Corner Shop <shop@example.org>", "ann@example.org")
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["Message-ID"].endswith("@example.org>")
    assert arrived.get_payload().strip() == "Read it at the shop."


@pytest.mark.django_db
def test_mail_that_can_be_stopped_says_so_to_mail_programs(server):
    address = f"https://shop.example/back-in-stock/{'x' * 76}/stop/"
    make.mail(stop_url=address)
    make.mail()

    send_due(make.NOW)

    stopped, plain = map(message_from_string, server.received)
    assert stopped["List-Unsubscribe"].strip() == f"<{address}>"
    assert stopped["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert plain["List-Unsubscribe"] is None


@pytest.mark.django_db
def test_message_id_is_the_same_when_sent_again_and_tells_mails_apart(mailoutbox):
    mail = make.mail_in("uncertain")
    for _try in range(2):
        send_again(OutgoingMail.objects.filter(pk=mail.pk), at=make.NOW)
        send_due(make.NOW)
        OutgoingMail.objects.update(state="uncertain", sent_at=None)
    make.mail()

    send_due(make.NOW)

    first, again, other = (sent.extra_headers["Message-ID"] for sent in mailoutbox)
    assert (first == again, first == other) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "state", "error"),
    [
        ({"QUIT": HANG_UP}, "sent", ""),
        ({"QUIT": b"999 what"}, "sent", ""),
        (
            {"HELLO": b"554 no"},
            "waiting",
            "The mail server could not be used: SMTPConnectError 554.",
        ),
        (
            {"HELLO": HANG_UP},
            "waiting",
            "The mail server could not be used: SMTPServerDisconnected.",
        ),
        (
            {"MAIL": b"550 no <shop@example.org>"},
            "waiting",
            "The mail server refused it: SMTPSenderRefused 550.",
        ),
        (
            {"RCPT": b"450 later <ann@example.org>"},
            "waiting",
            "The mail server refused the address: 450.",
        ),
        (
            {"RCPT": b"550 no <ann@example.org>"},
            "failed",
            "The mail server refused the address: 550.",
        ),
        ({"DATA": b"451 later"}, "waiting", "The mail server refused it: SMTPDataError 451."),
        ({"TEXT": b"554 spam"}, "waiting", "The mail server refused it: SMTPDataError 554."),
        (
            {"TEXT": HANG_UP},
            "uncertain",
            "The connection broke off while sending: SMTPServerDisconnected.",
        ),
        (
            {"TEXT": b"huh"},
            "uncertain",
            "The connection broke off while sending: SMTPDataError -1.",
        ),
    ],
)
def test_what_the_mail_server_does_decides_the_state(answers, state, error, server):
    server.answers = answers
    mail = make.mail()

    outcomes = send_due(make.NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (state, error)
    assert outcomes == Counter({State(state): 1})


@pytest.mark.django_db
def test_uncertain_mail_is_never_sent_again_by_itself(server):
    server.answers = {"TEXT": HANG_UP}
    make.mail()
    send_due(make.NOW)

    send_due(make.NOW + timedelta(days=365))

    assert len(server.received) == 1


@pytest.mark.django_db
def test_mail_waits_longer_after_each_try_and_fails_after_the_last(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    mail, at, waits = make.mail(), make.NOW, []

    while mail.state == "waiting":
        send_due(mail.due_at)
        mail.refresh_from_db()
        waits.append(mail.due_at - at)
        at = mail.due_at

    minutes = [wait / timedelta(minutes=1) for wait in waits]
    assert (mail.state, minutes) == ("failed", [1, 5, 30, 120, 480, 0])
    assert mail.last_error == "The mail server could not be used: ConnectionRefusedError."


@pytest.mark.django_db
@pytest.mark.parametrize("to", ["", "nobody at all", "a@example.org, b@example.org"])
def test_mail_without_a_usable_address_fails_and_stops_no_other(to, server):
    mail = make.mail(to=to, at=make.NOW - timedelta(hours=1))
    make.mail()

    send_due(make.NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (
        "failed",
        "Its address or text cannot be sent: ValidationError.",
    )
    assert len(server.received) == 1


@pytest.mark.django_db
def test_mail_that_no_key_opens_waits_for_its_key(settings, mailoutbox):
    mail = make.mail(at=make.NOW - timedelta(hours=1))
    keys, settings.HEALTH_DATA_KEYS = settings.HEALTH_DATA_KEYS, [Fernet.generate_key().decode()]
    make.mail()

    send_due(make.NOW)

    settings.HEALTH_DATA_KEYS = keys
    mail = OutgoingMail.objects.get(pk=mail.pk)
    assert (mail.state, mail.last_error) == ("waiting", "No key in HEALTH_DATA_KEYS opens it.")
    assert len(mailoutbox) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "state"), [(14, "sending"), (15, "uncertain")])
def test_mail_whose_sender_died_becomes_uncertain_and_is_not_sent(minutes, state, mailoutbox):
    mail = make.mail_in("sending", claimed_at=make.NOW, attempts=1)

    send_due(make.NOW + timedelta(minutes=minutes))

    mail.refresh_from_db()
    assert (mail.state, mailoutbox) == (state, [])


def seen_by_another(read, seen):
    """For the server's thread: what a connection of its own finds in the database."""

    def look():
        seen.append(read())
        connection.close()

    return look


@pytest.mark.usefixtures("committed_database")
def test_claim_is_committed_before_the_mail_leaves(server):
    mail, seen = make.mail(), []
    claim = OutgoingMail.objects.filter(pk=mail.pk).values_list("state", "attempts", "claimed_at")
    server.before = {"MAIL": seen_by_another(claim.get, seen)}

    send_due(make.NOW)

    assert seen == [("sending", 1, make.NOW)]


@pytest.mark.usefixtures("committed_database")
def test_slow_sender_does_not_overwrite_what_staff_decided_meanwhile(server):
    mail = make.mail()
    later = make.NOW + timedelta(hours=1)

    def gives_up_and_repeats():
        send_due(later, most=0)
        return send_again(OutgoingMail.objects.all(), at=later)

    server.before = {"TEXT": seen_by_another(gives_up_and_repeats, [])}
    server.answers = {"TEXT": HANG_UP}

    send_due(make.NOW)

    mail.refresh_from_db()
    assert (mail.state, mail.due_at, mail.last_error) == (
        "waiting",
        later,
        "The sender stopped in the middle of it.",
    )


@pytest.mark.usefixtures("committed_database")
def test_slow_sender_that_was_given_up_still_tells_that_it_sent(server):
    mail = make.mail()
    give_up = seen_by_another(lambda: send_due(make.NOW + timedelta(hours=1)), [])
    server.before = {"TEXT": give_up}

    send_due(make.NOW)

    mail.refresh_from_db()
    assert mail.state == "sent"
