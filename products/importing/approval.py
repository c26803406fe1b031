"""Staff approve a description once they have read it. What an import writes nobody has read."""

from collections.abc import Iterable, Sequence
from typing import Any

from products.importing.changes import Change
from products.models.description import APPROVED, TEXTS


def approval_lost(changes: Sequence[Change]) -> list[Change]:
    """Beside the changes that a row makes of an approved description, for the undo to give it back.

    A text that the row leaves stands there as well, as it is: where somebody has written another
    since, the approval was not of that one, and the undo is refused.
    """
    texts = {change.field: change for change in changes if change.field in TEXTS}
    if not texts:
        return []
    one = next(iter(texts.values()))
    if not getattr(one.record, APPROVED):
        return []
    left = {name: getattr(one.record, name) for name in TEXTS if name not in texts}
    kept = [Change(one.on, one.record, name, text, text) for name, text in left.items()]
    return [*kept, Change(one.on, one.record, APPROVED, True, False)]


def unapproved_first(written: Iterable[tuple[Any, str, Any]]) -> list[tuple[Any, str, Any]]:
    """Whatever writes a text takes the approval away, unless it then gives back an earlier one."""
    written = list(written)
    fallen = [(record, APPROVED, False) for record, field, _ in written if field in TEXTS]
    return [*fallen, *written]
