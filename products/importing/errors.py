"""Every message is one line for the person who imports: what is wrong, where, what to do."""


class RefusedError(ValueError):
    """Nothing of this file can be imported as asked."""


class LayoutError(RefusedError):
    """A layout that must not be used; the message names file, key and reason."""


class FileError(RefusedError):
    """A file that cannot be read with this layout."""


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
