"""Rows of one file against each other: the first that says something is believed. Pure."""

from collections.abc import Mapping
from typing import Any

from products.importing.errors import RowRefusedError
from products.importing.reading.rows import Coa, Said


class FileSoFar:
    def __init__(self) -> None:
        self._batches: dict[tuple[object, ...], int] = {}
        self._products: dict[str, Said] = {}
        self._lots: dict[tuple[object, ...], tuple[int, Coa]] = {}

    def refuse_contradiction(self, said: Said) -> None:
        """Raises RowRefusedError, naming the earlier row, where both cannot be true."""
        what, identity = _identity(said)
        first = self._batches.setdefault(identity, said.row)
        if first != said.row:
            raise RowRefusedError(f"the same {what} stand in row {first}")
        earlier = self._products.setdefault(said.key, said)
        different = _difference(said, earlier)
        if different:
            raise RowRefusedError(
                f"row {earlier.row} says something else of product {said.key}: {different}"
            )
        if said.coa is not None:
            self._refuse_other_result(said.row, said.key, said.coa)

    def _refuse_other_result(self, row: int, key: str, coa: Coa) -> None:
        first, known = self._lots.setdefault((key, coa.lot, coa.tested_on), (row, coa))
        if known != coa:
            raise RowRefusedError(f"row {first} gives another lab result for lot {coa.lot}")


def _identity(said: Said) -> tuple[str, tuple[object, ...]]:
    """In words and as a key: a batch, else a lab result, else the product alone."""
    key = said.key
    if said.batch_number:
        return f"product and batch ({key}, batch {said.batch_number})", (key, said.batch_number)
    if said.coa is None:
        return f"product ({key}, no batch)", (key,)
    coa = said.coa
    return f"product and lot ({key}, lot {coa.lot})", (key, "", coa.lot, coa.tested_on)


def _difference(said: Said, earlier: Said) -> str:
    one: Mapping[str, Any] = {**said.product, "format": said.format_code}
    other: Mapping[str, Any] = {**earlier.product, "format": earlier.format_code}
    names = (name for name in {**one, **other} if one.get(name) != other.get(name))
    return ", ".join(names)
