from herbology.outbox.admin import OutgoingMailAdmin

__all__ = ["OutgoingMailAdmin"]
