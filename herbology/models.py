"""Django looks for models here; each stands in the folder of the code that writes it."""

from herbology.audit.entry import AuditEntry
from herbology.outbox.mail import OutgoingMail
from herbology.throttle.counter import Throttle

__all__ = ["AuditEntry", "OutgoingMail", "Throttle"]
