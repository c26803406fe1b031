"""Django looks for models here; each stands in the folder of the code that writes it."""

from herbology.outbox.mail import OutgoingMail

__all__ = ["OutgoingMail"]
