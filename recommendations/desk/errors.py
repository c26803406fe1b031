"""What the desk does not allow. Each message says why and what to do instead."""


class DeskError(Exception):
    pass


class UnclaimedError(DeskError):
    """Somebody acts on what somebody else has claimed, or nobody."""
