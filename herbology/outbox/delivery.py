"""One mail through Django's mail backend, in steps, since each step that fails means another thing."""

from contextlib import suppress
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, get_connection
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.encoding import punycode

from herbology.outbox.mail import OutgoingMail
from herbology.outbox.verdict import Verdict, judge, named

State = OutgoingMail.State

# For each answer of the mail server; Django itself would wait for ever.
TIMEOUT_SECONDS = 60


def deliver(mail: OutgoingMail) -> Verdict:
    """Try once. Never raises for what the mail, the settings or the mail server do."""
    try:
        message = compose(mail)
    except (ValidationError, ValueError) as error:
        return Verdict(State.FAILED, f"Its address or text cannot be sent: {named(error)}.")
    try:
        connection = _open()
    except Exception as error:  # whatever it was, nothing has left
        return Verdict(State.WAITING, f"The mail server could not be used: {named(error)}.")
    try:
        return _hand_over(connection, message)
    finally:
        _close(connection)


def compose(mail: OutgoingMail) -> EmailMessage:
    """Raises ValidationError or ValueError for what could never be sent."""
    validate_email(mail.to)
    headers = {"Message-ID": message_id(mail.key), "Auto-Submitted": "auto-generated"}
    if mail.stop_url:
        headers["List-Unsubscribe"] = f"<{mail.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMessage(mail.subject, mail.body, to=[mail.to], headers=headers)
    message.message()  # written out, to meet now what would otherwise be met half-way
    return message


def message_id(key: str) -> str:
    """The same for every try, so that a receiver can tell a repeat; the key cannot be read off it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{salted_hmac('herbology.outbox', key).hexdigest()}@{punycode(domain)}>"


def _open() -> Any:
    connection = get_connection(timeout=TIMEOUT_SECONDS)
    try:
        connection.open()
    except Exception:
        _close(connection)
        raise
    return connection


def _hand_over(connection: Any, message: EmailMessage) -> Verdict:
    try:
        connection.send_messages([message])
    except Exception as error:
        return judge(error)
    return Verdict(State.SENT)


def _close(connection: Any) -> None:
    """What the mail server says to goodbye changes nothing."""
    with suppress(Exception):
        connection.close()
