"""Rows of one ledger against each other. Pure."""

from products.importing.errors import RowRefusedError
from products.importing.ledger.said import LedgerSaid


class LedgerSoFar:
    def __init__(self) -> None:
        self._movements: dict[int, int] = {}
        self._counted: dict[tuple[str, str], int] = {}

    def refuse_contradiction(self, said: LedgerSaid) -> None:
        """Raises RowRefusedError, naming the earlier row, where something stands twice."""
        if said.movement is not None:
            first = self._movements.setdefault(said.movement, said.row)
            what = f"movement {said.movement} stands in row {first} already"
        else:
            batch = said.product_key, said.batch_number
            first = self._counted.setdefault(batch, said.row)
            what = f"row {first} counts this batch already; leave only the count that is true"
        if first != said.row:
            raise RowRefusedError(what)
