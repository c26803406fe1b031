"""Texts of a file that shoppers would read and that claim something of a product.

They are taken in, for an import loses nothing of what a file says, and told; but they never take
the place of a text that stands, which staff may have written instead.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from herbology.claims import Claim, find_claims
from products.importing.changes import Change
from products.importing.kinds import PlannedLine

SHOWN = ("name", "description", "ingredients")
TAKEN_IN = dict.fromkeys(SHOWN, "taken in; rewrite it before shoppers read it") | {
    "description": "taken in, but shoppers do not see it until it is rewritten and approved"
}


class ClaimsOfFile:
    """Rows of one record repeat its texts: they are read once, and told at the first row."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = columns
        self._by_key: dict[str, dict[str, tuple[Claim, ...]]] = {}
        self._told: set[str] = set()

    def let_in(self, key: str, texts: Mapping[str, Any], changes: Iterable[Change]) -> list[Change]:
        """Without those changes that would put a claim in the place of another text."""
        if key not in self._by_key:
            found = {name: find_claims(texts[name]) for name in SHOWN if texts.get(name)}
            self._by_key[key] = {name: claims for name, claims in found.items() if claims}
        claims = self._by_key[key]
        return [change for change in changes if change.field not in claims or not change.old]

    def tell(self, planned: PlannedLine, key: str, texts: Mapping[str, Any], record: Any) -> None:
        """Flag each sentence. A known `record` is as it was before the row, a new one as it is."""
        if key in self._told:
            return
        self._told.add(key)
        for name, claims in self._by_key[key].items():
            stands = getattr(record, name) not in ("", texts[name])
            then = "the catalogue keeps its own text" if stands else TAKEN_IN[name]
            for claim in claims:
                reason = f"makes a claim (“{claim.words}”); {then}"
                planned.flag(self._columns.get(name, name), claim.sentence, reason)
