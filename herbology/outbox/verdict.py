"""What is known about a mail after a try, from what the mail server said or did not say.

A mail server's own text may quote the address, so only classes and codes are kept.
"""

from dataclasses import dataclass
from smtplib import (
    SMTPDataError,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

from herbology.outbox.mail import OutgoingMail

State = OutgoingMail.State

# smtplib raises these before the text of the mail is on its way.
BEFORE_THE_TEXT = (SMTPHeloError, SMTPNotSupportedError, SMTPSenderRefused)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`state` is sent, waiting (it did not leave), failed (it never will) or uncertain."""

    state: State
    error: str = ""


def judge(error: Exception) -> Verdict:
    """The verdict on an error that came while a mail was handed over to an open connection."""
    if isinstance(error, SMTPRecipientsRefused):
        return _address_refused(error)
    if isinstance(error, BEFORE_THE_TEXT) or _is_refusal_of_the_text(error):
        return Verdict(State.WAITING, f"The mail server refused it: {named(error)}.")
    return Verdict(State.UNCERTAIN, f"The connection broke off while sending: {named(error)}.")


def named(error: Exception) -> str:
    """Its class and, if it has one, its SMTP code."""
    code = getattr(error, "smtp_code", None)
    return type(error).__name__ if code is None else f"{type(error).__name__} {code}"


def _address_refused(error: SMTPRecipientsRefused) -> Verdict:
    code = max(code for code, _text in error.recipients.values())
    state = State.FAILED if 500 <= code < 600 else State.WAITING
    return Verdict(state, f"The mail server refused the address: {code}.")


def _is_refusal_of_the_text(error: Exception) -> bool:
    """Any other answer than 4xx or 5xx, or none that can be read, may mean that it was taken."""
    return isinstance(error, SMTPDataError) and 400 <= error.smtp_code < 600
