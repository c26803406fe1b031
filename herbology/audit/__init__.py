"""Who saw and did what in the admin: one line for each page, export and sign-in, kept for ever.

No answer, nothing typed, no query string: a line names a record by its model, key and, where that
says nothing of a patient, its text. `tell` is for pages whose address does not say what they act on.
"""

from herbology.audit.entry import AuditEntry
from herbology.audit.told import tell

__all__ = ["AuditEntry", "tell"]
