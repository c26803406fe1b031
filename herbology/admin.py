from herbology.audit.admin import AuditEntryAdmin
from herbology.outbox.admin import OutgoingMailAdmin
from herbology.people.admin import PersonAdmin, RoleAdmin

__all__ = ["AuditEntryAdmin", "OutgoingMailAdmin", "PersonAdmin", "RoleAdmin"]
