"""E-mail that survives a crash and never leaves twice by itself.

Subjects and bodies hold no health information: no answer, no route, no product that was suggested,
no reason. At most they say that there is something to read, and where.

`put` writes a mail in the caller's transaction, `send_due` (the command `send_outbox`) sends it.
"""

from herbology.outbox.mail import OutgoingMail
from herbology.outbox.sending import send_due
from herbology.outbox.writing import forget, put, send_again, take_back

__all__ = ["OutgoingMail", "forget", "put", "send_again", "send_due", "take_back"]
