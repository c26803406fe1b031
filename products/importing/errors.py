"""Every message is one line for the person who imports: what is wrong, where, what to do."""


class RefusedError(ValueError):
    """Nothing of this file can be imported as asked."""


class LayoutError(RefusedError):
    """A layout that must not be used; the message names file, key and reason."""


class FileError(RefusedError):
    """A file that cannot be read with this layout."""


class TooManyRowsError(FileError):
    """More rows than the admin takes; the message names the command that does."""

    def __init__(self, message: str, *, rows: int) -> None:
        super().__init__(message)
        self.rows = rows


class GroundShiftedError(RefusedError):
    """The catalogue is no longer what the plan was made on; the plan must be made again."""

    def __init__(self, row: int) -> None:
        super().__init__(
            f"Somebody changed the catalogue since the plan was made (first seen at row {row})."
            " Nothing was imported. Look at the new plan."
        )


class UndoError(RefusedError):
    """An import that something has been built on since; the message says what."""


class UnreadableError(ValueError):
    """One cell that says nothing certain; the message says why."""


class RowRefusedError(ValueError):
    """One row that cannot be taken in; carries the column and the value that stop it."""

    def __init__(self, reason: str, *, column: str = "", value: str = "") -> None:
        super().__init__(reason)
        self.column = column
        self.value = value
